"""Frames that were placed one by one, put beside and below each other within a width, each where it ends highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handbook.layout.picture import MARGIN, Box, Picture, PlacedEdge, PlacedNode, PlacedZone


def packed(pictures: Sequence[Picture], width: float) -> Picture:
    """Returns pictures beside and below each other: each goes to the place that ends highest within the width."""
    width = max([width, *(picture.width for picture in pictures)])
    zones: list[PlacedZone] = []
    nodes: list[PlacedNode] = []
    edges: list[PlacedEdge] = []
    taken: list[Box] = []
    for picture in sorted(map(_trimmed, pictures), key=lambda one: -one.height):
        box = _lowest_free(taken, picture, width)
        taken.append(box)
        moved = _moved(picture, box.x, box.y)
        zones += moved.zones
        nodes += moved.nodes
        edges += moved.edges
    reach = max(box.x + box.width for box in taken), max(box.y + box.height for box in taken)
    return Picture(round(reach[0], 1), round(reach[1], 1), tuple(zones), tuple(nodes), tuple(edges))


def _trimmed(picture: Picture) -> Picture:
    """Returns a picture of one frame without the space around it, but for the margin."""
    boxes = [zone.box for zone in picture.zones] or [node.box for node in picture.nodes]
    left, top = min(box.x for box in boxes) - MARGIN, min(box.y for box in boxes) - MARGIN
    right, low = max(box.x + box.width for box in boxes) + MARGIN, max(box.y + box.height for box in boxes) + MARGIN
    return replace(_moved(picture, -left, -top), width=round(right - left, 1), height=round(low - top, 1))


def _moved(picture: Picture, x: float, y: float) -> Picture:
    def there(point: tuple[float, float]) -> tuple[float, float]:
        """Returns a point moved as the picture is, in pixels."""
        return round(point[0] + x, 1), round(point[1] + y, 1)

    edges = [
        replace(one, points=tuple(map(there, one.points)), tip=there(one.tip) if one.tip else None, label=one.label.moved(x, y) if one.label else None)
        for one in picture.edges
    ]
    zones = tuple(replace(one, box=one.box.moved(x, y)) for one in picture.zones)
    nodes = tuple(replace(one, box=one.box.moved(x, y)) for one in picture.nodes)
    return replace(picture, zones=zones, nodes=nodes, edges=tuple(edges))


def _lowest_free(taken: Sequence[Box], picture: Picture, width: float) -> Box:
    columns = sorted({0.0, *(round(box.x + box.width, 1) for box in taken)})
    rows = sorted({0.0, *(round(box.y + box.height, 1) for box in taken)})
    for y in rows:
        for x in columns:
            box = Box(x, y, picture.width, picture.height)
            if x + picture.width <= width + 0.5 and not any(_meet(box, other) for other in taken):
                return box
    return Box(0.0, rows[-1], picture.width, picture.height)


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.x + other.width and other.x < one.x + one.width and one.y < other.y + other.height and other.y < one.y + one.height
