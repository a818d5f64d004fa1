"""Links and coverage that contradict each other: revisions, releases, evidence, baseline, promises beneath promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.methods.risk import LEVELS, SUCCESS
from handbook.schema.kinds import KINDS
from tests.support.contradicting import Result, added, contradiction, result
from tests.support.ledger import Entry, Ledger, Where, shifted


def revisions_of(ledger: Ledger, component: str) -> list[str]:
    """Returns the names of a component's hardware revisions."""
    entry = ledger.by_id.get(component)
    return [one["name"] for one in entry.many("revisions") if "name" in one] if entry else []


def causes(treatment: Entry) -> list[str]:
    """Returns what a treatment says lowered a factor."""
    named = [*treatment.many("impact_changed_by")]
    for factor in ("attempt", "success"):
        value = treatment.data.get(factor)
        named += value.get("changed_by", []) if isinstance(value, dict) else []
    return named


def lowered_by(ledger: Ledger, capability: Entry) -> list[Entry]:
    """Returns the treatments that rest on a capability alone: they name it, or a means that no other capability carries out."""
    alone = [name for name in capability.many("means") if [one.id for one in ledger.naming(name, "capability", "means")] == [capability.id]]
    return [one for one in ledger.of("treatment") if {capability.id, *alone} & set(causes(one)) and len(set(causes(one))) == 1]


def _cause_places(treatment: Entry) -> list[Where]:
    return [Where(treatment.id, (field,)) for field in ("attempt", "success", "impact_changed_by", "means")]


# Who answers, who assessed ----------------------------------------------------------------------------------------------------


@contradiction("A.1", second="the kinds that can answer the question, in the catalogue of questions", stops=True)
def a_question_answered_by_a_kind_that_cannot(ledger: Ledger) -> Iterator[Result]:
    for name, (_, question) in ledger.handbook.catalogues.questions.items():
        for kind in KINDS if ledger.handbook.asks(question) else ():
            for entry in ledger.of(kind)[:1]:
                if kind not in ("activity-log", *question.kinds) and name not in entry.many("answers"):
                    yield _answer(ledger, entry, name, f"catalogue: {name}")


@contradiction("A.1", second="the activity of the log's entry, which is another than the question's", stops=True)
def a_question_answered_in_the_log_of_another_activity(ledger: Ledger) -> Iterator[Result]:
    for name, (activity, question) in ledger.handbook.catalogues.questions.items():
        for entry in ledger.of("activity-log") if ledger.handbook.asks(question) else ():
            if entry.text("activity") not in ("", str(activity)):
                yield _answer(ledger, entry, name, f"{entry.id}.activity {entry.text('activity')}", Where(entry.id, ("activity",)))


def _answer(ledger: Ledger, entry: Entry, question: str, against: str, *others: Where) -> Result:
    answers = [*entry.many("answers"), question]
    return result(ledger, entry, "answers", answers, against, Where(entry.id, ("answers", len(answers) - 1)), *others)


@contradiction("A.6", second="'depth' of the product")
def an_answer_to_a_question_that_is_not_asked(ledger: Ledger) -> Iterator[Result]:
    for name, (activity, question) in ledger.handbook.catalogues.questions.items():
        for entry in ledger.of("activity-log"):
            if not ledger.handbook.asks(question) and entry.text("activity") == str(activity):
                yield _answer(ledger, entry, name, f"depth {ledger.depth}")


@contradiction("A.1", second="'owner' of the same record, where several people are named", stops=True)
def the_assessor_is_the_owner(ledger: Ledger) -> Iterator[Result]:
    if len(ledger.of("role")) > 1:
        for entry in ledger.records:
            owner = ledger.said(entry, "owner")
            if entry.text("assessed_by") and owner and owner != entry.text("assessed_by"):
                yield result(ledger, entry, "assessed_by", owner, f"{entry.id}.owner {owner}", Where(entry.id, ("owner",)))


@contradiction("A.1", second="'status: assessed' of the same record", stops=True)
def assessed_by_nobody(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        if entry.text("status") == "assessed" and entry.text("assessed_by"):
            yield result(ledger, entry, "assessed_by", None, f"{entry.id}.status assessed", Where(entry.id, ("status",)))
        elif entry.text("status") == "assessed" and ledger.said(entry, "assessed_by"):
            yield _unsigned(ledger, entry)


def _unsigned(ledger: Ledger, entry: Entry) -> Result:
    places = (Where(entry.id, ("status",)), Where(entry.id))
    return Result(what=f"no sign-off covers {entry.id}", change=lambda: ledger.unsigned(entry.id), against=f"{entry.id}.status assessed", places=places)


@contradiction("A.1", second="the records that name it and are assessed", stops=True)
def a_draft_on_which_others_rest(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        named = [one for one, path in ledger.named_in(entry.id) if path[0] != "owner" and ledger.said(one, "status") == "assessed"]
        if named and entry.text("status") == "assessed":
            yield result(ledger, entry, "status", "draft", f"{named[0].id} names it and is assessed")


# Revisions --------------------------------------------------------------------------------------------------------------------


def _narrowed(ledger: Ledger, entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """Yields each single revision to which a record could be narrowed, with those that it then leaves out."""
    hosts = entry.many("components")
    names = {name for host in hosts for name in revisions_of(ledger, host)}
    covered = list(entry.many("revisions")) or sorted(names)
    for name in covered:
        if len(covered) > 1:
            yield name, [one for one in covered if one != name]


@contradiction("A.2", second="the revisions of the component whose risk the treatment lowers by it")
def a_capability_of_one_revision_lowers_the_risk_of_all(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("capability"):
        for treatment in lowered_by(ledger, entry):
            for name, left in _narrowed(ledger, entry):
                hosts = [host for host in ledger.targets(entry, "components") if set(left) & set(revisions_of(ledger, host.id))]
                others = [*_cause_places(treatment), *ledger.targets(treatment, "risk"), *hosts]
                yield result(ledger, entry, "revisions", [name], f"{treatment.id} lowers {treatment.text('risk')} also on {', '.join(left)}", *others)


def answering(ledger: Ledger, element: str, component: str) -> list[Entry]:
    """Returns the capabilities, deviations and scope decisions that answer a baseline element for a component."""
    found = []
    for entry in ledger.of("capability"):
        for one in entry.many("baseline"):
            if one.get("element") == element and component in (one.get("components") or entry.many("components")):
                found.append(entry)
    for entry in ledger.of("deviation"):
        if element in entry.many("elements") and component in (entry.many("components") or [component]):
            found.append(entry)
    for entry in ledger.of("scope-decision"):
        if (element in entry.many("entries") or element.startswith(f"{entry.text('document')}:")) and component in (entry.many("components") or [component]):
            found.append(entry)
    return found


@contradiction("A.2", second="the other revisions of the component, which nothing else answers for", stops=True)
def a_capability_of_one_revision_answers_the_element_of_all(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("capability"):
        alone = [
            (one["element"], host)
            for one in entry.many("baseline")
            for host in one.get("components") or entry.many("components")
            if one["element"].startswith("8259A:") and answering(ledger, one["element"], host) == [entry] and len(revisions_of(ledger, host)) > 1
        ]
        for name, left in _narrowed(ledger, entry):
            hit = [(element, host) for element, host in alone if name in revisions_of(ledger, host) and set(left) & set(revisions_of(ledger, host))]
            if hit:
                others = [ledger.by_id[host] for _, host in hit]
                yield result(ledger, entry, "revisions", [name], f"{hit[0][0]} on {hit[0][1]} {left[0]}", Where(entry.id, ("baseline",)), *others)


@contradiction("A.2", second="the other revisions of the component, which nothing else answers for", stops=True)
def a_deviation_of_one_revision_leaves_the_element_of_all(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("deviation"):
        alone = [(element, host) for element in entry.many("elements") for host in entry.many("components") if answering(ledger, element, host) == [entry]]
        for name, left in _narrowed(ledger, entry):
            hit = [(element, host) for element, host in alone if set(left) & set(revisions_of(ledger, host)) and name in revisions_of(ledger, host)]
            if hit:
                others = [ledger.by_id[host] for _, host in hit]
                yield result(ledger, entry, "revisions", [name], f"{hit[0][0]} on {hit[0][1]} {left[0]}", Where(entry.id, ("elements",)), *others)


@contradiction("A.2", second="the revisions that the component lists", codes=("unknown-name",))
def a_revision_that_no_component_has(ledger: Ledger) -> Iterator[Result]:
    for kind in ("capability", "deviation", "part", "release", "support-term"):
        for entry in ledger.of(kind):
            hosts = entry.many("components") or [entry.text("component")]
            if any(revisions_of(ledger, host) for host in hosts):
                yield result(ledger, entry, "revisions", ["Batch 77"], f"{hosts[0]}.revisions", Where(entry.id, ("revisions", 0)))


@contradiction("A.6", second="'life_cycle_states' of the product", codes=("unknown-name",))
def a_state_that_the_product_does_not_have(ledger: Ledger) -> Iterator[Result]:
    for kind, field in (("interface", "open_in"), ("use-case", "life_cycle_states")):
        for entry in ledger.of(kind):
            states = [*entry.many(field), "in orbit"]
            yield result(ledger, entry, field, states, "product.life_cycle_states", Where(entry.id, (field, len(states) - 1)))


# Evidence ---------------------------------------------------------------------------------------------------------------------


def shown_by(ledger: Ledger, evidence: Entry) -> list[Entry]:
    """Returns the capabilities that a piece of evidence shows."""
    return [one for verification in ledger.targets(evidence, "result_of") for one in ledger.targets(verification, "capabilities")]


@contradiction("A.4", second="'components' of the capability that the verification shows", stops=True)
def evidence_seen_on_a_release_of_another_component(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        shown = [one for one in shown_by(ledger, entry) if one.data.get("nature") == "technical"]
        hosts = {host for one in shown for host in one.many("components")}
        for release in ledger.of("release"):
            if shown and hosts and release.text("component") not in hosts and release.data.get("state") == "current":
                others = [*ledger.targets(entry, "result_of"), *shown]
                against = f"{shown[0].id}.components {', '.join(shown[0].many('components'))}"
                yield result(ledger, entry, "releases", [release.id], against, Where(entry.id, ("result_of",)), Where(entry.id, ("releases", 0)), *others)


def _unsaid(ledger: Ledger, entry: Entry) -> bool:
    """Returns whether nothing names a piece of evidence or what it is the result of, so that nothing says what follows."""
    alone = all(len(ledger.naming(one.id, "evidence", "result_of")) == 1 for one in ledger.targets(entry, "result_of"))
    proofs = [one for one in ledger.targets(entry, "result_of") if one.kind == "verification"]
    names = [entry, *proofs]
    return bool(proofs) and alone and not any(path[0] != "result_of" for one in names for _, path in ledger.named_in(one.id))


def _came_out(ledger: Ledger, word: str) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        if entry.data.get("result") == "pass" and _unsaid(ledger, entry):
            others = ledger.targets(entry, "result_of")
            yield result(ledger, entry, "result", word, f"{others[0].id}, whose criterion is not met, and nothing says what follows", *others)


@contradiction("A.4", second="the criterion of the verification; nothing says what follows", stops=True)
def partial_and_nothing_follows(ledger: Ledger) -> Iterator[Result]:
    yield from _came_out(ledger, "partial")


@contradiction("A.4", second="the criterion of the verification; nothing says what follows", codes=("verification-failed",), stops=True)
def failed_and_nothing_follows(ledger: Ledger) -> Iterator[Result]:
    yield from _came_out(ledger, "fail")


@contradiction("A.4", second="the criterion of the verification; nothing says what follows", codes=("verification-failed",), stops=True)
def not_run_and_nothing_follows(ledger: Ledger) -> Iterator[Result]:
    yield from _came_out(ledger, "not run")


@contradiction("A.4", second="the factor that a treatment lowers by the capability", stops=True)
def a_risk_lowered_by_what_was_not_run(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        for capability in shown_by(ledger, entry):
            proofs = {
                proof.id for one in ledger.naming(capability.id, "verification", "capabilities") for proof in ledger.naming(one.id, "evidence", "result_of")
            }
            for treatment in lowered_by(ledger, capability) if proofs == {entry.id} else ():
                others = [*_cause_places(treatment), capability, *ledger.targets(entry, "result_of")]
                yield result(ledger, entry, "result", "not run", f"{treatment.id} by {', '.join(causes(treatment))}", *others)


@contradiction("A.4", second="the evidence that was seen on it and on no other live release", codes=("verification-without-evidence",), stops=True)
def a_release_withdrawn_under_its_evidence(ledger: Ledger) -> Iterator[Result]:
    live = {one.id for one in ledger.of("release") if one.data.get("state") in ("current", "supported")}
    for release in ledger.of("release"):
        for proof in ledger.naming(release.id, "evidence", "releases"):
            subjects = [one for one in ledger.targets(proof, "result_of") if one.kind == "verification"]
            only = [one for one in subjects if len(ledger.naming(one.id, "evidence", "result_of")) == 1 and _technical(ledger, one)]
            if only and live & set(proof.many("releases")) == {release.id}:
                others = [*only, Where(proof.id, ("releases",))]
                yield result(ledger, release, "state", "withdrawn", f"{proof.id}.releases", *others)
                break


def _technical(ledger: Ledger, verification: Entry) -> bool:
    return any(one.data.get("nature") == "technical" for one in ledger.targets(verification, "capabilities"))


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


# Risks ------------------------------------------------------------------------------------------------------------------------


@contradiction("A.6", second="reach and tier of the threats that lead to the risk, by the table of the risk method")
def a_success_that_does_not_follow_the_table(ledger: Ledger) -> Iterator[Result]:
    for risk in ledger.of("risk"):
        threats = ledger.targets(risk, "threats")
        if not threats or any(one.data.get("agent") != "adversarial" or not one.text("tier") or not one.text("reach") for one in threats):
            continue
        treated = ledger.naming(risk.id, "treatment", "risk")
        if any(isinstance(after := one.data.get("success"), dict) and not after.get("changed_by") for one in treated):
            continue  # the treatment would contradict the risk as well
        expected = [LEVELS.index(SUCCESS[one.text("reach")][int(one.text("tier")[1]) - 1]) for one in threats]
        for number, level in enumerate(LEVELS):
            if all(abs(number - one) > 1 for one in expected):
                places = [Where(one.id, (field,)) for one in threats for field in ("tier", "reach")]
                others = [Where(risk.id, ("success",)), *places, *treated]
                yield result(ledger, risk, ("success", "level"), level, f"{threats[0].id}: {threats[0].text('reach')}, {threats[0].text('tier')}", *others)


@contradiction("A.6", second="the same factor of the risk, which was higher", codes=("factor-without-cause",), stops=True)
def a_factor_lowered_by_nothing(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("treatment"):
        risk = ledger.by_id.get(entry.text("risk"))
        for factor in ("attempt", "success"):
            after, before = entry.data.get(factor), risk.data.get(factor) if risk else None
            if (
                isinstance(after, dict)
                and isinstance(before, dict)
                and LEVELS.index(after["level"]) < LEVELS.index(before["level"])
                and after.get("changed_by")
            ):
                yield result(ledger, entry, (factor, "changed_by"), None, f"{risk.id if risk else ''}.{factor} {before['level']}", Where(entry.id, (factor,)))


@contradiction("A.6", second="the factor that the same treatment lowers")
def accepted_and_yet_lowered(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("treatment"):
        if entry.data.get("choice") == "reduce" and causes(entry):
            others = [Where(entry.id, (field,)) for field in ("attempt", "success", "impacts", "impact_changed_by")]
            yield result(ledger, entry, "choice", "accept", f"{entry.id} lowers a factor by {causes(entry)[0]}", *others)


@contradiction("A.6", second="the acceptances, none of which renews it", stops=True)
def renewed_by_nothing(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("acceptance"):
        if entry.data.get("state") == "in force" and not ledger.naming(entry.id, "acceptance", "renews"):
            yield result(ledger, entry, "state", "renewed", f"no acceptance renews {entry.id}", *ledger.targets(entry, "treatments"))


@contradiction("A.6", second="the threat of that class to the same target")
def set_aside_and_yet_a_threat(ledger: Ledger) -> Iterator[Result]:
    for note in ledger.of("coverage-note"):
        for threat in ledger.of("threat"):
            shared = set(note.many("targets")) & set(threat.many("targets"))
            name = threat.text("threat_class")
            if shared and name not in note.many("classes") and threat.id not in note.text("reason"):
                classes = [*note.many("classes"), name]
                others = [Where(note.id, ("classes", len(classes) - 1)), Where(threat.id, ("targets",)), threat]
                yield result(ledger, note, "classes", classes, f"{threat.id}: {name} of {min(shared)}", *others)


@contradiction("A.6", second="'nature: intended' of the use case")
def a_misuse_that_is_intended(ledger: Ledger) -> Iterator[Result]:
    for threat in ledger.of("threat"):
        for use in ledger.of("use-case"):
            if use.data.get("nature") == "intended" and use.id not in threat.many("misuse"):
                misuse = [*threat.many("misuse"), use.id]
                yield result(
                    ledger, threat, "misuse", misuse, f"{use.id}.nature intended", Where(threat.id, ("misuse", len(misuse) - 1)), Where(use.id, ("nature",))
                )


@contradiction("A.6", second="'exploited' of the same vulnerability")
def exploited_and_not(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        points = entry.data.get("priority")
        if entry.many("parts"):
            continue  # the part may be exploited in the products of others
        if isinstance(points, dict) and points.get("exploitation") != "active" and entry.data.get("exploited") == "no":
            others = [Where(entry.id, ("exploited",)), Where(entry.id, ("priority",))]
            yield result(ledger, entry, ("priority", "exploitation"), "active", f"{entry.id}.exploited no", *others)


@contradiction("A.6", second="'releases' of the same vulnerability, which names it as affected")
def affected_and_not_affected(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        for number, one in enumerate(entry.many("vex")):
            if one.get("status") == "not affected" and one.get("release") not in entry.many("releases"):
                releases = [*entry.many("releases"), one["release"]]
                others = [Where(entry.id, ("releases", len(releases) - 1)), Where(entry.id, ("vex", number)), Where(entry.id, ("vex", number, "status"))]
                yield result(ledger, entry, "releases", releases, f"vex[{number + 1}] of {one['release']}: not affected", *others)


# What happened ----------------------------------------------------------------------------------------------------------------


@contradiction("D.6", second="'justification' of the same statement, which only 'not affected' can have")
def affected_with_a_justification(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        for number, one in enumerate(entry.many("vex")):
            if one.get("status") == "not affected" and one.get("justification"):
                others = [Where(entry.id, ("vex", number)), Where(entry.id, ("vex", number, "justification")), Where(entry.id, ("releases",))]
                yield result(ledger, entry, ("vex", number, "status"), "affected", f"justification {one['justification']!r}", *others)


@contradiction("D.6", second="'status: not affected' of the same statement", codes=("vex-without-justification",), stops=True)
def not_affected_without_a_justification(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        for number, one in enumerate(entry.many("vex")):
            if one.get("status") == "not affected" and one.get("justification"):
                yield result(ledger, entry, ("vex", number, "justification"), None, "status 'not affected'", Where(entry.id, ("vex", number)))


EU = ("European Union", "EU", "Ireland", "Germany", "Denmark", "Netherlands", "Sweden", "France", "Austria", "Italy", "Spain", "Finland", "Poland")


def in_the_union(ledger: Ledger) -> bool:
    """Returns whether a market of the product lies in the European Union, as far as its name says so."""
    return any(market.startswith(EU) for market in ledger.product.many("markets"))


@contradiction("A.6", second="the notifications, none of which is about it, and the law that asks for one", stops=True)
def exploited_and_nobody_told(ledger: Ledger) -> Iterator[Result]:
    laws = [
        one for one in ledger.of("obligation") if one.text("applies") == "applies" and any(c.startswith("CRA:14") or c.startswith("CRA:13") for c in cited(one))
    ]
    known = [one for one in ledger.of("obligation") if one.text("applies") == "applies" and "Cyber Resilience Act" in one.text("title") + one.text("source")]
    since = max((day for one in (*laws, *known) if (day := one.day("in_force"))), default=None)
    aware = shifted(since, days=9) if since else None
    if aware is None or aware > ledger.as_of or not in_the_union(ledger):
        return
    for entry in ledger.of("vulnerability"):
        kept = ("references", "description", "parts", "releases", "weakness", "severity", "vex")
        data = {"id": ledger.unused_id("vulnerability"), "title": f"{entry.text('title')}, once more", **ledger.looked_at(entry)}
        data |= {key: entry.data.get(key) for key in kept}
        data["priority"] = {**entry.data["priority"], "exploitation": "active"}
        data |= {"aware_on": f"{aware} 09:00", "exploited": "yes", "course": [{"at": f"{aware} 09:00", "what": "A site reports that it is used."}]}
        yield added(ledger, "vulnerability", data, f"no notification names it, and {(*laws, *known)[0].id} applies", *(*laws, *known))


def cited(entry: Entry) -> list[str]:
    """Returns the entries of reference documents that a record names."""
    return [one.get("entry", "") for one in entry.many("references")]


@contradiction("D.6", second="'due' of the same notification, which comes from a duty")
def a_notification_without_its_obligation(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("notification"):
        if entry.text("obligation") and entry.text("due"):
            yield result(ledger, entry, "obligation", None, f"{entry.id}.due {entry.text('due')}", Where(entry.id, ("due",)))


@contradiction("A.6", second="the CVSS vector in the same field", codes=("severity-vector",))
def a_score_of_another_vector(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        text = entry.text("severity")
        for score in ("1.0", "3.3"):
            new = re.sub(r"((?:score|\()\s*)[0-9]{1,2}\.[0-9]", rf"\g<1>{score}", text)
            if "CVSS:4.0/" in text and new != text:
                yield result(ledger, entry, "severity", new, f"{text[:40]!r}")
