"""Pages of matrices: parts that stay small, heads that count, decisions with who, why and until when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.methods.matrices import matrices
from handbook.methods.matrices.cells import Cell, Group, Head, Later, Matrix, Row
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.schema.records.customers import Customer
from handbook.views.page_spec import Shown
from handbook.views.pages.coverage import coverage_view
from handbook.views.pages.matrices import COLUMNS, ROWS, TABLES, matrix_view, pages, parts_of


def grid(rows: int, columns: int, groups: int = 1) -> Matrix:
    """Returns a matrix of this size, its rows in so many groups."""
    heads = tuple(Head(f"step {number}", "step") for number in range(columns))
    made = tuple(
        Group(f"group {group}", tuple(Row(Head(f"row {group}-{number}", "step"), (Cell("met"),) * columns) for number in range(rows)))
        for group in range(groups)
    )
    return Matrix("grid", "Grid", "A grid.", "Row", heads, made, ())


@pytest.mark.parametrize(
    ("rows", "columns", "groups"), [(1, 1, 1), (ROWS, COLUMNS, 1), (ROWS + 1, 1, 1), (3 * ROWS + 5, 40, 1), (10, 1, 9), (0, 5, 1), (5, 0, 1)]
)
def test_the_parts_of_a_matrix_are_small_and_hold_every_cell_once(rows: int, columns: int, groups: int) -> None:
    matrix = grid(rows, columns, groups)
    found = [(row.head.key, position) for part in parts_of(matrix) for _, rows_of in part.groups for row in rows_of for position in part.columns]
    assert sorted(found) == sorted((row.head.key, position) for row in matrix.rows for position in range(columns))
    for part in parts_of(matrix):
        assert sum(len(rows_of) for _, rows_of in part.groups) <= ROWS
        assert len(part.columns) <= COLUMNS * TABLES
        assert part.groups


def test_a_wide_matrix_stands_in_tables_that_repeat_its_rows(minimal: Handbook) -> None:
    view = matrix_view(minimal, grid(3, COLUMNS + 2))
    assert [len(table.columns) for table in view.tables] == [COLUMNS, 2]
    assert [[row.head.text for row in table.rows] for table in view.tables] == [["row 0-0", "row 0-1", "row 0-2"]] * 2
    assert len({table.name for table in view.tables}) == 2


def test_a_group_is_not_parted_from_its_name_where_it_fits_on_a_page() -> None:
    parts = parts_of(grid(ROWS // 2 + 1, 1, 3))
    assert [[name for name, _ in part.groups] for part in parts] == [["group 0"], ["group 1"], ["group 2"]]


def test_heads_of_rows_and_columns_count_what_their_cells_say(minimal: Handbook) -> None:
    for matrix in matrices(Loaded(minimal, ())):
        for number in range(1, len(parts_of(matrix)) + 1):
            for table in matrix_view(minimal, matrix, number).tables:
                for position, head in enumerate(table.columns):
                    assert {state: words.split()[0] for state, words in head.counts} == by_state([row.cells[position].state for row in table.rows])
                for row in table.rows:
                    assert {state: words.split()[0] for state, words in row.head.counts} == by_state([cell.state for cell in row.cells])
                    assert row.gap == any(cell.state == "gap" for cell in row.cells)


def by_state(states: list[str]) -> dict[str, str]:
    return {state: str(states.count(state)) for state in ("gap", "open", "not applicable", "not assessed") if state in states}


def test_what_is_set_aside_names_who_why_and_when_it_is_looked_at_again(pump: Loaded) -> None:
    found = {one.name: one for one in matrices(pump)}
    aside = {one.link.id: one for one in matrix_view(pump.handbook, found["threats"]).aside}
    notes = {item.id: item.record for item in pump.handbook.of_kind("coverage-note")}
    assert set(aside) <= set(notes)
    assert aside
    for name, one in aside.items():
        assert one.decided_by is not None
        assert one.decided_by.id == notes[name].decided_by  # type: ignore[attr-defined]
        assert one.reason == notes[name].reason  # type: ignore[attr-defined]
        assert one.review_by == notes[name].review_by.isoformat()  # type: ignore[union-attr]


def test_a_matrix_without_rows_or_columns_has_no_page(minimal: Handbook) -> None:
    kept = {item.id: item for item in minimal.records() if item.kind.name not in ("capability", "verification", "component")}
    shown = Shown(Loaded(replace(minimal, items=kept), ()), "product")
    paths = [page.path for page in pages(shown)]
    assert "coverage/capabilities.md" not in paths
    assert "coverage/8259a.md" not in paths
    assert "coverage/questions.md" in paths
    assert "8259a" not in [one.link.address.page for one in coverage_view(shown).matrices]


def test_the_entrance_counts_every_cell_and_every_hole_once(pump: Loaded) -> None:
    kept = {item.id: item for item in pump.handbook.records() if item.kind.name != "evidence"}
    loaded = Loaded(replace(pump.handbook, items=kept), ())
    view = coverage_view(Shown(loaded, "product"))
    verifications = {item.id for item in pump.handbook.of_kind("verification")}
    without = next(one for one in view.holes if one.rule.id == "verification-without-evidence")
    assert {link.id for link in without.links} == verifications
    assert without.count == len(verifications)
    assert view.gaps == sum(one.count for one in view.holes)
    for entry, matrix in zip(view.matrices, matrices(loaded), strict=True):
        assert sum(entry.counts) == sum(cell.state != "not asked" for row in matrix.rows for cell in row.cells)


def test_which_pages_there_are_is_known_before_a_cell_of_a_grown_matrix_is_made(whole: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def noted(row: Later) -> tuple[Cell, ...]:
        made.append(1)
        return cells_of(row)

    cells_of = Later._cells
    monkeypatch.setattr(Later, "_cells", noted)
    shown = Shown(whole, "product")
    grow = ("needs", "capabilities", "risks", "texts", "must-be-told")
    rows = {matrix.name: matrix.rows for matrix in shown.matrices}
    assert [spec.path for spec in pages(shown)]
    assert {name: len(rows[name]) > 1 for name in grow} == dict.fromkeys(grow, True)
    assert not made
    assert [row.cells[0] for name in grow for row in rows[name]]
    assert len(made) >= sum(len(rows[name]) for name in grow) - len(shown.handbook.of(Customer))  # a customer without a need has its cells at once


def test_cells_that_are_made_later_are_made_once_and_equal_those_made_at_once() -> None:
    made: list[int] = []

    def make() -> tuple[Cell, ...]:
        made.append(1)
        return (Cell("met"), Cell("gap"))

    row = Later(make)
    assert not made
    assert (len(row), row[1], row[:1], list(row)) == (2, Cell("gap"), (Cell("met"),), [Cell("met"), Cell("gap")])
    assert row == (Cell("met"), Cell("gap"))
    assert row != (Cell("met"),)
    assert len(made) == 1
