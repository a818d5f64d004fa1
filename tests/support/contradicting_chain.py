"""Links and coverage that contradict each other: revisions, releases, evidence, baseline, promises beneath promises."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.schema.kinds import KINDS
from tests.support.contradicting import Result, contradiction, result
from tests.support.ledger import Entry, Ledger, Where


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
