"""Outlines of placed boxes, heads of arrows and lines of text, as coordinates; a template of the site or of paper draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from handbook.layout.picture import Box, PlacedEdge, PlacedNode
from handbook.views.diagrams.graph import PADDING, Line

CUT = 9.0
"""How much is cut off the corners of an interface."""
HEAD = 4.0
"""Half the breadth of an arrow's head."""
RADII = {"round": 8, "pill": 20}
"""How round the corners of a box are, by its form; else they are square."""
Point = tuple[float, float]


def corners(box: Box) -> tuple[Point, ...]:
    """Returns the corners of a box whose own corners are cut off, clockwise from the upper left."""
    right, low = box.x + box.width, box.y + box.height
    found = (
        (box.x + CUT, box.y), (right - CUT, box.y), (right, box.y + CUT), (right, low - CUT),
        (right - CUT, low), (box.x + CUT, low), (box.x, low - CUT), (box.x, box.y + CUT),
    )  # fmt: skip
    return tuple((round(x, 1), round(y, 1)) for x, y in found)


def head(edge: PlacedEdge) -> tuple[Point, ...]:
    """Returns the corners of the head of an edge's arrow, its tip first; none where it has no head."""
    if edge.tip is None:
        return ()
    (x, y), (tip_x, tip_y) = edge.points[-1], edge.tip
    length = math.hypot(tip_x - x, tip_y - y) or 1.0
    across = (-(tip_y - y) / length * HEAD, (tip_x - x) / length * HEAD)
    found = ((tip_x, tip_y), (x + across[0], y + across[1]), (x - across[0], y - across[1]))
    return tuple((round(a, 1), round(b, 1)) for a, b in found)


def radius(placed: PlacedNode) -> int:
    """Returns how round the corners of a box are."""
    return RADII.get(placed.node.shape, 0)


def baselines(lines: Sequence[Line], top: float, padding: float = PADDING) -> list[tuple[Line, float]]:
    """Returns lines of text, each with the height of its baseline, below the top of their box."""
    found = []
    y = top + padding
    for line in lines:
        found.append((line, round(y + line.height * 0.76, 1)))
        y += line.height
    return found
