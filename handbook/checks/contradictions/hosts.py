"""Which component, and who receives: what a capability, a flow or a threat says against the records that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.contradictions.own_words import words_of
from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, both, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.capabilities import Capability
from handbook.schema.records.flows import DataAsset, DataFlow, Interface
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Threat
from handbook.schema.records.product import Component, ExternalSystem

SELVES = re.compile(r"\b(?:each other|peers?|mesh|both ends (?:are|belong|lie|run|stand|of it))\b", re.IGNORECASE)
"""Words by which a flow from a component to itself says that two units or parts of it speak."""
UNITS = "units?|devices?|nodes?|instances?|processes|processors?|modules?|boards?"
"""What a component may be several of, beside the words of its title."""
SAYS_ENDS = ("title", "protocol", "needed_for", "notes")
"""Fields of a flow that may say which two speak."""

ON_COMPONENTS = {
    "interface": ("components",),
    "part": ("components",),
    "data-flow": ("source", "destination"),
    "release": ("component",),
}
"""Kinds of what is named, with the fields that name its components."""

WITHIN = (
    ("capability", ("components",), "interfaces"),
    ("capability", ("components",), "flows"),
    ("deviation", ("components",), "interfaces"),
    ("data-flow", ("source", "destination"), "interfaces"),
    ("support-term", ("component",), "parts"),
    ("life-cycle-event", ("components",), "parts"),
    ("report", ("components",), "parts"),
)
"""Kind, its fields that name components, and the field that names something which is on one of these components."""

DISTANCE = {"internet": 0, "LAN": 1, "radio range": 1, "outer case": 2, "inside the case": 3, "opened case": 3}
"""From how far: reach of threats and exposure of interfaces, farthest first. An account or a supplier's position is no distance."""


def capabilities_hosted(handbook: Handbook) -> Iterator[Diagnostic]:
    """A technical capability is on a component, and on one that hosts the means which it carries out."""
    for item in handbook.of(Capability):
        capability = item.record
        if capability.nature != "technical":
            continue
        if not capability.components:
            message = say("capability-without-component", id=item.id)
            yield gap("capability-without-component", item, message, "nature", expected="'components'")
            continue
        for link in handbook.links_from(item.id, "means"):
            hosts = _hosts(handbook.items[link.target])
            if hosts and not hosts & set(capability.components):
                there = both(*capability.components)
                message = say("capability-elsewhere", id=item.id, components=there, means=link.target, hosts=_list(hosts))
                expected = say("capability-elsewhere.right")
                yield make("capability-elsewhere", item.place(*link.path), message, expected=expected, record=item.id)


def means_carried_out(handbook: Handbook) -> Iterator[Diagnostic]:
    """On each component that hosts a means, a capability carries it out."""
    for item in handbook.of(Means):
        carried = {component for one in handbook.sources(item.id, Capability, "means") for component in one.record.components}
        hosts = _hosts(item)
        left = sorted(hosts - carried)
        if hosts & carried and left:
            message = say("host-without-capability", id=item.id, hosts=both(*left))
            expected = say("host-without-capability.right", host=left[0], id=item.id)
            yield make("host-without-capability", item.place("components"), message, expected=expected, record=item.id)


def flows_have_two_ends(handbook: Handbook) -> Iterator[Diagnostic]:
    """A flow goes from one place to another, or says which two units or parts of one component speak."""
    for item in handbook.of(DataFlow):
        flow = item.record
        if flow.source and flow.source == flow.destination and not _says_which_two(handbook, flow):
            message = say("flow-to-itself", id=item.id, component=flow.source)
            expected = say("flow-to-itself.right")
            yield gap("flow-to-itself", item, message, "destination", expected=expected)


def recipients_are_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """An external system to which a flow carries data is among those that hold or receive them."""
    for item in handbook.of(DataFlow):
        for end in handbook.targets(item.id, "destination", ExternalSystem):
            for link in handbook.links_from(item.id, "carries"):
                asset = handbook.record(link.target)
                if isinstance(asset, DataAsset) and end.id not in (*asset.held_in, *asset.recipients):
                    message = say("recipient-untold", id=item.id, asset=asset.id, title=quoted(asset.title), system=end.id)
                    expected = say("recipient-untold.right", asset=asset.id, system=end.id)
                    yield gap("recipient-untold", item, message, *link.path, expected=expected)


def _says_which_two(handbook: Handbook, flow: DataFlow) -> bool:
    """Returns whether a text of a flow from a component to itself says that one unit or part speaks to another: both ends in one clause."""
    host = handbook.record(flow.source)
    names = "|".join([UNITS, *(rf"{word}(?:s|es)?" for word in re.findall(r"[^\W\d_]{3,}", host.title if host else ""))])
    follows = re.compile(rf"\b(?:another|other|next|second|neighbou?ring)\s+(?:[\w-]+\s+){{0,2}}(?:{names})\b", re.IGNORECASE)
    stands_for = re.compile(rf"\b(?:{names})\b.*\b(?:another|the (?:other|next)|neighbou?rs?)\s*\Z", re.IGNORECASE)
    clauses = re.split(r"[.,;:()](?:\s|\Z)|\n", words_of(flow, *SAYS_ENDS))
    return any(SELVES.search(clause) or follows.search(clause) or stands_for.search(clause) for clause in clauses)


def named_things_are_there(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a record about a component names as its interface, flow or part is one of that component."""
    for kind, own, field in WITHIN:
        for item in handbook.of_kind(kind):
            components = _components(handbook, item, own)
            for link in handbook.links_from(item.id, field) if components else ():
                target = handbook.items[link.target]
                theirs = _components(handbook, target, ON_COMPONENTS[target.kind.name])
                if theirs and not theirs & components:
                    message = say("other-component", id=item.id, components=_list(components), other=target.id, title=target.record.title, others=_list(theirs))
                    yield _elsewhere(item, link.path, message, say("other-component.right", components=_list(components)))
    for item in handbook.of(Vulnerability):
        hosts = {component.id for part in handbook.targets(item.id, "parts") for component in handbook.targets(part.id, "components")}
        for link in handbook.links_from(item.id, "releases") if hosts else ():
            theirs = _components(handbook, handbook.items[link.target], ON_COMPONENTS["release"])
            if theirs and not theirs & hosts:
                message = say("other-component.release", id=item.id, components=_list(hosts), release=link.target, others=_list(theirs))
                yield _elsewhere(item, link.path, message, say("other-component.release.right", components=_list(hosts), others=_list(theirs)))


def threats_reach(handbook: Handbook) -> Iterator[Diagnostic]:
    """A threat that is aimed at interfaces can reach one of them from where it acts."""
    for item in handbook.of(Threat):
        near = [target for target in handbook.targets(item.id, "targets", Interface) if target.record.exposure]
        reach = DISTANCE.get(item.record.reach or "")
        exposures = {target.id: str(target.record.exposure) for target in near}
        if reach is not None and exposures and all(DISTANCE[exposure] > reach for exposure in exposures.values()):
            apart = both(*(say("part.reached-from", interface=name, exposure=exposure) for name, exposure in exposures.items()))
            message = say("out-of-reach", id=item.id, reach=item.record.reach, exposures=apart)
            expected = say("out-of-reach.right")
            yield make("out-of-reach", item.place("reach"), message, expected=expected, record=item.id)


def _hosts(means: Item) -> set[str]:
    """Returns the components that host a means of the product itself."""
    record = means.record
    return set(record.components) if isinstance(record, Means) and record.means_kind in ("a", "b") else set()


def _components(handbook: Handbook, item: Item, fields: tuple[str, ...]) -> set[str]:
    return {target.id for field in fields for target in handbook.targets(item.id, field, Component)}


def _list(ids: set[str]) -> Words:
    return both(*sorted(ids))


def _elsewhere(item: Item, path: tuple[str | int, ...], message: Words, expected: Words) -> Diagnostic:
    return make("other-component", item.place(*path), message, expected=expected, record=item.id)


CHECKS = (
    Check(capabilities_hosted),
    Check(means_carried_out),
    Check(flows_have_two_ends),
    Check(recipients_are_told),
    Check(named_things_are_there),
    Check(threats_reach),
)
