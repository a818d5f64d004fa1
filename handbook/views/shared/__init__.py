"""What several views share: links, values, what follows from a record."""
