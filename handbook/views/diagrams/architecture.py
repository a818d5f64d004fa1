"""The diagram of the architecture: what stands in which trust zone, who makes and runs it, and the ways into it."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import UNTOLD, joined, t, word
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.flows import Interface
from handbook.schema.records.product import Component, Entity, ExternalSystem
from handbook.views.diagrams.boxes import WIDTH as BOX
from handbook.views.diagrams.boxes import box, frame, homes, members, outside, parents
from handbook.views.diagrams.graph import Edge, Graph, Node, Zone
from handbook.views.shared.links import LinkView, record_link

NAME = "architecture"
WIDTH = 664.0
"""Width within which zones stand beside each other."""
SHOWN = ("component", "external-system", "entity")
"""Kinds that are boxes in the zones."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A trust zone, or what stands in none."""

    zone: LinkView | None
    within: LinkView | None
    contains: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A component, an external system or an organization."""

    link: LinkView
    what: str
    relations: tuple[tuple[str, LinkView], ...]
    interfaces: tuple[tuple[LinkView, str], ...]
    """Ways in, each with how far away one may be."""
    zones: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ArchitectureView:
    """What the table beside the picture says."""

    zones: tuple[ZoneRow, ...]
    elements: tuple[ElementRow, ...]
    unattached: tuple[tuple[LinkView, str], ...]
    """Interfaces that no component has."""


def architecture_view(handbook: Handbook) -> ArchitectureView:
    """Returns the table of the architecture: first by trust zone, with what stands in none at the end, then by element."""
    held, above = members(handbook), parents(handbook)
    zones = []
    for zone, own in held.items():
        wider = above[zone]
        within = record_link(handbook.items[wider]) if wider else None
        zones.append(ZoneRow(record_link(handbook.items[zone]), within, tuple(record_link(handbook.items[one]) for one in own)))
    free = tuple(record_link(item) for item in _elements(handbook) if not any(item.id in own for own in held.values()))
    if free:
        zones.append(ZoneRow(None, None, free))
    elements = tuple(
        ElementRow(
            record_link(item),
            what_it_is(item),
            tuple((word, record_link(handbook.items[one])) for word, one in _relations(item) if one in handbook.items),
            tuple((record_link(way), _exposure(way)) for way in handbook.sources(item.id, Interface, "components")),
            tuple(record_link(handbook.items[zone]) for zone, own in held.items() if item.id in own),
        )
        for item in _elements(handbook)
    )
    unattached = tuple((record_link(way), _exposure(way)) for way in handbook.of(Interface) if not handbook.targets(way.id, "components"))
    return ArchitectureView(tuple(zones), elements, unattached)


def architecture_graph(handbook: Handbook) -> Graph:
    """Returns zones as frames, elements as boxes, and interfaces as boxes tied to the components they lead into."""
    held, above, home = members(handbook), parents(handbook), homes(handbook)
    nodes: dict[str, list[Node]] = {zone: [] for zone in (*held, "")}
    edges: list[Edge] = []
    for item in _elements(handbook):
        zones = home.get(item.id, ()) or ("",)
        for zone in zones:
            elsewhere = [t("also in {other}", other=other) for other in zones if other != zone]
            remarks = [
                handbook.says(one) for one in (what_it_is(item), *(t("{word} {id}", UNTOLD, word=word, id=one) for word, one in _relations(item)), *elsewhere)
            ]
            nodes[zone].append(box(item, [remark for remark in remarks if remark], key=f"{zone}/{item.id}"))
    for way in handbook.of(Interface):
        reached: dict[str, list[str]] = {}
        for component in handbook.targets(way.id, "components"):
            for zone in home.get(component.id, ()) or ("",):
                reached.setdefault(_top(zone, above), []).append(f"{zone}/{component.id}")
        for top, boxes in reached.items() or [("", [])]:
            key = f"{top}/{way.id}"
            elsewhere = [t("also in {other}", other=other) if other else t("also outside") for other in reached if other != top]
            nodes[top].append(box(way, [handbook.says(one) for one in (_exposure(way), *elsewhere)], key=key))
            edges += [
                Edge(key, other, style="way", arrow=False, sides=True, name=t("{id} leads into {other}", id=way.id, other=other.split("/")[1]))
                for other in boxes
            ]

    def framed(zone: str) -> Zone:
        """Returns the frame of a zone, with the zones in it."""
        item = handbook.items[zone]
        inner = [framed(other) for other in held if above[other] == zone]
        data = [one for one in held[zone] if one in handbook.items and handbook.items[one].kind.name == "data-asset"]
        people = [one for one in held[zone] if one in handbook.items and handbook.items[one].kind.name == "user"]
        remarks = [f"{handbook.says(word)} {', '.join(found)}" for word, found in ((t("data:"), data), (t("users:"), people)) if found]
        wide = inner or len(nodes[zone]) > 2
        return frame(item, nodes[zone], inner, remarks, BOX * 2 + 20 if wide else BOX)

    frames = [framed(zone) for zone in held if above[zone] is None]
    if nodes[""]:
        frames.append(outside(handbook.says(t("in no trust zone")), nodes[""]))
    return Graph(NAME, tuple(frames), (), tuple(edges), "right", packed=WIDTH)


def _elements(handbook: Handbook) -> list[Item]:
    return [item for kind in SHOWN for item in handbook.of_kind(kind)]


def _top(zone: str, above: dict[str, str | None]) -> str:
    while zone and (wider := above[zone]) is not None:
        zone = wider
    return zone


def what_it_is(item: Item) -> str:
    """Returns what an element is, in words: the kind of a component, the roles of an organization."""
    record = item.record
    if isinstance(record, Component):
        return word(record.component_kind) if record.component_kind else t("kind not said yet")
    if isinstance(record, ExternalSystem):
        return t("outside the product")
    if isinstance(record, Entity):
        return joined(", ", [word(one) for one in record.roles]) if record.roles else t("role not said yet")
    return ""


def _relations(item: Item) -> list[tuple[str, str]]:
    """Returns who makes and who runs an element."""
    record = item.record
    named: tuple[tuple[str, str | None], ...]
    if isinstance(record, Component):
        named = ((t("made by"), record.provided_by), (t("run by"), record.operated_by))
    elif isinstance(record, ExternalSystem):
        named = ((t("run by"), record.controlled_by), ("", None))
    else:
        return []
    return [(word, one) for word, one in named if one]


def _exposure(way: Item[Interface]) -> str:
    return t("from: {exposure}", exposure=word(way.record.exposure)) if way.record.exposure else t("reach not said yet")
