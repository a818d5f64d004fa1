"""Rendering: views become HTML through templates that escape by default and know no logic beyond loops.

The environment is this package's own, not that of MkDocs or of mkdocs-macros, neither of which escapes anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.utils import get_relative_url

from handbook.views.addresses import Address, of_entry, of_item
from macros.render.drawing import arrow_head, baselines, course, outline, radius
from macros.render.escaping import inline, visible
from macros.render.prose import Prose, Target, linked
from macros.site.policy import is_active
from macros.site.publication import Publication, UnknownAddressError


class Renderer:
    """Renders templates for the page at hand."""

    def __init__(self, publication: Publication, page_url: Callable[[], str]) -> None:
        self._publication = publication
        self._page_url = page_url
        self._prose = Prose()
        environment = Environment(
            loader=PackageLoader("macros", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_visible,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "url": self.url, "prose": self.prose, "linked": self.linked, "inline": inline, "slug": lambda text: str(text).replace(" ", "-"),
            "course": course, "arrow_head": arrow_head, "outline": outline, "radius": radius, "baselines": baselines,
        }  # fmt: skip
        environment.tests["active"] = is_active
        environment.globals |= {"presented": publication.handbook.presented, "presented_as": publication.handbook.presented_as}
        self._environment = environment

    def render(self, template: str, **values: Any) -> str:
        """Returns a template filled with a view. Raises UnknownAddressError for a link to a page that is not there."""
        return self._environment.get_template(template).render(**values)

    def url(self, address: Address) -> str:
        """Returns the URL of an address from the page at hand. Raises UnknownAddressError."""
        target = self._publication.url(address)
        path, hash_sign, anchor = target.partition("#")
        return get_relative_url(path, self._page_url()) + hash_sign + anchor

    def prose(self, text: str) -> Markup:
        """Returns a prose field as HTML."""
        return self._prose.html(text, self._resolve)

    def linked(self, text: str) -> Markup:
        """Returns a plain field as HTML, with ids that exist as links."""
        return linked(text, self._resolve)

    def _resolve(self, target: str) -> str | None:
        handbook = self._publication.handbook
        item = handbook.items.get(target)
        entry = handbook.catalogues.entries.get(target)
        try:
            if item is not None:
                return Target.of(self.url(of_item(item)), item.record.title, item.kind.singular, item.record.status)
            if entry is not None:
                kind = f"{entry.document.short} {entry.entry.level}"
                return Target.of(self.url(of_entry(handbook.catalogues, entry)), entry.entry.title, kind, "")
            if target.startswith("files/"):
                return self.url(Address(target))
        except UnknownAddressError:
            return None
        return None


def _visible(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)
