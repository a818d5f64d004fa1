"""Claims of people and rules that contradict each other: authority, criteria, obligations, telling, suppliers, entries."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.methods.risk import LEVELS
from tests.support.contradicting import Result, contradiction, result
from tests.support.contradicting_days import level_left
from tests.support.ledger import Entry, Ledger, Where

AUTHORITY = ("none", *LEVELS)


def rules(ledger: Ledger) -> Iterator[tuple[Entry, int, dict[str, str]]]:
    """Yields the rules of acceptance with the criteria they stand in and their position."""
    for criteria in ledger.of("risk-criteria"):
        for number, rule in enumerate(criteria.many("acceptance")):
            yield criteria, number, rule


@contradiction("A.6", second="the criteria, by which customers are told of that level", codes=("told-and-not-borne",), stops=True)
def told_and_not_borne(ledger: Ledger) -> Iterator[Result]:
    told = {rule["level"]: (criteria, number) for criteria, number, rule in rules(ledger) if rule.get("customers_told") == "yes"}
    for entry in ledger.of("acceptance"):
        levels = {level for name in entry.many("treatments") if (level := level_left(ledger, name)) in told}
        for level in sorted(levels) if entry.data.get("borne_by_customers") == "yes" and entry.data.get("state") == "in force" else ():
            criteria, number = told[level]
            others = [
                Where(criteria.id, ("acceptance", number)),
                criteria,
                *(Where(one.id, ("discloses",)) for one in ledger.naming(entry.id, "information-item", "discloses")),
            ]
            yield result(ledger, entry, "borne_by_customers", "no", f"{criteria.id}: customers are told of {level}", *others)


@contradiction("A.6", second="the criteria, by which customers are told of that level", codes=("acceptance-not-told",), stops=True)
def what_customers_are_to_be_told_in_no_text(ledger: Ledger) -> Iterator[Result]:
    told = {rule["level"]: (criteria, number) for criteria, number, rule in rules(ledger) if rule.get("customers_told") == "yes"}
    for entry in ledger.of("acceptance"):
        items = ledger.naming(entry.id, "information-item", "discloses")
        levels = sorted(level for name in entry.many("treatments") if (level := level_left(ledger, name)) in told)
        if levels and len(items) == 1 and entry.data.get("state") == "in force":
            criteria, number = told[levels[0]]
            kept = [one for one in items[0].many("discloses") if one != entry.id]
            others = [entry, Where(entry.id, ("borne_by_customers",)), Where(criteria.id, ("acceptance", number))]
            yield result(ledger, items[0], "discloses", kept, f"{criteria.id}: customers are told of {levels[0]}", *others)


@contradiction("A.6", second="the rule of the criteria for that level, which names nobody or somebody else", stops=True)
def a_role_may_accept_what_the_criteria_give_to_another(ledger: Ledger) -> Iterator[Result]:
    named = {rule.get("accepted_by") for _, _, rule in rules(ledger)}
    for criteria, number, rule in rules(ledger):
        for role in ledger.of("role"):
            lower = AUTHORITY.index(role.text("may_accept") or "none") < AUTHORITY.index(rule["level"])
            nobody = not rule.get("accepted_by")
            if rule["level"] in ("M", "H") and lower and role.text("may_accept") and (nobody or role.id not in named):
                against = f"{criteria.id}: {rule['level']} is accepted by {rule.get('accepted_by') or 'nobody'}"
                yield result(ledger, role, "may_accept", rule["level"], against, Where(criteria.id, ("acceptance", number)), criteria)


@contradiction("A.6", second="'may_accept' of the role that the rule names", stops=True)
def a_rule_names_a_role_that_may_not(ledger: Ledger) -> Iterator[Result]:
    for criteria, number, rule in rules(ledger):
        for role in ledger.of("role"):
            if rule.get("accepted_by") and role.text("may_accept") == "none":
                against = f"{role.id}.may_accept none"
                others = [Where(criteria.id, ("acceptance", number)), Where(role.id, ("may_accept",)), *ledger.of("acceptance")]
                yield result(ledger, criteria, ("acceptance", number, "accepted_by"), role.id, against, *others)


@contradiction("A.6", second="the authority of the role, against the level that is left", codes=("residual-above-authority",), stops=True)
def accepted_by_a_role_that_may_not(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("acceptance"):
        levels = [level for name in entry.many("treatments") if (level := level_left(ledger, name))]
        for role in ledger.of("role"):
            if levels and entry.data.get("state") == "in force" and role.text("may_accept") and role.id != entry.text("accepted_by"):
                highest = max(levels, key=LEVELS.index)
                if AUTHORITY.index(role.text("may_accept")) < AUTHORITY.index(highest):
                    yield result(ledger, entry, "accepted_by", role.id, f"{role.id}.may_accept {role.text('may_accept')}", Where(role.id, ("may_accept",)))


def _cells(ledger: Ledger) -> Iterator[tuple[Entry, int, dict[str, str], int]]:
    for criteria in ledger.of("risk-criteria"):
        for number, row in enumerate(criteria.many("matrix")):
            for column, level in enumerate(LEVELS):
                if f"impact_{level}" in row:
                    yield criteria, number, row, column


@contradiction("A.6", second="the level of the same row at a lower impact")
def a_level_that_falls_as_impact_rises(ledger: Ledger) -> Iterator[Result]:
    for criteria, number, row, column in _cells(ledger):
        before = LEVELS.index(row[f"impact_{LEVELS[column - 1]}"]) if column else 0
        if before:
            places = [
                Where(criteria.id, ("matrix",)),
                Where(criteria.id, ("matrix", number)),
                Where(criteria.id, ("matrix", number, f"impact_{LEVELS[column - 1]}")),
            ]
            against = f"impact_{LEVELS[column - 1]} of the row {row['likelihood']}: {LEVELS[before]}"
            yield result(ledger, criteria, ("matrix", number, f"impact_{LEVELS[column]}"), LEVELS[before - 1], against, *places)


@contradiction("A.6", second="the level of the row below at the same impact")
def a_level_that_falls_as_likelihood_rises(ledger: Ledger) -> Iterator[Result]:
    for criteria, number, row, column in _cells(ledger):
        name = f"impact_{LEVELS[column]}"
        lower = [one for one in criteria.many("matrix") if LEVELS.index(one["likelihood"]) == LEVELS.index(row["likelihood"]) - 1]
        floor = LEVELS.index(row[f"impact_{LEVELS[column - 1]}"]) if column else 0
        if lower and (below := LEVELS.index(lower[0][name])) and below - 1 >= floor:
            other = criteria.many("matrix").index(lower[0])
            places = [Where(criteria.id, ("matrix",)), Where(criteria.id, ("matrix", number)), Where(criteria.id, ("matrix", other))]
            yield result(ledger, criteria, ("matrix", number, name), LEVELS[below - 1], f"{name} of the row {lower[0]['likelihood']}: {LEVELS[below]}", *places)


@contradiction("A.6", second="another row of the matrix for the same likelihood", codes=("matrix-incomplete",), stops=True)
def two_rows_for_one_likelihood(ledger: Ledger) -> Iterator[Result]:
    for criteria in ledger.of("risk-criteria"):
        for number, row in enumerate(criteria.many("matrix")):
            for level in LEVELS:
                if level != row["likelihood"]:
                    places = [Where(criteria.id, ("matrix",)), Where(criteria.id, ("matrix", number))]
                    yield result(ledger, criteria, ("matrix", number, "likelihood"), level, f"two rows for {level}, none for {row['likelihood']}", *places)


@contradiction("D.6", second="the acceptances, none of which lasts a thousandth of it", form=("wrong-type",))
def months_of_eleven_digits(ledger: Ledger) -> Iterator[Result]:
    for criteria, number, rule in rules(ledger):
        if rule.get("months_at_most"):
            others = [Where(criteria.id, ("acceptance", number))]
            yield result(
                ledger, criteria, ("acceptance", number, "months_at_most"), "12345678901", f"acceptances last {rule['months_at_most']} months", *others
            )


@contradiction("D.6", second="the records that the role owns and decides", form=("wrong-type",))
def nobody_holds_a_role_that_decides(ledger: Ledger) -> Iterator[Result]:
    for role in ledger.of("role"):
        named = [one.id for one, _ in ledger.named_in(role.id)]
        if role.text("people") and named:
            yield result(ledger, role, "people", "0", f"{named[0]} and {len(named) - 1} more name it", role)


@contradiction("A.6", second="'reports_to' of the role below")
def roles_that_report_in_a_loop(ledger: Ledger) -> Iterator[Result]:
    for role in ledger.of("role"):
        top = ledger.by_id.get(role.text("reports_to"))
        chain = [role]
        while top is not None and top not in chain:
            chain.append(top)
            top = ledger.by_id.get(top.text("reports_to"))
        if len(chain) > 1:
            last = chain[-1]
            others = [Where(one.id, ("reports_to",)) for one in chain]
            yield result(ledger, last, "reports_to", role.id, f"{role.id} reports up to {last.id}", *others, *chain)


@contradiction("A.6", second="'markets' of the product, where it binds")
def does_not_apply_and_nobody_says_why(ledger: Ledger) -> Iterator[Result]:
    markets = ledger.product.many("markets")
    for entry in ledger.of("obligation"):
        binds = any(market.split(" (")[0] in entry.text("jurisdiction") for market in markets) or "European Union" in entry.text("jurisdiction")
        others = [Where(entry.id, ("jurisdiction",)), Where(entry.id, ("applies",))]
        if entry.data.get("applies") == "does not apply" and entry.text("reason") and binds:
            yield result(ledger, entry, "reason", None, f"{entry.id}.applies does not apply", *others)
        elif entry.data.get("applies") == "applies" and not entry.text("reason") and binds and entry.data.get("nature") == "law":
            yield result(ledger, entry, "applies", "does not apply", f"markets {', '.join(markets)}", *others)


@contradiction("A.6", second="nobody has decided, though 'decided_by' and 'decided_on' say that somebody did", codes=("undecided",), stops=True)
def decided_and_undecided(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("obligation"):
        if entry.text("decided_on") and entry.data.get("applies") in ("applies", "does not apply"):
            yield result(ledger, entry, "applies", "undecided", f"{entry.id}.decided_on {entry.text('decided_on')}", Where(entry.id, ("decided_on",)))


@contradiction("A.6", second="the means or the assumption that the text discloses, which must be told in time", stops=True)
def told_when_it_is_too_late(ledger: Ledger) -> Iterator[Result]:
    for item in ledger.of("information-item"):
        early = {"before purchase", "set-up"}
        waiting = []
        for one in ledger.targets(item, "discloses"):
            others = [other for other in ledger.naming(one.id, "information-item", "discloses") if other.id != item.id and early & set(other.many("moments"))]
            people = any(target.kind in ("customer", "user") for target in ledger.targets(one, "about"))
            if not others and ((one.kind == "means" and one.data.get("means_kind") in ("c", "e")) or (one.kind == "assumption" and people)):
                waiting.append(one)
        if waiting and early & set(item.many("moments")):
            yield result(ledger, item, "moments", ["at the end"], f"{waiting[0].id} must be told in time", *waiting)


@contradiction("A.6", second="the needs of that customer, and nothing keeps it out", codes=("exclusion-without-answer",), stops=True)
def a_customer_excluded_and_served(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("customer"):
        needs = ledger.naming(entry.id, "need", "customers")
        if entry.data.get("scope") == "in scope" and needs:
            yield result(ledger, entry, "scope", "excluded", f"{needs[0].id}.customers", *needs)


@contradiction("A.6", second="the critical part that this entity supplies", codes=("supplier-without-clause",), stops=True)
def a_critical_supplier_bound_by_nothing(ledger: Ledger) -> Iterator[Result]:
    for entity in ledger.of("entity"):
        parts = [one for one in ledger.naming(entity.id, "part", "supplier") if one.data.get("critical") == "yes"]
        said = any(entity.id in rule.text("not_agreed") or entity.id in rule.many("agreed_with") for rule in ledger.of("supplier-rule"))
        bound = [number for number, one in enumerate(entity.many("agreements")) if one.get("incident_clause") == "yes"]
        if parts and len(bound) == 1 and not said:
            others = [Where(one.id, (field,)) for one in parts for field in ("supplier", "critical")]
            yield result(ledger, entity, ("agreements", bound[0], "incident_clause"), "no", f"{parts[0].id} is critical", *others)


@contradiction("A.6", second="'means_kind: e' of the same means", codes=("means-without-end",), stops=True)
def a_task_for_customers_without_words(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("means"):
        for field in ("customer_does", "fallback"):
            if entry.data.get("means_kind") == "e" and entry.text(field):
                yield result(ledger, entry, field, None, f"{entry.id}.means_kind e", Where(entry.id, ("means_kind",)))


@contradiction("A.6", second="the catalogue, in which the entry was withdrawn", codes=("withdrawn-reference",), stops=True)
def a_reference_to_a_withdrawn_entry(ledger: Ledger) -> Iterator[Result]:
    gone = (
        [name for name in ledger.handbook.catalogues.withdrawn if "-" in name][:20]
        if hasattr(ledger.handbook.catalogues, "withdrawn")
        else ["PR.AC-01", "ID.BE-01"]
    )
    for number, entry in enumerate(ledger.records):
        for position, _ in enumerate(entry.many("references")[:1]):
            yield result(ledger, entry, ("references", position, "entry"), gone[number % len(gone)], "catalogue of the CSF 2.0")


@contradiction("A.6", second="a public record that names it", codes=("internal-quoted",), stops=True)
def an_internal_record_named_in_public(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        public = [one for one, _ in ledger.named_in(entry.id) if one.data.get("visibility", "public") == "public" and one.id != entry.id]
        if public and entry.data.get("visibility", "public") == "public":
            yield result(ledger, entry, "visibility", "internal", f"{public[0].id} names it and is public", *public)
