"""Imports: what people wrote into a workbook of ours comes back into the YAML of a product, each change told by its cell."""
