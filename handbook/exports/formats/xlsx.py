"""The format `xlsx`: a workbook with a sheet for each table, links between the sheets, and every text as it was typed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from handbook.exports import origin
from handbook.exports.format import Format, whole
from handbook.exports.matrices import matrix_tables
from handbook.exports.origin import split
from handbook.exports.spoken import spoken
from handbook.exports.tables import COLUMNS, LINKS, Cell, Column, Table, tables
from handbook.languages.said import UNTOLD, t
from handbook.model.handbook import Handbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format as Look
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_NAME = 31
"""Characters of a sheet's name, at most."""
MOST_LINKS = 65_530
"""Links of one sheet, at most."""
LONGEST_CHOICES = 255
"""Characters of a list of words to choose from, commas included, at most."""
MORE_ROWS = 100
"""So many rows below the last one offer the words of closed lists too."""
CONTENTS, LONG_TEXTS = t("Contents"), t("Long texts")
NARROW, WIDE, PROSE = 12, 40, 60
"""Widths of columns in characters: least, most, and most for paragraphs."""
LINE, HIGHEST_ROW = 15, 409
"""Points of a line, and of a row at most."""
FEW_TABLES = 12
"""A workbook of at most so many tables repeats the first column of each on every printed page. LibreOffice divides all sheets into pages anew for each
sheet that repeats both rows and columns, so that one of eighty sheets took 50 s to open, and takes 7 s without."""
A4 = 9
"""Paper size in the numbering of the file format."""
MADE = datetime(2000, 1, 1)
"""The moment of making that each workbook states: a real one would change the bytes."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def make(handbook: Handbook) -> bytes:
    """Returns the workbook of all records."""
    as_of = t("as of {day}", day=handbook.today) if handbook.today else t("as of no day")
    found = (*tables(handbook, empty_lists=True), *matrix_tables(handbook))
    return workbook(handbook, found, t("{name} · {as_of}", UNTOLD, name=handbook.name, as_of=as_of))


def workbook(handbook: Handbook, found: tuple[Table, ...], footer: str) -> bytes:
    """Returns a workbook with a sheet for each table, and one by which an import tells what was changed; all in the language of the handbook."""
    from xlsxwriter.workbook import Workbook

    made = io.BytesIO()
    book = Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    as_of = handbook.today.isoformat() if handbook.today else "no day"
    comments = handbook.says(t("As of {day}", day=handbook.today) if handbook.today else t("As of no day"))
    book.set_properties({"title": handbook.name, "author": handbook.maker, "comments": comments, "created": MADE})
    writer = _Writer(book, spoken(found, handbook.language), handbook.says(footer), handbook.says)
    writer.write()
    writer.origin(handbook.product.id if handbook.product else "", handbook.name, as_of)
    book.close()
    return made.getvalue()


@dataclass(slots=True)
class _Looks:
    """How cells look. Text has the number format of text, so that what is typed there later is not taken for a number or a day either."""

    head: Look
    text: Look
    link: Look
    number: Look


class _Writer:
    """Writes tables into a workbook."""

    def __init__(self, book: Workbook, found: tuple[Table, ...], footer: str, says: Callable[[object], str]) -> None:
        self._book, self._tables, self._footer, self._says = book, found, footer.replace("&", "&&"), says
        base = {"valign": "top", "text_wrap": True}
        self._looks = _Looks(
            book.add_format({"bold": True, "valign": "top", "text_wrap": True, "bottom": 1, "num_format": "@"}),
            book.add_format({**base, "num_format": "@"}),
            book.add_format({**base, "num_format": "@", "font_color": "#0000EE", "underline": 1}),
            book.add_format(base),
        )
        self._own = _names([says(CONTENTS), says(LONG_TEXTS)], {origin.SHEET.lower()})
        self._names = sheet_names(found, self._own)
        self._rows = dict(_record_rows(found, self._names))
        self._long: list[tuple[str, str, str]] = []

    def write(self) -> None:
        """Writes the sheets: contents, each table, and the texts that are too long for a cell."""
        self._contents(self._book.add_worksheet(self._own[0]))
        for table in self._tables:
            self._table(self._book.add_worksheet(self._names[table.name]), table)
        if self._long:
            self._long_texts(self._book.add_worksheet(self._own[1]))

    def origin(self, product: str, name: str, as_of: str) -> None:
        """Writes the hidden sheet by which an import tells what was changed since."""
        sheet = self._book.add_worksheet(origin.SHEET)
        found = ((self._names[table.name], table) for table in self._tables)
        for row, cells in enumerate(origin.rows(found, product, name, as_of)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, self._looks.text)
        sheet.hide()

    def _contents(self, sheet: Worksheet) -> None:
        self._frame(sheet, [(t("Sheet"), 30), (t("Table"), 28), (t("Rows"), 8), (t("What it holds"), PROSE)], len(self._tables))
        for row, table in enumerate(self._tables, 1):
            name = self._names[table.name]
            sheet.write_url(row, 0, f"internal:{quoted(name)}!A1", self._looks.link, string=name)
            sheet.write_string(row, 1, table.name, self._looks.text)
            sheet.write_number(row, 2, len(table.rows), self._looks.number)
            sheet.write_string(row, 3, table.about, self._looks.text)

    def _table(self, sheet: Worksheet, table: Table) -> None:
        widths = tuple(_widths(table))
        self._frame(sheet, [(column.heading, width) for column, width in zip(table.columns, widths, strict=True)], len(table.rows))
        for position, column in enumerate(table.columns):
            if column.choices and sum(map(len, column.choices)) + len(column.choices) <= LONGEST_CHOICES:
                rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
                sheet.data_validation(1, position, len(table.rows) + MORE_ROWS, position, rule)
        links = MOST_LINKS
        for row, cells in enumerate(table.rows, 1):
            sheet.set_row(row, _height(cells, widths))
            for position, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
                target = self._rows.get(cell) if column.names and isinstance(cell, str) else None
                is_own = column.name == "id" and table.name not in (LINKS, COLUMNS)
                if target and links and not is_own:
                    links -= 1
                    sheet.write_url(row, position, f"internal:{target}", self._looks.link, string=str(cell))
                else:
                    self._cell(sheet, row, position, cell, table.name)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, table: str) -> None:
        if isinstance(cell, str):
            chunks = split(cell)
            sheet.write_string(row, column, chunks[0], self._looks.text)
            if len(chunks) > 1:
                place = f"{quoted(self._names[table])}!{_letters(column)}{row + 1}"
                self._long += [(place, str(number), chunk) for number, chunk in enumerate(chunks, 1)]
        elif cell is not None:
            sheet.write_number(row, column, cell, self._looks.number)

    def _long_texts(self, sheet: Worksheet) -> None:
        self._frame(sheet, [(t("Cell"), 30), (t("Part", "of a text"), 8), (t("Text"), PROSE)], len(self._long))
        for row, (place, number, chunk) in enumerate(self._long, 1):
            sheet.write_url(row, 0, f"internal:{place}", self._looks.link, string=place)
            sheet.write_number(row, 1, int(number), self._looks.number)
            sheet.write_string(row, 2, chunk, self._looks.text)

    def _frame(self, sheet: Worksheet, columns: list[tuple[str, int]], rows: int) -> None:
        """Gives a sheet its head, which stays in sight and on each printed page, its filter, widths and footer."""
        for position, (heading, width) in enumerate(columns):
            sheet.write_string(0, position, self._says(heading), self._looks.head)
            sheet.set_column(position, position, width)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        if len(self._tables) <= FEW_TABLES:
            sheet.repeat_columns(0)
        sheet.print_across()  # so that the pages which hold the same rows follow each other
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        sheet.set_footer(f"&L{self._footer[:150]}&C&A&R&P / &N")


def sheet_names(found: tuple[Table, ...], own: Sequence[str] = (CONTENTS, LONG_TEXTS)) -> dict[str, str]:
    """Returns the name of each table's sheet: its title in at most 31 characters that a name may have, each once whatever the case of letters.

    `own` are the names of the sheets that hold no table.
    """
    taken = {*(one.lower() for one in own), origin.SHEET.lower()}
    return dict(zip((table.name for table in found), _names([table.title for table in found], taken), strict=True))


def _names(titles: Sequence[str], taken: set[str]) -> list[str]:
    names: list[str] = []
    for title in titles:
        base = title.translate(FORBIDDEN).strip("' ")
        name, number = base[:LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{base[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        taken.add(name.lower())
        names.append(name)
    return names


def quoted(sheet: str) -> str:
    """Returns a sheet's name as a reference to one of its cells has it."""
    return "'" + sheet.replace("'", "''") + "'"


def _record_rows(found: tuple[Table, ...], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yields the id of each record with the reference to the cell that holds it."""
    for table in found:
        if table.columns[0].name == "id":
            for row, cells in enumerate(table.rows, 2):
                yield str(cells[0]), f"{quoted(names[table.name])}!A{row}"


def _widths(table: Table) -> Iterator[int]:
    for position, column in enumerate(table.columns):
        longest = max((_longest_line(cells[position]) for cells in table.rows), default=0)
        yield max(NARROW, min(longest + 2, PROSE if _is_prose(column) else WIDE))


def _height(cells: tuple[Cell, ...], widths: tuple[int, ...]) -> float:
    """Returns how high a row must be to show its cells, in points. Not every program finds that out by itself."""
    lines = max(sum(-(-max(len(line), 1) // width) for line in str(cell).split("\n")) for cell, width in zip(cells, widths, strict=True) if cell is not None)
    return min(HIGHEST_ROW, LINE * lines)


def _is_prose(column: Column) -> bool:
    return column.prose or column.name == "title"


def _longest_line(cell: Any) -> int:
    return max((len(line) for line in str(cell).splitlines()), default=0) if cell is not None else 0


def _letters(position: int) -> str:
    """Returns the letters of a column, from 0 for A."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


FORMAT = Format(
    name="xlsx",
    title="Workbook (XLSX)",
    file="handbook.xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    about="For people who sort, filter and comment: a sheet for each kind of record, each list in a record, references, links, and each coverage matrix.",
    read_by=("LibreOffice Calc", "openpyxl", "Microsoft Excel"),
    loses="Files of the product are named and not contained; days are text, which sorts as days do and means the same in every country.",
    account=whole(),
    make=make,
)
