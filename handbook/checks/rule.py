"""What a rule is: a function from a handbook to findings, with word on how far it minds what could not be read.

What a rule reads is not declared: it is run on a handbook that notes what is read of it (`handbook.model.recording`), and a rule that read something
that an error took away says nothing until the error is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words
from handbook.model.handbook import Handbook
from handbook.model.item import Item

Rule = Callable[[Handbook], Iterator[Diagnostic]]

Minds = Literal["everything", "its record", "nothing"]
"""How far a rule minds an error: it is silent if it read anything that the error took away; of a record that it judges by itself, only if that
record lost a field; or not at all, since it asks for itself what was left out."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, and how far it minds errors."""

    rule: Rule
    minds: Minds = "everything"
    above: bool = False
    """Whether it reads what may stand above the records of a file."""


def gap(code: str, item: Item, message: Words, *path: str | int, expected: Words = "") -> Diagnostic:
    """Returns a diagnostic of `code` at a record, or at one of its fields where that is filled in."""
    place = item.place(*path) if path else item.place("id")
    return make(code, place, message, expected=expected, record=item.id)
