"""Contradictions about elements of the baseline, components, flows, releases and what is promised of parts."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.contradicting import Result, contradiction, result
from tests.support.ledger import Entry, Ledger, Where, shifted

# Baseline ---------------------------------------------------------------------------------------------------------------------


@contradiction("A.6", second="'baseline' of the capability that realises the element on the same component")
def an_element_realised_and_not_met(ledger: Ledger) -> Iterator[Result]:
    for deviation in ledger.of("deviation"):
        if deviation.data.get("decision") != "not met" or deviation.many("revisions") or deviation.data.get("state") == "overturned":
            continue
        for capability in ledger.of("capability"):
            for number, one in enumerate(capability.many("baseline")):
                hosts = set(one.get("components") or capability.many("components")) & set(deviation.many("components"))
                element = one["element"]
                apart = (
                    deviation.many("interfaces") and capability.many("interfaces") and not {*deviation.many("interfaces")} & {*capability.many("interfaces")}
                )
                if apart or capability.id in deviation.text("reason"):
                    continue  # each may hold for its own part
                if hosts and not capability.many("revisions") and element not in deviation.many("elements") and element.startswith("8259A:"):
                    elements = [*deviation.many("elements"), element]
                    others = [Where(deviation.id, ("elements", len(elements) - 1)), Where(capability.id, ("baseline", number)), capability]
                    yield result(ledger, deviation, "elements", elements, f"{capability.id}.baseline {element} on {min(hosts)}", *others)


@contradiction("A.7", second="the capabilities that realise those elements, and the reason, which is one for all")
def one_deviation_with_all_elements(ledger: Ledger) -> Iterator[Result]:
    every = list(ledger.handbook.catalogues.choices(("8259A",)))
    for entry in ledger.of("deviation"):
        if entry.data.get("state") != "overturned":
            others = [one for one in ledger.of("capability") if any(row["element"].startswith("8259A:") for row in one.many("baseline"))]
            yield result(
                ledger, entry, "elements", every, f"{len(every)} elements for one reason", Where(entry.id, ("decision",)), Where(entry.id, ("reason",)), *others
            )


@contradiction("A.7", second="'decision: not met' of the same deviation, which needs a risk", stops=True)
def not_met_without_a_risk(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("deviation"):
        if entry.data.get("decision") == "not met" and entry.many("elements") and entry.text("risk") and entry.data.get("state") != "overturned":
            yield result(ledger, entry, "risk", None, f"{entry.id}.decision not met", Where(entry.id, ("decision",)))


def existing(ledger: Ledger, deviation: Entry, element: str, component: str) -> str:
    """Returns what exists on a component of which a baseline element speaks, and the deviation with it, or ''."""
    family = element.partition(":")[2].partition("-")[0]
    named = deviation.many("interfaces")
    if family == "LA":
        network = ("internet", "LAN", "radio range")
        found = [one for one in ledger.naming(component, "interface", "components") if not named or one.id in named]
        return next((one.id for one in found if element.endswith(("-1", "-3")) or one.data.get("exposure") in network), "")
    if family == "DP" and element.endswith(("-1", "-2")):
        return next((one.id for one in ledger.of("data-asset") if component in one.many("held_in")), "")
    if family == "SU" and element.endswith(("-1", "-2", "-4")):
        return next((one.id for one in ledger.of("update") if any(component == r.text("component") for r in ledger.targets(one, "release"))), "")
    return ""


@contradiction("A.7", second="the interface, the data or the update of that component, which exists")
def not_applicable_to_what_exists(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("deviation"):
        if entry.data.get("decision") in ("not met", "met elsewhere", "deferred") and entry.data.get("state") != "overturned":
            found = [
                (element, host, what)
                for element in entry.many("elements")
                for host in entry.many("components")
                if (what := existing(ledger, entry, element, host))
            ]
            if found:
                element, host, what = found[0]
                others = [Where(entry.id, ("elements",)), Where(what)]
                yield result(ledger, entry, "decision", "not applicable", f"{what} of {host} ({element})", *others)


@contradiction("A.7", second="'decision: deferred' of the same deviation, which needs a day", codes=("deferred-without-day",), stops=True)
def deferred_for_ever(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("deviation"):
        if entry.data.get("state") != "overturned" and not entry.text("review_by"):
            yield result(ledger, entry, "decision", "deferred", f"{entry.id} has no review_by")
        if entry.data.get("decision") == "deferred" and entry.text("review_by"):
            yield result(ledger, entry, "review_by", None, f"{entry.id}.decision deferred", Where(entry.id, ("decision",)))


# Components, flows, releases --------------------------------------------------------------------------------------------------


@contradiction("A.6", second="'nature: technical' of the same capability", stops=True)
def a_technical_capability_on_nothing(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("capability"):
        if entry.data.get("nature") == "technical" and entry.many("components"):
            others = [Where(entry.id, ("nature",)), *ledger.targets(entry, "components")]
            yield result(ledger, entry, "components", None, f"{entry.id}.nature technical", *others)


@contradiction("A.6", second="'components' of the means that it carries out")
def a_capability_on_another_component_than_its_means(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("capability"):
        means = ledger.targets(entry, "means")
        hosts = {host for one in means for host in one.many("components")}
        own = all(one.data.get("means_kind") in ("a", "b") and one.many("components") for one in means)
        if entry.data.get("nature") != "technical" or not hosts or not own or entry.many("revisions"):
            continue
        for component in ledger.of("component"):
            if component.id not in hosts and not any(one.get("components") for one in entry.many("baseline")):
                others = [Where(entry.id, ("means",)), *(Where(one.id, ("components",)) for one in means)]
                yield result(ledger, entry, "components", [component.id], f"{means[0].id}.components {', '.join(sorted(hosts))}", *others)


@contradiction("A.6", second="'source' of the same flow")
def a_flow_to_itself(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("data-flow"):
        source = entry.text("source")
        if source and entry.text("destination") not in ("", source):
            yield result(ledger, entry, "destination", source, f"{entry.id}.source {source}", Where(entry.id, ("source",)))


@contradiction("A.6", second="the other current release of the same component and revision")
def two_current_releases(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("release"):
        for other in ledger.naming(entry.text("component"), "release", "component"):
            shared = set(entry.many("revisions")) & set(other.many("revisions")) or not entry.many("revisions") or not other.many("revisions")
            if entry.id != other.id and other.data.get("state") == "current" and entry.data.get("state") in ("superseded", "withdrawn", "supported") and shared:
                yield result(ledger, entry, "state", "current", f"{other.id}.state current", Where(other.id, ("state",)))


# Promises ---------------------------------------------------------------------------------------------------------------------


@contradiction("A.6", second="'ends' of the support term that rests on the part")
def a_part_under_a_promise_without_an_end(ledger: Ledger) -> Iterator[Result]:
    for part in ledger.of("part"):
        terms = [one for one in ledger.naming(part.id, "support-term", "parts") if one.text("ends")]
        if terms and part.text("support_end"):
            yield _endless(ledger, part, terms)


def _endless(ledger: Ledger, part: Entry, terms: list[Entry]) -> Result:
    """Returns the product in which nothing is said of the end of a part's support, neither a day nor why there is none."""
    places = [Where(part.id), *(Where(one.id, path) for one in terms for path in ((), ("parts",), ("ends",)))]
    places += [Where(one.id, ("parts", number)) for one in terms for number, _ in enumerate(one.many("parts"))]
    return Result(
        what=f"{part.id}.support_end and its basis are gone",
        change=lambda: ledger.changed_all(part, {"support_end": None, "support_basis": None}),
        against=f"{terms[0].id}.ends {terms[0].text('ends')}",
        places=tuple(places),
    )


@contradiction("D.6", second="'support_basis' of the same part, which names where the day comes from")
def a_basis_without_its_day(ledger: Ledger) -> Iterator[Result]:
    for part in ledger.of("part"):
        if part.text("support_end") and part.text("support_basis"):
            terms = ledger.naming(part.id, "support-term", "parts")
            others = [Where(part.id, ("support_basis",)), *terms, *(Where(one.id, (field,)) for one in terms for field in ("parts", "ends"))]
            yield result(ledger, part, "support_end", None, f"{part.id}.support_basis {part.text('support_basis')[:40]!r}", *others)


@contradiction("A.6", second="'ends' of a support term that rests on the part", codes=("support-gap",), stops=True)
def a_promise_outlives_a_part(ledger: Ledger) -> Iterator[Result]:
    for part in ledger.of("part"):
        for term in ledger.naming(part.id, "support-term", "parts"):
            ends = term.day("ends")
            if ends and not term.text("bridged_by"):
                yield result(ledger, part, "support_end", str(shifted(ends, years=-1)), f"{term.id}.ends {ends}", Where(term.id, ("ends",)))
                break


@contradiction("A.6", second="'concerns' of the decision, which is about other components")
def a_bridge_about_something_else(ledger: Ledger) -> Iterator[Result]:
    for term in ledger.of("support-term"):
        parts = ledger.targets(term, "parts")
        for decision in ledger.of("decision"):
            said = " ".join(text for _, text in ledger.texts(decision, "plain", "prose"))
            about = decision.many("concerns")
            names = [*(one.id for one in parts), *(one.text("title").split(",")[0] for one in parts), term.id]
            if term.text("bridged_by") not in ("", decision.id) and about and term.text("component") not in about and not any(name in said for name in names):
                others = [Where(decision.id, ("concerns",)), Where(term.id, ("parts",))]
                yield result(ledger, term, "bridged_by", decision.id, f"{decision.id}.concerns {', '.join(about)}", *others)
