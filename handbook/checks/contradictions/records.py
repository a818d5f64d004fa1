"""Two records that cannot both be meant: met and not met, set aside and threatened, excluded and served, misuse that is intended."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.contradictions.overlap import says, share_revision
from handbook.checks.registry import check
from handbook.diagnostics import Diagnostic, make
from handbook.model import Handbook, Item
from handbook.schema.activity1 import Customer, UseCase
from handbook.schema.activity2 import CoverageNote, Threat
from handbook.schema.activity4 import Capability, Deviation

FOR_EXCLUDED = ("exclusion_reason", "enforcement", "if_ignored")
"""Fields of a customer that speak of an excluded group alone."""
SERVES = ("use-case", "need", "means")
"""Kinds that serve the customers under their field `customers`; a use case does where it is intended."""


def met_or_not(handbook: Handbook) -> Iterator[Diagnostic]:
    """An element is met on a component, or a deviation says that it is not; where both hold in part, a text says which part."""
    answered: dict[str, list[tuple[Item, Capability, set[str]]]] = {}
    for item in handbook.of_kind("capability"):
        assert isinstance(item.record, Capability)
        for realisation in item.record.baseline:
            answered.setdefault(realisation.element, []).append((item, item.record, set(realisation.components or item.record.components)))
    for item in handbook.of_kind("deviation"):
        deviation = item.record
        assert isinstance(deviation, Deviation)
        if deviation.state != "in force" or deviation.decision in (None, "met elsewhere"):
            continue
        components = set(deviation.components)
        for position, element in enumerate(deviation.elements):
            for capability, record, theirs in answered.get(element, ()):
                same = (not components or not theirs or components & theirs) and share_revision(record.revisions, deviation.revisions)
                if same and not _in_part(capability, record, item, deviation):
                    message = f"{item.id} has {element} as {deviation.decision}, and {capability.id} answers it on the same component"
                    place = item.place("elements", position)
                    yield make("met-and-not-met", place, message, expected=_apart(capability.id, deviation), record=item.id)


def _apart(capability_id: str, deviation: Deviation) -> str:
    """Returns how deviation and capability can be told apart, as an expectation."""
    ways = [f"an element that {capability_id} does not answer", "other 'components' or 'revisions'"]
    if deviation.decision != "not applicable":
        ways.append(f"the id {capability_id} in 'reason' with what it does not reach")
    return f"{', '.join(ways[:-1])} or {ways[-1]}"


def _in_part(item: Item, capability: Capability, other: Item, deviation: Deviation) -> bool:
    """Returns whether both may hold: on interfaces apart, or by a text that names the other record, which 'not applicable' cannot be."""
    apart = bool(deviation.interfaces and capability.interfaces and not set(deviation.interfaces) & set(capability.interfaces))
    said = says(deviation, item.id) or says(capability, other.id)
    return apart or (said and deviation.decision != "not applicable")


def set_aside_or_threatened(handbook: Handbook) -> Iterator[Diagnostic]:
    """A class that a coverage note sets aside for a target has no threat there, or the note names the threat."""
    threats: dict[tuple[str, str | None], list[Item]] = {}
    for item in handbook.of_kind("threat"):
        assert isinstance(item.record, Threat)
        for target in item.record.targets:
            threats.setdefault((target, item.record.threat_class), []).append(item)
    for item in handbook.of_kind("coverage-note"):
        note = item.record
        assert isinstance(note, CoverageNote)
        for target in note.targets:
            for position, threat_class in enumerate(note.classes):
                for threat in threats.get((target, threat_class), ()):
                    if not says(note, threat.id) and not says(threat.record, item.id):
                        message = f"{item.id} sets {threat_class} aside for {target}, and {threat.id} ({threat.record.title}) is such a threat to it"
                        expected = f"a note without that class or target, or the id {threat.id} in 'reason'"
                        yield make("covered-and-threatened", item.place("classes", position), message, expected=expected, record=item.id)


def excluded_or_served(handbook: Handbook) -> Iterator[Diagnostic]:
    """No need, no means and no intended use is an excluded group's, and a group in scope is not excluded in words."""
    for item in handbook.of_kind("customer"):
        customer = item.record
        assert isinstance(customer, Customer)
        for field in FOR_EXCLUDED if customer.scope == "in scope" else ():
            if getattr(customer, field) is not None:
                message = f"{item.id} is in scope and has '{field}', which is for an excluded group"
                yield make("excluded-but-served", item.place(field), message, expected=f"'scope: excluded', or no '{field}'", record=item.id)
        for link in handbook.links_to(item.id, None, "customers") if customer.scope == "excluded" else ():
            source = handbook.items[link.source]
            intended = not isinstance(source.record, UseCase) or source.record.nature == "intended"
            if source.kind.name in SERVES and intended:
                message = f"{source.id} is for {item.id} ({customer.title}), which is excluded"
                expected = "a customer in scope, or 'nature: foreseeable misuse' for a use that is not meant"
                yield make("excluded-but-served", source.place(*link.path), message, expected=expected, record=source.id)


def misuse_is_not_intended(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a threat names as misuse is no intended use."""
    for item in handbook.of_kind("threat"):
        for link in handbook.links_from(item.id, "misuse"):
            use = handbook.record(link.target)
            if isinstance(use, UseCase) and use.nature == "intended":
                message = f"{item.id} is part of the misuse {use.id} ({use.title}), which is intended"
                expected = "a use case of the nature 'foreseeable misuse'"
                yield make("misuse-intended", item.place(*link.path), message, expected=expected, record=item.id)


CHECKS = (
    check(
        met_or_not,
        deviation="elements components revisions decision state interfaces reason gap_left notes",
        capability="baseline components revisions interfaces statement failure notes",
    ),
    check(set_aside_or_threatened, threat="targets threat_class story notes", coverage_note="targets classes reason notes"),
    check(
        excluded_or_served,
        customer="scope exclusion_reason enforcement if_ignored",
        use_case="customers nature",
        need="customers",
        means="customers",
    ),
    check(misuse_is_not_intended, threat="misuse", use_case="nature"),
)
