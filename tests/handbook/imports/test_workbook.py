"""Files that are no workbook, or one that would take too much, are refused in a sentence; what else a workbook may hold is left alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from handbook.commands.cli import main
from handbook.imports import workbook
from handbook.imports.comparing import origin_of
from handbook.imports.workbook import Sheet, WorkbookRefusedError, letters, read_workbook
from handbook.pipeline import load
from tests.support.building import ROOT

MINIMAL = ROOT / "tests" / "products" / "minimal"


def saved(path: Path, *cells: tuple[str, object]) -> Path:
    book = openpyxl.Workbook()
    for place, value in cells:
        book.active[place] = value
    book.save(path)
    return path


def packed(path: Path, name: str, content: bytes) -> Path:
    """Puts another content in place of a part of a workbook."""
    parts = {}
    with zipfile.ZipFile(path) as was:
        parts = {one.filename: was.read(one) for one in was.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as now:
        for one, data in {**parts, name: content}.items():
            now.writestr(one, data)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(WorkbookRefusedError) as refused:
        read_workbook(path)
    return str(refused.value)


def test_what_is_no_workbook_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("id,title\n", encoding="utf-8")
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as other:
        other.writestr("readme.txt", "no workbook")
    for name in ("text", "old", "other"):
        assert refusal(tmp_path / f"{name}.xlsx").endswith("is no workbook that can be read; expected one saved as .xlsx, without a password")
    assert refusal(tmp_path).endswith("is a folder; expected a workbook (.xlsx)")
    assert refusal(tmp_path / "none.xlsx").endswith("cannot be read: no such file or directory")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.xlsx", ("A1", "x" * 2_000))
    monkeypatch.setattr(workbook, "MOST_BYTES", 1_000)
    assert "expected a workbook of at most 0 MiB" in refusal(path)


def test_a_small_file_that_is_large_when_unpacked_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(saved(tmp_path / "a.xlsx", ("A1", "x")), "xl/media/blank.bin", b"\0" * 3_000_000)
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 2_000_000)
    assert "is too large when unpacked" in refusal(path)
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 4_000_000)
    assert read_workbook(path)["Sheet"].rows[0][0].value == "x"


def test_cells_are_counted_up_to_the_last_of_each_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.xlsx", ("A1", "x"), ("Z2000", "far away"))
    monkeypatch.setattr(workbook, "MOST_CELLS", 1_000)
    assert "has more than 1,000 cells" in refusal(path)


def test_parts_that_define_entities_are_refused(tmp_path: Path) -> None:
    harmless = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY word "harmless">]><sst>&word;</sst>'
    assert "holds XML that defines entities" in refusal(packed(saved(tmp_path / "a.xlsx", ("A1", "x")), "xl/sharedStrings.xml", harmless))


def test_a_formula_is_told_and_a_far_cell_is_found(tmp_path: Path) -> None:
    sheet = read_workbook(saved(tmp_path / "a.xlsx", ("B3", "=1+1"), ("C3", True), ("AB1", 1.5)))["Sheet"]
    assert (sheet.rows[2][1].trouble, sheet.rows[2][2].value, sheet.rows[0][27].value) == ("a formula", True, 1.5)
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert Sheet("What's new", ()).address(13, 3) == "'What''s new'!D14"


def test_a_workbook_that_says_nothing_of_its_origin_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path / "a.xlsx", ("A1", "Id"))
    with pytest.raises(WorkbookRefusedError, match="no sheet 'Exported from'"):
        origin_of(read_workbook(path), load(MINIMAL).handbook)
    assert main(["import", str(path), "--product", str(MINIMAL)]) == 2
    assert capsys.readouterr().err.startswith("handbook import: the workbook has no sheet 'Exported from'")


def test_the_parts_of_a_workbook_are_never_more_than_they_say(tmp_path: Path) -> None:
    """A part whose entry tells a smaller size than it has is cut there by zipfile, and is then no XML: told, and not unpacked."""
    path = saved(tmp_path / "a.xlsx", ("A1", "x"))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    while at >= 0 and b"sharedStrings" not in data[at : at + 90]:
        at = data.rfind(b"PK\x01\x02", 0, at)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert "is no workbook that can be read" in refusal(path)
    assert io.BytesIO(bytes(data)).getbuffer().nbytes < 20_000
