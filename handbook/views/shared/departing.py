"""How a product departs from the shared records that it inherits: which ones it overrides or leaves out, and why."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.handbook import Handbook
from handbook.views.shared.links import LinkView, record_link


@dataclass(frozen=True, slots=True)
class Departing:
    """A shared record that the product overrides or leaves out."""

    id: str
    title: str
    """Title of the shared record."""
    how: str
    """`overridden` or `left out`."""
    origin: str
    """What the folder of shared records calls itself."""
    link: LinkView | None
    """The product's own record in its place."""
    because: str
    by: LinkView | None
    on: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """A folder of shared records."""

    title: str
    folder: str
    """Its path from the product's folder."""
    records: int
    """How many of its records the product inherits."""


def inherited(handbook: Handbook) -> tuple[Inherited, ...]:
    """Returns the folders that the product inherits, in the order of `product.yaml`."""
    return tuple(Inherited(one.title, one.folder, sum(item.shared == one.folder for item in handbook.records())) for one in handbook.shared)


def departures(handbook: Handbook) -> tuple[Departing, ...]:
    """Returns how the product departs from shared records: overridden ones first, in the order of `product.yaml`."""
    found = []
    for how, each in (("overridden", handbook.overridden), ("left out", handbook.not_taken)):
        for name, one in each.items():
            if one.shared is None:
                continue
            own, by = handbook.items.get(name), handbook.items.get(one.said.by)
            origin = handbook.shared_title(one.shared.shared)
            links = record_link(own) if own and not own.shared else None, record_link(by) if by else None
            found.append(Departing(name, one.shared.record.title, how, origin, links[0], one.said.because, links[1], one.said.on.isoformat()))
    return tuple(found)
