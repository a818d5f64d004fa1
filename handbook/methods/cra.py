"""The EU Cyber Resilience Act (CRA) as far as days follow from it: when its reports are due, and how long support lasts.

Days and limits as told by secondary sources on 2026-11-29 (Articles 13(8), 14 and 69(3) of Regulation (EU) 2024/2847); the Official Journal was
not read for it. Not legal advice.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handbook.methods.markets import ECONOMIC_AREA, countries
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.record import Record
from handbook.schema.records.after_sale import Incident, Notification, Vulnerability
from handbook.schema.records.customers import Obligation

REPORTS_FROM = "2026-09-11"
"""First day on which reports are asked for (Article 14), also for products that were sold before."""
APPLIES_FROM = date(2027, 12, 11)
"""First day on which the rest applies, to what is placed on the market from then on."""
SUPPORT_YEARS = 5
"""Years of support at least, unless the product is expected to be used for less (Article 13(8))."""
HOURS = {"early warning": 24, "notification": 72}
"""Hours from becoming aware, for the first two reports of exploited vulnerabilities and of severe incidents alike."""
FINAL_AFTER_MEASURE = 14 * 24
"""Hours from the first corrective or mitigating measure that is available, for the final report of an exploited vulnerability."""
STAGES = ("early warning", "notification", "final report")

_CRA = re.compile(r"2024/2847|\b(?i:cyber resilience act)\b|\bCRA\b")


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """By when a report is due, and from what that is counted."""

    moment: str
    """The last moment, or the last day where the clock began on a day without a time."""
    case: str
    """The record whose field starts the clock."""
    field: str
    start: str
    months: int = 0
    hours: int = 0
    """How long the clock runs: months, or hours."""


def is_cra(obligation: Record) -> bool:
    """Returns whether an obligation is the EU Cyber Resilience Act itself, and no standard or contract that cites it."""
    law = isinstance(obligation, Obligation) and obligation.nature in ("law", None)
    return law and bool(_CRA.search(f"{obligation.title}\n{getattr(obligation, 'source', None) or ''}"))


def sold_in_the_area(handbook: Handbook) -> bool:
    """Returns whether a market of the product lies in the European Economic Area."""
    return bool(countries(*(handbook.product.markets if handbook.product else ())) & ECONOMIC_AREA)


def binding(handbook: Handbook) -> Item[Obligation] | None:
    """Returns the obligation that is the CRA, where it applies to the product; None where none is, or nothing is sold where it binds."""
    found = (item for item in handbook.of(Obligation) if item.record.applies == "applies" and is_cra(item.record))
    return next(found, None) if sold_in_the_area(handbook) else None


def limit_of(handbook: Handbook, item: Item[Notification]) -> Limit | None:
    """Returns by when a report of the CRA is due by the earliest clock of its cases; None where it is no such report, or no clock has begun."""
    obligation = handbook.record(item.record.obligation, Obligation)
    if item.record.stage is None or obligation is None or not is_cra(obligation):
        return None
    cases = handbook.targets(item.id, "cases")
    return min((limit for case in cases for limit in limits_of_case(handbook, case, item.record.stage)), default=None)


def limits_of_case(handbook: Handbook, case: Item, stage: str) -> Iterator[Limit]:
    """Yields the clock that an exploited vulnerability or a severe incident starts for a stage of its report, where it has begun."""
    record = case.record
    if isinstance(record, Vulnerability) and record.exploited and (record.aware_on or REPORTS_FROM) >= REPORTS_FROM:
        measures = [(moment, name) for name in ("mitigated_on", "fixed_on") if (moment := getattr(record, name))]
        start, field = min(measures, default=("", "")) if stage == "final report" else (record.aware_on or "", "aware_on")
        if start:
            hours = HOURS.get(stage, FINAL_AFTER_MEASURE)
            yield Limit(later(start, hours=hours), case.id, field, start, hours=hours)
    elif isinstance(record, Incident) and record.severe and (record.declared or "") >= REPORTS_FROM:
        if stage in HOURS:
            yield Limit(later(record.declared or "", hours=HOURS[stage]), case.id, "declared", record.declared or "", hours=HOURS[stage])
        else:
            told = [(note.record.sent, note.id) for note in handbook.sources(case.id, Notification, "cases") if note.record.stage == "notification"]
            for sent, note_id in told:
                if sent:
                    yield Limit(later(sent, months=1), note_id, "sent", sent, months=1)


def later(moment: str, hours: int = 0, months: int = 0) -> str:
    """Returns a moment so much later, in the same form; a day without a time of day is counted in whole days."""
    at = datetime.fromisoformat(moment) + timedelta(hours=hours)
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    at = at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))
    return at.isoformat(" ", "minutes")[: len(moment)]
