"""What the diagrams show: nodes, edges, cells and bars, each with the rows of a table that says the same."""
