"""Help for rules: every text of a product and of its site, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.marks import Path, marked
from handbook.schema.paths import dotted
from handbook.schema.records.product import Product


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


def everything_said(handbook: Handbook) -> tuple[Said, ...]:
    """Returns every plain and every prose text of the records and of the site, ids apart."""
    return handbook.once(_everything)


def _everything(handbook: Handbook) -> tuple[Said, ...]:
    return tuple(_walk(handbook))


def _walk(handbook: Handbook) -> Iterator[Said]:
    for item in handbook.records():
        for path, mark, text in marked(item.record):
            if mark.meaning in ("plain", "prose") and path != ("id",):
                yield Said(text, mark.meaning == "prose", path, item)
    product = next(iter(handbook.of(Product)), None)
    if product is not None:
        for path, mark, text in marked(handbook.site):
            if mark.meaning in ("plain", "prose"):
                yield Said(text, mark.meaning == "prose", path, product, of_site=True)
