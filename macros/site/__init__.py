"""What a build publishes beside the text of its pages, what surrounds that text, mends of the theme. Knows Jinja, not MkDocs."""
