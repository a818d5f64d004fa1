"""What a record says in words, for rules that hold it against fields: its texts, and the ids that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.findings.messages import Words, both, say
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.marks import marked
from handbook.schema.record import Record

MOST = 3
"""Names of a list that a message holds."""


def words_of(record: Record, *fields: str) -> str:
    """Returns all texts of a record, or those of some fields, one a line."""
    return "\n".join(text for path, mark, text in marked(record) if mark.meaning in ("plain", "prose") and (not fields or path[0] in fields))


def named_in(record: Record) -> frozenset[str]:
    """Returns what is written like the id of a record in the texts of one."""
    return frozenset(found[0] for found in RECORD_ID_IN_TEXT.finditer(words_of(record)))


def shortened(names: Sequence[str]) -> Words:
    """Returns the first of several names as words, and how many more there are."""
    shown = names[:MOST] if len(names) > MOST + 1 else names
    more = [say("part.more", count=len(names) - len(shown))] if len(names) > len(shown) else []
    return both(*shown, *more)
