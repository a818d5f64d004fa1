"""What an error took out of the handbook: fields that could not be taken or lead nowhere, so that no rule reports them as missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.model.handbook import Handbook


@dataclass(frozen=True, slots=True)
class LostFields:
    """Fields that are filled in in a file, while the handbook lacks what they say."""

    of_records: frozenset[tuple[str, str]]
    """Id of the record and name of the field."""
    of_kinds: frozenset[tuple[str, str]]
    """Name of the kind and name of the field, wherever at least one record of the kind lost it."""


def lost_fields(handbook: Handbook, led_nowhere: Iterable[tuple[str, str]] = ()) -> LostFields:
    """Returns what could not be taken when records were read, and what `led_nowhere` (id of the record, field) when they were resolved.

    Raises KeyError where `led_nowhere` names no record of the handbook.
    """
    found = {(item.id, field) for item in handbook.records() for field in item.left_out} | set(led_nowhere)
    return LostFields(frozenset(found), frozenset((handbook.items[record].kind.name, field) for record, field in found))
