"""The model: the handbook as records, links and citations, and questions about them."""
