"""The diagram of the data flows between components, external systems and users, across the frames of the trust zones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from handbook.languages.said import UNTOLD, t
from handbook.methods.threats import crossing_flows
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.flows import DataFlow, TrustZone
from handbook.views import addresses
from handbook.views.diagrams.architecture import what_it_is
from handbook.views.diagrams.boxes import box, frame, homes, members, outside, parents
from handbook.views.diagrams.graph import PADDING, SMALL, Edge, Graph, Node, Zone, wrapped
from handbook.views.shared.links import LinkView, record_link

NAME = "flows"
LABEL = 100.0
"""Width of the box that names a flow."""
NOWHERE = "between"
"""Key of flows between zones."""
INITIATORS = {"source": t("the sender"), "destination": t("the receiver"), "either": t("either end")}
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
    for item in handbook.of(DataFlow):
        flow = item.record
        rows.append(
            FlowRow(
                record_link(item), _link(handbook, flow.source), _link(handbook, flow.destination),
                INITIATORS.get(flow.initiator or "", "not said yet"), item.id in crossing, flow.encryption or t("not said yet"),
                tuple(record_link(one) for one in handbook.targets(item.id, "carries")),
                tuple(record_link(one) for one in handbook.targets(item.id, "interfaces")),
            )
        )  # fmt: skip
    ends = _ends(handbook)
    named = {end for item in handbook.of(DataFlow) for end in _pair(item)}
    home = homes(handbook)
    zones = tuple((record_link(zone), tuple(record_link(item) for item in ends if zone.id in home.get(item.id, ()))) for zone in handbook.of(TrustZone))
    return FlowsView(tuple(rows), tuple(record_link(item) for item in ends if item.id not in named), tuple(pair for pair in zones if pair[1]))


def flows_graph(handbook: Handbook) -> Graph:
    """Returns the ends of flows as boxes in the frames of their trust zones, and the flows as arrows."""
    held, above, home = members(handbook), parents(handbook), homes(handbook)
    nodes: dict[str, list[Node]] = {zone: [] for zone in (*above, "", NOWHERE)}
    for item in _ends(handbook):
        zones = home.get(item.id, ()) or ("",)
        also = [t("also in {other}", other=other) for other in zones[1:]]
        nodes[zones[0]].append(box(item, [handbook.says(one) for one in (*([what_it_is(item)] if item.kind.name == "component" else []), *also)], width=106.0))
    crossing = set(crossing_flows(handbook))
    first = _order(handbook)
    edges = []
    for item in handbook.of(DataFlow):
        source, destination = _pair(item)
        if source not in first or destination not in first:  # a record that exists may be of a kind that is not drawn
            continue
        both = [zone for zone, own in held.items() if source in own and destination in own]
        nodes[min(both, key=lambda zone: len(held[zone]), default=NOWHERE)].append(_flow(handbook, item, item.id in crossing))
        look = "crossing" if item.id in crossing else "inside"
        name, back = t("{id}: from {source} to {destination}", id=item.id, source=source, destination=destination), first[destination] < first[source]
        edges += [
            Edge(source, item.id, style=look, arrow=False, backwards=back, name=name),
            Edge(item.id, destination, style=look, backwards=back, name=name),
        ]

    def framed(zone: str) -> Zone | None:
        """Returns the frame of a zone, with the zones in it; None where no end of a flow stands in it."""
        inner = [made for other in above if above[other] == zone and (made := framed(other))]
        return frame(handbook.items[zone], nodes[zone], inner, room=104.0) if nodes[zone] or inner else None

    frames = [made for zone in above if above[zone] is None and (made := framed(zone))]
    if nodes[""]:
        frames.append(outside(handbook.says(t("in no trust zone")), nodes[""]))
    return Graph(NAME, tuple(frames), tuple(nodes[NOWHERE]), tuple(edges), "right")


def _order(handbook: Handbook) -> dict[str, tuple[int, int, int]]:
    """Returns what stands before what, so that flows to and fro run side by side.

    The zone with the most ends comes first, then always the one with most flows to those before; in a zone, ends with few flows
    come before those with many.
    """
    home = homes(handbook)
    pairs = [_pair(item) for item in handbook.of(DataFlow)]
    ends = [item.id for item in _ends(handbook)]
    place = {end: (home.get(end, ()) or ("",))[0] for end in ends}
    between = Counter(frozenset((place[one], place[other])) for one, other in pairs if one in place and other in place)
    in_zone, flows = Counter(place.values()), Counter(end for pair in pairs for end in set(pair))
    left = list(dict.fromkeys(place.values()))
    rank: dict[str, int] = {}
    tied: Counter[str] = Counter()
    while left:
        following = max(left, key=lambda zone: (tied[zone], in_zone[zone]))
        rank[following] = len(rank)
        left.remove(following)
        tied.update({zone: between[frozenset((zone, following))] for zone in left})
    return {end: (rank[place[end]], flows[end], position) for position, end in enumerate(ends)}


def _flow(handbook: Handbook, item: Item[DataFlow], crosses: bool) -> Node:
    """Returns the box that names a flow; it stands on the flow, between the two ends."""
    flow = item.record
    room = LABEL - 2 * PADDING
    lines = [*wrapped(item.id, room, SMALL, True), *wrapped(flow.title, room, at_most=4)]
    if flow.initiator in ("destination", "either"):
        lines += wrapped(handbook.says(t("opened by {who}", who=INITIATORS[flow.initiator])), room)
    name = t("{kind} {id}: {title}", UNTOLD, kind=item.kind.singular, id=item.id, title=flow.title)
    return Node(item.id, tuple(lines), LABEL, "square", "crossing-flow" if crosses else "flow", addresses.of_item(item), name)


def _ends(handbook: Handbook) -> list[Item]:
    """Returns every component and external system, and the users that flows name."""
    named = {end for item in handbook.of(DataFlow) for end in _pair(item)}
    return [
        item
        for kind in ("component", "external-system", "user")
        for item in handbook.of_kind(kind)
        if item.id in named or kind != "user"
    ]  # fmt: skip


def _pair(item: Item[DataFlow]) -> tuple[str, str]:
    return item.record.source or "", item.record.destination or ""


def _link(handbook: Handbook, record_id: str | None) -> LinkView | None:
    item = handbook.items.get(record_id or "")
    return record_link(item) if item else None
