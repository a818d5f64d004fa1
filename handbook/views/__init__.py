"""Views: what one page shows, taken from the handbook. No markup, and no URLs: a view names addresses.

`common` holds what all views share; each further module makes the view of one kind of page.
"""
