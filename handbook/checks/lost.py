"""What an error took out of the handbook, so that no rule reports its absence a second time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.model.handbook import Handbook


@dataclass(frozen=True, slots=True)
class Harm:
    """What stands in a file but could not be taken or leads nowhere."""

    of_records: frozenset[tuple[str, str]]
    """Id of the record and name of the field."""
    of_kinds: frozenset[tuple[str, str]]
    """Name of the kind and name of the field."""


def harm(handbook: Handbook, led_nowhere: Iterable[tuple[str, str]] = ()) -> Harm:
    """Returns what errors took out of the handbook: what could not be taken, and what `led_nowhere` when it was resolved."""
    found = {(item.id, field) for item in handbook.records() for field in item.left_out} | set(led_nowhere)
    return Harm(frozenset(found), frozenset((handbook.items[record].kind.name, field) for record, field in found))
