"""How long a vulnerability took from the first report: to a fix, to the fix in the field, to the first word to customers.

Days are counted from day to day, whatever the hour. A day that no record says is named and not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Notification, Report, Update, Vulnerability
from handbook.schema.records.product import Entity

AUTHORITY = "authority"
"""Role of an organization that is told because of a law, and is no customer."""


@dataclass(frozen=True, slots=True)
class Took:
    """How long one stretch of a case took."""

    name: str
    """`days_to_fix`, `days_to_field` or `days_to_telling`."""
    days: int | None
    """Days from the first report; None where a day is not said."""
    words: str
    """What ended it and when, or which day is missing."""


def begun(handbook: Handbook, item: Item[Vulnerability]) -> tuple[date, str] | None:
    """Returns the day from which a case counts and what it is: its first report, else the awareness of the maker; None where neither is said."""
    reports = sorted(one.record.received[:10] for one in handbook.targets(item.id, "reports", Report) if one.record.received)
    if reports:
        return date.fromisoformat(reports[0]), "report"
    return (_day(item.record.aware_on), "awareness") if item.record.aware_on else None


def took(handbook: Handbook, item: Item[Vulnerability]) -> tuple[Took, ...]:
    """Returns the three stretches of a case, in the order fix, field, telling."""
    start = begun(handbook, item)
    return tuple(_counted(start, name, day, words) for name, day, words in _ended(handbook, item))


def _counted(start: tuple[date, str] | None, name: str, day: date | None, words: str) -> Took:
    if start is None:
        return Took(name, None, t("neither a report nor the day of awareness is said"))
    return Took(name, (day - start[0]).days if day else None, words)


def _ended(handbook: Handbook, item: Item[Vulnerability]) -> Iterator[tuple[str, date | None, str]]:
    """Yields the name of each stretch with the day that ended it, where there is one, and with what is said of it."""
    record = item.record
    if record.fixed_on:
        yield "days_to_fix", _day(record.fixed_on), t("fix on {fixed_on}", fixed_on=record.fixed_on[:10])
    elif record.no_fix_because and record.mitigated_on:
        yield "days_to_fix", _day(record.mitigated_on), t("no fix will come; another measure on {mitigated_on}", mitigated_on=record.mitigated_on[:10])
    else:
        yield "days_to_fix", None, t("no fix will come") if record.no_fix_because else t("no fix yet")
    yield _in_the_field(handbook, item)
    told = sorted(_told(handbook, item))
    yield (
        ("days_to_telling", told[0][0], t("{what} on {day}", what=told[0][1], day=told[0][0])) if told else ("days_to_telling", None, t("nobody was told yet"))
    )


def _in_the_field(handbook: Handbook, item: Item[Vulnerability]) -> tuple[str, date | None, str]:
    counts = [(reach.on, reach.share, one.id) for one in handbook.sources(item.id, Update, "vulnerabilities") for reach in one.record.reach]
    if counts:
        day, share, update = max(counts)
        return "days_to_field", day, t("{share} ({update}, counted on {day})", share=share, update=update, day=day)
    rolled_out = handbook.sources(item.id, Update, "vulnerabilities")
    return "days_to_field", None, t("nobody has counted it") if rolled_out else t("no update names it")


def _told(handbook: Handbook, item: Item[Vulnerability]) -> Iterator[tuple[date, str]]:
    """Yields when somebody was told who is no authority, and by what."""
    if item.record.published_on:
        yield _day(item.record.published_on), t("advisory")
    for one in handbook.sources(item.id, Notification, "cases"):
        recipient = handbook.record(one.record.recipient, Entity)
        if one.record.sent and not (recipient and AUTHORITY in recipient.roles):
            yield _day(one.record.sent), one.id


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
