"""Audiences: for whom something is made, and the handbook as they see it, without what others alone may read."""
