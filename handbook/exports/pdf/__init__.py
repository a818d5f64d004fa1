"""PDF: a document as nodes (`nodes`), made of records by several modules, set by Typst (`typesetting`) as values and never as source."""
