"""Days in words that have passed: the last day of a capability, a channel, an agreement; the day on which a decision is opened again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.schema.records.flows import Decision
from handbook.schema.records.product import Entity
from handbook.schema.records.support import SupportTerm

ENDS = {"capability": "until", "channel": "lives_until"}
"""Kinds with the field that says in words until when something is there."""

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_FIRST = re.compile(
    rf"^\W*(?:(?:until|by|on|to|till|through|up to|the|end|of|in)\s+)*(?:(\d{{1,2}})\s+)?(?:({'|'.join(_MONTHS)})\s+(?:(\d{{1,2}}),\s+)?)?"
    r"((?:19|20)\d{2})(?:-(\d{2}))?(?:-(\d{2}))?(?![\w-])",
    re.IGNORECASE,
)
"""A day, a month or a year with which a text begins."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def last_day(text: str) -> date | None:
    """Returns the last day that a text names where it begins with a day, month or year; None where it does not, or names a later year after it."""
    found = _FIRST.match(text)
    if found is None or any(int(year) > int(found[4]) for year in _YEAR.findall(text[found.end() :])):
        return None
    year, month = int(found[4]), int(found[5]) if found[5] else _MONTHS.index(found[2].casefold()) + 1 if found[2] else 12
    day = found[6] or found[3] or (found[1] if found[2] else None)
    try:
        return date(year, month, int(day)) if day else _end_of(year, month)
    except ValueError:
        return None


def _end_of(year: int, month: int) -> date:
    """Returns the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def decisions_looked_at(handbook: Handbook) -> Iterator[Diagnostic]:
    """A decision is opened again by the day that it names first."""
    as_of = handbook.today
    for item in handbook.of(Decision):
        day = last_day(item.record.look_again or "")
        if as_of is not None and day is not None and day < as_of:
            message = say("review-overdue.decision", id=item.id, due=day, today=as_of)
            yield make("review-overdue", item.place("look_again"), message, record=item.id)


def terms_begin_before_they_end(handbook: Handbook) -> Iterator[Diagnostic]:
    """A support term whose rule for the beginning starts with a day begins before it ends."""
    for item in handbook.of(SupportTerm):
        term = item.record
        start = last_day(term.starts or "")
        if start is not None and term.ends is not None and start.year > term.ends.year:
            message = say("dates-out-of-order.term", id=item.id, start=start, ends=term.ends)
            yield make("dates-out-of-order", item.place("starts"), message, expected=say("dates-out-of-order.term.right", ends=term.ends), record=item.id)


def promises_hold(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a capability promises and a channel lives on has not ended, and an entity has an agreement that holds."""
    as_of = handbook.today
    if as_of is None:
        return
    for kind, field in ENDS.items():
        for item in handbook.of_kind(kind):
            end = last_day(getattr(item.record, field) or "")
            if end is not None and end < as_of:
                message = say("promise-lapsed", id=item.id, until=end, today=as_of)
                yield make("promise-lapsed", item.place(field), message, expected=say("promise-lapsed.right"), record=item.id)
    for item in handbook.of(Entity):
        ends = [agreement.until for agreement in item.record.agreements]
        known = [end for end in ends if end is not None]
        if ends and len(known) == len(ends) and max(known) < as_of:
            message = say("promise-lapsed.agreement", id=item.id, until=max(known), today=as_of)
            place = item.place("agreements", ends.index(max(known)), "until")
            yield make("promise-lapsed", place, message, expected=say("promise-lapsed.agreement.right"), record=item.id)


CHECKS = (
    Check(promises_hold),
    Check(terms_begin_before_they_end),
    Check(decisions_looked_at),
)
