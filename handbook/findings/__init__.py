"""Findings: what is wrong with a product, where, and what would be right; each a value."""
