"""View of a call in a guidance page: two printed pages for whoever decides and reads no registers, derived from records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handbook.languages.said import UNTOLD, day, joined, t, word
from handbook.methods.beneath import caps
from handbook.methods.case_times import took
from handbook.methods.risk import LEVELS, acceptances_in_force, after_treatment, initial, matrix_of, rank
from handbook.methods.work_order import in_order, is_open
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.customers import Obligation
from handbook.schema.records.every_activity import ActivityLog
from handbook.schema.records.means import Acceptance
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.words import level_words

ROWS = 6
"""So many rows stand in a table, so that the summary stays on two pages; the register has the rest."""
ROWS_OF_A_LEVEL = 10
"""So many risks stand in theirs where that ends with the last one of a level, so that no level looks as if it were all there when it is cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record with what is said of it, by column."""

    link: LinkView
    cells: tuple[str, ...]
    others: tuple[LinkView, ...] = ()
    """Records that belong to it, such as the role that accepted it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the summary."""

    title: str
    anchor: str
    columns: tuple[str, ...]
    """Heads of all columns, that of the record first."""
    lines: tuple[Line, ...]
    more: int
    shown: str
    """How many of all stand in the table, and by which order they were chosen: `6 of 15, the nearest first`; '' where all do."""
    register: Address
    nothing: str
    """What is said where there are no lines."""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary."""

    product: str
    maker: str
    as_of: str
    records: int
    hours: float
    """What the log says that all activities took."""
    before: tuple[tuple[str, int], ...]
    """Risks by level in words with the design as it stood, the highest first."""
    after: tuple[tuple[str, int], ...]
    """The same with what is done about them."""
    sections: tuple[Section, ...]


def summary(handbook: Handbook) -> SummaryView:
    """Returns what a manager has to know: risks that remain, promises, what is not met, open weaknesses, and the days that come next."""
    product = handbook.product
    logs = [one.record.hours or 0.0 for one in handbook.of(ActivityLog)]
    matrix = matrix_of(handbook)
    risks = handbook.of(Risk)
    left = {item.id: after_treatment(handbook, item.record, matrix)[1].level for item in risks}
    sections = (_risks(handbook, left), _promises(handbook), _not_met(handbook), _weaknesses(handbook), _days(handbook))
    return SummaryView(
        product=handbook.name,
        maker=handbook.maker,
        as_of=day(product.as_of) if product and product.as_of else "",
        records=len(handbook.items),
        hours=sum(logs),
        before=_by_level([initial(item.record, matrix).level for item in risks]),
        after=_by_level(list(left.values())),
        sections=sections,
    )


def _risks(handbook: Handbook, left: dict[str, str | None]) -> Section:
    ordered = sorted(handbook.of(Risk), key=lambda item: -(rank(level) if (level := left[item.id]) else len(LEVELS)))
    levels = [left[item.id] for item in ordered]
    rows = _whole_level(levels)
    lines = []
    for item in ordered[:rows]:
        treatment, after = after_treatment(handbook, item.record, matrix_of(handbook))
        live = acceptances_in_force(handbook, treatment) if treatment else []
        until = min((one.record.until for one in live if one.record.until), default=None)
        borne = t("yes") if any(one.record.borne_by_customers for one in live) else t("no") if live else "–"
        roles = {role.id: record_link(role) for one in live for role in handbook.targets(one.id, "accepted_by")}
        lines.append(Line(record_link(item), (level_words(after.level), day(until) if until else t("nobody has accepted it"), borne), tuple(roles.values())))
    columns = (t("What can still go wrong"), t("What is left"), t("Accepted until"), t("Customers bear it"), t("Accepted by"))
    order = t("the highest first")
    if rows < len(levels) and levels[rows] == levels[rows - 1]:
        order = t(
            "the highest first; of those that are {level}, {shown} of {count}",
            level=level_words(levels[rows]), shown=levels[:rows].count(levels[rows]), count=levels.count(levels[rows]),
        )  # fmt: skip
    return _section(t("Risks that remain"), "risks", columns, lines, len(ordered), order, addresses.of_kind(handbook, Risk.spec), t("No risk is rated yet."))


def _whole_level(levels: Sequence[str | None]) -> int:
    """Returns how many risks to show: up to the last one of a level where that is near, else `ROWS`."""
    ends = [place for place in range(1, len(levels) + 1) if place == len(levels) or levels[place] != levels[place - 1]]
    return next((place for place in ends if ROWS <= place <= ROWS_OF_A_LEVEL), ROWS)


def _promises(handbook: Handbook) -> Section:
    terms = [item for item in handbook.of(SupportTerm) if item.record.promised_by is None]
    terms.sort(key=lambda item: (item.record.sold_until is None, item.record.ends or date.max, item.id))  # first what is on sale
    lines = []
    for item in terms[:ROWS]:
        first = next(iter(caps(handbook, item)), None)
        cap = t("{id}, {day}", UNTOLD, id=first.item.id, day=first.day) if first else t("nothing with a day")
        covers = joined(", ", [word(one) for one in item.record.covers])
        lines.append(Line(record_link(item), (covers, day(item.record.ends) if item.record.ends else t("no day is named"), cap)))
    columns = (t("Promised for"), t("What"), t("Until"), t("What lies beneath ends first"))
    return _section(
        t("What we have promised"),
        "promises",
        columns,
        lines,
        len(terms),
        t("what is still on sale first"),
        addresses.of_kind(handbook, SupportTerm.spec),
        t("No support is promised yet."),
    )


def _not_met(handbook: Handbook) -> Section:
    found = [one for one in handbook.of(Deviation) if one.record.state == "in force" and one.record.decision in ("not met", "deferred")]
    lines = [
        Line(
            record_link(one),
            (one.record.gap_left or t("not said"), day(one.record.review_by) if one.record.review_by else t("no day is named")),
            tuple(record_link(role) for role in handbook.targets(one.id, "decided_by")),
        )
        for one in found[:ROWS]
    ]
    columns = (t("What is not met"), t("What stays open"), t("Looked at again"), t("Decided by"))
    nothing = t("No deviation is recorded that is not met or deferred.")
    register = addresses.of_kind(handbook, Deviation.spec)
    return _section(t("What is not met"), "not-met", columns, lines, len(found), t("by number"), register, nothing)


def _weaknesses(handbook: Handbook) -> Section:
    found = in_order(handbook)
    lines = []
    for one in found[:ROWS]:
        times = ("–" if span.days is None else str(span.days) for span in took(handbook, one))
        state = t("closed") if not is_open(one.record) else t("no fix will come") if one.record.no_fix_because else t("open")
        lines.append(Line(record_link(one), (state, t("yes") if one.record.exploited else t("no"), *times)))
    columns = (t("Weakness"), t("State"), t("Used against customers"), t("Days to a fix or what replaces it"), t("Days to the field"), t("Days to telling"))
    register = addresses.of_kind(handbook, Vulnerability.spec)
    nothing = t("None is recorded.")
    return _section(t("Weaknesses in the field"), "weaknesses", columns, lines, len(found), t("the most urgent first"), register, nothing)


def _days(handbook: Handbook) -> Section:
    """Returns the days that come next, seen from the day for which the handbook speaks."""
    today = handbook.today
    found = sorted((when, item.id, what) for item, when, what in _coming(handbook) if today is None or when >= today)
    lines = [Line(record_link(handbook.items[record]), (day(when), what)) for when, record, what in found[:ROWS]]
    columns = (t("Record"), t("Day"), t("What happens"))
    return _section(t("Days that come next"), "days", columns, lines, len(found), t("the nearest first"), addresses.REGISTERS, t("No day lies ahead."))


def _coming(handbook: Handbook) -> Iterator[tuple[Item, date, str]]:
    for one in handbook.of(Acceptance):
        if one.record.state == "in force" and one.record.until:
            yield one, one.record.until, t("the acceptance ends and is decided anew")
    for part in handbook.of(HardwareOrSoftwarePart):
        if part.record.support_end:
            yield part, part.record.support_end, t("the supplier’s own support ends")
    for term in handbook.of(SupportTerm):
        if term.record.ends and term.record.promised_by is None:
            yield term, term.record.ends, t("our promise ends")
        if term.record.sold_until:
            yield term, term.record.sold_until, t("the last unit is sold")
    for law in handbook.of(Obligation):
        if law.record.in_force and law.record.applies == "applies":
            yield law, law.record.in_force, t("it begins to bind us")


def _section(title: str, anchor: str, columns: tuple[str, ...], lines: list[Line], count: int, order: str, register: Address, nothing: str) -> Section:
    shown = t("{shown} of {count}, {order}", shown=len(lines), count=count, order=order) if len(lines) < count else ""
    return Section(title, anchor, columns, tuple(lines), count - len(lines), shown, register, nothing)


def _by_level(levels: Sequence[str | None]) -> tuple[tuple[str, int], ...]:
    counted = Counter(levels)
    return tuple((level_words(level), counted[level]) for level in (*reversed(LEVELS), None) if counted[level])
