"""Diagrams: all of the model is in them and in their tables, boxes stand apart, words fit, and the engine is called once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.layout.graphviz import Layout, find_engine, place
from handbook.layout.picture import Box, Picture
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.views.diagrams import all_graphs
from handbook.views.diagrams.activities import pass_grid, passes
from handbook.views.diagrams.architecture import architecture_graph, architecture_view
from handbook.views.diagrams.boxes import homes, parents
from handbook.views.diagrams.flows import flows_graph, flows_view
from handbook.views.diagrams.graph import PADDING, SMALL, TITLE, Graph, Line, block, reckoned, wrapped
from handbook.views.diagrams.profile import profile_picture
from tests.support.products import write_product

SIZES = (3, 12, 40)
Sized = Callable[[int], Handbook]


@pytest.fixture(scope="module")
def sized(catalogues: Catalogues, tmp_path_factory: pytest.TempPathFactory) -> Sized:
    """Returns a function that gives a product of so many components, each loaded once."""
    made: dict[int, Handbook] = {}

    def product(components: int) -> Handbook:
        if components not in made:
            loaded = load(write_product(tmp_path_factory.mktemp(f"product-{components}"), components), catalogues)
            assert not [finding for finding in loaded.diagnostics if finding.severity.name == "ERROR"]
            made[components] = loaded.handbook
        return made[components]

    return product


@pytest.fixture(scope="module")
def placed(whole: Loaded) -> Layout:
    """The graphs of a whole product, placed."""
    return place(all_graphs(whole.handbook), find_engine())


def ids(handbook: Handbook, *kinds: str) -> set[str]:
    return {item.id for kind in kinds for item in handbook.of_kind(kind)}


def meet(one: Box, other: Box) -> bool:
    return one.x < other.x + other.width and other.x < one.x + one.width and one.y < other.y + other.height and other.y < one.y + one.height


def inside(inner: Box, outer: Box, slack: float = 0.2) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.x + inner.width <= outer.x + outer.width + slack
        and inner.y + inner.height <= outer.y + outer.height + slack
    )


def assert_well_placed(picture: Picture) -> None:
    """Boxes and the words in no box meet nowhere, frames are apart or within each other, and all lies within the picture."""
    boxes = [one.box for one in picture.nodes]
    assert [pair for pair in combinations(boxes, 2) if meet(*pair)] == []
    frames = [one.box for one in picture.zones]
    assert [(one, other) for one, other in combinations(frames, 2) if meet(one, other) and not inside(one, other) and not inside(other, one)] == []
    whole = Box(0, 0, picture.width, picture.height)
    assert [box for box in boxes + frames if not inside(box, whole)] == []
    where = {one.node.key: one.box for one in picture.nodes}
    for frame in picture.zones:
        members = [node.key for node in frame.zone.all_nodes()]
        assert [key for key in members if not inside(where[key], frame.box)] == []
        assert [key for key, box in where.items() if key not in members and meet(box, frame.box)] == []
        width, height = block(frame.zone.lines, 2.0)
        assert width <= frame.box.width
        assert [one for one in picture.nodes if one.box.y < frame.box.y + height - 4 and inside(one.box, frame.box)] == [], (
            "a box lies over the name of its frame"
        )
    for one in picture.nodes:
        assert max(len(line.text) * 0.5 * line.size for line in one.node.lines) <= one.box.width, "half an em a character is what usual fonts need"
        assert max(reckoned(line.text, line.size, line.bold) for line in one.node.lines) <= one.box.width - 2 * PADDING + 0.1
        assert sum(line.height for line in one.node.lines) <= one.box.height - 2 * PADDING + 0.1


def test_every_zone_element_and_interface_is_in_the_architecture_and_in_its_tables(pump: Loaded) -> None:
    handbook = pump.handbook
    graph, view = architecture_graph(handbook), architecture_view(handbook)
    assert {node.key.split("/")[1] for node in graph.all_nodes()} == ids(handbook, "component", "external-system", "entity", "interface")
    assert {zone.key for zone in graph.zones if zone.key} == ids(handbook, "trust-zone")
    assert {row.link.id for row in view.elements} == ids(handbook, "component", "external-system", "entity")
    assert {row.zone.id for row in view.zones if row.zone} == ids(handbook, "trust-zone")
    told = {way.id for row in view.elements for way, _ in row.interfaces} | {way.id for way, _ in view.unattached}
    assert told == ids(handbook, "interface")
    drawn = {(edge.tail.split("/")[1], edge.head.split("/")[1]) for edge in graph.edges}
    assert drawn == {(way.id, row.link.id) for row in view.elements for way, _ in row.interfaces}


def test_every_flow_and_end_is_in_the_picture_of_flows_and_in_its_table(pump: Loaded) -> None:
    handbook = pump.handbook
    graph, view = flows_graph(handbook), flows_view(handbook)
    flows = ids(handbook, "data-flow")
    assert ids(handbook, "data-flow", "component", "external-system") <= {node.key for node in graph.all_nodes()}
    assert {row.link.id for row in view.rows} == flows
    drawn = {(edge.tail, edge.head) for edge in graph.edges}
    for row in view.rows:
        assert row.source is not None
        assert row.destination is not None
        assert {(row.source.id, row.link.id), (row.link.id, row.destination.id)} <= drawn
    assert len(graph.edges) == 2 * len(flows)
    thick = {node.key for node in graph.all_nodes() if node.style == "crossing-flow"}
    assert thick == {row.link.id for row in view.rows if row.crosses}
    named = {link.id for row in view.rows for link in (row.source, row.destination) if link}
    assert {link.id for link in view.idle} == ids(handbook, "component", "external-system") - named


def test_pictures_of_a_whole_product_are_well_placed(placed: Layout) -> None:
    assert placed.problem == ""
    assert set(placed.pictures) == {"architecture", "flows"}
    for picture in placed.pictures.values():
        assert_well_placed(picture)


@pytest.mark.our_example
def test_pictures_of_our_example_fit_a_page_of_the_site(placed: Layout) -> None:
    assert all(picture.width <= 700 for picture in placed.pictures.values()), {name: picture.width for name, picture in placed.pictures.items()}


@pytest.mark.parametrize("components", SIZES)
def test_pictures_of_small_and_large_products_are_well_placed(sized: Sized, components: int) -> None:
    found = place(all_graphs(sized(components)), find_engine())
    assert found.problem == ""
    assert sum(node.node.style == "component" for node in found.pictures["architecture"].nodes) == components
    for picture in found.pictures.values():
        assert_well_placed(picture)
    assert found.pictures["architecture"].width <= 666


def test_a_zone_that_holds_less_stands_in_the_one_that_holds_more(sized: Sized) -> None:
    handbook = sized(3)
    assert parents(handbook) == {"ZON-01": None, "ZON-90": "ZON-01"}
    assert homes(handbook) == {"COM-01": ("ZON-90",), "COM-02": ("ZON-90",), "COM-03": ("ZON-01",)}
    picture = place(all_graphs(handbook), find_engine()).pictures["architecture"]
    frames = {one.zone.key: one.box for one in picture.zones}
    assert inside(frames["ZON-90"], frames["ZON-01"])


def test_long_names_and_long_words_fit_their_boxes(catalogues: Catalogues, tmp_path: Path) -> None:
    title = f"{'W' * 60} and a name of {'many ' * 30} words with 漢字漢字漢字漢字漢字漢字漢字漢字 number {{number}}"
    handbook = load(write_product(tmp_path / "product", 3, title), catalogues).handbook
    found = place(all_graphs(handbook), find_engine())
    for picture in found.pictures.values():
        assert_well_placed(picture)
    lines = next(node.node.lines for node in found.pictures["architecture"].nodes if node.node.style == "component")
    assert lines[0].text.startswith("W")
    assert any(line.text.endswith("…") for line in lines)


def test_lines_are_broken_at_blanks_and_long_words_are_cut() -> None:
    assert [line.text for line in wrapped("one two three", 60)] == ["one two", "three"]
    assert "".join(line.text for line in wrapped("x" * 40, 60)) == "x" * 40
    assert wrapped("held\u00a0together here", 200)[0] == Line("held\u00a0together here", SMALL)
    assert all(reckoned(line.text, TITLE, True) <= 70 for line in wrapped("WWWWWWWWWWWW iiiiiiiiiiiiiiiiiiiiiii", 70, TITLE, True))
    assert wrapped("", 50) in ((), (Line("", SMALL),))
    cut = wrapped("a b c d e f g h i j k l m n o p q r s t", 20, at_most=3)
    assert len(cut) == 3
    assert cut[-1].text.endswith("…")


def test_the_engine_is_called_once_and_gets_no_word_of_the_product(pump: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    run = subprocess.run

    def counted(*words: Any, **options: Any) -> Any:
        calls.append(options["input"])
        return run(*words, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    found = place(all_graphs(pump.handbook), find_engine())
    assert found.pictures
    assert len(calls) == 1
    for item in pump.handbook.items.values():
        assert item.id not in calls[0]
        assert len(item.record.title) < 8 or item.record.title not in calls[0]


def test_placing_twice_gives_the_same(whole: Loaded, placed: Layout) -> None:
    assert place(all_graphs(whole.handbook), find_engine()) == placed


def test_without_an_engine_or_with_a_broken_one_there_are_no_pictures_and_a_reason(pump: Loaded, tmp_path: Path) -> None:
    missing = place(all_graphs(pump.handbook), None)
    assert missing.pictures == {}
    assert "graphviz-pure is not installed" in missing.problem
    assert missing.missing
    for broken in (Path(sys.executable), tmp_path / "nothing"):
        failed = place(all_graphs(pump.handbook), broken)
        assert failed.pictures == {}
        assert "graphviz-pure failed" in failed.problem
        assert not failed.missing


def test_an_engine_that_says_nonsense_is_no_traceback(pump: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("", "{}", '{"bb": "0,0,1"}', "no json", '{"bb": "0,0,1,1"}' * 9):
        monkeypatch.setattr(subprocess, "run", lambda *words, said=said, **options: subprocess.CompletedProcess([], 0, said, ""))
        assert "graphviz-pure failed" in place(all_graphs(pump.handbook), Path(sys.executable)).problem


def test_where_no_wheel_exists_nothing_should_be_there(pump: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    found = place(all_graphs(pump.handbook), None)
    assert found.problem
    assert not found.missing


def test_nothing_to_draw_calls_no_engine() -> None:
    assert place([Graph("empty")], Path("nowhere")) == Layout()


def test_activities_and_all_that_passes_between_them_stand_in_the_grid_once(catalogues: Catalogues) -> None:
    listed = catalogues.activities.activities
    grid, rows = pass_grid(catalogues), passes(catalogues)
    assert [row.number for row in grid] == list(range(9))
    pairs = [(str(one.number), str(passed.to), passed.what) for one in listed for passed in one.passes_on]
    assert [(row.source.id[-1], row.destination.id[-1], row.what) for row in rows] == pairs
    assert [row.number for row in rows] == list(range(1, len(pairs) + 1))
    placed = {one.number: (row.number, column) for row in grid for column, cell in enumerate(row.cells) for one in cell}
    assert placed == {number: (int(tail), int(head)) for number, (tail, head, _) in enumerate(pairs, 1)}
    assert all(row.back == (placed[row.number][0] > placed[row.number][1]) for row in rows)


def test_every_row_of_the_profile_and_every_subcategory_has_a_square(pump: Loaded) -> None:
    handbook = pump.handbook
    picture = profile_picture(handbook)
    squares = [square for band in picture.bands for square in band.squares]
    rows = [square.link.id for square in squares if square.state != "no row"]
    assert sorted(rows) == sorted(ids(handbook, "profile-entry"))
    listed = {found.cited for found in handbook.catalogues.entries.values() if found.document.document == "CSF" and "-" in found.cited}
    assert {square.name[:8] for square in squares} == listed
    for row in picture.counted:
        assert row.subcategories == len({name[:8] for name in (*row.at_target, *row.open, *row.unassessed, *row.without)})
