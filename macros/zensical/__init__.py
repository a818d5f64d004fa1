"""Zensical as the engine: it is handed final pages, and what it leaves out is put into the built site. Knows no MkDocs."""
