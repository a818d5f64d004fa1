"""Changes that nothing contradicts: honest variations, which must give no finding, and neutral ones, which are counted apart.

An honest variation is what a reader would call right: another spelling of the same day, a release planned for next year, a law that does
not apply elsewhere. A rule that speaks of one gives a false alarm. A neutral change says something else than before, and nothing in the
product holds another word about it, so that neither silence nor a finding is wrong by itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.methods.risk import LEVELS, initial, matrix_of, residual
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk
from tests.support.contradicting_texts import promises, spellings
from tests.support.ledger import Entry, Ledger, rendered, shifted


@dataclass(frozen=True, kw_only=True)
class Variation:
    """A product with something changed that nothing contradicts."""

    what: str
    change: Callable[[], dict[str, str]]


Finder = Callable[[Ledger], Iterator[Variation]]
HONEST: dict[str, Finder] = {}
"""Variations that must give no finding, by name."""
NEUTRAL: dict[str, Finder] = {}
"""Changes that are counted apart, by name."""


def honest(find: Finder) -> Finder:
    """Registers an honest variation under its own name."""
    HONEST[find.__name__.replace("_", " ")] = find
    return find


def neutral(find: Finder) -> Finder:
    """Registers a neutral change under its own name."""
    NEUTRAL[find.__name__.replace("_", " ")] = find
    return find


def _set(ledger: Ledger, entry: Entry, path: tuple[str | int, ...], value: object) -> Variation:
    return Variation(what=f"{entry.id}.{'.'.join(map(str, path))} = {str(value)[-60:]!r}", change=lambda: ledger.changed(entry, path, value))


def _more(ledger: Ledger, kind: str, data: dict[str, object]) -> Variation:
    return Variation(what=f"{data['id']} more", change=lambda: ledger.added(kind, data))


def _said_besides(ledger: Ledger, sentence: str) -> Iterator[Variation]:
    """Yields every prose field of a product with a sentence more at its end."""
    for entry in ledger.records:
        for path, text in ledger.texts(entry, "prose"):
            if text.endswith(".") and entry.kind != "information-item":
                yield _set(ledger, entry, path, f"{text} {sentence}")


# Texts ------------------------------------------------------------------------------------------------------------------------


@honest
def names_of_standards_that_look_like_ids(ledger: Ledger) -> Iterator[Variation]:
    yield from _said_besides(ledger, "It follows AES-128, SHA-256 and ISO-9001.")


@honest
def an_outcome_as_the_catalogue_prints_it(ledger: Ledger) -> Iterator[Variation]:
    yield from _said_besides(ledger, "GV.RR-04 is the outcome that it bears on.")


@honest
def a_temperature_below_zero(ledger: Ledger) -> Iterator[Variation]:
    yield from _said_besides(ledger, "It works from -10 to 40 °C.")


@honest
def a_range_of_years_with_a_dash(ledger: Ledger) -> Iterator[Variation]:
    yield from _said_besides(ledger, "Figures are those of 2021\u20132024.")


@honest
def a_serial_number(ledger: Ledger) -> Iterator[Variation]:
    yield from _said_besides(ledger, "The first was number 482100739216.")


@honest
def another_record_named_in_prose(ledger: Ledger) -> Iterator[Variation]:
    name = ledger.of("plan")[0].id
    yield from _said_besides(ledger, f"More stands in {name}.")


@honest
def a_text_that_ends_in_a_list(ledger: Ledger) -> Iterator[Variation]:
    for kind, field in (("user", "description"), ("component", "description"), ("policy", "statement"), ("plan", "statement")):
        for entry in ledger.of(kind):
            yield _set(ledger, entry, (field,), f"{entry.text(field)}\n\n- on weekdays\n- at home and at work")


@honest
def a_title_with_a_quoted_word(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        if '"' not in entry.text("title") and entry.kind in ("use-case", "threat", "decision", "need"):
            yield _set(ledger, entry, ("title",), f'{entry.text("title")}, "as found"')


@honest
def a_title_that_ends_in_inches(ledger: Ledger) -> Iterator[Variation]:
    for entry in (*ledger.of("component"), *ledger.of("interface")):
        yield _set(ledger, entry, ("title",), f'{entry.text("title")}, with a display of 7"')


@honest
def a_title_with_an_apostrophe_at_its_end(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("use-case"):
        yield _set(ledger, entry, ("title",), f"{entry.text('title')} at the neighbours'")


@honest
def a_title_in_another_script(ledger: Ledger) -> Iterator[Variation]:
    for number, entry in enumerate((*ledger.of("user"), *ledger.of("use-case"), *ledger.of("audience"))):
        yield _set(ledger, entry, ("title",), ("قارئ العداد", "Жильцы дома", "租户", "דיירי הבית")[number % 4])


@honest
def the_same_sentence_in_two_records(ledger: Ledger) -> Iterator[Variation]:
    for kind, field in (("verification", "procedure"), ("coverage-note", "reason"), ("user", "description")):
        entries = ledger.of(kind)
        for first, second in itertools.pairwise(entries):
            if first.text(field).endswith(".") and second.text(field).endswith("."):
                yield _set(ledger, second, (field,), f"{second.text(field)} {first.text(field)}")


# Days -------------------------------------------------------------------------------------------------------------------------


@honest
def the_promised_day_spelt_otherwise(ledger: Ledger) -> Iterator[Variation]:
    for item, term, phrase, day in promises(ledger):
        ends = term.day("ends")
        for other in spellings(ends) if ends else ():
            if other != day:
                yield _set(ledger, item, ("text",), item.text("text").replace(phrase, phrase.replace(day, other)))


@honest
def promised_until_at_least_that_day(ledger: Ledger) -> Iterator[Variation]:
    for item, _, phrase, day in promises(ledger):
        if "at least" not in item.text("text"):
            yield _set(ledger, item, ("text",), item.text("text").replace(phrase, f"until at least {day}"))


@honest
def evidence_that_counts_for_another_year(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        if entry.day("seen_on"):
            yield _set(ledger, entry, ("valid_until",), str(shifted(ledger.as_of, years=1)))


@honest
def a_review_in_two_years(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        if entry.data.get("decision") != "deferred":
            yield _set(ledger, entry, ("review_by",), str(shifted(ledger.as_of, years=2)))


@honest
def a_capability_as_long_as_there_are_units(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("capability"):
        if entry.data.get("nature") == "non-technical":
            yield _set(ledger, entry, ("until",), "as long as a unit is in use")


@honest
def seen_a_week_before_the_release(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        days = [day for one in ledger.targets(entry, "releases") if (day := one.day("released_on"))]
        repeated = ledger.naming(entry.id, "evidence", "repeats") or entry.text("repeats")
        if days and not repeated and min(days) <= ledger.as_of:
            yield _set(ledger, entry, ("seen_on",), str(shifted(min(days), days=-7)))


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
            yield _more(ledger, "release", data)


@honest
def a_term_of_its_own_for_spares(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("support-term"):
        ends = entry.day("ends")
        others = ledger.naming(entry.text("component"), "support-term", "component")
        if ends and not any("spares" in one.many("covers") for one in others):
            data = {"id": ledger.unused_id("support-term"), "title": "Spare cases", **ledger.looked_at(entry), "references": entry.data.get("references")}
            data |= {"component": entry.text("component"), "revisions": entry.data.get("revisions"), "covers": ["spares"], "starts": entry.text("starts")}
            data |= {"ends": str(shifted(ends, years=-1)), "basis": "Cases are made on demand.", "afterwards": "A worn case stays as it is."}
            yield _more(ledger, "support-term", data)


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
        yield _more(ledger, "obligation", data)


@honest
def an_end_of_sale_announced_ahead(ledger: Ledger) -> Iterator[Variation]:
    term = ledger.of("support-term")[0]
    data = {"id": ledger.unused_id("life-cycle-event"), "title": "End of sale", **ledger.looked_at(term), "nature": "end of sale"}
    data |= {"components": [term.text("component")], "announced": str(shifted(ledger.as_of, days=-10)), "references": term.data.get("references")}
    data |= {"takes_effect": str(shifted(ledger.as_of, years=1)), "procedure": "Shops sell what they have.", "left_afterwards": "Everything goes on."}
    yield _more(ledger, "life-cycle-event", data)


# Fields -----------------------------------------------------------------------------------------------------------------------


@honest
def a_market_more_outside_the_union(ledger: Ledger) -> Iterator[Variation]:
    yield _set(ledger, ledger.product, ("markets",), [*ledger.product.many("markets"), "Chile"])


@honest
def a_record_for_assessors(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        if ledger.said(entry, "visibility") == "public" and entry.kind not in ("product", "information-item"):
            yield _set(ledger, entry, ("visibility",), "assessor")


@honest
def a_role_that_reports_to_nobody(ledger: Ledger) -> Iterator[Variation]:
    for role in ledger.of("role"):
        if role.text("reports_to") and not ledger.naming(role.id, "role", "reports_to"):
            yield _set(ledger, role, ("reports_to",), None)


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
                    yield _set(ledger, criteria, ("matrix", number, f"impact_{impact}"), LEVELS[now + 1])


# Neutral ----------------------------------------------------------------------------------------------------------------------


@neutral
def other_hours(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("activity-log"):
        yield _set(ledger, entry, ("hours",), "17")


@neutral
def another_place_of_the_record(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("evidence"):
        yield _set(ledger, entry, ("where",), "Test folder in the office")


@neutral
def another_cost(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("support-term"):
        yield _set(ledger, entry, ("cost",), "Two weeks of one person a year")


@neutral
def a_word_more_in_a_reason(ledger: Ledger) -> Iterator[Variation]:
    for risk in ledger.of("risk"):
        for factor in ("attempt", "success"):
            if isinstance(risk.data.get(factor), dict):
                yield _set(ledger, risk, (factor, "reason"), f"{risk.data[factor]['reason'].rstrip('.')}, as we see it.")


@neutral
def one_person_more(ledger: Ledger) -> Iterator[Variation]:
    for role in ledger.of("role"):
        if role.text("people"):
            yield _set(ledger, role, ("people",), str(int(role.text("people")) + 1))


@neutral
def another_title(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        yield _set(ledger, entry, ("title",), f"{entry.text('title')} as it is")


@neutral
def told_in_use_as_well(ledger: Ledger) -> Iterator[Variation]:
    for item in ledger.of("information-item"):
        if "in use" not in item.many("moments"):
            yield _set(ledger, item, ("moments",), [*item.many("moments"), "in use"])
