"""The diagram of support: how long each component is supported, with the ends of support of the parts beneath."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from handbook.languages.said import UNTOLD, joined, t, word
from handbook.languages.said import day as spoken_day
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.product import Component, HardwareOrSoftwarePart, Release
from handbook.schema.records.support import SupportTerm
from handbook.views.diagrams.graph import SMALL, Line, reckoned, wrapped
from handbook.views.shared.links import LinkView, record_link

NAMES = 196.0
"""Width of the names at the left."""
ACROSS = 440.0
"""Width of the years."""
TOP = 34.0
"""Height of the names of the years."""
LEAST = 38.0
"""Least distance of two years that are written."""
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, slots=True)
class TermRow:
    """A promise of support, or the end of a part's own support."""

    link: LinkView
    component: LinkView | None
    what: str
    starts: str
    ends: str
    rule: str
    """How the start is fixed, in the record's words."""
    parts: tuple[tuple[LinkView, str], ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the picture: a bar for a promise, a mark for the end of a part's support."""

    link: LinkView
    lines: tuple[Line, ...]
    top: float
    height: float
    x: float
    width: float
    open: bool
    """Whether the start is not known, so that the bar begins open."""
    mark: float | None
    """Where a part's support ends; None for a promise."""
    words: str
    words_x: float
    words_before: bool
    """Whether the day stands left of the mark, since there is no room at its right."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one component."""

    link: LinkView | None
    title: tuple[Line, ...]
    top: float
    height: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year."""

    x: float
    text: str
    """Empty where years are too close to write each."""


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Picture and table."""

    rows: tuple[TermRow, ...]
    groups: tuple[Group, ...]
    ticks: tuple[Tick, ...]
    today: Tick | None
    width: float
    height: float
    without: tuple[LinkView, ...]
    """Components for which nothing is promised yet."""
    parts: tuple[TermRow, ...]
    """Parts that no promise names, with the end of their support."""


def timeline_view(handbook: Handbook) -> TimelineView:
    """Returns the promises of support by component, with the ends of support of the parts they rest on."""
    terms = [(item, item.record) for item in handbook.of(SupportTerm)]
    starts = {item.id: _start(handbook, term) for item, term in terms}
    ends = {item.id: item.record.support_end for item in handbook.of(HardwareOrSoftwarePart)}
    days = [day for item, term in terms for day in (starts[item.id], term.ends) if day]
    days += [day for day in (*ends.values(), handbook.today) if day]
    rows = tuple(_row(handbook, item, term, starts[item.id], ends) for item, term in terms)
    promised = {term.component for _, term in terms}
    without = tuple(record_link(item) for item in handbook.of(Component) if item.id not in promised)
    rest = _unnamed(handbook, terms)
    if not any(term.ends for _, term in terms):
        return TimelineView(rows, (), (), None, 0, 0, without, rest)
    last = min(max(days).year + 1, date.max.year)
    scale = _Scale(min(min(days).year, last - 1), last)
    groups: list[Group] = []
    top = TOP
    drawn = {component.id for component in handbook.of(Component)}
    for component in [*handbook.of(Component), None]:
        own = [(item, term) for item, term in terms if (component.id if component else None) == (term.component if term.component in drawn else None)]
        if own:
            groups.append(_group(handbook, component, own, starts, ends, scale, top))
            top = groups[-1].top + groups[-1].height
    today = Tick(scale.x(handbook.today), handbook.says(spoken_day(handbook.today))) if handbook.today else None
    return TimelineView(rows, tuple(groups), scale.ticks(), today, NAMES + ACROSS + 4, round(top + 22, 1), without, rest)


class _Scale:
    """Days to places."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def x(self, day: date) -> float:
        """Returns how far from the left edge of the picture a day stands, in pixels."""
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last, 1, 1).toordinal()
        return round(NAMES + ACROSS * (day.toordinal() - begin) / (end - begin), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Returns the years, not more than can be told apart."""
        every = max(1, -(-int(LEAST * (self.last - self.first)) // int(ACROSS)))
        return tuple(
            Tick(self.x(date(year, 1, 1)), str(year) if (year - self.first) % every == 0 and year < self.last else "")
            for year in range(self.first, self.last + 1, 1 if every < 5 else every)
        )


def _start(handbook: Handbook, term: SupportTerm) -> date | None:
    """Returns the day that the rule for the beginning names, or that of the first unit made or of the first release written down, the earlier of both."""
    named = _DAY.search(term.starts or "")
    if named:
        try:
            return date(*map(int, named.groups()))
        except ValueError:
            return None
    releases = handbook.sources(term.component or "", Release, "component")
    days = [one.record.released_on for one in releases if one.record.released_on]
    component = handbook.record(term.component, Component)
    if component is not None:
        days += [one.first_made for one in component.revisions if one.first_made and (not term.revisions or one.name in term.revisions)]
    return min(days, default=None)


def _row(handbook: Handbook, item: Item, term: SupportTerm, start: date | None, ends: dict[str, date | None]) -> TermRow:
    component = handbook.items.get(term.component or "")
    parts = tuple((record_link(part), _day(ends.get(part.id))) for part in handbook.targets(item.id, "parts"))
    ended = bool(term.ends and handbook.today and term.ends < handbook.today)
    return TermRow(record_link(item), record_link(component) if component else None, _what(term), _day(start), _day(term.ends), term.starts or "", parts, ended)


def _unnamed(handbook: Handbook, terms: list[tuple[Item[SupportTerm], SupportTerm]]) -> tuple[TermRow, ...]:
    named = {part for _, term in terms for part in term.parts}
    return tuple(
        TermRow(record_link(item), None, t("support of the part itself"), "", _day(item.record.support_end), item.record.support_basis or "", (), False)
        for item in handbook.of(HardwareOrSoftwarePart)
        if item.id not in named
    )


def _what(term: SupportTerm) -> str:
    covered = joined(", ", [word(one) for one in term.covers]) if term.covers else t("what it covers is not said yet")
    revisions = ", ".join(revision.replace(" ", "\u00a0") for revision in term.revisions)
    return t("{covered} ({revisions})", UNTOLD, covered=covered, revisions=revisions) if revisions else covered


def _day(day: date | None) -> str:
    return spoken_day(day) if day else t("not said")


def _group(
    handbook: Handbook, component: Item | None, own: list[tuple[Item[SupportTerm], SupportTerm]], starts: dict[str, date | None],
    ends: dict[str, date | None], scale: _Scale, top: float,
) -> Group:  # fmt: skip
    title = wrapped(
        f"{component.id} {component.record.title}" if component else handbook.says(t("no component named")), NAMES + ACROSS - 20, 13.0, True, at_most=2
    )
    y = top + sum(line.height for line in title) + 8
    bars: list[Bar] = []
    parts: dict[str, Item] = {}
    for item, term in own:
        lines = (*wrapped(item.id, NAMES - 16, SMALL, True), *wrapped(handbook.says(_what(term)), NAMES - 16, at_most=4))
        height = round(sum(line.height for line in lines) + 6, 1)
        start, end = starts[item.id], term.ends
        left = scale.x(start) if start else NAMES
        right = scale.x(end) if end else left
        words = handbook.says(t("to {end}", end=end) if end else t("end not said"))
        before = right - 4 - reckoned(words) > left
        bars.append(
            Bar(record_link(item), lines, round(y, 1), height, left, round(max(right - left, 2), 1), start is None, None, words, *_beside(right, words, before))
        )
        y += height
        parts |= {part.id: part for part in handbook.targets(item.id, "parts")}
    for part_id, part in parts.items():
        lines = wrapped(f"{part_id} {part.record.title}", NAMES - 16, at_most=3)
        height = round(sum(line.height for line in lines) + 6, 1)
        day = ends.get(part_id)
        mark = scale.x(day) if day else None
        words = handbook.says(t("part to {day}", day=day) if day else t("part: end not said"))
        place = mark if mark is not None else NAMES
        fits = place + 10 + reckoned(words) <= NAMES + ACROSS
        bars.append(Bar(record_link(part), lines, round(y, 1), height, place, 0, False, place if day else None, words, *_beside(place, words, not fits)))
        y += height
    return Group(record_link(component) if component else None, title, round(top, 1), round(y - top + 6, 1), tuple(bars))


def _beside(place: float, words: str, before: bool) -> tuple[float, bool]:
    """Returns where words begin, or end if they stand left of a place."""
    return (round(place - 9, 1), True) if before else (round(min(place + 9, NAMES + ACROSS - reckoned(words)), 1), False)
