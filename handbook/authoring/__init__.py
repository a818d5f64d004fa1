"""Authoring: what an author starts from, and what the repository keeps for authors."""
