"""Links of a page to records and to entries of reference documents, each with its title and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Found
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
    return LinkView(item.id, item.record.title, addresses.of_item(item), item.kind.singular, item.record.status)


def entry_link(handbook: Handbook, found: Found) -> LinkView:
    """Returns a link to an entry of a reference document."""
    return LinkView(
        found.cited, found.entry.title, addresses.of_entry(handbook.catalogues, found), f"{found.document.short} {found.entry.level}", is_entry=True
    )
