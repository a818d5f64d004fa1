"""Which component: what a capability, a flow, a term or a threat says of components against the records that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.contradictions.overlap import words_of
from handbook.checks.registry import check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.model.handbook import Handbook, Item
from handbook.schema.records.capabilities import Capability
from handbook.schema.records.flows import DataFlow, Interface
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Threat

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
            message = f"{item.id} is technical and does not say which component has it"
            yield gap("capability-without-component", item, message, "nature", expected="'components'")
            continue
        for link in handbook.links_from(item.id, "means"):
            hosts = _hosts(handbook.items[link.target])
            if hosts and not hosts & set(capability.components):
                on, there = " and ".join(capability.components), " and ".join(sorted(hosts))
                message = f"{item.id} is on {on} and carries out {link.target}, which is hosted on {there}"
                expected = "a means that one of its components hosts"
                yield make("capability-elsewhere", item.place(*link.path), message, expected=expected, record=item.id)


def means_carried_out(handbook: Handbook) -> Iterator[Diagnostic]:
    """On each component that hosts a means, a capability carries it out."""
    for item in handbook.of_kind("means"):
        capabilities = [source.record for source in handbook.sources(item.id, "capability", "means")]
        carried = {component for one in capabilities if isinstance(one, Capability) for component in one.components}
        hosts = _hosts(item)
        left = sorted(hosts - carried)
        if hosts & carried and left:
            message = f"{item.id} is hosted on {' and '.join(left)}, where none of the capabilities that carry it out is"
            expected = f"a capability on {left[0]} with {item.id} under 'means'"
            yield make("host-without-capability", item.place("components"), message, expected=expected, record=item.id)


def flows_have_two_ends(handbook: Handbook) -> Iterator[Diagnostic]:
    """A flow goes from one place to another, or says which two units or parts of one component speak."""
    for item in handbook.of(DataFlow):
        flow = item.record
        if flow.source and flow.source == flow.destination and not _says_which_two(handbook, flow):
            message = f"{item.id} goes from {flow.source} to itself and does not say between which two units or parts"
            expected = "another end, or both ends in words in 'protocol' or 'notes', such as 'from one unit to another'"
            yield gap("flow-to-itself", item, message, "destination", expected=expected)


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
                    message = f"{item.id} is about {_list(components)} and names {target.id} ({target.record.title}), which belongs to {_list(theirs)}"
                    yield _elsewhere(item, link.path, message, f"one of {_list(components)}")
    for item in handbook.of_kind("vulnerability"):
        hosts = {component.id for part in handbook.targets(item.id, "parts") for component in handbook.targets(part.id, "components")}
        for link in handbook.links_from(item.id, "releases") if hosts else ():
            theirs = _components(handbook, handbook.items[link.target], ON_COMPONENTS["release"])
            if theirs and not theirs & hosts:
                message = f"{item.id} lies in a part of {_list(hosts)} and names {link.target} as affected, a release of {_list(theirs)}"
                yield _elsewhere(item, link.path, message, f"a release of {_list(hosts)}, or the part of {_list(theirs)} under 'parts'")


def threats_reach(handbook: Handbook) -> Iterator[Diagnostic]:
    """A threat that is aimed at interfaces can reach one of them from where it acts."""
    for item in handbook.of(Threat):
        near = [target for target in handbook.targets(item.id, "targets", Interface) if target.record.exposure]
        reach = DISTANCE.get(item.record.reach or "")
        exposures = {target.id: str(getattr(target.record, "exposure", "")) for target in near}
        if reach is not None and exposures and all(DISTANCE[exposure] > reach for exposure in exposures.values()):
            apart = " and ".join(f"{name} is reached from '{exposure}'" for name, exposure in exposures.items())
            message = f"{item.id} acts with reach '{item.record.reach}', and of its targets {apart}"
            expected = "a nearer reach, an interface that is reached from there, or another exposure of the interface"
            yield make("out-of-reach", item.place("reach"), message, expected=expected, record=item.id)


def _hosts(means: Item) -> set[str]:
    """Returns the components that host a means of the product itself."""
    record = means.record
    return set(record.components) if isinstance(record, Means) and record.means_kind in ("a", "b") else set()


def _components(handbook: Handbook, item: Item, fields: tuple[str, ...]) -> set[str]:
    return {target.id for field in fields for target in handbook.targets(item.id, field, "component")}


def _list(ids: set[str]) -> str:
    return " and ".join(sorted(ids))


def _elsewhere(item: Item, path: tuple[str | int, ...], message: str, expected: str) -> Diagnostic:
    return make("other-component", item.place(*path), message, expected=expected, record=item.id)


CHECKS = (
    check(capabilities_hosted),
    check(means_carried_out),
    check(flows_have_two_ends),
    check(named_things_are_there),
    check(threats_reach),
)
