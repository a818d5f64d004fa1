"""Methods: what follows from a product by a rule that an author could follow by hand."""
