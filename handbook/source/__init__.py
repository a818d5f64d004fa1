"""Source: text of YAML to nodes with their places, and reading from disk."""
