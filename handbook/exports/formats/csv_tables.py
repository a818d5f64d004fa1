"""The format `csv`: the same tables as plain text, one file a table, by RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from handbook.exports.format import Format, whole
from handbook.exports.packing import archive
from handbook.exports.tables import Table, tables
from handbook.model.handbook import Handbook


def parts(handbook: Handbook) -> Mapping[str, bytes]:
    """Returns a file for each table, by its name; the first line has the names of the columns."""
    return {f"{table.name}.csv": text_of(table).encode("utf-8", "surrogatepass") for table in tables(handbook)}


def make(handbook: Handbook) -> bytes:
    """Returns all of them in one archive."""
    return archive(parts(handbook))


def text_of(table: Table) -> str:
    """Returns a table by RFC 4180: lines end in CR LF, a value with a comma, a quote or a line break stands in quotes."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(table.rows)
    return made.getvalue()


FORMAT = Format(
    name="csv",
    title="Tables (CSV)",
    file="handbook-csv.zip",
    media_type="application/zip",
    about="For programs and databases: the tables of the workbook, one file each, UTF-8, values exactly as typed.",
    read_by=("Python's csv", "databases", "scripts"),
    loses="A spreadsheet that opens such a file guesses: 1E3 becomes 1000 and =A1 a formula. For people there is the workbook.",
    account=whole(),
    make=make,
    parts=parts,
)
