"""Views: what one page shows, taken from the handbook. No markup, and no URLs: a view names addresses.

`shared` holds what several views share; each further module makes the view of one kind of page.
"""
