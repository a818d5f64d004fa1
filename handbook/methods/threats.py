"""The threat grid: STRIDE classes for every component and every flow across trust zones, with the threats and notes on each.

STRIDE per element after Shostack and the Microsoft SDL: a process takes all six classes, a flow takes tampering, information
disclosure and denial of service. Only flows that cross a trust zone are asked for; a flow inside one zone is its element's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from handbook.model.handbook import Handbook
from handbook.schema.records.flows import DataFlow, TrustZone
from handbook.schema.records.needs import CoverageNote, Threat
from handbook.schema.records.product import Component

STRIDE = ("spoofing", "tampering", "repudiation", "information disclosure", "denial of service", "elevation of privilege")
"""The six classes in the order of the word."""
ON_FLOWS = ("tampering", "information disclosure", "denial of service")
"""Classes that apply to a flow."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One class for one element."""

    threat_class: str
    threats: tuple[str, ...]
    """Ids of the threats."""
    notes: tuple[str, ...]
    """Ids of the coverage notes."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One element with the classes that apply to it."""

    target: str
    """Id of the component or flow."""
    cells: tuple[GridCell, ...]


def crossing_flows(handbook: Handbook) -> tuple[str, ...]:
    """Returns the ids of the flows whose ends share no trust zone."""
    zones: dict[str, set[str]] = defaultdict(set)
    for zone in handbook.of(TrustZone):
        for member in handbook.targets(zone.id, "contains"):
            zones[member.id].add(zone.id)
    found = []
    for item in handbook.of(DataFlow):
        flow = item.record
        if flow.source and flow.destination and not zones[flow.source] & zones[flow.destination]:
            found.append(item.id)
    return tuple(found)


def threat_grid(handbook: Handbook) -> tuple[GridRow, ...]:
    """Returns a row for every component and for every flow that crosses a trust zone."""
    threats: dict[tuple[str, str], list[str]] = defaultdict(list)
    notes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for threat in handbook.of(Threat):
        for target in threat.record.targets:
            threats[target, threat.record.threat_class or ""].append(threat.id)
    for note in handbook.of(CoverageNote):
        for target in note.record.targets:
            for threat_class in note.record.classes:
                notes[target, threat_class].append(note.id)
    wanted = [(item.id, STRIDE) for item in handbook.of(Component)] + [(flow, ON_FLOWS) for flow in crossing_flows(handbook)]
    return tuple(GridRow(target, tuple(GridCell(one, tuple(threats[target, one]), tuple(notes[target, one])) for one in classes)) for target, classes in wanted)
