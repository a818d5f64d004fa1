"""What the nine activities hand to each other: a grid of who gives to whom, and each thing that passes under its number."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Catalogues
from handbook.languages.said import t
from handbook.views import addresses
from handbook.views.shared.links import LinkView


@dataclass(frozen=True, slots=True)
class PassRow:
    """Something that one activity hands to another."""

    number: int
    source: LinkView
    destination: LinkView
    what: str
    back: bool
    """Whether it goes to an earlier activity."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """What one activity hands to each of the nine."""

    giver: LinkView
    number: int
    phase: str
    cells: tuple[tuple[PassRow, ...], ...]
    """By activity that takes it, in their order."""


def passes(catalogues: Catalogues) -> tuple[PassRow, ...]:
    """Returns whatever activities hand to each other, numbered in the order of the activities."""
    links = {
        one.number: LinkView(t("Activity {number}", number=one.number), one.title, addresses.of_activity(one.number))
        for one in catalogues.activities.activities
    }
    pairs = [(one.number, passed) for one in catalogues.activities.activities for passed in one.passes_on]
    return tuple(PassRow(position, links[number], links[passed.to], passed.what, passed.to < number) for position, (number, passed) in enumerate(pairs, 1))


def pass_grid(catalogues: Catalogues) -> tuple[GridRow, ...]:
    """Returns the activities that give against those that take. Above the diagonal things go forward, below it back; no line crosses another."""
    rows = passes(catalogues)
    listed = catalogues.activities.activities
    ids = [t("Activity {number}", number=one.number) for one in listed]
    return tuple(
        GridRow(
            LinkView(giver, one.title, addresses.of_activity(one.number)),
            one.number,
            one.phase,
            tuple(tuple(row for row in rows if (row.source.id, row.destination.id) == (giver, taker)) for taker in ids),
        )
        for giver, one in zip(ids, listed, strict=True)
    )
