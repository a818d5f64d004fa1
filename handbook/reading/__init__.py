"""Reading: a product's folder to records as written."""
