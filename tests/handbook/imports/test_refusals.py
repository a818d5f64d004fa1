"""What an import refuses, and how it says so: by the cell, with nothing written; what changed on both sides; rows that came or went."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handbook.commands.cli import main
from handbook.exports.formats.xlsx import make
from handbook.pipeline import load
from tests.support.building import ROOT

pytestmark = pytest.mark.slow

MINIMAL = ROOT / "tests" / "products" / "minimal"
Typed = Callable[[Any], None]
"""Types into a workbook of openpyxl."""


@pytest.fixture(scope="module")
def content() -> bytes:
    return make(load(MINIMAL).handbook)


class Trial:
    """A product, a workbook of it that somebody typed into, and what the command says."""

    def __init__(self, folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._content, self._capsys = folder, content, capsys
        self._file = folder.parent / "typed.xlsx"

    def typed(self, *typing: Typed) -> Trial:
        """Saves the workbook with what is typed."""
        book = openpyxl.load_workbook(io.BytesIO(self._content))
        for one in typing:
            one(book)
        book.save(self._file)
        return self

    def run(self, *options: str) -> tuple[int, list[str]]:
        """Returns the exit code and the lines that are no diff."""
        self._capsys.readouterr()
        code = main(["import", str(self._file), "--product", str(self.folder), *options])
        said = self._capsys.readouterr()
        return code, [line for line in (said.out + said.err).splitlines() if not line.startswith(("---", "+", "-", "@@", " "))]

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def trial(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> Trial:
    return Trial(Path(shutil.copytree(MINIMAL, tmp_path / "product")), content, capsys)


def cell(sheet: str, record: str, heading: str, value: Any, *, as_text: bool = False) -> Typed:
    """Returns what types a value into the cell of a record, in the row that begins with its id."""

    def types(book: Any) -> None:
        column = next(one.column for one in book[sheet][1] if one.value == heading)
        row = next(one.row for one in book[sheet]["A"] if one.value == record)
        found = book[sheet].cell(row, column)
        found.value = value
        if as_text:
            found.data_type = "s"

    return types


def row(sheet: str, **values: Any) -> Typed:
    """Returns what types a row below the last; a heading is written with `_` for a blank."""

    def types(book: Any) -> None:
        number = book[sheet].max_row + 1
        for heading, value in values.items():
            column = next(one.column for one in book[sheet][1] if one.value == heading.replace("_", " "))
            book[sheet].cell(number, column).value = value

    return types


def without(sheet: str, record: str) -> Typed:
    """Returns what deletes the first row that begins with an id."""
    return lambda book: book[sheet].delete_rows(next(one.row for one in book[sheet]["A"] if one.value == record))


@pytest.mark.parametrize(
    ("typing", "told"),
    [
        (cell("Risks", "RSK-01", "Status", "done"), "'Risks'!C2: refused: 'status' of RSK-01 is 'done'; expected one of"),
        (cell("Risks", "RSK-01", "Threats", "THR-99"), "'Risks'!E2: refused: there is no 'THR-99'"),
        (cell("Risks", "RSK-01", "Title", "=1+1"), "'Risks'!B2: refused: the cell holds a formula; expected the value itself"),
        (cell("Risks", "RSK-01", "Title", "#REF!"), "'Risks'!B2: refused: the cell holds an error; expected the value itself"),
        (cell("Risks", "RSK-01", "Title", None), "'Risks'!B2: refused: a risk has no 'title'; expected the key 'title'"),
        (cell("Risks", "RSK-01", "Likelihood (derived)", "H"), "refused: 'Likelihood (derived)' is computed, and nobody writes it; leave the cell as it was"),
        (cell("Risks", "RSK-01", "Reviewed on", "16.11.2026"), "refused: 'reviewed_on' of RSK-01 is '16.11.2026'; expected a date"),
        (row("Risks", Title="No id"), "refused: the row has no id; expected one that no record has, such as RSK-"),
        (row("Risks", Id="RSK-01", Title="Again"), "refused: RSK-01 stands in more than one row; expected each record once"),
        (row("Risks, impacts", Record="RSK-88", Dimension="safety"), "refused: there is no record 'RSK-88' to which the row could belong"),
        (row("Risks", Id="XXX-1", Title="Of no kind"), "refused: 'XXX-1' is not an id; expected RSK"),
    ],
    ids=lambda value: value[:50] if isinstance(value, str) else "",
)
def test_what_does_not_fit_is_refused_by_its_cell_and_nothing_is_written(trial: Trial, typing: Typed, told: str) -> None:
    before = {path: path.read_bytes() for path in trial.folder.rglob("*.yaml")}
    good = cell("Customers", "CUS-01", "Title", "A title that is all right")
    code, lines = trial.typed(typing, good).run("--write")
    assert code == 1
    assert any(told in line for line in lines), lines
    assert lines[-1].startswith("1 cell refused: nothing is written."), lines
    assert {path: path.read_bytes() for path in trial.folder.rglob("*.yaml")} == before


def test_what_the_file_said_otherwise_in_the_meantime_is_told_and_not_overwritten(trial: Trial) -> None:
    trial.typed(cell("Risks", "RSK-01", "Title", "From the workbook"), cell("Customers", "CUS-01", "Title", "Nobody else changed this"))
    file = trial.folder / "activity-2" / "risks.yaml"
    title = load(trial.folder).handbook.items["RSK-01"].record.title
    file.write_text(file.read_text(encoding="utf-8").replace(f"title: {title}", "title: From the file", 1), encoding="utf-8")
    code, lines = trial.run("--write")
    assert code == 1
    conflict = [line for line in lines if "conflict" in line]
    assert len(conflict) == 1
    assert conflict[0].startswith("'Risks'!B2: conflict: activity-2/risks.yaml:")
    assert "'From the file'" in conflict[0]
    assert "'From the workbook'" in conflict[0]
    assert "title: From the file" in trial.text("activity-2/risks.yaml")
    assert "title: Nobody else changed this" in trial.text("activity-1/customers.yaml")


def test_a_record_that_is_gone_takes_no_value(trial: Trial) -> None:
    trial.typed(cell("Risks", "RSK-01", "Title", "From the workbook"))
    (trial.folder / "activity-2" / "risks.yaml").write_text("[]\n", encoding="utf-8")
    code, lines = trial.run()
    assert code == 1
    assert "'Risks'!B2: refused: RSK-01 no longer exists, so that the cell changes nothing" in lines


def test_days_numbers_and_words_for_yes_come_as_the_spreadsheet_took_them(trial: Trial) -> None:
    trial.typed(
        cell("Risks", "RSK-01", "Reviewed on", datetime(2026, 11, 15)), cell("Risks", "RSK-01", "Many at once", "Ja "),
        cell("Customers", "CUS-01", "Reviewed on", date(2026, 11, 14)), cell("Risks", "RSK-01", "Title", 12.0),
    )  # fmt: skip
    trial.run("--write")
    record = load(trial.folder).handbook.items["RSK-01"].record
    assert (record.reviewed_on, record.title, getattr(record, "many_at_once")) == (date(2026, 11, 15), "12", True)  # noqa: B009
    assert load(trial.folder).handbook.items["CUS-01"].record.reviewed_on == date(2026, 11, 14)


def test_new_rows_become_records_and_entries_once(trial: Trial) -> None:
    trial.typed(
        row("Risks", Id="RSK-77", Title="A new risk", Threats="THR-01"),
        row("Risks, impacts", Record="RSK-77", Dimension="safety", Level="L", Reason="New: with a colon"),
        row("Risks, impacts", Record="RSK-01", Dimension="maker", Level="L", Reason="One more"),
    )
    assert trial.run("--write")[0] == 0
    found = load(trial.folder).handbook
    assert [(one.dimension, one.reason) for one in getattr(found.items["RSK-77"].record, "impacts")] == [("safety", "New: with a colon")]  # noqa: B009
    assert getattr(found.items["RSK-01"].record, "impacts")[-1].reason == "One more"  # noqa: B009
    assert trial.run("--write") == (0, [f"Nothing in the workbook changes {trial.folder.as_posix()}."])


def test_a_row_that_is_gone_is_told_and_goes_only_when_asked(trial: Trial) -> None:
    before = trial.text("activity-2/risks.yaml")
    trial.typed(without("Risks, impacts", "RSK-01"))
    code, lines = trial.run("--write")
    assert code == 0
    assert lines[0].startswith("'Risks, impacts': note: the row of entry 1 of RSK-01 is not there any more; the entry stays")
    assert trial.text("activity-2/risks.yaml") == before
    impacts = len(getattr(load(trial.folder).handbook.items["RSK-01"].record, "impacts"))  # noqa: B009
    assert trial.run("--write", "--delete")[0] == 0
    assert len(getattr(load(trial.folder).handbook.items["RSK-01"].record, "impacts")) == impacts - 1  # noqa: B009


def test_a_record_that_others_name_is_not_taken_out(trial: Trial) -> None:
    code, lines = trial.typed(without("Threats", "THR-01")).run("--delete", "--write")
    assert code == 1
    assert any("there is no 'THR-01'" in line and "as it would be" in line for line in lines), lines
    assert "THR-01" in trial.text("activity-2/threats.yaml")


def test_rows_may_be_sorted_and_columns_moved_added_or_taken_away(trial: Trial) -> None:
    def turned(book: Any) -> None:
        sheet = book["Needs and goals"]
        rows = [[one.value for one in line] for line in sheet.iter_rows()]
        for number, line in enumerate([rows[0], *reversed(rows[1:])], 1):
            for column, value in enumerate([*reversed(line), "Remarks" if number == 1 else f"mine {number}"], 1):
                sheet.cell(number, column).value = value
        book["Risks"].delete_cols(4)

    code, lines = trial.typed(turned).run()
    assert code == 0
    assert any("the column 'Remarks' is none of ours; what stands in it is not taken in" in line for line in lines), lines
    assert any("1 column not there any more ('Statement')" in line for line in lines), lines
    assert lines[-1] == f"Nothing in the workbook changes {trial.folder.as_posix()}."


def test_text_in_many_styles_of_letters_is_text(trial: Trial) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    rich = CellRichText("Plain and ", TextBlock(InlineFont(b=True), "bold"), " words")
    assert trial.typed(cell("Risks", "RSK-01", "Title", rich)).run("--write")[0] == 0
    assert load(trial.folder).handbook.items["RSK-01"].record.title == "Plain and bold words"


def test_a_workbook_of_another_product_is_refused(trial: Trial) -> None:
    text = (trial.folder / "product.yaml").read_text(encoding="utf-8")
    (trial.folder / "product.yaml").write_text(text.replace("PRD-01", "PRD-02"), encoding="utf-8")
    code, lines = trial.typed().run()
    assert code == 2
    assert lines[0].startswith("handbook import: the workbook was exported from Tallowmeter plug-in power meter (PRD-01), and the product is ")


def test_a_workbook_of_a_product_of_another_name_is_refused(trial: Trial) -> None:
    """Products of different makers have the same id as a rule: `PRD-01`."""
    file = trial.folder / "product.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Tallowmeter plug-in power meter", "title: Another meter"), encoding="utf-8")
    code, lines = trial.typed().run()
    assert code == 2
    assert lines[0].endswith("and the product is Another meter (PRD-01); expected a workbook of this product, exported again where it was renamed")


def test_a_list_that_nobody_filled_in_yet_has_a_sheet_for_it(trial: Trial) -> None:
    trial.typed(row("Means, alternatives", Record="MNS-01", Option="Another way", Rejected_because="Costs more than it saves"))
    assert trial.run("--write")[0] == 0
    alternatives = getattr(load(trial.folder).handbook.items["MNS-01"].record, "alternatives")  # noqa: B009
    assert len(alternatives) == 1
    assert trial.run("--write") == (0, [f"Nothing in the workbook changes {trial.folder.as_posix()}."])


def test_line_ends_of_windows_and_the_mark_at_the_start_of_a_file_stay(trial: Trial) -> None:
    file = trial.folder / "activity-2" / "risks.yaml"
    was = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(was)
    title = load(trial.folder).handbook.items["RSK-01"].record.title.encode("utf-8")
    assert trial.typed(cell("Risks", "RSK-01", "Title", "Another title")).run("--write")[0] == 0
    assert file.read_bytes() == was.replace(b"title: " + title, b"title: Another title", 1)


def test_a_file_that_a_link_leads_to_is_written_where_it_stands(trial: Trial) -> None:
    file, real = trial.folder / "activity-2" / "risks.yaml", trial.folder / "activity-2" / "all-risks.txt"
    file.rename(real)
    file.symlink_to("all-risks.txt")
    assert trial.typed(cell("Risks", "RSK-01", "Title", "Another title")).run("--write")[0] == 0
    assert file.is_symlink()
    assert "title: Another title" in real.read_text(encoding="utf-8")


def test_nothing_is_written_where_one_file_cannot_be(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in trial.folder.rglob("*") if path.is_file()}
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == ".risks.yaml.new":
            raise OSError(28, "No space left on device")
        return write(self, data)

    trial.typed(cell("Risks", "RSK-01", "Title", "Another title"), cell("Customers", "CUS-01", "Title", "Another too"))
    monkeypatch.setattr(Path, "write_bytes", full)
    code, lines = trial.run("--write")
    assert (code, lines[-1]) == (1, f"handbook import: '{trial.folder.as_posix()}' cannot be written: no space left on device")
    assert {path: path.read_bytes() for path in trial.folder.rglob("*") if path.is_file()} == before


def test_a_group_that_is_begun_and_not_whole_is_told(trial: Trial) -> None:
    code, lines = trial.typed(row("Risks", Id="RSK-77", Title="A new risk", Threats="THR-01", **{"Attempt:_Level": "M"})).run()
    assert code == 0
    assert any(line.startswith("'Risks'!A4: note: 'attempt' of RSK-77 has no 'reason'; expected the key 'reason'") for line in lines), lines
