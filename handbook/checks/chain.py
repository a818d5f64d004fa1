"""The chain from customer to evidence: customer, need, means, capability, verification, evidence on a release."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.registry import check, gap
from handbook.diagnostics import Diagnostic
from handbook.model import Handbook, Item
from handbook.schema.activity1 import Customer, Obligation
from handbook.schema.activity2 import Need
from handbook.schema.activity3 import Means
from handbook.schema.activity4 import Capability, Deviation, Verification
from handbook.schema.every_activity import Evidence, ScopeDecision
from handbook.schema.product_flows import KeyOrCredential
from handbook.schema.product_model import Component, Release
from handbook.threat_model import threat_grid

DEVICE_BASELINE = "8259A"
MAKER_BASELINE = "8259B"
ANSWER = "a capability with it under 'baseline', a deviation with it under 'elements', or a scope decision"


def customers_have_needs(handbook: Handbook) -> Iterator[Diagnostic]:
    """A customer in scope has a need; an excluded one has a reason, an enforcement and an answer."""
    for item in handbook.of_kind("customer"):
        assert isinstance(item.record, Customer)
        if item.record.scope == "in scope" and not handbook.sources(item.id, "need"):
            yield gap("customer-without-need", item, f"{item.id} ({item.record.title}) has no need or goal")
        if item.record.scope == "excluded":
            for field in ("exclusion_reason", "enforcement", "if_ignored"):
                if getattr(item.record, field) is None:
                    yield gap("exclusion-without-answer", item, f"{item.id} is excluded but does not say '{field}' yet")


def needs_have_ends(handbook: Handbook) -> Iterator[Diagnostic]:
    """A need has a source and a means."""
    for item in handbook.of_kind("need"):
        assert isinstance(item.record, Need)
        sources = handbook.targets(item.id, "risks") or handbook.targets(item.id, "obligations") or handbook.targets(item.id, "use_cases")
        if not sources and item.record.said_by is None:
            yield gap("need-without-source", item, f"{item.id} does not say where it comes from")
        if not handbook.sources(item.id, "means"):
            yield gap("need-without-means", item, f"nothing delivers {item.id} ({item.record.title})")


def means_end(handbook: Handbook) -> Iterator[Diagnostic]:
    """The chain behind a means ends as its kind asks."""
    for item in handbook.of_kind("means"):
        assert isinstance(item.record, Means)
        missing = _missing_ends(handbook, item, item.record)
        if missing:
            lacks = " and no ".join(what for what, _ in missing)
            message = f"{item.id} is a means of kind {item.record.means_kind} and has no {lacks}"
            yield gap("means-without-end", item, message, expected=" and ".join(field for _, field in missing))


def capabilities_verified(handbook: Handbook) -> Iterator[Diagnostic]:
    """A technical capability has a positive and a negative verification; a non-technical one is examined."""
    for item in handbook.of_kind("capability"):
        assert isinstance(item.record, Capability)
        found = [source.record for source in handbook.sources(item.id, "verification")]
        verifications = [record for record in found if isinstance(record, Verification)]
        if item.record.nature == "technical":
            for polarity in ("must succeed", "must be refused"):
                if all(verification.polarity != polarity for verification in verifications):
                    yield gap("capability-half-verified", item, f"{item.id} has no verification of something that {polarity}")
        elif item.record.nature == "non-technical" and not verifications:
            yield gap("capability-unverified", item, f"{item.id} has no verification")


def verifications_have_evidence(handbook: Handbook) -> Iterator[Diagnostic]:
    """A verification of a technical capability has evidence on a release that is still supported, whatever its result: a fail is told, not hidden."""
    live = {item.id for item in handbook.of_kind("release") if isinstance(item.record, Release) and item.record.state in ("current", "supported")}
    for item in handbook.of_kind("verification"):
        assert isinstance(item.record, Verification)
        technical = any(isinstance(c.record, Capability) and c.record.nature == "technical" for c in handbook.targets(item.id, "capabilities"))
        proofs = [source for source in handbook.sources(item.id, "evidence") if isinstance(source.record, Evidence)]
        if technical:
            proofs = [proof for proof in proofs if live & {target.id for target in handbook.targets(proof.id, "releases")}]
        if not proofs:
            where = " on a release that is current or supported" if technical else ""
            yield gap("verification-without-evidence", item, f"{item.id} has no evidence{where}")


def verifications_do_not_fail_unsaid(handbook: Handbook) -> Iterator[Diagnostic]:
    """Where the only results in force of a verification are a fail or not run, something says what follows."""
    repeated = {link.target for item in handbook.of_kind("evidence") for link in handbook.links_from(item.id, "repeats")}
    for item in handbook.of_kind("verification"):
        proofs = [proof for proof in handbook.sources(item.id, "evidence", "result_of") if proof.id not in repeated]
        results = {proof.record.result for proof in proofs if isinstance(proof.record, Evidence)}
        told = any(link.field != "result_of" for one in (item, *proofs) for link in handbook.links_to(one.id))
        if results and results <= {"fail", "not run"} and not told:
            worst = " and ".join(sorted(str(result) for result in results))
            expected = "later evidence that repeats it, or a review or an information item that names it"
            yield gap("verification-failed", item, f"{item.id} came out as {worst}, and nothing says what follows", expected=expected)


def deferred_has_a_day(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is deferred is looked at again on a day."""
    for item in handbook.of_kind("deviation"):
        assert isinstance(item.record, Deviation)
        if item.record.decision == "deferred" and item.record.state == "in force" and item.record.review_by is None:
            yield gap("deferred-without-day", item, f"{item.id} is deferred and does not say until when", expected="'review_by'")


def obligations_decided(handbook: Handbook) -> Iterator[Diagnostic]:
    """Whether an obligation binds the product is decided."""
    for item in handbook.of_kind("obligation"):
        assert isinstance(item.record, Obligation)
        if item.record.applies == "undecided":
            yield gap("undecided", item, f"nobody has decided yet whether {item.id} ({item.record.title}) applies", "applies")


def baseline_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every baseline element is answered, for each device and gateway, or for the maker."""
    answered: dict[str, set[str]] = {}
    for item in handbook.of_kind("capability"):
        assert isinstance(item.record, Capability)
        for realisation in item.record.baseline:
            answered.setdefault(realisation.element, set()).update(realisation.components or item.record.components or ("*",))
    for item in handbook.of_kind("deviation"):
        assert isinstance(item.record, Deviation)
        for element in item.record.elements:
            answered.setdefault(element, set()).update(item.record.components or ("*",))
    for item in handbook.of_kind("scope-decision"):
        assert isinstance(item.record, ScopeDecision)
        for element in item.record.entries or (handbook.catalogues.choices((item.record.document or "",)) if item.record.document else ()):
            answered.setdefault(element, set()).update(item.record.components or ("*",))
    hosts = [item for item in handbook.of_kind("component") if isinstance(item.record, Component) and item.record.asked_for_elements]
    for element in handbook.catalogues.choices((DEVICE_BASELINE,)):
        for host in hosts:
            if not answered.get(element, set()) & {host.id, "*"}:
                title = handbook.catalogues.entries[element].entry.title
                yield gap("unrealised-element", host, f"{element} ({title}) is neither realised nor answered on {host.id}", expected=ANSWER)
    for product in handbook.of_kind("product"):
        for element in handbook.catalogues.choices((MAKER_BASELINE,)):
            found = handbook.catalogues.entries[element]
            if found.entry.level == "Action" and not any(name == element or _below(name, element) for name in answered):
                yield gap("unrealised-element", product, f"{element} ({found.entry.title}) is neither realised nor answered", expected=ANSWER)


def interfaces_guarded(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every interface is guarded by a capability or left as it is by a deviation."""
    for item in handbook.of_kind("interface"):
        if not handbook.sources(item.id, "capability") and not handbook.sources(item.id, "deviation"):
            yield gap("interface-unguarded", item, f"no capability guards {item.id} ({item.record.title}), and no deviation names it")


def keys_held(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every key has a holder."""
    for item in handbook.of_kind("key"):
        assert isinstance(item.record, KeyOrCredential)
        if not item.record.held_in and not item.record.used_by:
            yield gap("key-without-holder", item, f"{item.id} says neither 'held_in' nor 'used_by'")


def crossings_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every component, and every flow that crosses a trust zone, has a threat or a coverage note for each STRIDE class that applies."""
    for row in threat_grid(handbook):
        open_classes = [cell.threat_class for cell in row.cells if not cell.threats and not cell.notes]
        if open_classes:
            item = handbook.items[row.target]
            message = f"nothing considers {', '.join(open_classes)} for {item.id} ({item.record.title})"
            yield gap("threat-not-considered", item, message, expected="a threat or a coverage note for each of these classes")


def _missing_ends(handbook: Handbook, item: Item, means: Means) -> list[tuple[str, str]]:
    """Returns what the kind of a means asks for and is not there, each with where to write it."""
    kind = means.means_kind
    asked = (
        ("abd", handbook.sources(item.id, "capability"), "capability", "its id under 'means' of a capability"),
        ("d", means.provider, "provider", "'provider'"),
        ("ab", means.components, "component that hosts it", "'components'"),
        ("c", means.external_systems, "external system", "'external_systems'"),
        ("c", means.assumptions, "assumption that it rests on", "'assumptions'"),
        ("e", means.customer_does, "word on what exactly the customer does", "'customer_does'"),
        ("e", means.fallback, "word on what happens if the customer does not", "'fallback'"),
    )
    return [(what, field) for kinds, found, what, field in asked if kind and kind in kinds and not found]


def _below(name: str, element: str) -> bool:
    return name.startswith(element) and name[len(element) :].isalpha()


CHECKS = (
    check(customers_have_needs, customer="scope exclusion_reason enforcement if_ignored", need="customers"),
    check(needs_have_ends, need="risks obligations use_cases said_by", means="needs", risk="", obligation="", use_case=""),
    check(
        means_end,
        means="means_kind provider components external_systems assumptions customer_does fallback",
        capability="means",
        assumption="",
        external_system="",
    ),
    check(capabilities_verified, capability="nature", verification="capabilities polarity"),
    check(verifications_have_evidence, verification="capabilities", evidence="result_of releases", release="state", capability="nature"),
    check(
        baseline_covered,
        component="component_kind baseline_by",
        capability="baseline components",
        deviation="elements components",
        scope_decision="entries document components",
    ),
    check(verifications_do_not_fail_unsaid, verification="", evidence="result_of result repeats", review="changes cases", information_item="discloses"),
    check(deferred_has_a_day, deviation="decision state"),
    check(obligations_decided, obligation="applies"),
    check(interfaces_guarded, interface="", capability="interfaces", deviation="interfaces"),
    check(keys_held, key="held_in used_by"),
    check(
        crossings_covered,
        trust_zone="contains",
        data_flow="source destination",
        component="",
        threat="targets threat_class",
        coverage_note="targets classes",
    ),
)
