"""Promises: what a text promises customers is held against the one support term of the component that it speaks of.

`grammar` says what is a promise, `subjects` of what it speaks. A promise of several components is one for each.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from handbook.checks.english import blocks, days_in
from handbook.checks.grammar import Limit, Promise, promises_in
from handbook.checks.rule import Check, gap
from handbook.checks.subjects import Spoken, Subjects, subjects_of
from handbook.checks.support import makers_terms
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, both, say
from handbook.methods.revisions import share_revision
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import LifeCycleEvent
from handbook.schema.records.information import InformationItem
from handbook.schema.records.product import Component, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm

ON_SUPPORT = "4.3.2 support and lifespan"
SERVED = ("backend", "companion application")
"""Kinds of components of which a text may say for how many years they work; of others that is the life of a cell or a motor."""
_COVERS: Mapping[str, Words] = {
    "security fixes": say("part.security-fixes"),
    "functions": say("part.functions"),
    "backend": say("part.its-service"),
    "spares": say("part.spare-parts"),
    "support": say("part.support"),
    "use": say("part.use"),
}
SPOKEN = "of what it speaks"
"""Name under which an item keeps of which components its promises speak, for as long as these have the same names."""

Terms = list[tuple[Item, SupportTerm]]


@dataclass(frozen=True, slots=True)
class Made:
    """A promise of an information item, with what it speaks of."""

    promise: Promise
    spoken: Spoken


def promises_of(handbook: Handbook, item: Item[InformationItem], subjects: Subjects) -> list[Made]:
    """Returns what the text of an information item promises; what a sentence leaves out is said by those before it, by the list's lead or by the title."""
    title, spoken_in_each = item.kept(SPOKEN, subjects.digest, partial(_spoken, item, subjects))
    made: list[Made] = []
    for (_, promises), (before, each) in zip(item.alone(_promises), spoken_in_each, strict=True):
        for promise, spoken in zip(promises, each, strict=True):
            goes_on = spoken.part or (not spoken.components and promise.goes_on and before.part)
            here = Spoken(spoken.components or before.components, spoken.revisions or before.revisions, goes_on)
            if promise.covers == {"use"} and not (spoken.components and (promise.limit.until or _served(handbook, spoken))):
                continue
            before = here
            made.append(Made(promise, here if here.components or here.part else Spoken(title.components, here.revisions)))
    return made


def _spoken(item: Item[InformationItem], subjects: Subjects) -> tuple[Spoken, tuple[tuple[Spoken, tuple[Spoken, ...]], ...]]:
    """Returns of what the title speaks, and for each paragraph that promises something, of what the sentence before it speaks and each promise."""
    paragraphs = ((subjects.spoken_of(lead) if lead else Spoken(), promises) for lead, promises in item.alone(_promises))
    return subjects.spoken_of(item.record.title), tuple((lead, tuple(subjects.spoken_of(one.words) for one in promises)) for lead, promises in paragraphs)


def _promises(item: Item[InformationItem]) -> tuple[tuple[str, list[Promise]], ...]:
    """Returns the promises of each paragraph or item of a list that makes some, with the sentence before the list."""
    text, on_support = item.record.text or "", item.record.heading == ON_SUPPORT
    found = ((block.lead, promises_in(block.text, block.lead, on_support=on_support)) for block in blocks(text))
    return tuple((lead, promises) for lead, promises in found if promises)


def promises_kept(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a text promises ends no later than the support term of the component that it speaks of."""
    subjects = handbook.once(subjects_of)
    for item in handbook.of(InformationItem):
        disclosed = {target.id for target in handbook.targets(item.id, "discloses", SupportTerm)}
        for made in promises_of(handbook, item, subjects):
            if made.spoken.part:
                yield from _of_part(handbook, item, made, disclosed)
                continue
            named = sorted(made.spoken.components) or [one.id for one in handbook.of(Component) if _disclosed(handbook, one.id, disclosed)]
            if not named:
                message = say("promise-untied.nothing-disclosed", id=item.id, covered=_covered(made.promise), words=quoted(made.promise.limit.words))
                yield gap("promise-untied", item, message, "text", expected=say("promise-untied.nothing-disclosed.right"))
            for component in named:
                yield from _of_component(handbook, item, made, component, _disclosed(handbook, component, disclosed))


def promised_days(handbook: Handbook, item: Item[InformationItem], subjects: Subjects) -> set[str]:
    """Returns the exact days until which the text of an information item promises something, as year-month-day."""
    made = promises_of(handbook, item, subjects)
    return {one.promise.limit.until.last.isoformat() for one in made if one.promise.limit.until}


def _of_component(handbook: Handbook, item: Item, made: Made, component: str, terms: Terms) -> Iterator[Diagnostic]:
    promise = made.promise
    title = handbook.items[component].record.title
    what = say("part.promise", id=item.id, covered=_covered(promise), component=component, title=title, words=quoted(promise.limit.words))
    fitting = [pair for pair in terms if share_revision(pair[1].revisions, made.spoken.revisions)]
    tied: Terms = []
    for cover in sorted(promise.covers):
        found = [pair for pair in fitting if _keeps(pair[1], cover)] if cover not in ("support", "use") else _any_cover(fitting)
        if not found:
            message = say("promise-untied.component", promise=what)
            if fitting:
                message = say("promise-untied.cover", promise=what, cover=_COVERS[cover])
            yield gap("promise-untied", item, message, "text", expected=say("promise-untied.component.right", component=component))
        tied += found
    ending = [(term.ends, one, term) for one, term in tied if term.ends is not None]
    if not ending:
        return
    ends, first, earliest = min(ending, key=lambda found: found[0])
    if promise.limit.endless:
        message = say("promise-too-long", promise=what, term=first.id, ends=ends)
        yield gap("promise-too-long", item, message, "text", expected=say("expected.day-up-to", day=ends))
        return
    latest = _latest(handbook, component, made.spoken.revisions, promise.limit, earliest)
    if latest is None:
        message = say("promise-untied.start", promise=what, term=first.id, ends=ends)
        expected = say("promise-untied.start.right", ends=ends)
        yield gap("promise-untied", item, message, "text", expected=expected)
    elif latest > ends:
        message = say("promise-too-long", promise=what, term=first.id, ends=ends)
        if not (promise.limit.until and promise.limit.until.exact):
            message = say("promise-too-long.taken-for", promise=what, latest=latest, term=first.id, ends=ends)
        yield gap("promise-too-long", item, message, "text", expected=say("promise-too-long.right", ends=ends, term=first.id))
    elif promise.limit.until and latest < ends and not promise.at_least and all(latest != day for day, *_ in ending):
        message = say("text-differs.promise", promise=what, term=first.id, ends=ends)
        yield make("text-differs", item.place("text"), message, expected=say("text-differs.promise.right", ends=ends), record=item.id)


def _of_part(handbook: Handbook, item: Item, made: Made, disclosed: set[str]) -> Iterator[Diagnostic]:
    """Yields a gap where a text names, for a part or its supplier, a day that no part has and no term of a disclosed component reaches, or a longer time."""
    limit = made.promise.limit
    known = {one.record.support_end for one in handbook.of(HardwareOrSoftwarePart)}
    terms = [(handbook.items[one], handbook.items[one].record) for one in sorted(disclosed)]
    known |= {term.ends for _, term in terms if isinstance(term, SupportTerm) and term.promised_by is not None}
    hosts = [pair for component in sorted(made.spoken.components) for pair in _disclosed(handbook, component, disclosed)]
    kept = [term.ends for _, term in hosts if term.ends is not None and share_revision(term.revisions, made.spoken.revisions)]
    if limit.until is None:  # a unit may be bought on the day of the handbook, so that years from purchase last at least that long from then
        start = limit.anchored_on.last if limit.anchored_on else handbook.today
        ends = [day for day in (*known, *kept) if day is not None]
        latest = months_later(start, limit.months) if start and limit.months else None
        if latest and ends and latest > max(ends):
            message = say("promise-too-long.part", id=item.id, words=quoted(limit.words), latest=latest)
            yield gap("promise-too-long", item, message, "text", expected=say("expected.day-up-to", day=max(ends)))
        return
    day = limit.until.last
    if day not in known and not (kept and day <= min(kept)):
        message = say("promise-untied.part", id=item.id, day=day, words=quoted(made.promise.limit.words))
        yield gap("promise-untied", item, message, "text", expected=say("promise-untied.part.right"))


def _latest(handbook: Handbook, component: str, revisions: frozenset[str], limit: Limit, term: SupportTerm) -> date | None:
    """Returns the last day until which a promise may be read to run, or None where that rests on a day that no record names."""
    if limit.until is not None:
        return limit.until.last
    start = _start(handbook, component, revisions, limit, term)
    if start is None:
        return None
    return months_later(start, limit.months)


def months_later(start: date, months: int) -> date:
    """Returns the day so many months later, the last of the month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(min(year, 9999), month + 1, min(start.day, calendar.monthrange(min(year, 9999), month + 1)[1]))


def _start(handbook: Handbook, component: str, revisions: frozenset[str], limit: Limit, term: SupportTerm) -> date | None:
    record = handbook.record(component, Component)
    assert record is not None
    made = [one for one in record.revisions if share_revision([one.name], revisions)]
    if limit.anchor == "day":
        return limit.anchored_on.last if limit.anchored_on else None
    if limit.anchor == "first sale":
        days = [one.first_made for one in made if one.first_made] or [date.fromisoformat(day) for day in days_in(term.starts or "")]
        return max(days, default=None)
    ended: list[date] = []
    for source in handbook.sources(component, LifeCycleEvent, "components"):
        event = source.record
        if event.nature == "end of sale" and share_revision(event.revisions, revisions):
            ended += [date.fromisoformat(day) for day in days_in(event.takes_effect or "")]
    sold_on = [one for one in made if one.last_made is None]
    if limit.anchor == "manufacture" and made and not sold_on:
        ended = []
    if ended and (not made or len(sold_on) <= 1 or revisions):
        return max(ended)
    return max(one.last_made for one in made if one.last_made) if made and not sold_on else None


def _disclosed(handbook: Handbook, component: str, disclosed: set[str]) -> Terms:
    return [pair for pair in makers_terms(handbook, component) if pair[0].id in disclosed]


def _keeps(term: SupportTerm, cover: str) -> bool:
    return cover in term.covers


def _any_cover(terms: Terms) -> Terms:
    """Returns the terms that a promise of support without any further word rests on: those of fixes, else those of more than spares, else all."""
    fixes = [pair for pair in terms if "security fixes" in pair[1].covers]
    return fixes or [pair for pair in terms if pair[1].covers != ("spares",)] or terms


def _covered(promise: Promise) -> Words:
    return both(*(words for cover, words in _COVERS.items() if cover in promise.covers))


def _served(handbook: Handbook, spoken: Spoken) -> bool:
    kinds = [handbook.items[one].record for one in spoken.components]
    return all(isinstance(one, Component) and one.component_kind in SERVED for one in kinds)


CHECKS = (Check(promises_kept),)
