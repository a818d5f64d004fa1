"""Help for rules: what a record says in words, to be held against fields: its texts, the ids in them, the parts they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handbook.findings.messages import Words, both, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.marks import marked
from handbook.schema.record import Record
from handbook.schema.records.product import HardwareOrSoftwarePart

MOST = 3
"""Names of a list that a message holds."""
_WORD = re.compile(r"\w{4,}")
_TOKEN = re.compile(r"\w+(?:[-.]\w+)*")
_NUMBERED = re.compile(r"(?<![\w-])(?=[\w-]{0,40}[^\W\d_])(?=[\w-]{0,40}\d)[\w-]{2,40}(?![\w-])")
"""A word with letters and digits, such as the type number of a chip."""
_COMMON = frozenset({"with", "from", "that", "this", "part", "parts", "version", "hardware", "software", "service", "series", "model", "maker"})
"""Words of a title that tell no part from another."""


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


def speaks_of(handbook: Handbook, text: str, part: Item[HardwareOrSoftwarePart]) -> bool:
    """Returns whether a text, in small letters, names a part.

    By its id, the end of its support, its supplier, a type number, or two words of its title (one where it has no more).
    """
    record = part.record
    supplier = handbook.record(record.supplier)
    title, tokens = record.title.casefold(), set(_TOKEN.findall(text))
    exact = {part.id.casefold(), str(record.support_end), *_NUMBERED.findall(f"{title} {(record.version or '').casefold()}")}
    words = {word.rstrip("s") for word in _WORD.findall(title) if word not in _COMMON}
    met = len(words & {word.rstrip("s") for word in _WORD.findall(text)})
    by_supplier = supplier is not None and (supplier.id.casefold() in tokens or supplier.title.casefold() in text)
    return bool(exact & tokens) or by_supplier or met >= min(2, len(words)) > 0
