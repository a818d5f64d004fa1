"""What several rules ask: whether two records speak of the same hardware revision, and what a record says in words."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.identifiers import RECORD_ID_IN_TEXT
from handbook.schema.marks import marked
from handbook.schema.record import Record


def share_revision(one: Iterable[str], other: Iterable[str]) -> bool:
    """Returns whether two lists of hardware revisions have one in common; an empty list stands for all."""
    left, right = ({name.partition(" (")[0] for name in names} for names in (one, other))
    return not left or not right or bool(left & right)


def words_of(record: Record, *fields: str) -> str:
    """Returns all texts of a record, or those of some fields, one a line."""
    return "\n".join(text for path, mark, text in marked(record) if mark.meaning in ("plain", "prose") and (not fields or path[0] in fields))


def says(record: Record, record_id: str) -> bool:
    """Returns whether a record names another by its id in a text."""
    return any(found[0] == record_id for found in RECORD_ID_IN_TEXT.finditer(words_of(record)))
