"""Placed graphs as the shapes of SVG: outlines of boxes, courses of edges, heads of arrows."""

from __future__ import annotations

import math

from handbook.layout.picture import PlacedEdge, PlacedNode
from handbook.views.diagrams.graph import PADDING, Line

CUT = 9.0
"""How much is cut off the corners of an interface."""
RADII = {"round": 8, "pill": 20}
"""How round the corners of a box are, by its form; else they are square."""


def course(edge: PlacedEdge) -> str:
    """Returns the course of an edge as the data of a path."""
    (x, y), rest = edge.points[0], edge.points[1:]
    return f"M{x:g} {y:g}" + "".join(f"C{' '.join(f'{a:g} {b:g}' for a, b in rest[start : start + 3])}" for start in range(0, len(rest), 3))


def arrow_head(edge: PlacedEdge) -> str:
    """Returns the head of an edge's arrow as the points of a polygon; empty where it has none."""
    if edge.tip is None:
        return ""
    (x, y), (tip_x, tip_y) = edge.points[-1], edge.tip
    length = math.hypot(tip_x - x, tip_y - y) or 1.0
    across = (-(tip_y - y) / length * 4, (tip_x - x) / length * 4)
    corners = ((tip_x, tip_y), (x + across[0], y + across[1]), (x - across[0], y - across[1]))
    return " ".join(f"{round(a, 1):g},{round(b, 1):g}" for a, b in corners)


def outline(placed: PlacedNode) -> str:
    """Returns the outline of a box with cut corners as the points of a polygon."""
    box = placed.box
    right, low = box.x + box.width, box.y + box.height
    corners = (
        (box.x + CUT, box.y), (right - CUT, box.y), (right, box.y + CUT), (right, low - CUT),
        (right - CUT, low), (box.x + CUT, low), (box.x, low - CUT), (box.x, box.y + CUT),
    )  # fmt: skip
    return " ".join(f"{round(a, 1):g},{round(b, 1):g}" for a, b in corners)


def radius(placed: PlacedNode) -> int:
    """Returns how round the corners of a box are."""
    return RADII.get(placed.node.shape, 0)


def baselines(lines: tuple[Line, ...], top: float, padding: float = PADDING) -> list[tuple[Line, float]]:
    """Returns lines of text, each with the height of its baseline, below the top of their box."""
    found = []
    y = top + padding
    for line in lines:
        found.append((line, round(y + line.height * 0.76, 1)))
        y += line.height
    return found
