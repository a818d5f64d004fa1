"""Who may read what: what is kept from some stands in no folder that they see, and in no text that they may read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.audience.levels import AUDIENCES, NAMES, is_left_out, withheld
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
        kept = [(item, field) for item in handbook.records() if not is_left_out(item, audience) for field in sorted(withheld(item.record, audience))]
        texts = list(_seen(handbook, audience)) if kept else []
        for item, field in kept:
            points = _points(handbook, item, field)
            wanted = [point.casefold() for point in points]
            found = next(((other, path) for other, path, text in texts if all(point in text for point in wanted)), None) if len(points) >= FEWEST else None
            if found is not None and (item.id, field) not in told:
                told.add((item.id, field))
                other, path = found
                message = say("withheld-told", id=item.id, field=field, readers=NAMES[audience], place=dotted(path), other=other.id, points=both(*points[:4]))
                yield make("withheld-told", other.place(*path), message, say("withheld-told.right", field=field), record=other.id, records=(item.id, other.id))


def _seen(handbook: Handbook, audience: Visibility) -> Iterator[tuple[Item, Path, str]]:
    """Yields each text that those of an audience may read, in small letters."""
    for item in handbook.records():
        if not is_left_out(item, audience):
            hidden = withheld(item.record, audience)
            for path, mark, text in marked(item.record):
                if mark.meaning in ("plain", "prose") and path[0] not in hidden:
                    yield item, path, text.casefold()


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
