"""What an author starts from (a new folder, schemas for editors, a migration), and what the repository keeps for authors."""
