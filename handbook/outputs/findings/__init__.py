"""What is wrong or missing in a product, in each form in which people and programs read it; `formats` lists them."""
