"""What needs another look when support of a part, a component or a supplier ends: promises first, then whatever tells of them.

What the thing does stays as it is on that day, so nothing has to be tested again for that alone. What changes is for how long a
promise can be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handbook.methods.impact import Impact, impact
from handbook.model.handbook import Handbook
from handbook.schema.records.product import HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm

CAN_END = ("part", "component", "entity", "external-system")
"""Kinds of records of which the support can end."""
_INSIDE = frozenset({*CAN_END, "support-term", "life-cycle-event"})
"""What the end of something inside the product concerns by itself: what holds it, what is promised for that, what was announced."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A support term that rests on what ends."""

    term: str
    ends: date | None
    """Day until which support is promised."""
    days_after: int | None
    """How many days that lies behind the end of support; None where either day is unknown."""
    bridged_by: str
    """The decision that says how the time between is bridged, or ''."""


@dataclass(frozen=True, slots=True)
class EndOfSupport:
    """What an end of support reaches."""

    record: str
    day: date | None
    """The day on which it ends, as it was asked or as the record says it."""
    impact: Impact
    promises: tuple[Promise, ...]
    """The support terms that are reached, those that promise longest first."""


def end_of_support(handbook: Handbook, record_id: str, day: date | None = None) -> EndOfSupport:
    """Returns what needs another look when support of a record of a kind in `CAN_END` ends on `day`, or on the day that the record names."""

    def allowed(source: str, target: str) -> bool:
        """Tells whether the end of `source` concerns `target`."""
        kind = handbook.items[source].kind.name
        return kind not in CAN_END or handbook.items[target].kind.name in _INSIDE

    part = handbook.record(record_id, HardwareOrSoftwarePart)
    day = day or (part.support_end if part else None)
    found = impact(handbook, (record_id,), allowed)
    promises = []
    for one in found.reached:
        term = handbook.record(one.id, SupportTerm)
        if term is not None:
            after = (term.ends - day).days if term.ends and day else None
            promises.append(Promise(one.id, term.ends, after, term.bridged_by or ""))
    promises.sort(key=lambda promise: promise.ends or date.min, reverse=True)
    return EndOfSupport(record_id, day, found, tuple(promises))
