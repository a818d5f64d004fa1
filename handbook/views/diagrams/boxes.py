"""The boxes and frames of records in a diagram, and in which trust zone a record stands."""

from __future__ import annotations

from collections.abc import Sequence

from handbook.languages.said import UNTOLD, t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.flows import TrustZone
from handbook.views import addresses
from handbook.views.diagrams.graph import PADDING, SMALL, TITLE, Line, Node, Shape, Zone, wrapped

SHAPES: dict[str, Shape] = {"component": "round", "external-system": "square", "entity": "double", "user": "pill", "interface": "cut"}
"""The form of a box, by kind of record, so that no kind is told by colour alone."""
WIDTH = 130.0
"""Width of a box."""


def box(item: Item, remarks: Sequence[str] = (), *, key: str = "", width: float = WIDTH) -> Node:
    """Returns the box of a record: its title, its id, and what else is said of it."""
    room = width - 2 * PADDING
    lines = [*wrapped(item.record.title, room, TITLE, True), *wrapped(item.id, room)]
    for remark in remarks:
        lines += wrapped(remark, room, at_most=4)
    return Node(
        key=key or item.id, lines=tuple(lines), width=width, shape=SHAPES.get(item.kind.name, "square"), style=item.kind.name,
        address=addresses.of_item(item), name=_name(item),
    )  # fmt: skip


def frame(item: Item, nodes: Sequence[Node], zones: Sequence[Zone] = (), remarks: Sequence[str] = (), room: float = WIDTH) -> Zone:
    """Returns the frame of a trust zone."""
    lines = [*wrapped(f"{item.id} {item.record.title}", room, TITLE, True)]
    for remark in remarks:
        lines += wrapped(remark, room)
    return Zone(item.id, tuple(lines), tuple(nodes), tuple(zones), "zone", addresses.of_item(item), _name(item))


def _name(item: Item) -> str:
    return t("{kind} {id}: {title}", UNTOLD, kind=item.kind.singular, id=item.id, title=item.record.title)


def outside(title: str, nodes: Sequence[Node]) -> Zone:
    """Returns the frame of what stands in no trust zone."""
    return Zone("", (Line(title, SMALL),), tuple(nodes), (), "outside", None, title)


def members(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Returns the ids that each trust zone contains."""
    return {zone.id: tuple(item.id for item in handbook.targets(zone.id, "contains")) for zone in handbook.of(TrustZone)}


def parents(handbook: Handbook) -> dict[str, str | None]:
    """Returns for each trust zone the smallest one that holds all it holds and more; None where there is none."""
    held = {zone: frozenset(found) for zone, found in members(handbook).items()}
    found: dict[str, str | None] = {}
    for zone, own in held.items():
        wider = [other for other, theirs in held.items() if own and own < theirs]
        found[zone] = min(wider, key=lambda other: len(held[other]), default=None)
    return found


def homes(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Returns for each record the innermost trust zones in which it stands."""
    held, above = members(handbook), parents(handbook)
    found: dict[str, tuple[str, ...]] = {}
    for record_id in dict.fromkeys(member for own in held.values() for member in own):
        zones = [zone for zone, own in held.items() if record_id in own]
        outer = {ancestor for zone in zones for ancestor in _ancestors(zone, above)}
        found[record_id] = tuple(zone for zone in zones if zone not in outer)
    return found


def _ancestors(zone: str, above: dict[str, str | None]) -> list[str]:
    found = []
    current = above[zone]
    while current is not None:
        found.append(current)
        current = above[current]
    return found
