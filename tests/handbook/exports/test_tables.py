"""The tables as CSV and as a workbook, read back by other libraries: every field of every record, every link, every count."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.formats import assessor_workbook, csv_tables, xlsx
from handbook.exports.tables import Table, cell_of, cell_of_list, tables
from handbook.methods.matrices import MAKERS
from handbook.methods.matrices.cells import without_exempted
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from tests.handbook.exports.conftest import TRIED
from tests.support.building import ROOT
from tests.support.every_field import every_field
from tests.support.reading_tables import Rows, read_workbook, records_in, records_of
from tests.support.tools import missing


@pytest.mark.parametrize("name", TRIED)
def test_csv_read_back_says_what_the_records_say(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    read: dict[str, Rows] = {}
    with zipfile.ZipFile(io.BytesIO(csv_tables.make(handbook))) as packed:
        for entry in packed.infolist():
            text = packed.read(entry).decode("utf-8")
            assert text.endswith("\r\n")
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}, entry.filename
            read[entry.filename.removesuffix(".csv")] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert records_in(read, handbook) == records_of(handbook)
    assert [(row["record id"], row["field"].split(".")[0], row["target"]) for row in read["links"]] == [
        (one.source, one.field, one.target) for one in handbook.links
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_a_workbook_read_back_says_what_the_records_say(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    read = read_workbook(xlsx.make(handbook))
    assert records_in(named(read, handbook), handbook) == records_of(handbook)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_a_workbook_read_back_has_every_cell_of_every_matrix(name: str, products: dict[str, Handbook]) -> None:
    """Each crossing by its row and its column: state, word and records; the counts of the pages follow from these."""
    handbook = products[name]
    read = read_workbook(xlsx.make(handbook))
    made = [without_exempted(make(handbook), handbook.spared) for make in MAKERS]
    assert len(made) == 9
    sheet_of = {row[1]: row[0] for row in read[xlsx.CONTENTS][1:]}
    assert {one for one in sheet_of if one.startswith("matrix.")} == {f"matrix.{matrix.name}" for matrix in made if matrix.rows}
    for matrix in (one for one in made if one.rows):
        head, *rows = read[sheet_of[f"matrix.{matrix.name}"]]
        width = len(matrix.columns)
        assert [heading.split(" ")[0] for heading in head[-width:]] == [one.key.split(" ")[0] for one in matrix.columns]
        found = [(row[head.index(matrix.row)], row[-width:]) for row in rows]
        assert [key for key, _ in found] == [row.head.key for row in matrix.rows]
        for (_, cells), row in zip(found, matrix.rows, strict=True):
            for cell, expected in zip(cells, row.cells, strict=True):
                first, _, records = cell.partition("\n")
                assert (first.partition(": ")[0], tuple(records.split(", ")) if records else ()) == (expected.state, expected.records)
                assert not expected.word or expected.word == expected.state or first.endswith(f": {expected.word}")


@pytest.mark.slow
def test_what_is_exempt_is_no_gap_in_the_workbook(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "tests" / "products" / "minimal", tmp_path / "product"))
    evidence = folder / "every-activity" / "evidence.yaml"
    evidence.write_text(evidence.read_text(encoding="utf-8").split("- id: EVD-02")[0], encoding="utf-8")
    told = read_workbook(xlsx.make(load(folder).handbook))
    assert any(str(cell).startswith("gap") for row in told["Capabilities and their proof"] for cell in row)
    findings = {(one.code, one.record) for one in load(folder).diagnostics}
    rules = "".join(
        f"- rule: {code}\n  record: {record}\n  reason: Tried elsewhere.\n  decided_by: ROL-01\n  review_by: 2027-01-31\n" for code, record in sorted(findings)
    )
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    handbook = load(folder).handbook
    assert handbook.spared
    read = read_workbook(xlsx.make(handbook))["Capabilities and their proof"]
    assert not any(str(cell).startswith("gap") for row in read for cell in row)
    assert any(str(cell).startswith("not applicable: exempt") for row in read for cell in row)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_texts_of_a_workbook_are_texts_and_its_links_lead_to_the_record(name: str, products: dict[str, Handbook]) -> None:
    """Neither an id nor a text is a number, a day, a formula or an error; a link leads to the cell that holds the id which it shows."""
    handbook = products[name]
    book = openpyxl.load_workbook(io.BytesIO(xlsx.make(handbook)))
    links = 0
    found = tables(handbook, empty_lists=True)
    for table in found:
        sheet = book[xlsx.sheet_names(found)[table.name]]
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("B2", "$1:$1", "landscape")
        assert (sheet.print_title_cols, sheet.page_setup.pageOrder) == (None, "overThenDown")
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(table.columns))}{max(len(table.rows), 1) + 1}"
        assert [cell.value for cell in sheet[1]] == [column.heading for column in table.columns]
        assert all((sheet.row_dimensions[number].height or 15) <= 409 for number in range(2, len(table.rows) + 2))
        for written, cells in zip(table.rows, sheet.iter_rows(min_row=2), strict=True):
            assert [cell.data_type for cell in cells if cell.value is not None] == ["s" if isinstance(one, str) else "n" for one in written if one is not None]
            for cell in cells:
                if cell.hyperlink:
                    links += 1
                    name_of_sheet, _, place = cell.hyperlink.location.rpartition("!")
                    assert book[name_of_sheet.strip("'").replace("''", "'")][place].value == cell.value
    assert links > len(handbook.items)


@pytest.mark.slow
def test_a_workbook_of_few_sheets_alone_repeats_rows_and_columns_which_libreoffice_takes_long_for(whole: Loaded) -> None:
    """That takes a time with the square of the sheets that repeat both: `findings/libreoffice-titles-of-rows-and-columns.sh`."""
    repeated = [(sheet.print_title_rows, sheet.print_title_cols) for sheet in openpyxl.load_workbook(io.BytesIO(assessor_workbook.make(whole.handbook)))]
    assert [one for one in repeated if one[0]] == [("$1:$1", "$A:$A")] * (len(repeated) - 1)  # the last one is hidden
    assert len(repeated) <= 12


@pytest.mark.tools
@pytest.mark.slow
def test_libreoffice_opens_a_workbook_of_hostile_texts_and_saves_it_with_the_same_cells(products: dict[str, Handbook], tmp_path: Path) -> None:
    """Those of the two examples are held likewise where they come back: `imports/test_round_trip.py`."""
    office = shutil.which("soffice")
    if office is None:
        missing("LibreOffice")
    (tmp_path / "in.xlsx").write_bytes(xlsx.make(products["hostile"]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    assert read_workbook((tmp_path / "out" / "in.xlsx").read_bytes()) == read_workbook((tmp_path / "in.xlsx").read_bytes())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory of a process is told in other units, or not")
def test_a_workbook_of_five_thousand_records_takes_seconds_and_little_memory() -> None:
    """In a process of its own, reading apart: at most 10 s of processor time, and 300 MB for all of it.

    The system tells the memory of this process alone (VmHWM); what `getrusage` tells includes that of the process which started it.
    """
    script = (
        "import re, time; from pathlib import Path; from handbook.catalogs.catalogue import load_catalogues; from tests.support.every_field import every_field\n"
        "from handbook.exports.formats.xlsx import make\n"
        "found = every_field(load_catalogues(), lambda words: f'Text of {words}, as long as texts usually are here.', records=100)\n"
        "begun = time.process_time(); content = make(found)\n"
        "most = int(re.search('VmHWM: *([0-9]+)', Path('/proc/self/status').read_text().replace(chr(9), ' '))[1])\n"
        "print(len(found.items), time.process_time() - begun, most / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    records, seconds, megabytes = (float(one) for one in done.stdout.split())
    assert records >= 5_000
    assert seconds < 10
    assert megabytes < 300


@pytest.mark.slow
def test_a_text_too_long_for_a_cell_goes_on_elsewhere(catalogues: Catalogues) -> None:
    """A cell holds 32,767 units of UTF-16, of which an emoji takes two: nothing is cut."""
    long = {"need NEED-01 statement": "x" * 32_768, "need NEED-02 statement": "\U0001f9ef" * 20_000, "risk RSK-01 statement": "y" * 32_767}
    handbook = every_field(catalogues, lambda words: long.get(words, "short"))
    read = read_workbook(xlsx.make(handbook))
    parts: dict[str, str] = {}
    for place, _, text in read[xlsx.LONG_TEXTS][1:]:
        parts[place] = parts.get(place, "") + text
    assert sorted(parts.values()) == sorted((long["need NEED-01 statement"], long["need NEED-02 statement"]))
    assert any(long["risk RSK-01 statement"] in row for row in read["Risks"])
    for place in parts:
        assert place.startswith("'Needs and goals'!")


def test_sheets_have_names_that_excel_takes() -> None:
    titles = ["A: b/c?", "a  b c", "'quoted'", "x" * 40, "x" * 41, "Contents", "History's end"]
    found = tuple(Table(f"t{number}", title, "", (), ()) for number, title in enumerate(titles))
    names = list(xlsx.sheet_names(found).values())
    assert names[2:] == ["quoted", "x" * 31, "x" * 29 + " 2", "Contents 2", "History's end"]
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name for name in names)


def test_numbers_are_whole_where_they_can_be_and_never_rounded() -> None:
    assert [cell_of(one) for one in (12.0, 0.1, 123456789012.123456, 7, True, None)] == [12, 0.1, 123456789012.123456, 7, "yes", None]


def test_a_list_in_a_cell_can_be_told_apart_again() -> None:
    assert cell_of_list(("one", "two\nlines", "back\\slash")) == "one\ntwo\\nlines\nback\\\\slash"
    assert cell_of_list(()) is None


def named(read: dict[str, list[list[Any]]], handbook: Handbook) -> dict[str, Rows]:
    """Returns the rows of each table with the names of columns, which the sheet *Columns* tells; long texts whole."""
    table_of = {row[0]: row[1] for row in read[xlsx.CONTENTS][1:]}
    columns: dict[str, list[str]] = {}
    for row in read["Columns"][1:]:
        columns.setdefault(row[0], []).append(row[1])
    return {table: [dict(zip(columns[table], row, strict=True)) for row in read[sheet][1:]] for sheet, table in table_of.items() if table in columns}
