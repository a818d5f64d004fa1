"""The site's diagrams as shapes with coordinates, from the same views and the same layout; the template gives each its look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from handbook.exports.pdf.nodes import Block, picture
from handbook.languages.said import UNTOLD, t, word
from handbook.layout.graphviz import find_engine, place
from handbook.layout.picture import Picture, PlacedNode
from handbook.layout.shapes import baselines, corners, head, radius
from handbook.model.handbook import Handbook
from handbook.views.diagrams import all_graphs
from handbook.views.diagrams.graph import PADDING, Line
from handbook.views.diagrams.matrix import LEGEND, MatrixPicture, matrix_view
from handbook.views.diagrams.profile import ProfilePicture, profile_picture
from handbook.views.diagrams.timeline import Bar, TimelineView, timeline_view
from handbook.views.shared.links import LinkView

Shape = dict[str, Any]
GRAPHS = {
    "architecture": (
        t(
            "Components, organizations and ways in, by trust zone. The records of trust zones, components, external systems, entities and interfaces "
            "say the same in words."
        ),
        t(
            "A dashed frame is a trust zone. Round box: component. Square box: system outside the product. Double box: organization. "
            "Box with cut corners: a way in, tied by a line to what it leads into."
        ),
    ),
    "flows": (
        t("Data flows from sender to receiver, across trust zones. The records of data flows say the same in words."),
        t(
            "An arrow is a data flow, from sender to receiver. A thick arrow leaves a trust zone. Round box: component. Square box: system outside "
            "the product. Box with round ends: user."
        ),
    ),
}
"""Of each graph: what it shows in words, and what stands below it."""


def graphs(handbook: Handbook, places: AbstractSet[str]) -> list[Block]:
    """Returns the diagrams of architecture and data flows; none where the engine that places them is missing or fails."""
    placed = place(handbook.once(all_graphs), find_engine()).pictures
    return [
        picture(placed[name].width, placed[name].height, [*_graph(placed[name], places)], words, caption)
        for name, (words, caption) in GRAPHS.items()
        if name in placed
    ]


def matrices(handbook: Handbook, places: AbstractSet[str]) -> list[Block]:
    """Returns the risks in the matrix, before and after treatment; nothing where no risk is written down."""
    return [
        picture(one.width, one.height, [*_matrix(one, places)],
                t("Risk matrix, {when}. The records of risks say the same in words.", when=word(one.title.lower())),
                t("{title}. Rows are likelihood, columns are impact. The level stands in the corner of each cell: {levels}. "
                  "A star: a risk to life is never rated low.", title=one.title, levels=LEGEND))
        for one in matrix_view(handbook).pictures
    ]  # fmt: skip


def timeline(handbook: Handbook, places: AbstractSet[str]) -> list[Block]:
    """Returns how long which component is supported; nothing where no promise names a day."""
    view = timeline_view(handbook)
    caption = t("Bar: a promise of the maker; a dashed outline begins on a day that is not said. Diamond: the end of a part’s own support.")
    words = t("Support by component. The records of support terms and parts say the same in words.")
    return [picture(view.width, view.height, [*_timeline(view, places)], words, caption)] if view.groups else []


def profile(handbook: Handbook, places: AbstractSet[str]) -> list[Block]:
    """Returns the CSF Organizational Profile by Category."""
    view = profile_picture(handbook)
    caption = t("Filled square: the current state is the target. Half filled: a gap is open. Dashed: not assessed. Bare number: the profile has no row.")
    words = t("Current state and target by CSF Category. The records of the profile say the same in words.")
    return [picture(view.width, view.height, [*_profile(view, places)], words, caption)] if view.bands else []


def _graph(found: Picture, places: AbstractSet[str]) -> Iterator[Shape]:
    for zone in found.zones:
        yield _rectangle(zone.box.x, zone.box.y, zone.box.width, zone.box.height, f"frame {zone.zone.style}".strip())
    for edge in found.edges:
        yield {"is": "course", "points": [list(point) for point in edge.points], "style": f"edge {edge.edge.style}".strip()}
        if edge.tip:
            yield _polygon(head(edge), "head")
    for zone in found.zones:
        yield from _texts(zone.zone.lines, zone.box.x + 10, zone.box.y, "left", 6)
    for node in found.nodes:
        yield from _box(node)
        yield from _texts(node.node.lines, node.box.x + node.box.width / 2, node.box.y, "middle", to=_target(node, places))
    for edge in found.edges:
        if edge.label:
            yield _rectangle(edge.label.x, edge.label.y, edge.label.width, edge.label.height, "label")
            yield from _texts(edge.edge.lines, edge.label.x + edge.label.width / 2, edge.label.y, "middle", 3)


def _target(node: PlacedNode, places: AbstractSet[str]) -> str:
    """Returns the record that a box stands for, where the document has it."""
    record = node.node.key.rsplit("/", 1)[-1]
    return record if record in places else ""


def _box(node: PlacedNode) -> Iterator[Shape]:
    box, style = node.box, f"box {node.node.style}".strip()
    if node.node.shape == "cut":
        yield _polygon(corners(box), style)
        return
    yield _rectangle(box.x, box.y, box.width, box.height, style, radius(node))
    if node.node.shape == "double":
        yield _rectangle(box.x + 3, box.y + 3, box.width - 6, box.height - 6, style)


def _polygon(points: Sequence[tuple[float, float]], style: str) -> Shape:
    return {"is": "polygon", "points": [list(point) for point in points], "style": style}


def _rectangle(x: float, y: float, width: float, height: float, style: str, radius: float = 0) -> Shape:
    return {"is": "rectangle", "x": x, "y": y, "width": width, "height": height, "style": style, "radius": radius}


def _text(text: str, x: float, y: float, anchor: str = "left", *, size: float = 11.5, is_bold: bool = False, to: str = "") -> Shape:
    """Returns a line of text whose baseline is at `y`."""
    return {"is": "text", "text": text, "x": x, "y": y, "anchor": anchor, "size": size, "bold": is_bold, "to": to}


def _texts(lines: Sequence[Line], x: float, top: float, anchor: str, padding: float = PADDING, to: str = "") -> Iterator[Shape]:
    for line, y in baselines(lines, top, padding):
        yield _text(line.text, x, y, anchor, size=line.size, is_bold=line.bold, to=to)


def _to(link: LinkView | None, places: AbstractSet[str]) -> str:
    return link.id if link and link.id in places else ""


def _matrix(found: MatrixPicture, places: AbstractSet[str]) -> Iterator[Shape]:
    yield _text(found.title, 2, 14, size=13, is_bold=True)
    yield _text(t("{axis} →", UNTOLD, axis=word("impact")), found.width - 2, 14, "end")
    yield _text(t("likelihood"), 2, 34)
    for one in found.columns:
        yield _text(one.text, one.x, one.y, "middle", is_bold=True)
    for one in found.rows:
        yield _text(one.text, one.x, one.y, "end", is_bold=True)
    for cell in found.cells:
        yield _rectangle(cell.x, cell.y, 54, cell.height, f"cell {cell.level}")
        yield _text(cell.level, cell.x + 50, cell.y + 13, "end")
        for mark in cell.marks:
            yield _text(f"{mark.link.id}{' *' if mark.raised else ''}", cell.x + 27, mark.y, "middle", to=_to(mark.link, places))
        if cell.more:
            yield _text(t("and {number}", number=cell.more), cell.x + 27, cell.marks[-1].y + 15, "middle")


def _timeline(found: TimelineView, places: AbstractSet[str]) -> Iterator[Shape]:
    for tick in found.ticks:
        yield {"is": "course", "points": [[tick.x, 22], [tick.x, found.height - 18]], "style": "rule"}
        if tick.text:
            yield _text(tick.text, tick.x + 2, 16)
    for group in found.groups:
        yield {"is": "course", "points": [[0, group.top], [found.width, group.top]], "style": "rule"}
        yield from _texts(group.title, 4, group.top, "left", 5, to=_to(group.link, places))
        for bar in group.bars:
            yield from _bar(bar, places)
    if found.today:
        yield {"is": "course", "points": [[found.today.x, 22], [found.today.x, found.height - 18]], "style": "today"}
        yield _text(t("as of {day}", day=found.today.text), found.today.x, found.height - 4, "end" if found.today.x > 540 else "left", is_bold=True)


def _bar(bar: Bar, places: AbstractSet[str]) -> Iterator[Shape]:
    yield from _texts(bar.lines, 12, bar.top, "left", 3, to=_to(bar.link, places))
    if bar.mark is not None:
        x, y = bar.mark, bar.top
        yield _polygon(((x - 6, y + 10), (x, y + 4), (x + 6, y + 10), (x, y + 16)), "head")
    elif bar.width:
        yield _rectangle(bar.x, bar.top + 2, bar.width, 18, "bar open" if bar.open else "bar", 2)
    yield _text(bar.words, bar.words_x, round(bar.top + 15, 1), "end" if bar.words_before else "left")


def _profile(found: ProfilePicture, places: AbstractSet[str]) -> Iterator[Shape]:
    for band in found.bands:
        if band.function:
            yield {"is": "course", "points": [[0, band.top], [found.width, band.top]], "style": "rule"}
        yield from _texts(band.lines, 4 if band.function else 12, band.top, "left", 4)
        for one in band.squares:
            yield _rectangle(one.x, one.y, 24, 24, f"square {one.state}")
            if one.state == "gap open":
                yield _polygon(((one.x, one.y + 24), (one.x + 24, one.y + 24), (one.x, one.y)), "half")
            yield _text(one.number, one.x + 12, round(one.y + 16, 1), "middle", to=_to(one.link, places))
        if band.due:
            yield _text(t("due {day}", day=band.due), found.width - 2, band.top + 19, "end")
