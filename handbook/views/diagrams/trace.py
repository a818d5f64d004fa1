"""The picture of a trace: above the record the way up, below it the ways to what shows it and to who is told, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handbook.methods.trace import Answer
from handbook.model.handbook import Handbook
from handbook.views.diagrams.boxes import box
from handbook.views.diagrams.graph import Node

WIDTH = 164.0
"""Width of a box."""
BETWEEN = 22.0
"""Between two boxes, beside and below each other."""
EDGE = 2.0
"""Around the picture, so that no outline is cut."""
TIP = 6.0
"""Length of the head of an arrow."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its upper left corner."""

    node: Node
    x: float
    y: float
    here: bool = False
    """Whether it is that of the record whose trace it is."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow down, from what is earlier to what rests on it."""

    x: float
    y: float
    to_x: float
    to_y: float

    @property
    def head(self) -> str:
        """Returns its head as the points of a polygon."""
        return f"{self.to_x - 4:g},{self.to_y - TIP:g} {self.to_x + 4:g},{self.to_y - TIP:g} {self.to_x:g},{self.to_y:g}"


@dataclass(frozen=True, slots=True)
class TracePicture:
    """The boxes and arrows."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]


def trace_picture(handbook: Handbook, record: str, answer: Answer) -> TracePicture | None:
    """Returns the answer of a trace as a picture; None where the record stands alone."""
    branches = [way for way in (answer.shown, answer.told) if way]
    if not answer.why and not branches:
        return None
    wide = 2 if len(branches) > 1 else 1
    middle = EDGE + (wide * WIDTH + (wide - 1) * BETWEEN) / 2
    boxes, arrows, bottom = _column(handbook, (*reversed(answer.why), record), middle, EDGE)
    boxes[-1] = replace(boxes[-1], here=True)
    below = [bottom]
    for position, way in enumerate(branches):
        x = EDGE + WIDTH / 2 + position * (WIDTH + BETWEEN) if wide > 1 else middle
        more, between, end = _column(handbook, way, x, bottom + BETWEEN)
        arrows += [Arrow(middle, bottom, x, bottom + BETWEEN), *between]
        boxes += more
        below.append(end)
    return TracePicture(round(2 * middle, 1), round(max(below) + EDGE, 1), tuple(boxes), tuple(arrows))


def _column(handbook: Handbook, records: Iterable[str], middle: float, top: float) -> tuple[list[Placed], list[Arrow], float]:
    """Returns boxes below each other with the arrows between them, and the height at which the last one ends."""
    boxes: list[Placed] = []
    arrows: list[Arrow] = []
    end = top - BETWEEN
    for record in records:
        item = handbook.items[record]
        node = box(item, (handbook.says(item.kind.singular),), width=WIDTH)
        if boxes:
            arrows.append(Arrow(middle, round(end, 1), middle, round(end + BETWEEN, 1)))
        boxes.append(Placed(node, round(middle - WIDTH / 2, 1), round(end + BETWEEN, 1)))
        end = round(end + BETWEEN + node.height, 1)
    return boxes, arrows, end
