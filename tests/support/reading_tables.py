"""Puts records together again from tables that another library has read, and says what they should be; for tests of exports."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from python_calamine import CalamineWorkbook

from handbook.model.handbook import Handbook
from handbook.schema.fields import Part
from handbook.schema.marks import is_many, part_of

Rows = list[dict[str, Any]]
"""Rows of a table, each a value by the name of its column."""


def read_workbook(content: bytes) -> dict[str, list[list[Any]]]:
    """Returns the cells of each sheet, read by a library that has nothing to do with the one that wrote them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)] for name in book.sheet_names}


def records_in(tables: Mapping[str, Rows], handbook: Handbook) -> dict[str, dict[str, Any]]:
    """Returns what tables say of each record, by its id: every value as text, lists as lists, groups as mappings; only what is said."""
    found: dict[str, dict[str, Any]] = {}
    for item in handbook.records():
        row = next(row for row in tables[item.kind.name] if row["id"] == item.id)
        found[item.id] = _group(type(item.record), row, tables, item.kind.name, (item.id,), ())
    return found


def records_of(handbook: Handbook) -> dict[str, dict[str, Any]]:
    """Returns the same from the records themselves."""
    return {item.id: _said(item.record) for item in handbook.records()}


def _group(model: type[Part], row: Mapping[str, Any], tables: Mapping[str, Rows], table: str, key: tuple[Any, ...], path: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        here, part, many = (*path, name), part_of(info.annotation), is_many(info.annotation)
        if part is not None and many:
            below = "references" if name == "references" and len(key) == 1 else f"{table}.{'.'.join(here)}"
            rows = [one for one in tables.get(below, []) if _key(one, len(key)) == key]
            found[name] = [_group(part, one, tables, below, _key(one, len(key) + 1), ()) for one in sorted(rows, key=lambda one: _key(one, len(key) + 1)[-1])]
        elif part is not None:
            found[name] = _group(part, row, tables, table, key, here)
        else:
            value = row[".".join(here)]
            found[name] = _entries(value) if many else "" if value is None else _number_or_text(value)
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def _key(row: Mapping[str, Any], length: int) -> tuple[Any, ...]:
    return (row["record id"], *(int(float(row[f"position {level}"])) for level in range(1, length)))


def _entries(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], entry, flags=re.DOTALL) for entry in str(value).split("\n")]


def _number_or_text(value: Any) -> str:
    return str(int(value)) if isinstance(value, (int, float)) and value == int(value) else str(value)


def _said(part: Part) -> dict[str, Any]:
    found = {name: _value(getattr(part, name)) for name in type(part).model_fields}
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return _said(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if value is None or isinstance(value, bool):
        return "" if value is None else "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
