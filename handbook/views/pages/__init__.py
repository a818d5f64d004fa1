"""The kinds of pages without a file in `docs/`, and the views of the calls in pages that have one."""
