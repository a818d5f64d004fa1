"""A workbook that was exported, typed into and saved by another program comes back: exactly what was typed changes, all else stays to the byte."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.commands.cli import main
from handbook.exports.tables import tables
from handbook.imports.layout import layouts
from handbook.model.handbook import Handbook
from handbook.pipeline import load
from handbook.schema.kinds import FILES
from tests.support.building import ROOT
from tests.support.bytes_kept import differing, rest
from tests.support.example import EXAMPLE
from tests.support.hostile_product import write_hostile
from tests.support.reading_tables import read_workbook
from tests.support.tools import missing
from tests.support.typing_into import Typing, drawn, exported, typed_into

CELLS = 100
PUMP = ROOT / "examples" / "pump-monitor"
PRODUCTS = ("example", "pump", "hostile")


@dataclass(frozen=True)
class Exported:
    """A product with its workbook, made once for all that is typed into it."""

    source: Path
    handbook: Handbook
    workbook: bytes


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> dict[str, Exported]:
    """The products by the names in PRODUCTS."""
    sources = {"example": EXAMPLE, "pump": PUMP, "hostile": write_hostile(PUMP, tmp_path_factory.mktemp("hostile") / "product")}
    handbooks = {name: load(source, catalogues).handbook for name, source in sources.items()}
    return {name: Exported(sources[name], handbook, exported(handbook)) for name, handbook in handbooks.items()}


def texts_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def cells_of(handbook: Handbook) -> dict[tuple[str, int, str], object]:
    """Returns every cell that somebody writes, by table, row and name of the column."""
    return {
        (table.name, row, table.columns[column].name): cells[column]
        for table in tables(handbook)
        if table.name in layouts()
        for row, cells in enumerate(table.rows)
        for column in range(len(cells))
        if table.columns[column].name in layouts()[table.name].fields
    }


def shown(value: object) -> str:
    return "" if value is None else str(value).rstrip()


def held_against(folder: Path, before: dict[str, bytes], handbook: Handbook, typed: list[Typing], catalogues: Catalogues) -> None:
    """Fails unless exactly what was typed differs, cell by cell, and the files hold the same bytes beside the values that do."""
    was, now = cells_of(handbook), cells_of(load(folder, catalogues).handbook)
    names = {table.name: [column.name for column in table.columns] for table in tables(handbook)}
    wanted = {(one.table, one.row, names[one.table][one.column]): one.value for one in typed}
    defaults = {place for place, value in wanted.items() if value is None}
    assert {place for place in was.keys() | now.keys() if shown(was.get(place)) != shown(now.get(place))} <= wanted.keys()
    assert {place: shown(now.get(place)) for place in wanted.keys() - defaults} == {place: shown(wanted[place]) for place in wanted.keys() - defaults}
    after = texts_of(folder)
    assert after.keys() == before.keys()
    changed = 0
    for name in (name for name in after if after[name] != before[name]):
        assert name in FILES
        old, new = before[name].decode("utf-8"), after[name].decode("utf-8")
        paths = differing(old, new)
        changed += len(paths)
        assert rest(old, paths) == rest(new, paths), name
    assert changed


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", PRODUCTS)
def test_a_hundred_typed_cells_change_a_hundred_values_and_no_other_byte(
    name: str, seed: int, products: dict[str, Exported], tmp_path: Path, catalogues: Catalogues, capsys: pytest.CaptureFixture[str]
) -> None:
    handbook, folder = products[name].handbook, shutil.copytree(products[name].source, tmp_path / "product")
    before = texts_of(folder)
    typed = drawn(handbook, CELLS, seed)
    assert len(typed) == CELLS
    (tmp_path / "typed.xlsx").write_bytes(typed_into(products[name].workbook, typed))
    words = ["import", str(tmp_path / "typed.xlsx"), "--product", str(folder)]
    assert main(words) == 0, capsys.readouterr().out[-3000:]
    assert texts_of(folder) == before
    assert main([*words, "--write"]) == 0
    held_against(folder, before, handbook, typed, catalogues)
    capsys.readouterr()
    assert main(words) == 0  # once more: what was typed is what the files say
    assert "Nothing in the workbook changes" in capsys.readouterr().out


@pytest.mark.tools
@pytest.mark.slow
@pytest.mark.parametrize("name", PRODUCTS)
def test_a_workbook_that_libreoffice_saved_brings_the_same(
    name: str, products: dict[str, Exported], tmp_path: Path, catalogues: Catalogues, capsys: pytest.CaptureFixture[str]
) -> None:
    office = shutil.which("soffice")
    if office is None:
        missing("LibreOffice")
    handbook, folder = products[name].handbook, shutil.copytree(products[name].source, tmp_path / "product")
    before = texts_of(folder)
    typed = drawn(handbook, CELLS, 7)
    (tmp_path / "in.xlsx").write_bytes(typed_into(products[name].workbook, typed))
    (tmp_path / "untouched.xlsx").write_bytes(products[name].workbook)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "in.xlsx"), str(tmp_path / "untouched.xlsx")], check=True, timeout=300, capture_output=True)
    assert read_workbook((tmp_path / "out" / "untouched.xlsx").read_bytes()) == read_workbook((tmp_path / "untouched.xlsx").read_bytes())
    assert main(["import", str(tmp_path / "out" / "untouched.xlsx"), "--product", str(folder)]) == 0
    assert "Nothing in the workbook changes" in capsys.readouterr().out
    assert main(["import", str(tmp_path / "out" / "in.xlsx"), "--product", str(folder), "--write"]) == 0, capsys.readouterr().out[-3000:]
    held_against(folder, before, handbook, typed, catalogues)
