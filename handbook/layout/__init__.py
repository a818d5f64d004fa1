"""The coordinates of diagrams: graphs that the engine Graphviz places, and frames that are packed to the width of a page."""
