"""Matrices: a gap is what a rule tells and nothing else, what nobody looked at is told apart, and an exemption is shown with its words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.findings.codes import CODES
from handbook.methods.matrices import MAKERS, matrices
from handbook.methods.matrices.cells import Cell, Hole, Matrix, State, by_state
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from tests.conftest import MINIMAL, LoadSpoilt, WriteProduct

CASES = MINIMAL.parents[1] / "cases"


def made(loaded: Loaded) -> dict[str, Matrix]:
    return {matrix.name: matrix for matrix in matrices(loaded)}


def holes(loaded: Loaded) -> set[Hole]:
    return {hole for matrix in matrices(loaded) for hole in matrix.holes}


def told(loaded: Loaded, rules: set[str]) -> set[Hole]:
    return {Hole(one.code, one.record or one.question) for one in loaded.diagnostics if one.code in rules}


def cell(matrix: Matrix, row: str, column: str) -> Cell:
    heads = [head.key for head in matrix.columns]
    return next(one.cells[heads.index(column)] for one in matrix.rows if one.head.key == row)


def asked(loaded: Loaded) -> set[str]:
    return {rule for matrix in matrices(loaded) for rule in matrix.rules}


def case_of(folder: Path, tmp_path: Path) -> Path:
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    for name in (folder / "remove.txt").read_text(encoding="utf-8").split() if (folder / "remove.txt").exists() else ():
        (product / name).unlink()
    for file in folder.rglob("*.yaml"):
        target = product / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return product


def cases_of_matrices(minimal: Path) -> list[Path]:
    handbook = load(minimal).handbook
    rules = {rule for make in MAKERS for rule in make(handbook).rules}
    return sorted(path.parent for path in CASES.glob("*/*/expected.txt") if path.parent.parent.name in rules)


@pytest.mark.parametrize("case", cases_of_matrices(MINIMAL), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_in_every_case_of_their_rules_the_matrices_have_the_holes_that_the_check_tells(case: Path, tmp_path: Path, load_spoilt: LoadSpoilt) -> None:
    loaded = load_spoilt(case_of(case, tmp_path))
    rules = asked(loaded)
    found = told(loaded, rules)
    assert {hole.rule for hole in found} & {case.parent.name}
    assert {hole for hole in holes(loaded) if hole.rule in rules} == found


def test_a_whole_product_has_no_hole_and_every_row_a_cell_for_every_column(pump: Loaded, minimal: Handbook) -> None:
    for loaded in (pump, Loaded(minimal, ())):
        for matrix in matrices(loaded):
            assert matrix.holes == frozenset()
            assert matrix.rules
            assert set(matrix.rules) <= set(CODES)
            assert all(len(row.cells) == len(matrix.columns) for row in matrix.rows)
    assert len(made(pump)) == len(MAKERS)


def test_every_record_of_a_row_is_in_the_matrix_once_or_more(pump: Loaded) -> None:
    found = made(pump)
    for name, kind in (("capabilities", "capability"), ("risks", "risk"), ("texts", "information-item")):
        assert {item.id for item in pump.handbook.of_kind(kind)} <= {row.head.key for row in found[name].rows}, name
    assert {item.id for item in pump.handbook.of_kind("need")} == {(row.under or row.head).key for row in found["needs"].rows}
    assert {row.head.key for row in found["questions"].rows} == set(pump.handbook.catalogues.questions)


def test_what_nobody_looked_at_is_not_assessed_though_it_is_there(product: WriteProduct) -> None:
    file = "activity-3/means.yaml"
    text = (MINIMAL / file).read_text(encoding="utf-8").replace("  status: assessed\n", "", 1)
    sign_off = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("MNS-01,", "")
    found = made(load(product(**{file: text, "product.yaml": sign_off})))["needs"]
    states = {row.head.key: row.cells[2].state for row in found.rows}
    assert states == {"MNS-01": "not assessed", "MNS-02": "met", "MNS-03": "met"}
    assert by_state(row.cells[2] for row in found.rows) == {"met": 2, "not assessed": 1}


@pytest.mark.parametrize(
    ("matrix", "row", "column", "state"),
    [
        ("threats", "COM-01", "spoofing", "not applicable"),
        ("threats", "COM-01", "information disclosure", "met"),
        ("threats", "FLW-01", "spoofing", "not asked"),
        ("texts", "INF-01", "CUS-01", "met"),
        ("texts", "INF-01", "CUS-02", "not applicable"),
        ("8259a", "8259A:LA-2", "COM-01", "open"),
        ("8259a", "8259A:DP-3", "COM-01", "met"),
    ],
)
def test_each_state_stands_where_the_yaml_says_so(minimal: Handbook, matrix: str, row: str, column: str, state: State) -> None:
    assert cell(made(Loaded(minimal, ()))[matrix], row, column).state == state


def test_an_exempted_hole_is_not_applicable_with_its_ruling_and_counts_no_more(product: WriteProduct) -> None:
    case = CASES / "capability-half-verified"
    folder = next(path.parent for path in case.glob("*/expected.txt"))
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}
    at = (folder / "expected.txt").read_text(encoding="utf-8")
    record = next(word for word in at.replace(":", " ").split() if word.startswith("CAP-"))
    ruling = f"- rule: capability-half-verified\n  record: {record}\n  reason: A toy.\n  decided_by: ROL-02\n  review_by: 2026-12-31\n"
    loaded = load(product(**files, **{"rules.yaml": ruling}))
    excused = [one for matrix in matrices(loaded) for row in matrix.rows for one in row.cells if one.exempt]
    assert {one.state for one in excused} == {"not applicable"}
    assert {ruling.said.reason for one in excused for ruling in one.exempt} == {"A toy."}
    assert not [hole for hole in holes(loaded) if hole.rule == "capability-half-verified"]
