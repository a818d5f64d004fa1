"""Places graphs: one call of Graphviz for all graphs of a build gives coordinates, and nothing that is drawn.

The engine gets no text of the product, only keys of our own and sizes. Where it is missing or fails, no graph is placed, and
whoever asks is told why; the table beside each picture then stands alone. Coordinates are pixels from the upper left.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handbook.views.diagrams.graph import Edge, Graph, Node, Zone, block

PROGRAM = "graphviz-pure"
"""The program that the package of that name installs; a port of Graphviz that places alike on every system."""
MARGIN = 6.0
"""Space around a picture, and between frames that are placed one by one."""
SECONDS = 60
"""After so long the engine is given up."""
_EMPTY = '<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE" WIDTH="{:.0f}" HEIGHT="{:.0f}"></TD></TR></TABLE>>'
_WHEELS = frozenset({("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "x86_64"), ("darwin", "arm64"), ("win32", "amd64"), ("win32", "arm64")})


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> Box:
        """Returns the rectangle elsewhere."""
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


@dataclass(frozen=True)
class Layout:
    """What became of the graphs of one build."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Placed graphs by name; empty where the engine is missing or failed."""
    problem: str = ""
    """Why there are none, in words, or empty."""
    missing: bool = False
    """Whether the engine should be there and is not."""


def find_engine() -> Path | None:
    """Returns the engine: beside this Python, or on the path."""
    name = f"{PROGRAM}.exe" if sys.platform == "win32" else PROGRAM
    for folder in (Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))):
        if (folder / name).is_file():
            return folder / name
    found = shutil.which(PROGRAM)
    return Path(found) if found else None


def place(graphs: Sequence[Graph], engine: Path | None) -> Layout:
    """Returns all graphs placed, by one call of the engine; no pictures and a reason where that cannot be."""
    graphs = [graph for graph in graphs if any(True for _ in graph.all_nodes())]
    if not graphs:
        return Layout()
    if engine is None:
        supported = (sys.platform, platform.machine().lower()) in _WHEELS
        return Layout(problem=f"{PROGRAM} is not installed, so tables stand without their diagrams; 'python run.py setup' installs it", missing=supported)
    sheets = [sheet for graph in graphs for sheet in _sheets(graph)]
    try:
        done = subprocess.run(
            [str(engine), "-Tjson0"], input="".join(map(_dot, sheets)), capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=True
        )
        found = list(_objects(done.stdout))
        placed = [_read(sheet, one) for sheet, one in zip(sheets, found, strict=True)]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, IndexError) as error:
        detail = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        return Layout(problem=f"{PROGRAM} failed ({detail[0] if detail else type(error).__name__}), so tables stand without their diagrams")
    pictures = {}
    for graph in graphs:
        own = [picture for sheet, picture in zip(sheets, placed, strict=True) if sheet.name == graph.name]
        pictures[graph.name] = _packed(own, graph.packed) if graph.packed else own[0]
    return Layout(pictures)


def _sheets(graph: Graph) -> Iterator[Graph]:
    """Yields what is placed at once: the graph, or each of its outer frames and what stands in none."""
    if not graph.packed:
        yield graph
        return
    for zone in graph.zones:
        within = {node.key for node in zone.all_nodes()}
        yield replace(graph, zones=(zone,), nodes=(), edges=tuple(edge for edge in graph.edges if edge.tail in within and edge.head in within))
    if graph.nodes:
        within = {node.key for node in graph.nodes}
        yield replace(graph, zones=(), edges=tuple(edge for edge in graph.edges if edge.tail in within and edge.head in within))


def _dot(graph: Graph) -> str:
    """Returns a graph in the language of the engine: numbers for keys, sizes in inches, and no text."""
    numbers = {node.key: position for position, node in enumerate(graph.all_nodes())}
    joined = {end for edge in graph.edges for end in (edge.tail, edge.head)}
    direction = {"down": "TB", "right": "LR"}[graph.direction]
    look = "ranksep=0.4444; splines=line;" if graph.packed else f"ranksep={'0.33' if graph.direction == 'right' else '0.22'}; splines=true;"
    lines = [f'digraph {{ rankdir={direction}; nodesep=0.22; {look} node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.8];']
    upper = "t" if graph.direction == "down" else "b"
    counter = iter(range(10_000))

    def boxes(nodes: tuple[Node, ...]) -> None:
        """Writes boxes, and columns for those without an edge."""
        for node in nodes:
            lines.append(f"n{numbers[node.key]} [width={node.width / 72:.4f}, height={node.height / 72:.4f}];")
        loose = [numbers[node.key] for node in nodes if node.key not in joined]
        lines.extend(f"n{one} -> n{other} [style=invis];" for one, other in _in_columns(loose, graph.direction))

    def frame(zone: Zone) -> None:
        """Writes a frame with all that it holds."""
        width, height = block(zone.lines, 2.0)
        lines.append(f"subgraph cluster_{next(counter)} {{ margin=10; labeljust=l; labelloc={upper}; label={_EMPTY.format(width, height)};")
        boxes(zone.nodes)
        if not zone.nodes and not zone.zones:
            lines.append(f"empty_{next(counter)} [width=0.6, height=0.1, style=invis];")
        for inner in zone.zones:
            frame(inner)
        lines.append("}")

    for zone in graph.zones:
        frame(zone)
    boxes(graph.nodes)
    for position, edge in enumerate(graph.edges):
        label = f"label={_EMPTY.format(*edge.size)}" if edge.lines else 'label=""'
        extra = (", dir=back" if edge.backwards else "") if edge.arrow else ", dir=none"
        extra += ", tailport=e, headport=w" if edge.sides else ""
        first, second = (edge.head, edge.tail) if edge.backwards else (edge.tail, edge.head)
        lines.append(f"n{numbers[first]} -> n{numbers[second]} [{label}, comment={position}{extra}];")
    return "\n".join([*lines, "}\n"])


def _in_columns(loose: Sequence[int], direction: str) -> Iterator[tuple[int, int]]:
    """Yields pairs whose second box stands in the next rank, so that boxes without an edge fill a block of columns."""
    columns = 1 if len(loose) < 3 else 2 if len(loose) < 9 else 4
    rows = -(-len(loose) // columns)
    for position in range(len(loose)):
        if direction == "right" and position >= rows:
            yield loose[position - rows], loose[position]
        elif direction == "down" and position >= columns:
            yield loose[position - columns], loose[position]


def _objects(text: str) -> Iterator[Any]:
    decoder, position = json.JSONDecoder(), 0
    while text[position:].strip():
        while text[position].isspace():
            position += 1
        found, position = decoder.raw_decode(text, position)
        yield found


def _read(graph: Graph, found: Any) -> Picture:
    """Returns a graph with the coordinates that the engine gave; y grows downwards, and first boxes stand uppermost."""
    left, low, right, high = _numbers(found["bb"])
    mirrored = graph.direction == "right"

    def point(x: float, y: float) -> tuple[float, float]:
        """Returns a place of the engine as one of the picture."""
        return round(x - left + MARGIN, 1), round((y - low if mirrored else high - y) + MARGIN, 1)

    def around(middle: str, width: float, height: float) -> Box:
        """Returns the rectangle around a place of the engine."""
        x, y = point(*_numbers(middle))
        return Box(round(x - width / 2, 1), round(y - height / 2, 1), width, height)

    objects = found.get("objects", [])
    clusters = [one for one in objects if one["name"].startswith("cluster_")]
    places = {one["name"]: one["pos"] for one in objects if "pos" in one}
    zones = []
    for (zone, depth), cluster in zip(_frames(graph.zones), sorted(clusters, key=lambda one: int(one["name"].split("_")[1])), strict=True):
        x0, y0, x1, y1 = _numbers(cluster["bb"])
        zones.append(PlacedZone(zone, Box(*point(x0, y0 if mirrored else y1), round(x1 - x0, 1), round(y1 - y0, 1)), depth))
    nodes = [PlacedNode(node, around(places[f"n{number}"], node.width, node.height)) for number, node in enumerate(graph.all_nodes())]
    edges = []
    drawn = {int(one["comment"]): one for one in found.get("edges", []) if "comment" in one}
    for position, edge in enumerate(graph.edges):
        course, tip = drawn[position]["pos"].split(), None
        if course[0][:2] in ("e,", "s,"):
            tip = point(*_numbers(course[0][2:]))
            course = course[1:]
        points = tuple(point(*_numbers(one)) for one in (reversed(course) if edge.backwards else course))
        label = around(drawn[position]["lp"], *edge.size) if edge.lines else None
        edges.append(PlacedEdge(edge, points, tip, label))
    return Picture(round(right - left + 2 * MARGIN, 1), round(high - low + 2 * MARGIN, 1), tuple(zones), tuple(nodes), tuple(edges))


def _frames(zones: tuple[Zone, ...], depth: int = 0) -> Iterator[tuple[Zone, int]]:
    for zone in zones:
        yield zone, depth
        yield from _frames(zone.zones, depth + 1)


def _packed(pictures: Sequence[Picture], width: float) -> Picture:
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
        """Returns a place moved."""
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


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]
