"""Who may read what: what is kept from some stands in no folder that they see, and in no text that they may read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.audience.levels import AUDIENCES, NAMES, is_left_out, withheld
from handbook.checks.every_text import texts_of
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import both, counted, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.marks import Path, marked
from handbook.schema.paths import dotted
from handbook.schema.record import Visibility
from handbook.schema.records.product import Product

FEWEST = 2
"""So many names or figures of a field must all stand in another text before that is said to tell the same."""
LONG = 4
"""So many letters a word with a capital has at least: most shorter ones only begin a sentence."""
_TELLING = re.compile(r"(?<![\w-])(?:[^\W\d_]*[A-ZÀ-Þ]\w*(?:-\w+)*|\d[\d.,:-]*\d)(?![\w-])")
"""A word with a capital, a word with hyphens and a capital, or a figure of at least two digits."""


def kept_back_in_public(handbook: Handbook) -> Iterator[Diagnostic]:
    """Records and fields that a site for the public leaves out stand in no repository to which its pages lead."""
    if handbook.site.published_for == "internal" or not handbook.repository:
        return
    records = [item for item in handbook.records() if item.record.visibility != "public"]
    fields = sum(len(withheld(item.record, "public")) for item in handbook.records() if item.record.visibility == "public")
    number = len(records) + fields
    if not number:
        return
    message = counted(number, "kept-back-in-repository", number=number, address=handbook.repository)
    product = next(iter(handbook.of(Product)), None)
    first = product or next(handbook.records())
    yield make("kept-back-in-repository", first.place("id"), message, say("kept-back-in-repository.right"), record=first.id)


def nothing_told_elsewhere(handbook: Handbook) -> Iterator[Diagnostic]:
    """A field that is kept from readers is told to them by no other text: by none that has all its names and figures, where it has several."""
    told: set[tuple[str, str]] = set()
    for audience in AUDIENCES[:-1]:
        kept = [(item, field, _points(handbook, item, field)) for item, field in _withheld(handbook, audience)]
        kept = [(item, field, points) for item, field, points in kept if len(points) >= FEWEST]
        seen = list(_seen(handbook, audience)) if kept else []
        for item, field, points in kept:
            wanted = [point.casefold() for point in points]
            found = next(_with_all(wanted, seen), None)
            if found is not None and (item.id, field) not in told:
                told.add((item.id, field))
                other, path = found
                message = say("withheld-told", id=item.id, field=field, readers=NAMES[audience], place=dotted(path), other=other.id, points=both(*points[:4]))
                yield make("withheld-told", other.place(*path), message, say("withheld-told.right", field=field), record=other.id, records=(item.id, other.id))


def _withheld(handbook: Handbook, audience: Visibility) -> Iterator[tuple[Item, str]]:
    """Yields each field that those of an audience may not read, of the records that they may."""
    for item in handbook.records():
        if not is_left_out(item, audience):
            for field in sorted(withheld(item.record, audience)):
                yield item, field


def _seen(handbook: Handbook, audience: Visibility) -> Iterator[tuple[Item, frozenset[str], str]]:
    """Yields each record that those of an audience may read, its fields that they may not, and all its texts in small letters."""
    for item in handbook.records():
        if not is_left_out(item, audience):
            yield item, withheld(item.record, audience), item.alone(_folded)


def _folded(item: Item) -> str:
    """Returns all texts of a record in small letters, one after the other."""
    return "\n".join(text for _, _, text in texts_of(item)).casefold()


def _with_all(wanted: list[str], seen: list[tuple[Item, frozenset[str], str]]) -> Iterator[tuple[Item, Path]]:
    """Yields each text that may be read and holds all that is wanted. Most records are passed over by all their texts at once."""
    rarest = max(wanted, key=len)
    for item, hidden, folded in seen:
        if rarest in folded and all(point in folded for point in wanted):
            for path, _, text in texts_of(item):
                if path[0] not in hidden and all(point in text.casefold() for point in wanted):
                    yield item, path


def _points(handbook: Handbook, item: Item, field: str) -> list[str]:
    """Returns what a field tells: the titles of the records that it names, and the names and figures of its texts, each once."""
    found: list[str] = []
    for path, mark, text in marked(item.record):
        if path[0] != field:
            continue
        if mark.meaning == "record" and text in handbook.items:
            found.append(handbook.items[text].record.title)
        elif mark.meaning in ("plain", "prose"):
            words = (word for word in _TELLING.findall(text) if not RECORD_ID_IN_TEXT.fullmatch(word))
            found += [word for word in words if word[0].isdigit() or len(word) >= LONG]
    return list(dict.fromkeys(found))


CHECKS = (
    Check(kept_back_in_public),
    Check(nothing_told_elsewhere),
)
