"""A graph with coordinates, as the templates draw it: boxes, frames and the courses of edges, in pixels from the upper left."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.views.diagrams.graph import Edge, Node, Zone

MARGIN = 6.0
"""Space around a picture, and between frames that are placed one by one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Box:
        """Returns the rectangle moved by so many pixels."""
        return Box(round(self.x + x, 1), round(self.y + y, 1), self.width, self.height)


@dataclass(frozen=True, slots=True)
class PlacedZone:
    """A frame with its place."""

    zone: Zone
    box: Box
    depth: int


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A box with its place."""

    node: Node
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An edge with its course."""

    edge: Edge
    points: tuple[tuple[float, float], ...]
    """Start, then three points for each cubic Bézier curve."""
    tip: tuple[float, float] | None
    """Where the head of the arrow ends; it begins at the last point of the course."""
    label: Box | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A placed graph."""

    width: float
    height: float
    zones: tuple[PlacedZone, ...]
    """Outer ones before inner ones."""
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
