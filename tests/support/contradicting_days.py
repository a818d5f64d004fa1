"""Days that contradict other days: of the same record, of another, or of the product as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.methods.risk import matrix_of, residual
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk
from tests.support.contradicting import Result, contradiction, result
from tests.support.ledger import Entry, Ledger, Where, day_of, shifted

DAY = "the day for which the product speaks"


def level_left(ledger: Ledger, treatment: str) -> str | None:
    """Returns the level that a treatment leaves, by the product as it was."""
    handbook = ledger.handbook
    record = handbook.record(treatment)
    risk = handbook.record(record.risk) if isinstance(record, Treatment) else None
    return residual(risk, record, matrix_of(handbook)).level if isinstance(record, Treatment) and isinstance(risk, Risk) else None


def _replaced(ledger: Ledger, evidence: Entry) -> bool:
    return bool(ledger.naming(evidence.id, "evidence", "repeats"))


@contradiction("A.5", second="'seen_on' of the same evidence; no finding may hide that it no longer counts", stops=True)
def evidence_counts_until_before_it_was_seen(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        seen = entry.day("seen_on")
        if seen and not _replaced(ledger, entry):
            yield result(ledger, entry, "valid_until", str(shifted(seen, days=-30)), f"{entry.id}.seen_on {seen}", Where(entry.id, ("seen_on",)))


@contradiction("A.5", second="'accepted_on' of the same acceptance; no finding may hide that it has ended", stops=True)
def acceptance_ends_before_it_begins(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("acceptance"):
        begun = entry.day("accepted_on")
        if begun and entry.data.get("state") == "in force":
            yield result(ledger, entry, "until", str(shifted(begun, days=-30)), f"{entry.id}.accepted_on {begun}", Where(entry.id, ("accepted_on",)))


@contradiction("A.5", second=DAY, codes=("evidence-lapsed",), stops=True)
def evidence_no_longer_counts(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        seen, until = entry.day("seen_on"), shifted(ledger.as_of, days=-1)
        if seen and seen <= until and not _replaced(ledger, entry):
            yield result(ledger, entry, "valid_until", str(until), f"as_of {ledger.as_of}")


@contradiction("A.5", second=DAY, codes=("acceptance-expired",), stops=True)
def acceptance_in_force_has_ended(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("acceptance"):
        begun, until = entry.day("accepted_on"), shifted(ledger.as_of, days=-1)
        if begun and begun <= until and entry.data.get("state") == "in force":
            yield result(ledger, entry, "until", str(until), f"as_of {ledger.as_of}")


@contradiction("A.6", second="'months_at_most' of the criteria for that level", codes=("acceptance-too-long",), stops=True)
def acceptance_longer_than_the_criteria_allow(ledger: Ledger) -> Iterator[Result]:
    rules = {rule.get("level"): rule.get("months_at_most") for criteria in ledger.of("risk-criteria") for rule in criteria.many("acceptance")}
    for entry in ledger.of("acceptance"):
        begun = entry.day("accepted_on")
        months = [int(rules[level]) for name in entry.many("treatments") if rules.get(level := level_left(ledger, name))]
        if begun and months and entry.data.get("state") in ("in force", "renewed"):
            yield result(ledger, entry, "until", str(shifted(begun, days=31 * min(months) + 60)), f"criteria: {min(months)} months at most")


@contradiction("A.6", second="'reviewed_on' of the same record", codes=("dates-out-of-order",))
def looked_at_again_before_it_was_looked_at(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        seen = entry.day("reviewed_on")
        if seen:
            yield result(ledger, entry, "review_by", str(shifted(seen, days=-10)), f"{entry.id}.reviewed_on {seen}", Where(entry.id, ("reviewed_on",)))


@contradiction("A.6", second=DAY, codes=("review-overdue",), stops=True)
def review_has_passed(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        seen, due = entry.day("reviewed_on"), shifted(ledger.as_of, days=-1)
        if seen is None or seen <= due:
            yield result(ledger, entry, "review_by", str(due), f"as_of {ledger.as_of}")


@contradiction("D.6", second="the first day in the life of the product: its oldest release")
def reviewed_in_the_middle_ages(ledger: Ledger) -> Iterator[Result]:
    first = min((day for one in ledger.of("release") if (day := one.day("released_on"))), default=None)
    for entry in ledger.records:
        if first and entry.day("reviewed_on"):
            yield result(ledger, entry, "reviewed_on", f"1126{entry.text('reviewed_on')[4:]}", f"first release {first}", Where(entry.id, ("review_by",)))


@contradiction("A.6", second=DAY, stops=True)
def approved_in_the_future(ledger: Ledger) -> Iterator[Result]:
    yield from _ahead(ledger, "policy", "approved_on")


@contradiction("A.6", second=DAY, stops=True)
def decided_in_the_future(ledger: Ledger) -> Iterator[Result]:
    for kind in ("decision", "deviation", "obligation", "scope-decision"):
        yield from _ahead(ledger, kind, "decided_on")


@contradiction("A.6", second=DAY, stops=True)
def done_in_the_future(ledger: Ledger) -> Iterator[Result]:
    for kind, field in (("evidence", "seen_on"), ("review", "held_on"), ("validation", "held_on"), ("plan", "rehearsed_on"), ("vulnerability", "published_on")):
        yield from _ahead(ledger, kind, field)


@contradiction("A.6", second=DAY, stops=True)
def first_made_in_the_future(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("component"):
        for number, revision in enumerate(entry.many("revisions")):
            if day_of(revision.get("first_made", "")):
                yield result(ledger, entry, ("revisions", number, "first_made"), str(shifted(ledger.as_of, years=9)), f"as_of {ledger.as_of}")


@contradiction("A.6", second=DAY, codes=("future-day",), stops=True)
def a_current_release_lies_ahead(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("release"):
        if entry.data.get("state") in ("current", "supported", "superseded"):
            yield result(ledger, entry, "released_on", str(shifted(ledger.as_of, years=1)), f"as_of {ledger.as_of}", Where(entry.id, ("state",)))


@contradiction("D.6", second=DAY, stops=True)
def a_ring_started_in_the_future(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("update"):
        for number, ring in enumerate(entry.many("rings")):
            if ring.get("started"):
                yield result(ledger, entry, ("rings", number, "started"), f"{shifted(ledger.as_of, days=20)} 10:00", f"as_of {ledger.as_of}")


@contradiction("D.6", second=DAY, stops=True)
def a_count_of_the_fleet_in_the_future(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("update"):
        for number, _ in enumerate(entry.many("reach")):
            yield result(ledger, entry, ("reach", number, "on"), str(shifted(ledger.as_of, days=20)), f"as_of {ledger.as_of}")


@contradiction("D.6", second=DAY, stops=True)
def stated_in_the_future(ledger: Ledger) -> Iterator[Result]:
    yield from _ahead(ledger, "information-item", "stated_on")


@contradiction("D.6", second="the day in 'takes_effect' of the same event")
def announced_after_it_took_effect(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("life-cycle-event"):
        days = [day for found in re.findall(r"\d{4}-\d{2}-\d{2}", entry.text("takes_effect")) if (day := day_of(found))]
        if days and entry.day("announced"):
            yield result(
                ledger, entry, "announced", str(shifted(max(days), days=30)), f"{entry.id}.takes_effect {max(days)}", Where(entry.id, ("takes_effect",))
            )


@contradiction("D.6", second=DAY)
def announced_in_2099(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("life-cycle-event"):
        if entry.day("announced"):
            yield result(ledger, entry, "announced", "2099-01-01", f"as_of {ledger.as_of}", Where(entry.id, ("takes_effect",)))


@contradiction("A.6", second="'due' of the same notification", codes=("sent-late",))
def sent_after_it_was_due(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("notification"):
        due = entry.day("due")
        if due and shifted(due, days=3) <= ledger.as_of:
            yield result(ledger, entry, "sent", str(shifted(due, days=3)), f"{entry.id}.due {entry.text('due')}", Where(entry.id, ("due",)))


@contradiction("A.6", second="the moment of the case from which the law counts", codes=("report-clock",), stops=True)
def a_report_due_after_the_law_counts(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("notification"):
        due = entry.day("due")
        if due and entry.text("stage"):
            yield result(ledger, entry, "due", str(shifted(due, days=2)), f"{entry.id}.due {due} was the last day")


@contradiction("A.6", second="'ends' of the same term", codes=("support-too-short", "last-sale-differs"), stops=True)
def sold_after_its_support_has_ended(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("support-term"):
        ends = entry.day("ends")
        if ends and "security fixes" in entry.many("covers") and not entry.text("promised_by"):
            yield result(ledger, entry, "sold_until", str(shifted(ends, days=30)), f"{entry.id}.ends {ends}", Where(entry.id, ("ends",)))


@contradiction("A.6", second="the record that decides the fact, which says another number", codes=("fact-differs",))
def a_standing_fact_that_nobody_decided(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("fact"):
        deciders = ledger.targets(entry, "decided_in")
        named = any(f"{{fact:{entry.text('name')}" in str(one.data) for one in deciders)  # what names the fact cannot say another number
        if entry.text("value").isdigit() and deciders and not named:
            said = f"{entry.text('decided_in')}: {entry.text('value')}"
            yield result(ledger, entry, "value", str(int(entry.text("value")) + 9003), said, *deciders)


@contradiction("A.6", second="the field of the same case that comes before in time", codes=("dates-out-of-order",))
def an_end_before_its_beginning(ledger: Ledger) -> Iterator[Result]:
    pairs = (
        ("report", "received", "closed"), ("vulnerability", "aware_on", "fixed_on"), ("incident", "declared", "contained"),
        ("incident", "declared", "recovered"), ("activity-log", "started", "ended"), ("report", "received", "acknowledged"),
    )  # fmt: skip
    for kind, first, later in pairs:
        for entry in ledger.of(kind):
            begun = entry.day(first)
            if begun and entry.day(later):
                yield result(ledger, entry, later, str(shifted(begun, days=-5)), f"{entry.id}.{first} {begun}", Where(entry.id, (first,)))


@contradiction("A.6", second="the moment before it in the same course", codes=("dates-out-of-order",))
def a_course_that_goes_back(ledger: Ledger) -> Iterator[Result]:
    for kind in ("vulnerability", "incident"):
        for entry in ledger.of(kind):
            for number, (before, _) in enumerate(zip(entry.many("course"), entry.many("course")[1:], strict=False), 1):
                day = day_of(before.get("at", ""))
                if day:
                    yield result(
                        ledger, entry, ("course", number, "at"), str(shifted(day, days=-9)), f"course[{number}] {day}", Where(entry.id, ("course", number - 1))
                    )


@contradiction("A.6", second=DAY, codes=("target-overdue",), stops=True)
def a_target_that_has_passed(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("profile-entry"):
        if entry.text("current") and entry.text("target") and entry.text("gap") and not entry.text("gap").lower().startswith("none"):
            yield result(ledger, entry, "due", str(shifted(ledger.as_of, days=-1)), f"as_of {ledger.as_of}, and {entry.id}.gap is open")


@contradiction("A.6", second=DAY)
def a_capability_that_has_ended(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("capability"):
        if entry.data.get("nature") == "non-technical":
            for past in ("2020", str(shifted(ledger.as_of, years=-2))):
                yield result(ledger, entry, "until", past, f"as_of {ledger.as_of}")


@contradiction("A.4", second="'released_on' of the release on which it was seen")
def evidence_of_another_age(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        releases = ledger.targets(entry, "releases")
        days = [day for one in releases if (day := one.day("released_on"))]
        if days and min(days).year > 2010:
            yield result(
                ledger, entry, "seen_on", "2001-06-01", f"{releases[0].id}.released_on {days[0]}", *(Where(one.id, ("released_on",)) for one in releases)
            )


@contradiction(
    "A.3", second="a release of the component that is current on the day for which the product speaks, and the text that promises support", stops=True
)
def support_ended_long_ago(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("support-term"):
        live = [one for one in ledger.naming(entry.text("component"), "release", "component") if one.data.get("state") == "current"]
        alike = list(ledger.naming(entry.text("component"), "support-term", "component"))
        if len(alike) == 1 and "security fixes" in entry.many("covers"):
            told = ledger.naming(entry.id, "information-item", "discloses")
            others = [*(Where(one.id, ("text",)) for one in told), *live, *ledger.targets(entry, "component")]
            yield result(ledger, entry, "ends", "2023-12-31", f"as_of {ledger.as_of}" + (f", {live[0].id} is current" if live else ""), *others)


def _ahead(ledger: Ledger, kind: str, field: str) -> Iterator[Result]:
    for entry in ledger.of(kind):
        if entry.day(field):
            yield result(ledger, entry, field, str(shifted(ledger.as_of, years=10)), f"as_of {ledger.as_of}")
