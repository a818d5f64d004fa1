"""A workbook in German says to an import what one in English says: columns are known by what the workbook carries, and not by their English."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from handbook.commands.cli import main
from handbook.exports.formats import assessor_workbook, xlsx
from handbook.imports.comparing import compared, origin_of
from handbook.imports.workbook import read_workbook
from handbook.languages.language import load_language
from handbook.model.handbook import Handbook
from handbook.schema.kinds import FILES
from tests.conftest import MINIMAL
from tests.support.typing_into import drawn, typed_into


@pytest.mark.slow
def test_a_german_workbook_says_to_an_import_what_an_english_one_says(minimal: Handbook, tmp_path: Path) -> None:
    said = []
    for handbook in (minimal, replace(minimal, language=load_language("de"))):
        typed = drawn(handbook, 30, 1)
        assert len(typed) == 30
        (tmp_path / "typed.xlsx").write_bytes(typed_into(xlsx.make(handbook), typed))
        book = read_workbook(tmp_path / "typed.xlsx")
        found = compared(book, origin_of(book, minimal), minimal)
        assert found.told == []
        said.append({record: [change for change, _ in one.fields] for record, one in found.changes.items()})
    assert sum(map(len, said[0].values())) > 20
    assert said[1] == said[0]


@pytest.mark.slow
def test_a_german_workbook_brings_back_what_an_english_one_brings(minimal: Handbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {}
    for name, handbook in (("en", minimal), ("de", replace(minimal, language=load_language("de")))):
        folder = Path(shutil.copytree(MINIMAL, tmp_path / name))
        (tmp_path / f"{name}.xlsx").write_bytes(typed_into(xlsx.make(handbook), drawn(handbook, 20, 2)))
        assert main(["import", str(tmp_path / f"{name}.xlsx"), "--product", str(folder), "--write"]) == 0, capsys.readouterr().out
        texts[name] = {file: (folder / file).read_bytes() for file in FILES if (folder / file).exists()}
        assert main(["import", str(tmp_path / f"{name}.xlsx"), "--product", str(folder)]) == 0
        assert "Nothing in the workbook changes" in capsys.readouterr().out
    assert texts["de"] == texts["en"]
    assert texts["de"] != {file: (MINIMAL / file).read_bytes() for file in texts["de"]}


@pytest.mark.slow
def test_moved_columns_and_new_rows_of_a_german_workbook_are_understood(minimal: Handbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "product"))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.make(replace(minimal, language=load_language("de")))))
    sheet = book["Bedarf und Ziele"]
    heads = [cell.value for cell in sheet[1]]
    sheet.move_range(f"A1:A{sheet.max_row}", cols=len(heads))  # the id stands last now
    row = sheet.max_row + 1
    for heading, value in {"Kennung": "NEED-90", "Titel": "A need that somebody typed", "Stand": "draft"}.items():
        column = len(heads) + 1 if heading == heads[0] else heads.index(heading) + 1
        sheet.cell(row, column, value)
    book.save(tmp_path / "typed.xlsx")
    main(["import", str(tmp_path / "typed.xlsx"), "--product", str(folder), "--write"])
    told = capsys.readouterr().out
    assert "refused" not in told
    assert "A need that somebody typed" in (folder / "activity-2" / "needs.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_assessor_writes_into_a_german_workbook(minimal: Handbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "product"))
    book = openpyxl.load_workbook(io.BytesIO(assessor_workbook.make(replace(minimal, language=load_language("de")))))
    sheet = book["Fragen"]
    heads = [cell.value for cell in sheet[1]]
    for heading, value in {"Urteil": "satisfied", "Frage": "Where is that written?", "Von": "A. Assessor", "Tag": "2026-11-16"}.items():
        sheet.cell(2, heads.index(heading) + 1, value)
    book.save(tmp_path / "typed.xlsx")
    assert main(["import", str(tmp_path / "typed.xlsx"), "--product", str(folder), "--write"]) == 0, capsys.readouterr().out
    assert f"- requirement: {sheet['A2'].value}\n  verdict: satisfied\n" in (folder / "assessments.yaml").read_text(encoding="utf-8")
    sheet.cell(3, heads.index("Zustand") + 1, "erfüllt, sagt jemand")
    book.save(tmp_path / "typed.xlsx")
    assert main(["import", str(tmp_path / "typed.xlsx"), "--product", str(folder)]) == 1
    assert "write into Urteil, Frage, Von and Tag alone" in capsys.readouterr().out
