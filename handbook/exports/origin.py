"""What a workbook says of where it comes from: a digest of every cell, in a hidden sheet, by which an import tells what was changed.

The sheet has a row for each sheet with a table and one for each of its rows. So rows may be sorted, filtered and coloured, columns moved and added:
a row is known by what it is about, a cell by its row and its column.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.exports.tables import Cell, Column, Table

SHEET = "Exported from"
MARK = "iot-maker-handbook workbook"
"""What the first cell of the sheet says."""
VERSION = 1
TABLE, ROW = "table", "row"
"""What the first cell of any other of its rows says."""
EMPTY = "-"
"""Stands for the digest of an empty cell."""
_ESCAPED_CONTROL = re.compile(r"_x00([01][0-9A-Fa-f])_")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a workbook was when it was exported."""

    product: str
    """Id of the product."""
    name: str
    as_of: str
    tables: dict[str, OriginTable]
    """Each table by the name of its sheet."""


@dataclass(frozen=True, slots=True)
class OriginTable:
    """A table when it was exported."""

    name: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: dict[tuple[str, ...], tuple[str, ...]]
    """Digests of the cells of each row, by what tells the row: the id of a record, or that and positions."""


def digest(text: str) -> str:
    """Returns eight signs that stand for the text of a cell; white space at its end does not count, since programs add and cut it."""
    cleaned = as_read(text).rstrip()
    return hashlib.sha256(cleaned.encode("utf-8", "surrogatepass")).hexdigest()[:8] if cleaned else EMPTY


def as_read(text: str) -> str:
    """Returns a text as a reader of workbooks gives it, whichever it is: control characters not escaped, every line ended alike."""
    return _ESCAPED_CONTROL.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def shown(cell: Cell) -> str:
    """Returns a cell as text: a whole number without decimals."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def keys(columns: Iterable[Column]) -> tuple[int, ...]:
    """Returns which columns tell what a row is about; () where a table is derived and nothing of it is read back."""
    found = tuple(columns)
    if found and found[0].name == "id":
        return (0,)
    at = tuple(position for position, column in enumerate(found) if column.is_key)
    return at if len(at) > 1 else ()


def rows(found: Iterable[tuple[str, Table]], product: str, name: str, as_of: str) -> Iterator[tuple[str, ...]]:
    """Yields the rows of the hidden sheet for tables with the names of their sheets."""
    yield (MARK, str(VERSION), product, name, as_of)
    for sheet, table in found:
        at = keys(table.columns)
        if at:
            yield (TABLE, table.name, sheet, *("\n".join(getattr(column, said) for column in table.columns) for said in ("name", "heading")))
            for cells in table.rows:
                key = "|".join(shown(cells[position]) for position in at)
                yield (ROW, table.name, key, " ".join(digest(first_piece(shown(cell))) for cell in cells))


def read(cells: Iterable[tuple[str, ...]]) -> Origin | None:
    """Returns what the rows of a hidden sheet say, each filled up to five texts; None where they are of no workbook that can be read back."""
    lines = iter(cells)
    first = next(lines, ())
    if first[:2] != (MARK, str(VERSION)):
        return None
    tables: dict[str, OriginTable] = {}
    by_name: dict[str, OriginTable] = {}
    for line in lines:
        if line[0] == TABLE:
            tables[line[2]] = by_name[line[1]] = OriginTable(line[1], tuple(line[3].split("\n")), tuple(line[4].split("\n")), {})
        elif line[0] == ROW and line[1] in by_name:
            by_name[line[1]].rows[tuple(line[2].split("|"))] = tuple(line[3].split(" "))
    return Origin(first[2], first[3], first[4], tables)


LONGEST_TEXT = 32_767
"""UTF-16 code units that a cell can hold (Excel specifications and limits)."""


def split(text: str) -> tuple[str, ...]:
    """Returns a text in pieces that each fit into a cell; characters beyond the Basic Multilingual Plane count twice there."""
    if len(text) * 2 <= LONGEST_TEXT:
        return (text,)
    pieces, start, units = [], 0, 0
    for position, character in enumerate(text):
        size = 2 if ord(character) > 0xFFFF else 1
        if units + size > LONGEST_TEXT:
            pieces.append(text[start:position])
            start, units = position, 0
        units += size
    return (*pieces, text[start:])


def first_piece(text: str) -> str:
    """Returns what of a text stands in its cell."""
    return split(text)[0]
