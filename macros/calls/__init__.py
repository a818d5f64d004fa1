"""The macros: what a Markdown page may call."""
