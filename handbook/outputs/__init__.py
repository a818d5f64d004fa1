"""What leaves the program: the handbook as files for other programs (`registry`), its findings for people and programs (`findings`)."""
