"""The data flows between components, external systems and users, across the frames of the trust zones."""

from __future__ import annotations

from dataclasses import dataclass

from handbook import addresses
from handbook.graphs import SMALL, Edge, Graph, Node, Zone, wrapped
from handbook.model import Handbook, Item
from handbook.schema.product_flows import DataFlow
from handbook.threat_model import crossing_flows
from handbook.views.common import LinkView, record_link
from handbook.views.diagrams.architecture import _what
from handbook.views.diagrams.boxes import box, frame, homes, outside, parents

NAME = "flows"
LABEL = 100.0
"""Width of the words at a flow."""
INITIATORS = {"source": "the sender", "destination": "the receiver", "either": "either end"}
"""Which end opens the connection, in words."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A data flow."""

    link: LinkView
    source: LinkView | None
    destination: LinkView | None
    opened_by: str
    crosses: bool
    protection: str
    carries: tuple[LinkView, ...]
    interfaces: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class FlowsView:
    """What the table beside the picture says."""

    rows: tuple[FlowRow, ...]
    idle: tuple[LinkView, ...]
    """Components and external systems that no flow names."""
    zones: tuple[tuple[LinkView, tuple[LinkView, ...]], ...]
    """Zones with the ends of flows that stand in them."""


def flows_view(handbook: Handbook) -> FlowsView:
    """Returns the table of the data flows."""
    crossing = set(crossing_flows(handbook))
    rows = []
    for item in handbook.of_kind("data-flow"):
        flow = item.record
        assert isinstance(flow, DataFlow)
        rows.append(
            FlowRow(
                record_link(item), _link(handbook, flow.source), _link(handbook, flow.destination),
                INITIATORS.get(flow.initiator or "", "not said yet"), item.id in crossing, flow.encryption or "not said yet",
                tuple(record_link(one) for one in handbook.targets(item.id, "carries")),
                tuple(record_link(one) for one in handbook.targets(item.id, "interfaces")),
            )
        )  # fmt: skip
    ends = _ends(handbook)
    named = {end for item in handbook.of_kind("data-flow") for end in _pair(item)}
    home = homes(handbook)
    zones = tuple(
        (record_link(zone), tuple(record_link(item) for item in ends if zone.id in home.get(item.id, ()))) for zone in handbook.of_kind("trust-zone")
    )
    return FlowsView(tuple(rows), tuple(record_link(item) for item in ends if item.id not in named), tuple(pair for pair in zones if pair[1]))


def flows_graph(handbook: Handbook) -> Graph:
    """Returns the ends of flows as boxes in the frames of their trust zones, and the flows as arrows."""
    above, home = parents(handbook), homes(handbook)
    nodes: dict[str, list[Node]] = {zone: [] for zone in above} | {"": []}
    for item in _ends(handbook):
        zones = home.get(item.id, ()) or ("",)
        also = [f"also in {other}" for other in zones[1:]]
        nodes[zones[0]].append(box(item, [*([_what(item)] if item.kind.name == "component" else []), *also], width=140.0))
    crossing = set(crossing_flows(handbook))
    edges = []
    for item in handbook.of_kind("data-flow"):
        source, destination = _pair(item)
        if source in handbook.items and destination in handbook.items:
            edges.append(_edge(item, source, destination, item.id in crossing))

    def framed(zone: str) -> Zone | None:
        inner = [made for other in above if above[other] == zone and (made := framed(other))]
        return frame(handbook.items[zone], nodes[zone], inner, room=140.0) if nodes[zone] or inner else None

    zones = [made for zone in above if above[zone] is None and (made := framed(zone))]
    if nodes[""]:
        zones.append(outside("in no trust zone", nodes[""]))
    return Graph(NAME, tuple(zones), (), tuple(edges))


def _edge(item: Item, source: str, destination: str, crosses: bool) -> Edge:
    flow = item.record
    assert isinstance(flow, DataFlow)
    lines = [*wrapped(item.id, LABEL, SMALL, True), *wrapped(flow.title, LABEL, at_most=3)]
    if flow.initiator in ("destination", "either"):
        lines += wrapped(f"opened by {INITIATORS[flow.initiator]}", LABEL)
    name = f"{item.id} {flow.title}: from {source} to {destination}"
    return Edge(source, destination, tuple(lines), "crossing" if crosses else "inside", True, addresses.of_item(item), name)


def _ends(handbook: Handbook) -> list[Item]:
    """Returns every component and external system, and the users that flows name."""
    named = {end for item in handbook.of_kind("data-flow") for end in _pair(item)}
    return [
        item
        for kind in ("component", "external-system", "user")
        for item in handbook.of_kind(kind)
        if item.id in named or kind != "user"
    ]  # fmt: skip


def _pair(item: Item) -> tuple[str, str]:
    flow = item.record
    assert isinstance(flow, DataFlow)
    return flow.source or "", flow.destination or ""


def _link(handbook: Handbook, record_id: str | None) -> LinkView | None:
    item = handbook.items.get(record_id or "")
    return record_link(item) if item else None
