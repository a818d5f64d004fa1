"""The rows of a sheet by what they are about, whatever was sorted, moved or added in it: columns are known by their headings."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.exports.assessing import REQUIREMENT
from handbook.exports.origin import OriginTable
from handbook.findings.diagnostics import quoted
from handbook.imports.found import Found
from handbook.imports.typed import as_text
from handbook.imports.workbook import NOTHING, CellRead, Sheet
from handbook.languages.said import n, t


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row with a cell for each column that is still there."""

    sheet: Sheet
    number: int
    key: tuple[str, ...]
    """The id of a record, or that and the positions of an entry; '' where nothing is typed."""
    cells: dict[str, CellRead]
    """By the names of columns, without those of the key."""
    columns: dict[str, int]

    def address(self, column: str) -> str:
        """Returns how spreadsheets name the cell of a column."""
        return self.sheet.address(self.number, self.columns.get(column, 0))


def rows_of(sheet: Sheet, origin: OriginTable, found: Found) -> list[RowRead]:
    """Returns the rows of a sheet that hold anything in a column of ours; tells of columns that are gone, and of others that hold something."""
    heads = [as_text(cell.value).strip() for cell in sheet.rows[0]] if sheet.rows else []
    columns: dict[str, int] = {}
    for name, heading in zip(origin.columns, origin.headings, strict=True):
        at = next((number for number, head in enumerate(heads) if head == heading.strip() and number not in columns.values()), -1)
        if at >= 0:
            columns[name] = at
    keys = _keys(origin.columns)
    missing = [name for name in keys if name not in columns]
    if missing:
        heading = origin.headings[origin.columns.index(missing[0])]
        found.tell(
            "refused",
            sheet.address(0, 0),
            t("the column {heading} is not there, by which rows are known; expected the heading as it was exported", heading=quoted(heading)),
        )
        return []
    gone = [heading for name, heading in zip(origin.columns, origin.headings, strict=True) if name not in columns and not name.startswith("(")]
    if gone:
        found.tell(
            "note",
            sheet.address(0, 0),
            n(
                "{number} column not there any more ({names}); nothing of them changes",
                "{number} columns not there any more ({names}); nothing of them changes",
                len(gone),
                names=", ".join(map(quoted, gone[:5])),
            ),
        )
    _others(sheet, heads, set(columns.values()), found)
    read = []
    for number, row in enumerate(sheet.rows[1:], 1):
        cells = {name: row[at] if at < len(row) else NOTHING for name, at in columns.items()}
        if any(as_text(cell.value).strip() for cell in cells.values()):
            key = tuple(as_text(cells[name].value).strip() for name in keys)
            read.append(RowRead(sheet, number, key, {name: cell for name, cell in cells.items() if name not in keys}, columns))
    return read


def _keys(columns: tuple[str, ...]) -> tuple[str, ...]:
    if columns[0] == REQUIREMENT:
        return columns[:2]
    return ("id",) if columns[0] == "id" else tuple(name for name in columns if name == "record id" or name.startswith("position "))


def _others(sheet: Sheet, heads: list[str], ours: set[int], found: Found) -> None:
    """Tells of columns that somebody added and wrote into, so that nobody thinks they were taken in."""
    widest = max((len(row) for row in sheet.rows), default=0)
    for at in range(widest):
        if at not in ours and any(len(row) > at and as_text(row[at].value).strip() for row in sheet.rows):
            name = quoted(heads[at]) if at < len(heads) and heads[at] else t("without a heading")
            found.tell("note", sheet.address(0, at), t("the column {name} is none of ours; what stands in it is not taken in", name=name))
