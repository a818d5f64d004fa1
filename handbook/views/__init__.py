"""Views: what one page shows, taken from the handbook, without markup and without URLs, since a view names addresses.

`site_map` lists the kinds of pages that have no file in `docs/`; each is a module in `pages/` with a function `pages`, which gives a
`PageSpec` for each. The other modules there make the views of the calls in guidance pages. `shared` holds what several views share.
"""
