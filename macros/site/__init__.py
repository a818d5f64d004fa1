"""What a build publishes beside the text of its pages, and what surrounds that text. Knows no site generator."""
