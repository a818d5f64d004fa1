"""Pages about the handbook itself: how to make one, how it is built. A maker's own handbook leaves them out, menus included."""

from __future__ import annotations

from typing import Any

from handbook.model.handbook import Handbook

CONTRIBUTING = "contributing/"
"""Folder in `docs/` with the pages on how the handbook is built."""
ABOUT_THE_HANDBOOK = ("guides/", CONTRIBUTING)
"""Folders in `docs/` with the pages of *Make it yours* and *Contributing*."""


def left_out(handbook: Handbook, path: str) -> bool:
    """Returns whether the site of this product leaves out the page at a source path."""
    return not handbook.shows_project_pages and path.startswith(ABOUT_THE_HANDBOOK)


def menus(handbook: Handbook, nav: Any) -> Any:
    """Returns the navigation of the configuration without the pages that the site leaves out, and without menus that have no other."""
    if isinstance(nav, list):
        kept = [menus(handbook, one) for one in nav]
        return [one for one in kept if one not in (None, [], {})]
    if isinstance(nav, dict):
        shown = {title: menus(handbook, inside) for title, inside in nav.items()}
        return {title: inside for title, inside in shown.items() if inside not in (None, [])}
    return None if isinstance(nav, str) and left_out(handbook, nav) else nav
