"""The model of the handbook: from a product's YAML to a resolved handbook, its diagnostics, views and exports."""
