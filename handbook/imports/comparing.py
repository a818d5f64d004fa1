"""Compares a workbook that came back with what it was exported from and with the product as it stands now, cell by cell.

Three states meet: the digest that the workbook carries, what somebody typed, and what the file says today. A cell that was not touched changes nothing,
whatever the file says; one that was touched is taken if the file still says what was exported, and is a conflict if it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.exports.origin import SHEET, Origin, OriginTable, digest, first_piece, read, shown
from handbook.exports.tables import tables
from handbook.findings.diagnostics import quoted
from handbook.imports.found import Found
from handbook.imports.layout import Field, TableLayout, layouts
from handbook.imports.rows import RowRead, rows_of
from handbook.imports.taking import Taking, in_form
from handbook.imports.typed import as_text
from handbook.imports.workbook import Sheet, WorkbookRefusedError
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row is compared: its sheet, its table when exported, and that table as it would be exported now."""

    sheet: Sheet
    origin: OriginTable
    layout: TableLayout
    now: Mapping[Key, Mapping[str, str]]
    """Texts of cells by column, by what tells the row."""


def origin_of(book: Mapping[str, Sheet], handbook: Handbook) -> Origin:
    """Returns what a workbook says of where it comes from. Raises WorkbookRefusedError where it says nothing, or names another product."""
    sheet = book.get(SHEET)
    lines = (tuple([*(as_text(cell.value) for cell in row), *[""] * 5][:5]) for row in sheet.rows) if sheet is not None else iter(())
    found = read(lines)
    if found is None:
        raise WorkbookRefusedError(f"the workbook has no sheet '{SHEET}' as an export writes it, hidden; expected one made by 'handbook export xlsx'")
    own = handbook.product.id if handbook.product else ""
    if (found.product, found.name) != (own, handbook.name):
        here = f"{handbook.name or 'not named'} ({own or 'no id'})"
        raise WorkbookRefusedError(
            f"the workbook was exported from {found.name or 'a product without a name'} ({found.product or 'no id'}), and the product is {here}; "
            "expected a workbook of this product, exported again where it was renamed"
        )
    return found


def compared(book: Mapping[str, Sheet], origin: Origin, handbook: Handbook) -> Found:
    """Returns what a workbook changes in a product, and what is to be told of its cells."""
    found, now = Found(), _now(handbook)
    taking = Taking(handbook, found)
    places = list(_places(book, origin, now, found))
    read_rows = [(place, rows_of(place.sheet, place.origin, found)) for place in places]
    for place, rows in read_rows:  # records first, since entries of lists may belong to new ones
        if not place.layout.lists:
            _records(place, rows, handbook, taking)
    for place, rows in read_rows:
        if place.layout.lists:
            _entries(place, rows, handbook, taking)
    return found


def _places(book: Mapping[str, Sheet], origin: Origin, now: Mapping[str, Mapping[Key, Mapping[str, str]]], found: Found) -> Iterator[_Place]:
    for name, table in origin.tables.items():
        layout = layouts().get(table.name)
        if name not in book:
            found.tell("note", "", t("the sheet {name} is not there any more; nothing is read for it, and nothing taken out because of it", name=quoted(name)))
        elif layout is None:
            found.tell(
                "note",
                "",
                t(
                    "the sheet {name} holds {table}, which this version of the handbook does not know; it is not read",
                    name=quoted(name),
                    table=quoted(table.name),
                ),
            )
        else:
            yield _Place(book[name], table, layout, now.get(table.name, {}))


def _now(handbook: Handbook) -> dict[str, dict[Key, dict[str, str]]]:
    """Returns the tables as they would be exported now, by name."""
    found: dict[str, dict[Key, dict[str, str]]] = {}
    for table in tables(handbook):
        if table.name in layouts():
            at = [0] if table.columns[0].name == "id" else [number for number, column in enumerate(table.columns) if column.is_key]
            names = [column.name for column in table.columns]
            found[table.name] = {tuple(shown(cells[one]) for one in at): dict(zip(names, map(shown, cells), strict=True)) for cells in table.rows}
    return found


def _records(place: _Place, rows: list[RowRead], handbook: Handbook, taking: Taking) -> None:
    found, kind = taking.found, KINDS[place.layout.kind]
    seen: set[Key] = set()
    for row in rows:
        if not row.key[0]:
            expected = f"{kind.prefix}-{_free(kind.prefix, handbook, found)}"
            found.tell("refused", row.address("id"), t("the row has no id; expected one that no record has, such as {expected}", expected=expected))
        elif row.key in seen or row.key[0] in found.new:
            found.tell("refused", row.address("id"), t("{record} stands in more than one row; expected each record once", record=row.key[0]))
        elif row.key in place.origin.rows:
            _changed(place, row, row.key[0], (), taking)
        elif row.key in place.now and _says_already(place, row, row.key):
            pass  # taken in before
        elif row.key[0] in handbook.items:
            found.tell("conflict", row.address("id"), t("{record} is new here, and a record of this id has been written in the meantime", record=row.key[0]))
        else:
            taking.new_record(row, place.layout)
        seen.add(row.key)
    for key in place.origin.rows:
        if key not in seen and key[0] in handbook.items:
            if _is_as_exported(place, key):
                found.gone[key[0]] = place.sheet.name
            else:
                found.tell(
                    "conflict",
                    f"'{place.sheet.name}'",
                    t("the row of {record} is not there any more, and the record has changed in the meantime", record=key[0]),
                )


def _entries(place: _Place, rows: list[RowRead], handbook: Handbook, taking: Taking) -> None:
    found, depth = taking.found, len(place.layout.lists)
    seen: set[Key] = set()
    new: list[RowRead] = []
    for row in rows:
        record, positions = row.key[0], row.key[1:]
        is_known = record in handbook.items or record in found.new
        if not record:
            found.tell("refused", row.address("record id"), t("the row names no record; expected the id of the record that it belongs to"))
        elif row.key in seen and all(positions):
            found.tell(
                "refused",
                row.address("record id"),
                t("entry {positions} of {record} stands in more than one row; expected each once", positions=", ".join(positions), record=record),
            )
        elif row.key in place.origin.rows and record in found.gone:
            found.tell("refused", row.address("record id"), t("the row belongs to {record}, whose own row is not there any more", record=record))
        elif row.key in place.origin.rows:
            _changed(place, row, record, place.layout.entry(tuple(map(int, positions))), taking)
        elif not is_known or (place.layout.kind and _kind_of(record, handbook, found) != place.layout.kind):
            found.tell(
                "refused",
                row.address("record id"),
                t("there is no record {record} to which the row could belong; expected one that has a row", record=quoted(record)),
            )
        elif not all(one.isdigit() and int(one) for one in positions[: depth - 1]) or not all(one.isdigit() or not one for one in positions):
            found.tell("refused", row.address("record id"), t("the row does not say its position; expected the entry that it belongs to, counted from 1"))
        else:
            new.append(row)
        seen.add(row.key)
    there = [key for key in place.now if key not in place.origin.rows]
    for row in sorted(new, key=lambda one: (one.key[0], int(one.key[-1] or 10**9))):
        before = next((key for key in there if key[:-1] == row.key[:-1] and _says_already(place, row, key)), None)
        if before is None:
            taking.new_entry(row, place.layout)
        else:  # taken in before
            there.remove(before)
    for key in place.origin.rows:
        if key not in seen and key in place.now and key[0] not in found.gone:
            path = place.layout.entry(tuple(map(int, key[1:])))
            if _is_as_exported(place, key):
                found.of(key[0]).gone_entries.append((path, place.sheet.name))
            else:
                found.tell(
                    "conflict",
                    f"'{place.sheet.name}'",
                    t("the row of entry {positions} of {record} is gone, and it has changed meanwhile", positions=", ".join(key[1:]), record=key[0]),
                )


def _changed(place: _Place, row: RowRead, record: str, entry: tuple[str | int, ...], taking: Taking) -> None:
    """Takes the cells of a row that were touched."""
    found, base = taking.found, dict(zip(place.origin.columns, place.origin.rows[row.key], strict=False))
    current = place.now.get(row.key)
    for name, cell in row.cells.items():
        field, was = place.layout.fields.get(name), (current or {}).get(name, "")
        text, address = _typed(field, as_text(cell.value)), row.address(name)
        if not cell.trouble and digest(text) == base.get(name):
            continue
        if current is None:
            found.tell(
                "refused",
                address,
                t("{record} no longer has this entry, so that the cell changes nothing", record=record)
                if entry
                else t("{record} no longer exists, so that the cell changes nothing", record=record),
            )
        elif cell.trouble:
            found.tell("refused", address, t("the cell holds {trouble}; expected the value itself", trouble=cell.trouble))
        elif field is None:
            why = t("computed, and nobody writes it") if name in current else t("no field any more")
            heading = place.origin.headings[place.origin.columns.index(name)]
            found.tell("refused", address, t("{heading} is {why}; leave the cell as it was", heading=quoted(heading), why=why))
        elif first_piece(was) != was:
            where = taking.place(record, (*entry, *field.path))
            found.tell("refused", address, t("the text is longer than a cell can hold; change it in {where}", where=where))
        elif digest(text) == digest(was):
            continue  # it says already what was typed
        elif digest(first_piece(was)) != base.get(name):
            where = taking.place(record, (*entry, *field.path))
            found.tell(
                "conflict",
                address,
                t("{where} has changed since the export to {was}; the cell says {text} and is not taken", where=where, was=quoted(was), text=quoted(text)),
            )
        else:
            taking.field(record, entry, field, place.layout, text, was, address)


def _typed(field: Field | None, text: str) -> str:
    """Returns what was typed as the file would say it; a list as one text."""
    return text if field is None or field.many else in_form(field, text)


def _says_already(place: _Place, row: RowRead, key: Key) -> bool:
    """Returns whether a row of the product as it stands says what a new row says."""
    current = place.now[key]
    return all(digest(_typed(place.layout.fields.get(name), as_text(cell.value))) == digest(current.get(name, "")) or not as_text(cell.value).strip()
               for name, cell in row.cells.items())  # fmt: skip


def _is_as_exported(place: _Place, key: Key) -> bool:
    """Returns whether the fields of a row are what they were when the workbook was made."""
    current, base = place.now.get(key, {}), dict(zip(place.origin.columns, place.origin.rows[key], strict=False))
    return all(digest(first_piece(current.get(name, ""))) == base.get(name) for name in place.layout.fields)


def _kind_of(record: str, handbook: Handbook, found: Found) -> str:
    return handbook.items[record].kind.name if record in handbook.items else found.new[record].kind


def _free(prefix: str, handbook: Handbook, found: Found) -> str:
    """Returns the number after the highest that a record of a kind has, in two digits at least."""
    taken = [one.rpartition("-")[2] for one in (*handbook.items, *handbook.not_taken, *found.new) if one.startswith(f"{prefix}-")]
    return f"{max((int(one) for one in taken if one.isdigit()), default=0) + 1:02}"
