"""A text of a record that names something, with all that is needed to look it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Departure
from handbook.schema.fields import Mark
from handbook.schema.marks import Path


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, so that references into it are not reported a second time."""

    kinds: frozenset[str] = frozenset()
    """Kinds with a file that could not be read, or with a record whose id is missing, wrong or taken."""
    not_taken: Mapping[str, Departure] = field(default_factory=dict)
    """Shared records that the product leaves out, by id."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One text that names a record, an entry, a question or a file."""

    handbook: Handbook
    unread: Unread
    item: Item
    """The record that names it."""
    path: Path
    """Where in the record."""
    mark: Mark
    value: str

    @property
    def place(self) -> Place:
        return self.item.place(*self.path)

    def wrong(self, code: str, message: Words, expected: Words = "", **details: Any) -> Nowhere:
        """Returns that it leads nowhere, for this reason."""
        details = {"found": self.value, **details}
        return Nowhere(True, (make(code, self.place, message, expected, record=self.item.id, **details),))


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Whether a reference leads nowhere, and what is to be said about it; nothing where that is told elsewhere."""

    is_lost: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()


SOMEWHERE = Nowhere()
"""What is said of a reference that leads where it should."""
