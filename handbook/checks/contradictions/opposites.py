"""Two records that cannot both be meant: met and not met, set aside and threatened, excluded and served, misuse that is intended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handbook.checks.contradictions.own_words import named_in, shortened
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import counted, say
from handbook.methods.coverage import places_of
from handbook.methods.revisions import share_revision
from handbook.model.handbook import Handbook
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.customers import Customer, UseCase
from handbook.schema.records.needs import CoverageNote, Threat

FOR_EXCLUDED = ("exclusion_reason", "enforcement", "if_ignored")
"""Fields of a customer that speak of an excluded group alone."""
SERVES = ("use-case", "need", "means")
"""Kinds that serve the customers under their field `customers`; a use case does where it is intended."""


def met_or_not(handbook: Handbook) -> Iterator[Diagnostic]:
    """An element is met on a component, or a deviation says that it is not; where both hold in part, a text says which part."""
    answered: dict[str, list[_Answer]] = {}
    for capability in handbook.of(Capability):
        named = named_in(capability.record)
        for realisation in capability.record.baseline:
            components = frozenset(realisation.components or capability.record.components)
            answered.setdefault(realisation.element, []).append(_Answer(capability.record, components, named))
    for item in handbook.of(Deviation):
        deviation = item.record
        if deviation.state != "in force" or deviation.decision in (None, "met elsewhere"):
            continue
        named = named_in(deviation)
        for element, place in places_of(deviation).items():
            clashing = [answer.capability.id for answer in answered.get(element, ()) if _clash(answer, deviation, named)]
            if clashing:
                those = shortened(tuple(dict.fromkeys(clashing)))
                message = counted(len(clashing), "met-and-not-met", id=item.id, element=element, decision=deviation.decision, capabilities=those)
                expected = say("met-and-not-met.right")
                if deviation.decision != "not applicable":
                    expected = say("met-and-not-met.in-part.right", capabilities=those)
                yield make("met-and-not-met", item.place(*place), message, expected=expected, record=item.id)


class _Answer(NamedTuple):
    """A capability that answers an element: on which components, and which ids its texts name."""

    capability: Capability
    components: frozenset[str]
    named: frozenset[str]


def _clash(answer: _Answer, deviation: Deviation, named: frozenset[str]) -> bool:
    """Returns whether a deviation denies what a capability answers.

    Both may hold on interfaces apart, or where a text of one names the other; 'not applicable' cannot be in part.
    """
    capability = answer.capability
    if answer.components and deviation.components and answer.components.isdisjoint(deviation.components):
        return False
    if not share_revision(capability.revisions, deviation.revisions):
        return False
    apart = bool(deviation.interfaces and capability.interfaces) and set(deviation.interfaces).isdisjoint(capability.interfaces)
    said = capability.id in named or deviation.id in answer.named
    return not apart and not (said and deviation.decision != "not applicable")


def set_aside_or_threatened(handbook: Handbook) -> Iterator[Diagnostic]:
    """A class that a coverage note sets aside for a target has no threat there, or the note names the threat."""
    threats: dict[tuple[str, str | None], list[tuple[str, frozenset[str]]]] = {}
    for threat in handbook.of(Threat):
        named = named_in(threat.record)
        for target in threat.record.targets:
            threats.setdefault((target, threat.record.threat_class), []).append((threat.id, named))
    for item in handbook.of(CoverageNote):
        note = item.record
        said = named_in(note)
        for position, threat_class in enumerate(note.classes):
            found = [
                (told, target)
                for target in note.targets
                for told, named in threats.get((target, threat_class), ())
                if told not in said and item.id not in named
            ]
            if found:
                those = shortened(tuple(dict.fromkeys(told for told, _ in found)))
                targets = shortened(tuple(dict.fromkeys(target for _, target in found)))
                message = counted(len(found), "covered-and-threatened", id=item.id, threat_class=threat_class, targets=targets, threats=those)
                expected = say("covered-and-threatened.right", threats=those)
                yield make("covered-and-threatened", item.place("classes", position), message, expected=expected, record=item.id)


def excluded_or_served(handbook: Handbook) -> Iterator[Diagnostic]:
    """No need, no means and no intended use is an excluded group's, and a group in scope is not excluded in words."""
    for item in handbook.of(Customer):
        customer = item.record
        for field in FOR_EXCLUDED if customer.scope == "in scope" else ():
            if getattr(customer, field) is not None:
                message = say("excluded-but-served.field", id=item.id, field=field)
                yield make("excluded-but-served", item.place(field), message, expected=say("excluded-but-served.field.right", field=field), record=item.id)
        for link in handbook.links_to(item.id, None, "customers") if customer.scope == "excluded" else ():
            source = handbook.items[link.source]
            intended = not isinstance(source.record, UseCase) or source.record.nature == "intended"
            if source.kind.name in SERVES and intended:
                message = say("excluded-but-served", id=source.id, customer=item.id, title=customer.title)
                expected = say("excluded-but-served.right")
                yield make("excluded-but-served", source.place(*link.path), message, expected=expected, record=source.id)


def misuse_is_not_intended(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a threat names as misuse is no intended use."""
    for item in handbook.of(Threat):
        for link in handbook.links_from(item.id, "misuse"):
            use = handbook.record(link.target)
            if isinstance(use, UseCase) and use.nature == "intended":
                message = say("misuse-intended", id=item.id, use_case=use.id, title=use.title)
                expected = say("misuse-intended.right")
                yield make("misuse-intended", item.place(*link.path), message, expected=expected, record=item.id)


CHECKS = (
    Check(met_or_not),
    Check(set_aside_or_threatened),
    Check(excluded_or_served),
    Check(misuse_is_not_intended),
)
