"""An assessor's workbook comes back as `assessments.yaml`: the assessor's words alone, by requirement and component."""

from __future__ import annotations

import io
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from handbook.commands.cli import main
from handbook.exports.assessing import assessor_tables
from handbook.exports.formats.assessor_workbook import make
from handbook.exports.formats.xlsx import sheet_names
from handbook.methods.requirements import requirements
from handbook.model.handbook import Handbook
from handbook.pipeline import load
from handbook.views.page_spec import Shown
from handbook.views.pages.assessments import assessments_view, pages
from tests.handbook.exports.conftest import PRODUCTS
from tests.handbook.exports.conftest import products as products
from tests.support.building import ROOT

MINIMAL = ROOT / "tests" / "products" / "minimal"
SHEET, WHO = "Device baseline", "A. Example, Example Assurance"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "product"))


def filled_in(folder: Path, file: Path, cells: dict[str, Any]) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(make(load(folder).handbook)))
    for place, value in cells.items():
        book[SHEET][place] = value
    book.save(file)
    return file


@pytest.mark.parametrize("name", PRODUCTS)
def test_the_workbook_says_what_the_requirements_say(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    found = assessor_tables(handbook)
    names, book = sheet_names(found), CalamineWorkbook.from_filelike(io.BytesIO(make(handbook)))
    for table in found:
        rows = book.get_sheet_by_name(names[table.name]).to_python(skip_empty_area=False)
        assert [[str(cell) for cell in row] for row in rows[1:]] == [["" if cell is None else str(cell) for cell in row] for row in table.rows]
    assert sum(len(table.rows) for table in found) == len(requirements(handbook)) > 100


@pytest.mark.slow
def test_what_an_assessor_wrote_comes_back_once_and_is_shown_apart(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = {
        "G2": "satisfied", "H2": "Seen on three meters.", "I2": WHO, "J2": datetime(2026, 4, 20),
        "G3": "partly satisfied ", "H3": "Who holds the second key:\nnobody says?", "I3": WHO, "J3": "2026-04-20",
    }  # fmt: skip
    words = ["import", str(filled_in(folder, tmp_path / "a.xlsx", cells)), "--product", str(folder), "--write"]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(words) == 0
    assert {path: path.read_bytes() for path in before} == before  # no word of the maker's changes
    loaded = load(folder)
    assert [(one.said.requirement, one.said.on, one.said.verdict, one.said.question, one.said.by, one.said.day) for one in loaded.handbook.assessments] == [
        ("8259A:DI-1", "COM-01", "satisfied", "Seen on three meters.", WHO, date(2026, 4, 20)),
        ("8259A:DI-2", "COM-01", "partly satisfied", "Who holds the second key:\nnobody says?", WHO, date(2026, 4, 20)),
    ]
    assert [one.code for one in loaded.diagnostics] == ["assessor-asks"]
    view = assessments_view(Shown(loaded, "product"))
    assert (view.open, view.assessed, [one.verdict for one in view.said]) == (1, 2, ["satisfied", "partly satisfied"])
    assert [link.id for link in view.said[0].claims] == ["SCO-01"]
    assert len(list(pages(Shown(loaded, "product")))) == 1
    capsys.readouterr()
    assert main(words) == 0
    assert "Nothing in the workbook changes" in capsys.readouterr().out


def test_a_second_round_changes_what_was_said_and_keeps_all_else(folder: Path, tmp_path: Path) -> None:
    file = folder / "assessments.yaml"
    text = f"# Ours.\n- requirement: 8259A:DI-1  # seen\n  on: COM-01\n  verdict: not satisfied\n  question: Where?\n  by: '{WHO}'\n  day: 2026-04-20\n"
    file.write_text(text, encoding="utf-8")
    assert main(["import", str(filled_in(folder, tmp_path / "a.xlsx", {"G2": "satisfied", "H2": None})), "--product", str(folder), "--write"]) == 0
    assert file.read_text(encoding="utf-8") == text.replace("not satisfied", "satisfied").replace("  question: Where?\n", "")


@pytest.mark.slow
def test_what_does_not_fit_is_refused_by_its_cell(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = {"G2": "fine", "I2": WHO, "J2": "2026-04-20", "G3": "satisfied", "E4": "another claim", "A5": "8259A:XX-9"}
    assert main(["import", str(filled_in(folder, tmp_path / "a.xlsx", cells)), "--product", str(folder), "--write"]) == 1
    said = capsys.readouterr().out
    assert "'Device baseline'!G2: refused: 'verdict' of an assessment is 'fine'; expected one of satisfied" in said
    assert "'Device baseline'!G3: refused: an assessment has no 'by'" in said
    assert "'Device baseline'!E4: refused: the cell says what the maker says" in said
    assert "'Device baseline'!A5: refused: 8259A:XX-9 on COM-01" in said
    assert not (folder / "assessments.yaml").exists()


def test_a_verdict_that_changed_in_the_meantime_is_a_conflict(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = filled_in(folder, tmp_path / "a.xlsx", {"G2": "satisfied", "I2": WHO, "J2": "2026-04-20"})
    (folder / "assessments.yaml").write_text(
        f"- requirement: 8259A:DI-1\n  on: COM-01\n  verdict: not satisfied\n  by: '{WHO}'\n  day: 2026-04-20\n", encoding="utf-8"
    )
    assert main(["import", str(typed), "--product", str(folder), "--write"]) == 1
    assert "'Device baseline'!G2: conflict: assessments.yaml has changed since the export to 'not satisfied'" in capsys.readouterr().out


def test_without_assessments_there_is_no_page() -> None:
    assert list(pages(Shown(load(MINIMAL), "product"))) == []
