"""Outputs: the handbook as files that other programs read."""
