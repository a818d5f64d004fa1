"""Evidence: on the component it is about, from the days of the release it names, with a word on whatever is no pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, counted, say
from handbook.methods.lowering import lowered
from handbook.methods.proof import BAD, not_shown_on, releases_of, shown_on, told, tried, unsettled, untold
from handbook.methods.revisions import UNLISTED
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.every_activity import ActivityLog, Evidence
from handbook.schema.records.flows import Decision
from handbook.schema.records.product import Component, Release

CANDIDATE = timedelta(days=183)
"""How long before its release a candidate may have been seen: half a year. What was seen earlier was another program."""
BEFORE_ALL = timedelta(days=366)
"""How long before the earliest other day that a product tells of something may have been seen."""


def seen_on_what_it_is_about(handbook: Handbook) -> Iterator[Diagnostic]:
    """Evidence for a technical capability was seen on a release of one of its components."""
    for item in handbook.of(Evidence):
        where = {one.record.component: one.id for one in releases_of(handbook, item) if one.record.component}
        elsewhere: dict[tuple[str, ...], list[str]] = {}
        for verification in handbook.targets(item.id, "result_of", Verification) if where else ():
            capabilities = [one for one in handbook.targets(verification.id, "capabilities", Capability) if one.record.nature == "technical"]
            components = tuple(dict.fromkeys(component for one in capabilities for component in one.record.components))
            if components and not set(components) & set(where):
                elsewhere.setdefault(components, []).append(verification.id)
        for components, verifications in elsewhere.items():
            message = counted(
                len(verifications),
                "evidence-elsewhere",
                id=item.id,
                releases=both(*where.values()),
                elsewhere=both(*where),
                verifications=both(*verifications),
                components=both(*components),
            )
            yield gap("evidence-elsewhere", item, message, "releases", expected=say("evidence-elsewhere.right", components=both(*components)))


def shown_where_claimed(handbook: Handbook) -> Iterator[Diagnostic]:
    """A technical capability was seen on each component and hardware revision that it is claimed for and that has a release that is looked after."""
    for item in handbook.of(Capability):
        shown = shown_on(handbook, item)
        for component, left in not_shown_on(handbook, item).items():
            of_revisions = UNLISTED not in left and component in shown
            where: Words = say("part.revisions-of", revisions=both(*left), component=component) if of_revisions else component
            message = say("capability-not-shown", id=item.id, where=where)
            yield gap("capability-not-shown", item, message, "components", expected=say("capability-not-shown.right"))


def not_older_than_the_product(handbook: Handbook) -> Iterator[Diagnostic]:
    """Evidence is from the days of the release it names: a candidate may be older, by half a year at most."""
    start = _first_day(handbook)
    for item in handbook.of(Evidence):
        seen = item.record.seen_on
        if seen is None:
            continue
        begins = [found for release in releases_of(handbook, item) for found in _begins(handbook, release)]
        latest = max(begins, default=None)
        if latest and seen < latest[0] - CANDIDATE:
            day, of_unit, what = latest
            message = say("evidence-too-early.release", id=item.id, seen=seen, release=what, day=day)
            if of_unit:
                message = say("evidence-too-early.first-unit", id=item.id, seen=seen, component=what, day=day)
            yield gap("evidence-too-early", item, message, "seen_on", expected=say("evidence-too-early.right"))
        elif not begins and start and seen < start - BEFORE_ALL:
            message = say("evidence-too-early.product", id=item.id, seen=seen, start=start)
            yield gap("evidence-too-early", item, message, "seen_on", expected=say("evidence-too-early.product.right"))


def bad_results_have_a_sequel(handbook: Handbook) -> Iterator[Diagnostic]:
    """Where the latest result is a fail or not run, something says what follows."""
    for subject in tried(handbook):
        bad = untold(handbook, subject)
        if bad:
            results = both(*sorted({str(proof.record.result) for proof in bad}))
            message = say("verification-failed", id=subject.id, results=results, evidence=both(*(proof.item.id for proof in bad)))
            expected = say("verification-failed.right")
            yield gap("verification-failed", subject, message, expected=expected)


def parts_left_open_are_named(handbook: Handbook) -> Iterator[Diagnostic]:
    """A partial result says what is missing and what follows, by itself or through something that names it."""
    for item in handbook.of(Evidence):
        record = item.record
        if record.result != "partial" or record.left_open:
            continue
        subjects = handbook.targets(item.id, "result_of")
        open_ones = [(proof, one) for one in subjects for proof in unsettled(handbook, one.id, ("partial",)) if proof.item.id == item.id]
        if open_ones and not any(told(handbook, proof, subject) for proof, subject in open_ones):
            message = say("partial-without-word", id=item.id)
            yield gap("partial-without-word", item, message, "result", expected=say("partial-without-word.right"))


def lowered_by_what_was_shown(handbook: Handbook) -> Iterator[Diagnostic]:
    """What lowers a risk is not a capability whose verification failed or was not run."""
    for factor in lowered(handbook):
        causes: list[str] = []
        said: list[Words] = []
        for cause in factor.causes:
            capabilities = handbook.sources(cause.id, Capability, "means") if cause.kind.name == "means" else (cause,)
            found = [_unshown(handbook, one) for one in capabilities if one.kind.name == "capability"]
            if found and all(found):
                causes.append(cause.id)
                said += [say("part.came-out-as", verification=verification, result=result) for pairs in found for verification, result in pairs]
        if causes:
            message = say("factor-not-shown", id=factor.treatment.id, factor=factor.what, causes=both(*causes), results=both(*dict.fromkeys(said)))
            expected = say("factor-not-shown.right")
            yield make("factor-not-shown", factor.place, message, expected=expected, record=factor.treatment.id)


def _unshown(handbook: Handbook, capability: Item) -> list[tuple[str, str]]:
    """Returns the verifications of a capability whose result is a fail or not run, with that result."""
    found = []
    for verification in handbook.sources(capability.id, Verification, "capabilities"):
        bad = unsettled(handbook, verification.id, BAD)
        if bad:
            found.append((verification.id, str(bad[0].record.result)))
    return found


def _begins(handbook: Handbook, release: Item[Release]) -> Iterator[tuple[date, bool, str]]:
    """Yields the days before which nothing can have been seen on a release: when it was released (its id), or a first unit made (the component's)."""
    record = release.record
    if record.released_on:
        yield record.released_on, False, release.id
    component = handbook.record(record.component, Component)
    made = [one.first_made for one in component.revisions] if component is not None else []
    if made and None not in made:
        yield min(day for day in made if day), True, record.component or ""


def _first_day(handbook: Handbook) -> date | None:
    """Returns the earliest day that the product tells of, but for those of evidence."""
    days: list[date | None] = []
    for item in handbook.records():
        record = item.record
        if isinstance(record, Component):
            days += [one.first_made for one in record.revisions]
        elif isinstance(record, Release):
            days.append(record.released_on)
        elif isinstance(record, ActivityLog):
            days.append(record.started)
        elif isinstance(record, Decision):
            days.append(record.decided_on)
    return min((day for day in days if day), default=None)


CHECKS = (
    Check(seen_on_what_it_is_about),
    Check(shown_where_claimed),
    Check(not_older_than_the_product),
    Check(bad_results_have_a_sequel),
    Check(parts_left_open_are_named),
    Check(lowered_by_what_was_shown),
)
