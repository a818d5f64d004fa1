"""How a change that nothing contradicts is written: an honest variation, which gives no finding, or a neutral one, counted apart.

An honest variation is what a reader would call right: another spelling of the same day, a release planned for next year, a law that does
not apply elsewhere. A rule that speaks of one gives a false alarm. A neutral change says something else than before, and nothing in the
product holds another word about it, so that neither silence nor a finding is wrong by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.support.ledger import Entry, Ledger


@dataclass(frozen=True, kw_only=True)
class Variation:
    """A product with something changed that nothing contradicts."""

    what: str
    change: Callable[[], dict[str, str]]


Finder = Callable[[Ledger], Iterator[Variation]]
HONEST: dict[str, Finder] = {}
"""Variations that must give no finding, by name."""
NEUTRAL: dict[str, Finder] = {}
"""Changes that are counted apart, by name."""


def honest(find: Finder) -> Finder:
    """Registers an honest variation under its own name."""
    HONEST[find.__name__.replace("_", " ")] = find
    return find


def neutral(find: Finder) -> Finder:
    """Registers a neutral change under its own name."""
    NEUTRAL[find.__name__.replace("_", " ")] = find
    return find


def changed(ledger: Ledger, entry: Entry, path: tuple[str | int, ...], value: object) -> Variation:
    return Variation(what=f"{entry.id}.{'.'.join(map(str, path))} = {str(value)[-60:]!r}", change=lambda: ledger.changed(entry, path, value))


def with_one_more(ledger: Ledger, kind: str, data: dict[str, object]) -> Variation:
    return Variation(what=f"{data['id']} more", change=lambda: ledger.added(kind, data))


def said_besides(ledger: Ledger, sentence: str) -> Iterator[Variation]:
    """Yields every prose field of a product with a sentence more at its end."""
    for entry in ledger.records:
        for path, text in ledger.texts(entry, "prose"):
            if text.endswith(".") and entry.kind != "information-item":
                yield changed(ledger, entry, path, f"{text} {sentence}")
