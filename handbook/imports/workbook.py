"""Reads a workbook (XLSX) that came back: the cells of each sheet as they were typed, within limits, nothing run or fetched.

openpyxl reads it, in the mode that holds one row at a time. Before it sees the file, its size is known, and that no part of it is large when unpacked
or defines entities of XML. Links to other workbooks are not followed, and of a formula it is told that it is one.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from handbook.exports.origin import as_read
from handbook.languages.said import t
from handbook.source.disk import NotAFileError, TooLargeError, read_whole

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused unread. A workbook of 5,000 records has 3 MB."""
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts of the file together when unpacked, at most; zipfile gives no more of a part than its entry says."""
MOST_PARTS = 5_000
MOST_CELLS = 5_000_000
"""Cells up to the last one of each row, at most, over all sheets. A workbook of 5,000 records has 300,000."""

Typed: TypeAlias = "str | bool | int | float | date | datetime | None"


class WorkbookRefusedError(ValueError):
    """The file is no workbook that is read; the message is one sentence for whoever sent it."""


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell as it was typed."""

    value: Typed
    trouble: str = ""
    """What it holds instead of a value: 'a formula' or 'an error', or ''."""


Row: TypeAlias = tuple[CellRead, ...]
NOTHING = CellRead(None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows from the first, each up to its last cell."""

    name: str
    rows: tuple[Row, ...]

    def address(self, row: int, column: int) -> str:
        """Returns how spreadsheets name a cell, from its row and column counted from 0: `'Risks'!D14`."""
        return f"'{self.name.replace(chr(39), chr(39) * 2)}'!{letters(column)}{row + 1}"


def read_workbook(path: Path) -> dict[str, Sheet]:
    """Returns the sheets of a workbook by their names, in their order. Raises WorkbookRefusedError."""
    name = path.as_posix()
    try:
        content = read_whole(path, MOST_BYTES)
    except NotAFileError as error:
        raise WorkbookRefusedError(f"'{name}' is {error.what}; expected a workbook (.xlsx)") from None
    except TooLargeError as error:
        most = MOST_BYTES // 1024 // 1024
        raise WorkbookRefusedError(f"'{name}' has {error.size / 1024 / 1024:.1f} MiB; expected a workbook of at most {most} MiB") from None
    except OSError as error:
        raise WorkbookRefusedError(f"'{name}' cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    _look_inside(content, name)
    return _sheets(content, name)


def letters(position: int) -> str:
    """Returns the letters of a column, from 0 for A."""
    found = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        found = chr(65 + rest) + found
    return found


def _look_inside(content: bytes, name: str) -> None:
    """Raises WorkbookRefusedError for what is no archive, too large when unpacked, or has parts that define entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                most = MOST_UNPACKED // 1024 // 1024
                raise WorkbookRefusedError(f"'{name}' is too large when unpacked; expected at most {most} MiB in {MOST_PARTS:,} parts")
            for one in parts:
                if one.filename.lower().endswith((".xml", ".rels", ".vml")):
                    with packed.open(one) as part:
                        begins = part.read(4096)
                    if b"<!" in begins.replace(b"<!--", b"") or begins[:2] in (b"\xff\xfe", b"\xfe\xff"):
                        raise WorkbookRefusedError(f"'{name}' holds XML that defines entities or is not in UTF-8; expected a workbook as spreadsheets save it")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, WorkbookRefusedError):
            raise
        raise WorkbookRefusedError(f"'{name}' is no workbook that can be read; expected one saved as .xlsx, without a password") from None


def _sheets(content: bytes, name: str) -> dict[str, Sheet]:
    import openpyxl

    found: dict[str, Sheet] = {}
    left = MOST_CELLS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, nothing is asked here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a file says of its own size may be wrong, and rows are filled up to it
                rows: list[Row] = []
                for cells in sheet.iter_rows():
                    left -= len(cells) + 1
                    if left < 0:
                        raise WorkbookRefusedError(f"'{name}' has more than {MOST_CELLS:,} cells; expected a workbook of ours with what was written into it")
                    rows.append(tuple(map(_read, cells)))
                while rows and not any(cell.value not in (None, "") for cell in rows[-1]):
                    rows.pop()
                found[sheet.title] = Sheet(sheet.title, tuple(rows))
    except WorkbookRefusedError:
        raise
    except Exception:  # a broken file raises whatever the library meets first, of a dozen types
        raise WorkbookRefusedError(f"'{name}' is no workbook that can be read; expected one saved as .xlsx, without a password") from None
    return found


def _read(cell: Any) -> CellRead:
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if kind == "f":
        return CellRead(str(value), t("a formula"))
    if kind == "e":
        return CellRead(str(value), t("an error"))
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return CellRead(as_read(value))
    if isinstance(value, (bool, int, float, date, datetime)):
        return CellRead(value)
    return CellRead(str(value))
