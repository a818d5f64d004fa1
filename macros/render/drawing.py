"""Placed graphs as the shapes of SVG: outlines of boxes, courses of edges, heads of arrows."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.layout.picture import PlacedEdge, PlacedNode
from handbook.layout.shapes import corners, head


def course(edge: PlacedEdge) -> str:
    """Returns the course of an edge as the data of a path."""
    (x, y), rest = edge.points[0], edge.points[1:]
    return f"M{x:g} {y:g}" + "".join(f"C{' '.join(f'{a:g} {b:g}' for a, b in rest[start : start + 3])}" for start in range(0, len(rest), 3))


def arrow_head(edge: PlacedEdge) -> str:
    """Returns the head of an edge's arrow as the points of a polygon; empty where it has none."""
    return _points(head(edge))


def outline(placed: PlacedNode) -> str:
    """Returns the outline of a box with cut corners as the points of a polygon."""
    return _points(corners(placed.box))


def _points(found: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in found)
