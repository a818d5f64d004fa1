"""The call of the engine: one call of Graphviz gives the coordinates of all graphs of a build, and nothing that is drawn.

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

from handbook.layout.packing import packed
from handbook.layout.picture import MARGIN, Box, Picture, PlacedEdge, PlacedNode, PlacedZone
from handbook.views.diagrams.graph import Graph, Node, Zone, block

PROGRAM = "graphviz-pure"
"""The program that the package of that name installs; a port of Graphviz that places alike on every system."""
SECONDS = 60
"""After so long the engine is given up."""
_EMPTY = '<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE" WIDTH="{:.0f}" HEIGHT="{:.0f}"></TD></TR></TABLE>>'
_WHEELS = frozenset({("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "x86_64"), ("darwin", "arm64"), ("win32", "amd64"), ("win32", "arm64")})


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
        pictures[graph.name] = packed(own, graph.packed) if graph.packed else own[0]
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


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]
