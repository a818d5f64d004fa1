"""What the views of several pages share: links, citations, values of fields, what follows from a record, words."""
