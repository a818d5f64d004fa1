"""Texts: what a text says against the records it stands for, vectors that can be computed, and nothing internal in public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from cvss import CVSS4
from cvss.exceptions import CVSS4Error

from handbook.audience.levels import withheld
from handbook.checks.english import days_in
from handbook.checks.every_text import texts_of
from handbook.checks.promises import promised_days
from handbook.checks.rule import Check, gap
from handbook.checks.subjects import subjects_of
from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.reading.folder import PAGES
from handbook.reading.own_pages import visibility_of
from handbook.schema.fields import Part
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.information import InformationItem

_VECTOR = re.compile(r"CVSS:4\.0(?:/[A-Z]+:[A-Za-z]+)+")
_SCORE = re.compile(r"(?:score|\()\s*([0-9]{1,2}\.[0-9])")


def texts_agree(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every day in a text that customers see stands in a record that the text discloses; days until which something is promised are told by `promises`."""
    subjects = handbook.once(subjects_of)
    for item in handbook.of(InformationItem):
        record = item.record
        if not record.text:
            continue
        known = item.alone(_days_beside_the_text)
        disclosed = handbook.targets(item.id, "discloses")
        if any(one.left_out for one in (item, *disclosed)):
            continue  # the day may be among what could not be taken
        for target in disclosed:
            known |= target.alone(_days)
        told = item.alone(_days_in_the_text) - known
        for day in sorted(told - promised_days(handbook, item, subjects) if told else ()):
            message = say("text-differs.day", id=item.id, day=day)
            yield make("text-differs", item.place("text"), message, record=item.id)


def vectors_hold(handbook: Handbook) -> Iterator[Diagnostic]:
    """A CVSS v4.0 vector can be read, and the score beside it is its own (computed by the library `cvss`)."""
    for item in handbook.of(Vulnerability):
        record = item.record
        if not record.severity:
            continue
        found = _VECTOR.search(record.severity)
        try:
            score = CVSS4(found[0]).scores()[0] if found else None
        except CVSS4Error:
            score = None
        if score is None:
            message = say("severity-vector", id=item.id)
            yield make("severity-vector", item.place("severity"), message, expected=say("severity-vector.right"), record=item.id)
            continue
        stated = _SCORE.search(record.severity)
        if stated and float(stated[1]) != float(score):
            message = say("severity-vector.score", id=item.id, stated=stated[1], score=score)
            yield make("severity-vector", item.place("severity"), message, record=item.id)


def nothing_internal_in_public(handbook: Handbook) -> Iterator[Diagnostic]:
    """A public record names no internal one, but in a field that it keeps from the public."""
    internal = {item.id for item in handbook.records() if item.record.visibility == "internal"}
    if not internal:
        return
    linking = {link.source for one in internal for link in handbook.links_to(one)}
    for item in handbook.records():
        if item.record.visibility == "public" and (item.id in linking or not internal.isdisjoint(item.alone(_ids))):
            for other in sorted(_named(handbook, item) & internal):
                yield gap("internal-quoted", item, say("internal-quoted", id=item.id, internal=other))
    for page, text in handbook.page_texts.items():
        for other in sorted(set(RECORD_ID_IN_TEXT.findall(text)) & internal if (visibility_of(text) or "public") == "public" else ()):
            line = next((number for number, one in enumerate(text.splitlines(), 1) if other in one), 1)
            yield make("internal-quoted", Place(f"{PAGES}/{page}", line), say("internal-quoted", id=f"{PAGES}/{page}", internal=other), found=other)


def _named(handbook: Handbook, item: Item) -> set[str]:
    hidden = withheld(item.record, "public")
    links = {link.target for link in handbook.links_from(item.id) if link.field not in hidden}
    return links | item.alone(_ids) - {item.id}


def _ids(item: Item) -> frozenset[str]:
    hidden = withheld(item.record, "public")
    return frozenset(RECORD_ID_IN_TEXT.findall(" ".join(text for path, _, text in texts_of(item) if path[0] not in hidden)))


def _days(item: Item) -> frozenset[str]:
    return frozenset(_days_of(item.record))


def _days_in_the_text(item: Item[InformationItem]) -> frozenset[str]:
    return frozenset(days_in(item.record.text or ""))


def _days_beside_the_text(item: Item) -> frozenset[str]:
    record = item.record
    return frozenset(day for name in type(record).model_fields if name != "text" for day in _days_of(getattr(record, name)))


def _days_of(value: Any) -> Iterator[str]:
    """Yields the days that a value is or names, as year-month-day."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _days_of(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _days_of(one)
    elif isinstance(value, str):
        yield from days_in(value)
    elif isinstance(value, date):
        yield value.isoformat()[:10]
    elif value is not None:
        yield from days_in(str(value))


CHECKS = (
    Check(texts_agree, minds="its record"),
    Check(vectors_hold, minds="its record"),
    Check(nothing_internal_in_public, minds="nothing"),
)
