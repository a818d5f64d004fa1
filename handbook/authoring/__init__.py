"""What an author starts from (a new folder, schemas for editors, a migration), and what the repository keeps for authors."""

SCHEMA_FOLDER = "schemas"
"""Folder at the top of the repository in which the schemas for editors stand."""
