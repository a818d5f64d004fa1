"""The chain from customer to evidence: customer, need, means, capability, verification, evidence on a release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.checks.registry import check, gap
from handbook.findings.diagnostics import Diagnostic
from handbook.methods.affected import unguarded
from handbook.methods.coverage import Standing, hosts, of_the_maker, on_devices
from handbook.methods.revisions import UNLISTED, Units, in_words, places_in_words
from handbook.methods.threats import threat_grid
from handbook.model.handbook import Handbook, Item
from handbook.schema.records.capabilities import Capability, Deviation, Verification
from handbook.schema.records.customers import Customer, Obligation
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.flows import Interface, KeyOrCredential
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Need
from handbook.schema.records.product import Release

ANSWER = "a capability with it under 'baseline', a deviation with it under 'elements' or 'by_element', or a scope decision"
ANSWER_THERE = "the same for these units: a capability that they have too, or a deviation that names them under 'revisions'"


def customers_have_needs(handbook: Handbook) -> Iterator[Diagnostic]:
    """A customer in scope has a need; an excluded one has a reason, an enforcement and an answer."""
    for item in handbook.of(Customer):
        if item.record.scope == "in scope" and not handbook.sources(item.id, "need"):
            yield gap("customer-without-need", item, f"{item.id} ({item.record.title}) has no need or goal")
        if item.record.scope == "excluded":
            for field in ("exclusion_reason", "enforcement", "if_ignored"):
                if getattr(item.record, field) is None:
                    yield gap("exclusion-without-answer", item, f"{item.id} is excluded but does not say '{field}' yet")


def needs_have_ends(handbook: Handbook) -> Iterator[Diagnostic]:
    """A need has a source and a means."""
    for item in handbook.of(Need):
        sources = handbook.targets(item.id, "risks") or handbook.targets(item.id, "obligations") or handbook.targets(item.id, "use_cases")
        if not sources and item.record.said_by is None:
            yield gap("need-without-source", item, f"{item.id} does not say where it comes from")
        if not handbook.sources(item.id, "means"):
            yield gap("need-without-means", item, f"nothing delivers {item.id} ({item.record.title})")


def means_end(handbook: Handbook) -> Iterator[Diagnostic]:
    """The chain behind a means ends as its kind asks."""
    for item in handbook.of(Means):
        missing = _missing_ends(handbook, item, item.record)
        if missing:
            lacks = " and no ".join(what for what, _ in missing)
            message = f"{item.id} is a means of kind {item.record.means_kind} and has no {lacks}"
            yield gap("means-without-end", item, message, expected=" and ".join(field for _, field in missing))


def capabilities_verified(handbook: Handbook) -> Iterator[Diagnostic]:
    """A technical capability has a positive and a negative verification; a non-technical one is examined."""
    for item in handbook.of(Capability):
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
    live = {item.id for item in handbook.of(Release) if item.record.state in ("current", "supported")}
    for item in handbook.of(Verification):
        technical = any(shown.record.nature == "technical" for shown in handbook.targets(item.id, "capabilities", Capability))
        proofs = handbook.sources(item.id, Evidence)
        if technical:
            proofs = tuple(proof for proof in proofs if live & {target.id for target in handbook.targets(proof.id, "releases")})
        if not proofs:
            where = " on a release that is current or supported" if technical else ""
            yield gap("verification-without-evidence", item, f"{item.id} has no evidence{where}")


def deferred_has_a_day(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is deferred is looked at again on a day."""
    for item in handbook.of(Deviation):
        if item.record.decision == "deferred" and item.record.state == "in force" and item.record.review_by is None:
            yield gap("deferred-without-day", item, f"{item.id} is deferred and does not say until when", expected="'review_by'")


def obligations_decided(handbook: Handbook) -> Iterator[Diagnostic]:
    """Whether an obligation binds the product is decided."""
    for item in handbook.of(Obligation):
        if item.record.applies == "undecided":
            yield gap("undecided", item, f"nobody has decided yet whether {item.id} ({item.record.title}) applies", "applies")


def baseline_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every baseline element is answered, for each hardware revision of each device and gateway, or by the maker."""
    on_each = on_devices(handbook)
    for host in hosts(handbook):
        yield from _open_elements(handbook, host, {element: found for (element, component), found in on_each.items() if component == host.id}, f" on {host.id}")
    for product in handbook.of_kind("product"):
        yield from _open_elements(handbook, product, of_the_maker(handbook), "")


def interfaces_guarded(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every interface is guarded by a capability or left as it is by a deviation, on each hardware revision that has it."""
    for item in handbook.of(Interface):
        left = unguarded(handbook, item)
        if left is None:
            yield gap("interface-unguarded", item, f"no capability guards {item.id} ({item.record.title}), and no deviation names it")
        elif left:
            message = f"what guards {item.id} ({item.record.title}) names revisions and leaves out {places_in_words(left)}"
            yield gap("interface-unguarded", item, message, expected="a capability or a deviation with it under 'interfaces' for these units too")


def keys_held(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every key has a holder."""
    for item in handbook.of(KeyOrCredential):
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


def _open_elements(handbook: Handbook, item: Item, standings: Mapping[str, Standing], where: str) -> Iterator[Diagnostic]:
    """Yields one finding for all elements that nothing answers, and one for all that are left open on the same revisions."""
    unanswered = [element for element, standing in standings.items() if not standing.answers]
    if unanswered:
        message = f"{_elements(handbook, unanswered, standings)} neither realised nor answered{where}"
        yield gap("unrealised-element", item, _told(message, unanswered, standings), expected=ANSWER)
    left: dict[tuple[Units, Units], list[str]] = {}
    for element, standing in standings.items():
        if standing.answers and standing.open:
            covered = tuple(sorted(frozenset[str]().union(*(answer.units for answer in standing.answers)))) or _revisions_named(standing)
            left.setdefault((covered, standing.open), []).append(element)
    for (covered, units), elements in left.items():
        answering = dict.fromkeys(answer.item.id for element in elements for answer in standings[element].answers)
        rest = f"not for {in_words(units)}, of which units are in the field" if UNLISTED not in units else "no component lists its revisions"
        if UNLISTED in units and where:
            rest = f"{item.id} lists no hardware revisions"
        message = f"{_elements(handbook, elements, standings)} answered{where} for {in_words(covered)} only (by {in_words(answering)}), and {rest}"
        yield gap("element-left-on-revision", item, _told(message, elements, standings), expected=ANSWER_THERE)


def _elements(handbook: Handbook, elements: list[str], standings: Mapping[str, Standing]) -> str:
    """Returns the elements as the subject of a sentence with its verb."""
    if len(elements) == 1:
        return f"{elements[0]} ({handbook.catalogues.entries[elements[0]].entry.title}) is"
    found = handbook.catalogues.entries[elements[0]]
    what = f"{len(elements)} {found.entry.level.lower()}s of {found.document.short} are"
    return f"all {what}" if len(elements) == len(standings) else what


def _told(message: str, elements: list[str], standings: Mapping[str, Standing]) -> str:
    """Returns the message with the elements at its end, where it is about some of them."""
    return f"{message}: {', '.join(elements)}" if 1 < len(elements) < len(standings) else message


def _revisions_named(standing: Standing) -> Units:
    """Returns the revisions that the answers name, where they are none of the component's."""
    named = (name for answer in standing.answers if isinstance(answer.item.record, (Capability, Deviation)) for name in answer.item.record.revisions)
    return tuple(dict.fromkeys(named))


CHECKS = (
    check(customers_have_needs),
    check(needs_have_ends),
    check(means_end),
    check(capabilities_verified),
    check(verifications_have_evidence),
    check(baseline_covered),
    check(deferred_has_a_day),
    check(obligations_decided),
    check(interfaces_guarded),
    check(keys_held),
    check(crossings_covered),
)
