"""Links of a page to records and to entries of reference documents, each with its title and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Found
from handbook.languages.said import t, word
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.views import addresses
from handbook.views.addresses import Address


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a place on the site."""

    id: str
    title: str
    address: Address
    kind: str = ""
    """What it is, in words."""
    status: str = ""
    is_entry: bool = False
    """Whether it is an entry of a reference document, and no record."""


def record_link(item: Item) -> LinkView:
    """Returns a link to a record's own page, with the kind and status that a card shows."""
    return item.alone(_record_link)


def _record_link(item: Item) -> LinkView:
    return LinkView(item.id, item.record.title, addresses.of_item(item), item.kind.singular, word(item.record.status))


def entry_link(handbook: Handbook, found: Found) -> LinkView:
    """Returns a link to an entry of a reference document."""
    return LinkView(
        found.cited,
        found.entry.title,
        addresses.of_entry(handbook.catalogues, found),
        t("{document} {level}", document=found.document.short, level=word(found.entry.level)),
        is_entry=True,
    )
