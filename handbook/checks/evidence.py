"""Evidence: on the component it is about, from the days of the release it names, with a word on whatever is no pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handbook.checks.registry import check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.methods.lowering import lowered
from handbook.methods.proof import BAD, releases_of, shown_on, to_be_shown, told, unsettled
from handbook.methods.revisions import UNLISTED, in_words
from handbook.model.handbook import Handbook, Item
from handbook.schema.records.capabilities import Capability
from handbook.schema.records.every_activity import ActivityLog, Evidence
from handbook.schema.records.flows import Decision
from handbook.schema.records.product import Component, Release

CANDIDATE = timedelta(days=183)
"""How long before its release a candidate may have been seen: half a year. What was seen earlier was another program."""
BEFORE_ALL = timedelta(days=366)
"""How long before the earliest other day that a product tells of something may have been seen."""


def seen_on_what_it_is_about(handbook: Handbook) -> Iterator[Diagnostic]:
    """Evidence for a technical capability was seen on a release of one of its components."""
    for item in handbook.of_kind("evidence"):
        where = {one.record.component: one.id for one in releases_of(handbook, item) if one.record.component}
        elsewhere: dict[tuple[str, ...], list[str]] = {}
        for verification in handbook.targets(item.id, "result_of", "verification") if where else ():
            capabilities = [one for one in handbook.targets(verification.id, "capabilities") if _is_technical(one)]
            components = tuple(dict.fromkeys(component for one in capabilities for component in _components(one)))
            if components and not set(components) & set(where):
                elsewhere.setdefault(components, []).append(verification.id)
        for components, verifications in elsewhere.items():
            about = f"{in_words(verifications)} {'is' if len(verifications) == 1 else 'are'} about {in_words(components)}"
            message = f"{item.id} was seen on {in_words(where.values())} of {in_words(where)} alone, and {about}"
            yield gap("evidence-elsewhere", item, message, "releases", expected=f"a release of {in_words(components)}")


def shown_where_claimed(handbook: Handbook) -> Iterator[Diagnostic]:
    """A technical capability was seen on each component and hardware revision that it is claimed for and that has a release that is looked after."""
    for item in handbook.of(Capability):
        shown = shown_on(handbook, item) if _is_technical(item) else {}
        if not shown.keys() & set(item.record.components):
            continue  # seen nowhere: the rules on verifications and on what evidence is about report it
        for component, units in to_be_shown(handbook, item.record).items():
            left = tuple(unit for unit in units if unit not in shown.get(component, frozenset()))
            if left:
                where = f"{in_words(left)} of {component}" if UNLISTED not in left and component in shown else component
                message = f"{item.id} is claimed for {where}, and no evidence was seen on a release of it that is current or supported"
                yield gap("capability-not-shown", item, message, "components", expected="evidence on such a release, or a capability that claims less")


def not_older_than_the_product(handbook: Handbook) -> Iterator[Diagnostic]:
    """Evidence is from the days of the release it names: a candidate may be older, by half a year at most."""
    start = _first_day(handbook)
    for item in handbook.of(Evidence):
        seen = item.record.seen_on
        if seen is None:
            continue
        begins = [(day, what) for release in releases_of(handbook, item) for day, what in _begins(handbook, release)]
        latest = max(begins, default=None)
        if latest and seen < latest[0] - CANDIDATE:
            message = f"{item.id} was seen on {seen}, more than half a year before {latest[1]} {latest[0]}"
            yield gap("evidence-too-early", item, message, "seen_on", expected="a day on which that release, or a candidate of it, was there")
        elif not begins and start and seen < start - BEFORE_ALL:
            message = f"{item.id} was seen on {seen}, more than a year before anything else of the product, which begins on {start}"
            yield gap("evidence-too-early", item, message, "seen_on", expected="a day on which there was something to see")


def bad_results_have_a_sequel(handbook: Handbook) -> Iterator[Diagnostic]:
    """Where the latest result is a fail or not run, something says what follows."""
    subjects = dict.fromkeys(link.target for item in handbook.of_kind("evidence") for link in handbook.links_from(item.id, "result_of"))
    for subject in (handbook.items[one] for one in subjects):
        bad = [proof for proof in unsettled(handbook, subject.id) if not told(handbook, proof, subject)]
        if bad:
            worst = in_words(sorted({str(proof.record.result) for proof in bad}))
            message = f"{subject.id} came out as {worst} in {in_words(proof.item.id for proof in bad)}, and nothing says what follows"
            expected = "later evidence that repeats it, a review of it, or a text for customers that discloses it and speaks of it"
            yield gap("verification-failed", subject, message, expected=expected)


def parts_left_open_are_named(handbook: Handbook) -> Iterator[Diagnostic]:
    """A partial result says what is missing and what follows, by itself or through something that names it."""
    for item in handbook.of_kind("evidence"):
        record = item.record
        if not isinstance(record, Evidence) or record.result != "partial" or record.left_open:
            continue
        subjects = handbook.targets(item.id, "result_of")
        open_ones = [(proof, one) for one in subjects for proof in unsettled(handbook, one.id, ("partial",)) if proof.item.id == item.id]
        if open_ones and not any(told(handbook, proof, subject) for proof, subject in open_ones):
            message = f"{item.id} is a partial result, and nothing says what is missing and what follows"
            yield gap("partial-without-word", item, message, "result", expected="'left_open', or a later evidence, a review or a text that speaks of it")


def lowered_by_what_was_shown(handbook: Handbook) -> Iterator[Diagnostic]:
    """What lowers a risk is not a capability whose verification failed or was not run."""
    for factor in lowered(handbook):
        causes, said = [], []
        for cause in factor.causes:
            capabilities = handbook.sources(cause.id, "capability", "means") if cause.kind.name == "means" else (cause,)
            found = [_unshown(handbook, one) for one in capabilities if one.kind.name == "capability"]
            if found and all(found):
                causes.append(cause.id)
                said += [f"{verification} came out as {result}" for pairs in found for verification, result in pairs]
        if causes:
            message = f"{factor.treatment.id} lowers {factor.what} by {in_words(causes)}, and {in_words(dict.fromkeys(said))}"
            expected = "a factor that counts on nothing that was not shown, or later evidence that passes"
            yield make("factor-not-shown", factor.place, message, expected=expected, record=factor.treatment.id)


def _unshown(handbook: Handbook, capability: Item) -> list[tuple[str, str]]:
    """Returns the verifications of a capability whose result is a fail or not run, with that result."""
    found = []
    for verification in handbook.sources(capability.id, "verification", "capabilities"):
        bad = unsettled(handbook, verification.id, BAD)
        if bad:
            found.append((verification.id, str(bad[0].record.result)))
    return found


def _is_technical(item: Item) -> bool:
    return isinstance(item.record, Capability) and item.record.nature == "technical"


def _components(item: Item) -> tuple[str, ...]:
    return item.record.components if isinstance(item.record, Capability) else ()


def _begins(handbook: Handbook, release: Item[Release]) -> Iterator[tuple[date, str]]:
    """Yields the days before which nothing can have been seen on a release, each with what happened on it."""
    record = release.record
    if record.released_on:
        yield record.released_on, f"{release.id} was released on"
    component = handbook.record(record.component)
    made = [one.first_made for one in component.revisions] if isinstance(component, Component) else []
    if made and None not in made:
        yield min(day for day in made if day), f"the first unit of {record.component} was made on"


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
    check(seen_on_what_it_is_about),
    check(shown_where_claimed),
    check(not_older_than_the_product),
    check(bad_results_have_a_sequel),
    check(parts_left_open_are_named),
    check(lowered_by_what_was_shown),
)
