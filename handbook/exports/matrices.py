"""The coverage matrices as tables: a row for each of their rows, a cell with its state, what is said of it, and the records in it."""

from __future__ import annotations

from handbook.exports.tables import Column, Table
from handbook.languages.said import UNTOLD, Said, t, word
from handbook.methods.matrices import MAKERS, as_seen
from handbook.methods.matrices.cells import Cell, Head, Matrix
from handbook.model.handbook import Handbook

PREFIX = "matrix."
"""Begins the names of these tables."""


def matrix_tables(handbook: Handbook) -> tuple[Table, ...]:
    """Returns a table for each matrix that has rows, without the gaps from which the product is exempt. Nothing in them is read back."""
    made = (as_seen(make(handbook), handbook) for make in MAKERS)
    return tuple(_table(handbook, matrix) for matrix in made if matrix.rows)


def told(cell: Cell) -> Said:
    """Returns a cell as text: its state, what is said or missing, and on a line of their own the records in it."""
    state = word(cell.state)
    first = t("{state}: {word}", UNTOLD, state=state, word=cell.word) if cell.word and cell.word != cell.state else state
    return t("{first}\n{records}", UNTOLD, first=first, records=", ".join(cell.records)) if cell.records else first


def _table(handbook: Handbook, matrix: Matrix) -> Table:
    columns = (
        Column("group", t("Group"), t("Rows that stand together."), t("text")),
        Column("under", t("Under"), t("What the row belongs to, where that has several."), t("id of a record"), names=True),
        Column("row", matrix.row, t("What the row is about."), t("id"), names=True),
        Column("title", t("Title"), t("What that is called."), t("text"), prose=True),
        *(
            Column(f"column {number}", _head(handbook, head), t("The state of one step for one row."), t("text"))
            for number, head in enumerate(matrix.columns, 1)
        ),
    )
    rows = tuple(
        (group.name or None, row.under.key if row.under else None, row.head.key, _title(handbook, row.head) or None, *map(told, row.cells))
        for group in matrix.groups
        for row in group.rows
    )
    used = _used(columns, rows)
    return Table(
        f"{PREFIX}{matrix.name}",
        matrix.title,
        matrix.about,
        tuple(columns[at] for at in used),
        tuple(tuple(one[at] for at in used) for one in rows),
    )


def _used(columns: tuple[Column, ...], rows: tuple[tuple[object, ...], ...]) -> tuple[int, ...]:
    """Returns which columns stay: of groups and of what rows belong to, only where any row has one."""
    return tuple(at for at, column in enumerate(columns) if column.name not in ("group", "under") or any(row[at] is not None for row in rows))


def _head(handbook: Handbook, head: Head) -> str:
    title = _title(handbook, head)
    if head.about == "step":
        return word(head.key)
    return t("{key} {title}", UNTOLD, key=head.key, title=title) if title else head.key


def _title(handbook: Handbook, head: Head) -> str:
    if head.about == "record":
        item = handbook.items.get(head.key)
        return item.record.title if item is not None else ""
    if head.about == "question":
        return handbook.catalogues.questions[head.key][1].text
    found = handbook.catalogues.entries.get(head.key) if head.about == "entry" else None
    return found.entry.title if found is not None else ""
