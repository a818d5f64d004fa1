"""The chain from customer to evidence: customer, need, means, capability, verification, evidence on a release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import Words, both, counted, say
from handbook.methods.affected import unguarded
from handbook.methods.chain import (
    End,
    ends_missing,
    evidence_of,
    is_unexamined,
    lacks_means,
    lacks_need,
    lacks_source,
    polarities_missing,
    shows_technical,
)
from handbook.methods.coverage import DEVICE_BASELINE, Standing, hosts, of_the_maker, on_devices
from handbook.methods.revisions import UNLISTED, Units, places_in_words
from handbook.methods.threats import threat_grid
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Deviation, Verification
from handbook.schema.records.customers import Customer, Obligation
from handbook.schema.records.flows import Interface, KeyOrCredential
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Need
from handbook.schema.records.product import Product

_ENDS: Mapping[End, tuple[Words, Words]] = {
    "capability": (say("part.no-capability"), say("part.id-under-means")),
    "provider": (say("part.no-provider"), "'provider'"),
    "host": (say("part.no-host"), "'components'"),
    "external system": (say("part.no-external-system"), "'external_systems'"),
    "assumption": (say("part.no-assumption"), "'assumptions'"),
    "what the customer does": (say("part.no-word-on-customer"), "'customer_does'"),
    "fallback": (say("part.no-word-on-fallback"), "'fallback'"),
}
"""What is told of each end that a means lacks, and where it is written."""


def customers_have_needs(handbook: Handbook) -> Iterator[Diagnostic]:
    """A customer in scope has a need; an excluded one has a reason, an enforcement and an answer."""
    for item in handbook.of(Customer):
        if lacks_need(handbook, item):
            yield gap("customer-without-need", item, say("customer-without-need", id=item.id, title=item.record.title))
        if item.record.scope == "excluded":
            for field in ("exclusion_reason", "enforcement", "if_ignored"):
                if getattr(item.record, field) is None:
                    yield gap("exclusion-without-answer", item, say("exclusion-without-answer", id=item.id, field=field))


def needs_have_ends(handbook: Handbook) -> Iterator[Diagnostic]:
    """A need has a source and a means."""
    for item in handbook.of(Need):
        if lacks_source(handbook, item):
            yield gap("need-without-source", item, say("need-without-source", id=item.id))
        if lacks_means(handbook, item):
            yield gap("need-without-means", item, say("need-without-means", id=item.id, title=item.record.title))


def means_end(handbook: Handbook) -> Iterator[Diagnostic]:
    """The chain behind a means ends as its kind asks."""
    for item in handbook.of(Means):
        missing = [_ENDS[end] for end in ends_missing(handbook, item)]
        if missing:
            message = say("means-without-end", id=item.id, kind=item.record.means_kind, missing=both(*(what for what, _ in missing)))
            yield gap("means-without-end", item, message, expected=both(*(field for _, field in missing)))


def capabilities_verified(handbook: Handbook) -> Iterator[Diagnostic]:
    """A technical capability has a positive and a negative verification; a non-technical one is examined."""
    for item in handbook.of(Capability):
        for polarity in polarities_missing(handbook, item):
            yield gap("capability-half-verified", item, say("capability-half-verified", id=item.id, polarity=polarity))
        if is_unexamined(handbook, item):
            yield gap("capability-unverified", item, say("capability-unverified", id=item.id))


def verifications_have_evidence(handbook: Handbook) -> Iterator[Diagnostic]:
    """A verification of a technical capability has evidence on a release that is still supported, whatever its result: a fail is told, not hidden."""
    for item in handbook.of(Verification):
        if not evidence_of(handbook, item):
            technical = shows_technical(handbook, item)
            message = say("verification-without-evidence.release" if technical else "verification-without-evidence", id=item.id)
            yield gap("verification-without-evidence", item, message)


def deferred_has_a_day(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is deferred is looked at again on a day."""
    for item in handbook.of(Deviation):
        if item.record.decision == "deferred" and item.record.state == "in force" and item.record.review_by is None:
            yield gap("deferred-without-day", item, say("deferred-without-day", id=item.id), expected="'review_by'")


def obligations_decided(handbook: Handbook) -> Iterator[Diagnostic]:
    """Whether an obligation binds the product is decided."""
    for item in handbook.of(Obligation):
        if item.record.applies == "undecided":
            yield gap("undecided", item, say("undecided", id=item.id, title=item.record.title), "applies")


def baseline_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every baseline element is answered, for each hardware revision of each device and gateway, or by the maker."""
    on_each = on_devices(handbook)
    for host in hosts(handbook):
        yield from _open_elements(handbook, host, {element: found for (element, component), found in on_each.items() if component == host.id}, host.id)
    for product in handbook.of(Product):
        yield from _open_elements(handbook, product, of_the_maker(handbook), "")


def interfaces_guarded(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every interface is guarded by a capability or left as it is by a deviation, on each hardware revision that has it."""
    for item in handbook.of(Interface):
        left = unguarded(handbook, item)
        if left is None:
            yield gap("interface-unguarded", item, say("interface-unguarded", id=item.id, title=item.record.title))
        elif left:
            message = say("interface-unguarded.units", id=item.id, title=item.record.title, units=places_in_words(left))
            yield gap("interface-unguarded", item, message, expected=say("interface-unguarded.units.right"))


def keys_held(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every key has a holder."""
    for item in handbook.of(KeyOrCredential):
        if not item.record.held_in and not item.record.used_by:
            yield gap("key-without-holder", item, say("key-without-holder", id=item.id))


def crossings_covered(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every component, and every flow that crosses a trust zone, has a threat or a coverage note for each STRIDE class that applies."""
    for row in threat_grid(handbook):
        open_classes = [cell.threat_class for cell in row.cells if not cell.threats and not cell.notes]
        if open_classes:
            item = handbook.items[row.target]
            message = say("threat-not-considered", classes=both(*open_classes), id=item.id, title=item.record.title)
            yield gap("threat-not-considered", item, message, expected=say("threat-not-considered.right"))


def _open_elements(handbook: Handbook, item: Item, standings: Mapping[str, Standing], component: str) -> Iterator[Diagnostic]:
    """Yields one finding for all elements that nothing answers, and one for all that are left open on the same revisions.

    `component` is the one that is asked for them; '' where the maker is.
    """
    unanswered = [element for element, standing in standings.items() if not standing.answers]
    if unanswered:
        subject, number = _elements(handbook, unanswered, standings), len(unanswered)
        message = counted(number, "unrealised-element.maker", elements=subject)
        if component:
            message = counted(number, "unrealised-element", elements=subject, component=component)
        yield gap("unrealised-element", item, _told(message, unanswered, standings), expected=say("unrealised-element.right"))
    left: dict[tuple[Units, Units], list[str]] = {}
    for element, standing in standings.items():
        if standing.answers and standing.open:
            covered = tuple(sorted(frozenset[str]().union(*(answer.units for answer in standing.answers)))) or _revisions_named(standing)
            left.setdefault((covered, standing.open), []).append(element)
    for (covered, left_open), elements in left.items():
        answering = dict.fromkeys(answer.item.id for element in elements for answer in standings[element].answers)
        subject, number = _elements(handbook, elements, standings), len(elements)
        units, records, rest = both(*covered), both(*answering), _left(component, left_open)
        message = counted(number, "element-left-on-revision.maker", elements=subject, units=units, records=records, rest=rest)
        if component:
            message = counted(number, "element-left-on-revision", elements=subject, component=component, units=units, records=records, rest=rest)
        yield gap("element-left-on-revision", item, _told(message, elements, standings), expected=say("element-left-on-revision.right"))


def _left(component: str, units: Units) -> Words:
    """Returns for which units nothing answers, as the end of a sentence."""
    if UNLISTED not in units:
        return say("part.not-for-units", units=both(*units))
    return say("part.lists-no-revisions", id=component) if component else say("part.no-component-lists-revisions")


def _elements(handbook: Handbook, elements: list[str], standings: Mapping[str, Standing]) -> Words:
    """Returns the elements as the subject of a sentence."""
    found, count = handbook.catalogues.entries[elements[0]], len(elements)
    if count == 1:
        return say("part.titled", id=elements[0], title=found.entry.title)
    of_devices = found.document.document == DEVICE_BASELINE
    what = say("part.elements" if of_devices else "part.actions", count=count, document=found.document.short)
    return say("part.all", things=what) if count == len(standings) else what


def _told(message: Words, elements: list[str], standings: Mapping[str, Standing]) -> Words:
    """Returns the message with the elements at its end, where it is about some of them."""
    return say("part.followed-by-list", sentence=message, things=both(*elements)) if 1 < len(elements) < len(standings) else message


def _revisions_named(standing: Standing) -> Units:
    """Returns the revisions that the answers name, where they are none of the component's."""
    named = (name for answer in standing.answers if isinstance(answer.item.record, (Capability, Deviation)) for name in answer.item.record.revisions)
    return tuple(dict.fromkeys(named))


CHECKS = (
    Check(customers_have_needs),
    Check(needs_have_ends),
    Check(means_end),
    Check(capabilities_verified),
    Check(verifications_have_evidence),
    Check(baseline_covered),
    Check(deferred_has_a_day),
    Check(obligations_decided),
    Check(interfaces_guarded),
    Check(keys_held),
    Check(crossings_covered),
)
