"""In which order work is done: risks by level, open vulnerabilities by exploitation, priority and the next clock.

The days to a fix are this handbook's own; the risk method says them. They count from the moment at which the maker became aware.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.languages.said import t
from handbook.methods.risk import after_treatment, initial, matrix_of, priority, rank
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Notification, Vulnerability
from handbook.schema.records.needs import Risk

DAYS_TO_FIX: Mapping[str, int] = {"immediate": 7, "out-of-cycle": 30, "scheduled": 90}
"""Days to a fix that customers can get, by SSVC priority; what is deferred is looked at in the next review."""
FIRST = tuple(DAYS_TO_FIX)
"""Priorities in their order; `defer` follows."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due next about a vulnerability."""

    day: date
    what: str
    """`fix`, the measure that stands in its place, or the id of the notification."""


def by_level(handbook: Handbook) -> tuple[Item[Risk], ...]:
    """Returns the risks, the highest level first, of equal ones that which leaves most; unrated ones stand before all."""
    return tuple(sorted(handbook.of(Risk), key=lambda item: _levels(handbook, item)))


def in_order(handbook: Handbook) -> tuple[Item[Vulnerability], ...]:
    """Returns the vulnerabilities: open ones first, of these the exploited, then by priority and by what is due next."""
    return tuple(sorted(handbook.of(Vulnerability), key=lambda item: _urgency(handbook, item)))


def is_open(record: Vulnerability) -> bool:
    """Returns whether customers can get no fix yet."""
    return record.fixed_on is None


def next_due(handbook: Handbook, record: Vulnerability) -> Due | None:
    """Returns what is due next about a vulnerability: a notification that was not sent, or the fix; None where nothing is, or no day follows."""
    found = [Due(_day(one.record.due), one.id) for one in handbook.sources(record.id, Notification, "cases") if one.record.due and not one.record.sent]
    days = DAYS_TO_FIX.get(priority(record.priority)) if record.priority else None
    answered = record.no_fix_because is not None and record.mitigated_on is not None
    if is_open(record) and not answered and record.aware_on and days is not None:
        what = t("another measure, since no fix will come") if record.no_fix_because else t("fix")
        found.append(Due(_day(record.aware_on) + timedelta(days=days), what))
    return min(found, key=lambda due: (due.day, due.what), default=None)


def ordered(handbook: Handbook, kind: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """Returns the records of a kind in the order of work where it has one, else as they stand."""
    known = {Risk.spec.name: by_level, Vulnerability.spec.name: in_order}
    return known[kind](handbook) if kind in known else tuple(items)


def _levels(handbook: Handbook, item: Item[Risk]) -> tuple[int, int]:
    matrix = matrix_of(handbook)
    levels = (initial(item.record, matrix).level, after_treatment(handbook, item.record, matrix)[1].level)
    before, after = (-rank(level) if level else -rank("VH") - 1 for level in levels)
    return before, after


def _urgency(handbook: Handbook, item: Item[Vulnerability]) -> tuple[bool, bool, int, date]:
    record = item.record
    place = FIRST.index(found) if record.priority and (found := priority(record.priority)) in FIRST else len(FIRST)
    due = next_due(handbook, record)
    return not is_open(record), not record.exploited, place if record.priority else -1, due.day if due else date.max


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
