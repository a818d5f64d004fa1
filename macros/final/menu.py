"""The menu of a site without a generator: sections and pages as the configuration names them, and those that the product adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.views.addresses import of_companion, of_own_page
from macros.render.escaping import heading
from macros.site.menus import menus
from macros.site.publication import Publication


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu."""

    path: str
    """Source path of the page."""
    title: str = ""
    """What the menu calls it; '' where it is called by its own title."""
    sections: tuple[str, ...] = ()
    """Titles of the sections above it, the outermost first."""


def complete_menu(publication: Publication, nav: Any) -> list[Any]:
    """Returns the `nav` of a configuration as the site of a product has it: without what that leaves out, with companions and pages of its own."""
    menu = list(_named(menus(publication.handbook, nav or []), publication))
    named = [(heading(one.name), of_companion(one.slug).page) for one in publication.companions]
    if len(named) == 1:
        menu.append({"Second example": [named[0][1]]})
    elif named:
        menu.append({"More examples": [{str(name): [path]} for name, path in named]})
    own = [of_own_page(name).page for name in publication.handbook.pages]
    if own:
        title = heading(publication.handbook.site.name) if publication.handbook.presented_as == "worked example" and publication.handbook.site.name else ""
        menu.append({str(title or "Our own pages"): own})
    return menu


def entries(menu: Any, sections: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yields the pages of a menu in their order; addresses outside the site are none."""
    for one in menu:
        for title, inside in one.items() if isinstance(one, Mapping) else (("", one),):
            if isinstance(inside, list):
                yield from entries(inside, (*sections, str(title)))
            elif str(inside).endswith(".md"):
                yield Entry(str(inside), str(title), sections)


def _named(menu: Any, publication: Publication) -> Iterator[Any]:
    """Yields the entries of a menu; a page that the product calls otherwise has that title."""
    for one in menu:
        title, inside = next(iter(one.items())) if isinstance(one, Mapping) else ("", one)
        known = publication.site_map.docs.get(inside) if isinstance(inside, str) else None
        if isinstance(inside, list):
            yield {title: list(_named(inside, publication))}
        elif known is not None and known.menu:
            yield {str(known.menu): inside}
        else:
            yield one
