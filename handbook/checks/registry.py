"""How a rule is written: one function, which kinds and fields it reads, the codes it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.diagnostics import Diagnostic, make
from handbook.model import Handbook, Item

ABOVE = "above"
"""Stands among the kinds that a rule reads for what is said above the records of files: defaults and sign-offs."""

Rule = Callable[[Handbook], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with what it reads; where some of that could not be read, it would speak nonsense and is left out."""

    rule: Rule
    kinds: frozenset[str]
    """Kinds of which it needs every record."""
    fields: frozenset[tuple[str, str]]
    """Kinds with the field that it needs of every record."""

    def can_run(self, unread: frozenset[str], harmed: frozenset[tuple[str, str]]) -> bool:
        """Returns whether the rule needs none of these kinds and fields."""
        return not self.kinds & unread and not self.fields & harmed


def check(rule: Rule, **reads: str) -> Check:
    """Returns a check of `rule`; `reads` says for each kind which fields it needs, as words (none: that a record exists).

    An underscore stands for the hyphen in the name of a kind.
    """
    named = {kind.replace("_", "-"): fields.split() for kind, fields in reads.items()}
    return Check(rule, frozenset(named), frozenset((kind, field) for kind, fields in named.items() for field in fields))


def gap(code: str, item: Item, message: str, *path: str | int, expected: str = "") -> Diagnostic:
    """Returns a diagnostic of `code` at a record, or at one of its fields where that is filled in."""
    place = item.place(*path) if path else item.place("id")
    return make(code, place, message, expected=expected, record=item.id)
