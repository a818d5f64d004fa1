"""Honest and neutral variations of days, records and fields; those of texts stand in `variations_of_texts.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.methods.risk import LEVELS, initial, matrix_of, residual
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk
from tests.support import variations_of_texts
from tests.support.contradicting_texts import promises, spellings
from tests.support.edits import rendered
from tests.support.ledger import Entry, Ledger, shifted
from tests.support.varying import HONEST, NEUTRAL, Finder, Variation, changed, honest, neutral, with_one_more

__all__ = ["HONEST", "MODULES", "NEUTRAL", "Finder", "Variation"]
MODULES = (variations_of_texts,)
"""Modules that have written their variations into the same lists."""


# Days -------------------------------------------------------------------------------------------------------------------------


@honest
def the_promised_day_spelt_otherwise(ledger: Ledger) -> Iterator[Variation]:
    for item, term, phrase, day in promises(ledger):
        ends = term.day("ends")
        for other in spellings(ends) if ends else ():
            if other != day:
                yield changed(ledger, item, ("text",), item.text("text").replace(phrase, phrase.replace(day, other)))


@honest
def promised_until_at_least_that_day(ledger: Ledger) -> Iterator[Variation]:
    for item, _, phrase, day in promises(ledger):
        if "at least" not in item.text("text"):
            yield changed(ledger, item, ("text",), item.text("text").replace(phrase, f"until at least {day}"))


@honest
def evidence_that_counts_for_another_year(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        if entry.day("seen_on"):
            yield changed(ledger, entry, ("valid_until",), str(shifted(ledger.as_of, years=1)))


@honest
def a_review_in_two_years(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        if entry.data.get("decision") != "deferred":
            yield changed(ledger, entry, ("review_by",), str(shifted(ledger.as_of, years=2)))


@honest
def a_capability_as_long_as_there_are_units(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("capability"):
        if entry.data.get("nature") == "non-technical":
            yield changed(ledger, entry, ("until",), "as long as a unit is in use")


@honest
def seen_a_week_before_the_release(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        days = [day for one in ledger.targets(entry, "releases") if (day := one.day("released_on"))]
        repeated = ledger.naming(entry.id, "evidence", "repeats") or entry.text("repeats")
        if days and not repeated and min(days) <= ledger.as_of:
            yield changed(ledger, entry, ("seen_on",), str(shifted(min(days), days=-7)))


# Records more -----------------------------------------------------------------------------------------------------------------


@honest
def a_release_planned_for_next_year(ledger: Ledger) -> Iterator[Variation]:
    yield from _release(ledger, "planned", 1)


@honest
def an_older_release_that_was_superseded(ledger: Ledger) -> Iterator[Variation]:
    yield from _release(ledger, "superseded", -1)


def _release(ledger: Ledger, state: str, years: int) -> Iterator[Variation]:
    for entry in ledger.of("release"):
        released = entry.day("released_on")
        first = min((day for one in ledger.naming(entry.text("component"), "release", "component") if (day := one.day("released_on"))), default=None)
        if released and first and entry.data.get("state") == "current":
            day = shifted(ledger.as_of, years=years) if years > 0 else shifted(first, days=-20)
            kept = ("references", "component", "revisions")
            data = {"id": ledger.unused_id("release"), "title": f"{entry.text('title')}, another", **ledger.looked_at(entry)}
            data |= {"version": "99.0" if years > 0 else "0.1", "released_on": str(day), "state": state, **{key: entry.data.get(key) for key in kept}}
            yield with_one_more(ledger, "release", data)


@honest
def a_term_of_its_own_for_spares(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("support-term"):
        ends = entry.day("ends")
        others = ledger.naming(entry.text("component"), "support-term", "component")
        if ends and not any("spares" in one.many("covers") for one in others):
            data = {"id": ledger.unused_id("support-term"), "title": "Spare cases", **ledger.looked_at(entry), "references": entry.data.get("references")}
            data |= {"component": entry.text("component"), "revisions": entry.data.get("revisions"), "covers": ["spares"], "starts": entry.text("starts")}
            data |= {"ends": str(shifted(ends, years=-1)), "basis": "Cases are made on demand.", "afterwards": "A worn case stays as it is."}
            yield with_one_more(ledger, "support-term", data)


@honest
def a_failed_test_that_a_later_one_replaced(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        seen = entry.day("seen_on")
        if seen and entry.data.get("result") == "pass" and not entry.text("repeats") and not ledger.naming(entry.id, "evidence", "repeats"):
            data = {"id": ledger.unused_id("evidence"), "title": "The first try", **ledger.looked_at(entry)}
            data |= {key: entry.data.get(key) for key in ("references", "result_of", "releases", "where", "by")}
            data |= {"seen_on": str(shifted(seen, days=-3)), "result": "fail", "observed": "It stopped half-way; a cable was loose."}
            yield Variation(what=f"{entry.id} repeats {data['id']}", change=_replaced_try(ledger, entry, data))


def _replaced_try(ledger: Ledger, entry: Entry, data: dict[str, object]) -> Callable[[], dict[str, str]]:
    def change() -> dict[str, str]:
        text = ledger.changed(entry, ("repeats",), data["id"])[entry.file].rstrip("\n")
        lines = [line for key, value in data.items() if value not in (None, [], "") for line in rendered(key, value, 2)]
        return {entry.file: "\n".join([text, f"- {lines[0][2:]}", *lines[1:], ""])}

    return change


@honest
def a_law_of_another_country_that_does_not_apply(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("obligation")[:1]:
        decided = {"decided_by": entry.text("decided_by"), "decided_on": entry.text("decided_on")}
        data = {"id": ledger.unused_id("obligation"), "title": "Radio rules of Japan", **ledger.looked_at(entry), "nature": "law", **decided}
        data |= {"source": "Radio Act of Japan, as read on 2025-10-01", "requires": "A mark for each radio.", "jurisdiction": "Japan"}
        data |= {"applies": "does not apply", "reason": "We sell nothing there.", "references": entry.data.get("references")}
        yield with_one_more(ledger, "obligation", data)


@honest
def an_end_of_sale_announced_ahead(ledger: Ledger) -> Iterator[Variation]:
    term = ledger.of("support-term")[0]
    data = {"id": ledger.unused_id("life-cycle-event"), "title": "End of sale", **ledger.looked_at(term), "nature": "end of sale"}
    data |= {"components": [term.text("component")], "announced": str(shifted(ledger.as_of, days=-10)), "references": term.data.get("references")}
    data |= {"revisions": term.data.get("revisions")}
    data |= {
        "takes_effect": str(term.day("sold_until") or shifted(ledger.as_of, years=1)),
        "procedure": "Shops sell what they have.",
        "left_afterwards": "Everything goes on.",
    }
    yield with_one_more(ledger, "life-cycle-event", data)


@honest
def a_report_due_and_sent_a_day_earlier(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("notification"):
        due, sent = entry.day("due"), entry.day("sent")
        if entry.text("stage") == "final report" and due and sent:
            yield changed(ledger, entry, ("due",), str(max(shifted(due, days=-1), sent)))


@honest
def used_for_no_longer_than_it_is_supported(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("support-term"):
        ends = entry.day("ends")
        if ends and "security fixes" in entry.many("covers") and not entry.text("promised_by"):
            yield changed(ledger, entry, ("expected_years_of_use",), "1")


@honest
def a_cap_named_although_nobody_asked(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("support-term"):
        yield changed(ledger, entry, ("why_not_later",), "The contract with the supplier of the module ends on that day.")


@honest
def a_law_with_the_day_on_which_it_was_read(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("obligation"):
        if entry.text("nature") == "law":
            yield changed(ledger, entry, ("checked_on",), str(shifted(ledger.as_of, days=-30)))


# Fields -----------------------------------------------------------------------------------------------------------------------


@honest
def a_market_more_outside_the_union(ledger: Ledger) -> Iterator[Variation]:
    yield changed(ledger, ledger.product, ("markets",), [*ledger.product.many("markets"), "Chile"])


@honest
def a_record_for_assessors(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        if ledger.said(entry, "visibility") == "public" and entry.kind not in ("product", "information-item"):
            yield changed(ledger, entry, ("visibility",), "assessor")


@honest
def a_role_that_reports_to_nobody(ledger: Ledger) -> Iterator[Variation]:
    for role in ledger.of("role"):
        if role.text("reports_to") and not ledger.naming(role.id, "role", "reports_to"):
            yield changed(ledger, role, ("reports_to",), None)


@honest
def a_matrix_that_is_more_careful(ledger: Ledger) -> Iterator[Variation]:
    """One cell is one level higher, in a corner where no risk lies and from which no level falls."""
    handbook = ledger.handbook
    matrix = matrix_of(handbook)
    risks = [(item.id, item.record) for item in handbook.of_kind("risk") if isinstance(item.record, Risk)]
    rated = [initial(risk, matrix) for _, risk in risks]
    rated += [residual(risk, one.record, matrix) for name, risk in risks for one in handbook.sources(name, "treatment") if isinstance(one.record, Treatment)]
    taken = {(one.likelihood, one.impact) for one in rated}
    for criteria in ledger.of("risk-criteria"):
        rows = {row["likelihood"]: (number, row) for number, row in enumerate(criteria.many("matrix"))}
        for likelihood, (number, row) in rows.items():
            for column, impact in enumerate(LEVELS[:-1]):
                now = LEVELS.index(row[f"impact_{impact}"])
                above = rows.get(LEVELS[min(LEVELS.index(likelihood) + 1, 4)])
                right = LEVELS.index(row[f"impact_{LEVELS[column + 1]}"])
                up = LEVELS.index(above[1][f"impact_{impact}"]) if above and above[1] is not row else 4
                if (likelihood, impact) not in taken and now < right and now < up:
                    yield changed(ledger, criteria, ("matrix", number, f"impact_{impact}"), LEVELS[now + 1])


# Neutral ----------------------------------------------------------------------------------------------------------------------


@neutral
def other_hours(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("activity-log"):
        yield changed(ledger, entry, ("hours",), "17")


@neutral
def another_place_of_the_record(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        yield changed(ledger, entry, ("where",), "Test folder in the office")


@neutral
def another_cost(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("support-term"):
        yield changed(ledger, entry, ("cost",), "Two weeks of one person a year")


@neutral
def a_word_more_in_a_reason(ledger: Ledger) -> Iterator[Variation]:
    for risk in ledger.of("risk"):
        for factor in ("attempt", "success"):
            if isinstance(risk.data.get(factor), dict):
                yield changed(ledger, risk, (factor, "reason"), f"{risk.data[factor]['reason'].rstrip('.')}, as we see it.")


@neutral
def one_person_more(ledger: Ledger) -> Iterator[Variation]:
    for role in ledger.of("role"):
        if role.text("people"):
            yield changed(ledger, role, ("people",), str(int(role.text("people")) + 1))


@neutral
def another_title(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        yield changed(ledger, entry, ("title",), f"{entry.text('title')} as it is")


@neutral
def told_in_use_as_well(ledger: Ledger) -> Iterator[Variation]:
    for item in ledger.of("information-item"):
        if "in use" not in item.many("moments"):
            yield changed(ledger, item, ("moments",), [*item.many("moments"), "in use"])
