"""Who may read what: what is kept from some stands in no folder that they see, and in no text that they may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from handbook.audience.levels import AUDIENCES, NAMES, is_left_out, withheld
from handbook.checks.every_text import folded_texts, texts_of
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
TELLING = "tells what is kept"
"""Name under which an item keeps which of its texts tell what others keep from readers, for as long as that is the same."""
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
    kept = [(audience, item, field, _points(handbook, item, field)) for audience in AUDIENCES[:-1] for item, field in _withheld(handbook, audience)]
    kept = [one for one in kept if len(one[-1]) >= FEWEST]
    wanted = tuple(dict.fromkeys(tuple(point.casefold() for point in points) for *_, points in kept))
    given = sha256(repr(wanted).encode()).hexdigest()
    telling: dict[tuple[str, ...], list[tuple[Item, Path]]] = {}
    for other in handbook.records() if wanted else ():
        for number, path in other.kept(TELLING, given, partial(_with_all, other, wanted)):
            telling.setdefault(wanted[number], []).append((other, path))
    for audience, item, field, points in kept:
        if (item.id, field) not in told:
            tell_it = telling.get(tuple(point.casefold() for point in points), ())
            found = next((one for one in tell_it if not is_left_out(one[0], audience) and one[1][0] not in withheld(one[0].record, audience)), None)
            if found is not None:
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


def _with_all(item: Item, wanted: tuple[tuple[str, ...], ...]) -> tuple[tuple[int, Path], ...]:
    """Returns each text of a record that holds all of something that is wanted, after its number. Most records are passed over by all their texts at once."""
    folded = folded_texts(item)
    found = []
    for number, points in enumerate(wanted):
        if max(points, key=len) in folded and all(point in folded for point in points):
            found += [(number, path) for path, _, text in texts_of(item) if all(point in text.casefold() for point in points)]
    return tuple(found)


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
