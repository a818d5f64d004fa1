"""Where the links of one page lead: addresses and ids to URLs relative to it, among the pages of the product or of a companion."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import dirname
from typing import Any

from handbook.compare.companions import Companion
from handbook.languages.said import told, word
from handbook.views.addresses import Address, of_entry, of_file, of_item
from handbook.views.pages.comparison import moved_to
from handbook.views.shared.links import LinkView, entry_link
from macros.render.environment import render
from macros.render.prose import Target
from macros.render.urls import relative_url
from macros.site.publication import Publication, UnknownAddressError

SHARED = ("activities/", "references/")
"""Folders of pages that a companion has in common with the product: guidance and reference documents."""
MOST_KEPT = 4000
"""Links of which a build keeps the HTML."""


class Links:
    """The links of the page at a URL; with a companion, those of what that product's records say on it."""

    def __init__(self, publication: Publication, page_url: str, companion: Companion | None = None) -> None:
        self._publication = publication
        self._page_url = page_url
        self._handbook = companion.handbook if companion else publication.handbook
        self._moved = moved_to(companion) if companion else None
        is_file = "." in page_url.rpartition("/")[2]
        self._from = (dirname(page_url if is_file else page_url.rstrip("/")), is_file, companion.slug if companion else "")
        """What the relative URLs of pages beside this one have in common with its own, but for those of the page itself and below it."""

    def of_companion(self, slug: str) -> Links:
        """Returns the links of what a companion's records say on this page."""
        return Links(self._publication, self._page_url, next(one for one in self._publication.companions if one.slug == slug))

    def url(self, address: Address) -> str:
        """Returns the URL of an address from the page. Raises UnknownAddressError for a page that the site does not have."""
        path, hash_sign, anchor = self._publication.url(self._place(address)).partition("#")
        return relative_url(path, self._page_url) + hash_sign + anchor

    def file(self, path: str) -> str:
        """Returns the URL of a file that the site is given, by its path below the root of the site, from the page."""
        return relative_url(path, self._page_url)

    def kept(self, view: LinkView, with_title: bool, make: Callable[[LinkView, bool], str]) -> str:
        """Returns the HTML of a link, which `make` makes once for all pages of a folder. Raises UnknownAddressError."""
        if not self._page_url or self._publication.url(self._place(view.address)).startswith(self._page_url):
            return make(view, with_title)
        kept, key = self._publication.kept_links, (self._from, view, with_title)
        if key not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[key] = make(view, with_title)
        return kept[key]

    def resolve(self, target: str) -> str | None:
        """Returns the URL of a record, an entry or an attachment from the page, with what is known of it, or None where there is none."""
        catalogues = self._handbook.catalogues
        item, entry = self._handbook.items.get(target), catalogues.entries.get(target)
        try:
            if item is not None:
                return Target.of(self.url(of_item(item)), item.record.title, self._says(item.kind.singular), self._says(word(item.record.status)))
            if entry is not None:
                return Target.of(self.url(of_entry(catalogues, entry)), self._says(entry.entry.title), self._says(entry_link(self._handbook, entry).kind), "")
            if target.startswith(of_file("").page):
                return self.url(Address(target))
        except UnknownAddressError:
            return None
        return None

    def _says(self, words: str) -> str:
        return told(words, self._publication.language)

    def _place(self, address: Address) -> Address:
        """Returns where an address is: a companion's records and registers stand elsewhere than the product's."""
        if self._moved is None or address.page.startswith(SHARED):
            return address
        if address.page not in self._moved:
            raise UnknownAddressError(address.page)
        place = self._moved[address.page]
        return place if place.anchor else Address(place.page, address.anchor)


def render_page(publication: Publication, page_url: str, template: str, **values: Any) -> str:
    """Returns what a template shows on the page at a URL. Raises UnknownAddressError for a link to a page that the site does not have."""
    handbook = publication.handbook
    words: dict[str, Any] = {"presented": handbook.presented, "presented_as": handbook.presented_as, "whole": not handbook.keeps_back}
    links = Links(publication, page_url)
    return render(template, publication.language, here=links, pictures=publication.layout.pictures, **words, **values)
