"""A graph to be drawn: boxes with lines of text, in frames that nest, joined by edges; sizes are pixels.

A view makes a graph with every text already broken into lines, `layout` places it, and a template draws it. Nothing here
knows an engine or a mark-up. The width of a text is reckoned on the wide side, since the reader's font is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from handbook.views.addresses import Address

TITLE = 13.0
"""Size of a title in a box, in pixels."""
SMALL = 11.5
"""Size of whatever else is written, in pixels."""
LEADING = 1.3
"""Height of a line, as a multiple of the size of its text."""
PADDING = 9.0
"""Space between the edge of a box and its text."""


class _Widths(dict[str, float]):
    """Width of a character in ems; the few that are listed, and of each other what holds for its like."""

    def __missing__(self, character: str) -> float:
        return 0.57 if character < "\u0300" and not character.isupper() else 0.73 if character < "\u0370" else 1.1


_WIDTHS = _Widths((character, width) for characters, width in (("ijl.,:;'|!` ", 0.34), ('frtI()[]/\\-"*', 0.42), ("mwMW@%", 0.98)) for character in characters)

_BLANKS = re.compile(r"[ \t\r\n]+")
"""Where a line may be broken; not at a space that is meant to hold words together."""

Size: TypeAlias = tuple[float, float]
Shape = Literal["round", "square", "double", "pill", "cut"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    text: str
    size: float = SMALL
    bold: bool = False

    @property
    def height(self) -> float:
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class Node:
    """A box."""

    key: str
    lines: tuple[Line, ...]
    width: float
    shape: Shape = "round"
    style: str = ""
    """Name of the look, for the style sheet."""
    address: Address | None = None
    name: str = ""
    """What it is, uncut, for whoever does not see the box."""

    @property
    def height(self) -> float:
        return round(sum(line.height for line in self.lines) + 2 * PADDING, 1)


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes."""

    tail: str
    head: str
    lines: tuple[Line, ...] = ()
    style: str = ""
    arrow: bool = True
    sides: bool = False
    """Whether it leaves in the middle of the right side and arrives in the middle of the left one."""
    backwards: bool = False
    """Whether the head stands before the tail; several edges can so agree on what stands first."""
    address: Address | None = None
    name: str = ""

    @property
    def size(self) -> Size:
        """Returns width and height of its label; nothing where it has none."""
        return block(self.lines, 3.0) if self.lines else (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Zone:
    """A frame around boxes and further frames."""

    key: str
    lines: tuple[Line, ...]
    nodes: tuple[Node, ...] = ()
    zones: tuple[Zone, ...] = ()
    style: str = ""
    address: Address | None = None
    name: str = ""

    def all_nodes(self) -> Iterator[Node]:
        """Yields its boxes and those of the frames in it."""
        yield from self.nodes
        for zone in self.zones:
            yield from zone.all_nodes()


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to be placed."""

    name: str
    zones: tuple[Zone, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    direction: Literal["down", "right"] = "down"
    packed: float | None = None
    """Width within which the frames are placed one by one, like words of a text; None places all as one graph."""

    def all_nodes(self) -> Iterator[Node]:
        yield from self.nodes
        for zone in self.zones:
            yield from zone.all_nodes()


def reckoned(text: str, size: float = SMALL, bold: bool = False) -> float:
    """Returns how wide a text may get at most in a usual sans-serif font."""
    return sum(map(_WIDTHS.__getitem__, text)) * size * (1.07 if bold else 1.0)


def wrapped(text: str, room: float, size: float = SMALL, bold: bool = False, at_most: int = 5) -> tuple[Line, ...]:
    """Returns a text broken into lines that fit; a word that is too long is cut, and what exceeds the lines ends in '…'."""
    lines: list[str] = []
    for word in _BLANKS.split(text.strip(" \t\r\n")):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and reckoned(joined, size, bold) <= room:
            lines[-1] = joined
            continue
        for piece in _pieces(word, room, size, bold):
            lines.append(piece)
    if len(lines) > at_most:
        last = lines[at_most - 1]
        while last and reckoned(f"{last}…", size, bold) > room:
            last = last[:-1]
        lines = [*lines[: at_most - 1], f"{last}…"]
    return tuple(Line(line, size, bold) for line in lines)


def block(lines: tuple[Line, ...], padding: float = PADDING) -> Size:
    """Returns width and height that lines of text need."""
    width = max((reckoned(line.text, line.size, line.bold) for line in lines), default=0.0)
    return round(width + 2 * padding, 1), round(sum(line.height for line in lines) + 2 * padding, 1)


def _pieces(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and reckoned(piece + character, size, bold) > room:
            yield piece
            piece = ""
        piece += character
    yield piece
