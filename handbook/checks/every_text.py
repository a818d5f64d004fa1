"""Help for rules: every text of a product and of its site, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.marks import Path, marked
from handbook.schema.paths import dotted
from handbook.schema.records.product import Product

A = TypeVar("A")
Text = tuple[Path, bool, str]
"""Where a text stands in its record, whether it is prose, and what it says."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a record, or of the site."""

    text: str
    prose: bool
    path: Path
    item: Item
    """The record; the product where it is the site's."""
    of_site: bool = False

    @property
    def place(self) -> Place:
        return self.item.document.place(("site", *self.path)) if self.of_site else self.item.place(*self.path)

    @property
    def name(self) -> Words:
        """Returns how a message names the field: `'title' of COM-01`."""
        return say("part.field", field=dotted(self.path), owner=say("part.the-site") if self.of_site else self.item.id)

    def finding(self, code: str, message: Words, expected: Words = "", **details: Any) -> Diagnostic:
        """Returns a diagnostic about the text, at its place."""
        return make(code, self.place, message, expected, record="" if self.of_site else self.item.id, **details)


def said_by(item: Item) -> Iterator[Said]:
    """Yields every plain and every prose text of a record, its id apart."""
    return (Said(text, prose, path, item) for path, prose, text in texts_of(item))


def found_in_texts(handbook: Handbook, look: Callable[[str], A | None]) -> Iterator[tuple[Said, A]]:
    """Yields each text of the records and of the site, ids apart, in which `look` finds something, with what it finds.

    It looks at a text by itself, and once as long as the file of the record says the same.
    """
    ask = _looking(look)
    for item in handbook.records():
        for (path, prose, text), found in item.alone(ask):
            yield Said(text, prose, path, item), found
    for said in of_site(handbook):
        found = look(said.text)
        if found:
            yield said, found


def texts_of(item: Item) -> tuple[Text, ...]:
    """Returns every plain and every prose text of a record, its id apart."""
    return item.alone(_texts)


def folded_texts(item: Item) -> str:
    """Returns all texts of a record in small letters, one after the other: by them most records are passed over at once."""
    return item.alone(_folded)


def _folded(item: Item) -> str:
    return "\n".join(text for _, _, text in texts_of(item)).casefold()


def _texts(item: Item) -> tuple[Text, ...]:
    return tuple((path, mark.meaning == "prose", text) for path, mark, text in item.marked if mark.meaning in ("plain", "prose") and path != ("id",))


@cache
def _looking(look: Callable[[str], A | None]) -> Callable[[Item], tuple[tuple[Text, A], ...]]:
    """Returns a function that tells in which texts of a record `look` finds something. A function of `look` alone."""
    return lambda item: tuple((text, found) for text in texts_of(item) if (found := look(text[2])))


def of_site(handbook: Handbook) -> Iterator[Said]:
    """Yields every plain and every prose text that is said of the site."""
    product = next(iter(handbook.of(Product)), None)
    if product is not None:
        for path, mark, text in marked(handbook.site):
            if mark.meaning in ("plain", "prose"):
                yield Said(text, mark.meaning == "prose", path, product, of_site=True)
