"""How a rule is written: one function, which kinds it looks at, the codes it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.diagnostics import Diagnostic, make
from handbook.model import Handbook, Item

Rule = Callable[[Handbook], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the kinds whose files it needs."""

    rule: Rule
    reads: frozenset[str]
    """Kinds; when one of their files could not be read, the rule would speak nonsense and is left out."""


def check(rule: Rule, *reads: str) -> Check:
    """Returns a check of `rule`, which needs the files of the kinds named."""
    return Check(rule, frozenset(reads))


def gap(code: str, item: Item, message: str, *path: str, expected: str = "") -> Diagnostic:
    """Returns a diagnostic of `code` at a record, or at one of its fields where that is filled in."""
    place = item.place(*path) if path else item.place("id")
    return make(code, place, message, expected=expected, record=item.id)
