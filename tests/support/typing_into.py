"""Types into workbooks as people do: other values in cells drawn at random, each right for its field, saved by a library that is not the reader."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import openpyxl

from handbook.exports.formats.xlsx import make, sheet_names
from handbook.exports.spoken import spoken
from handbook.exports.tables import Table, cell_of_list, tables
from handbook.imports.layout import layouts
from handbook.model.handbook import Handbook
from handbook.schema.fields import Bounds
from handbook.schema.marks import carried, closed_list, mark_of
from tests.support.hostile import TYPED

FIXED = frozenset({"id", "name", "severity", "protocol", "weakness", "languages", "contacts"})
"""Fields whose texts have a form of their own."""

ADDRESSES = frozenset({"disclosure.policy", "disclosure.namespace"})
"""Fields that take a web address alone."""

SIGNED = frozenset({"status", "assessed_by", "reviewed_on", "owner"})


@dataclass(frozen=True, slots=True)
class Typing:
    """A cell that somebody types into."""

    table: str
    sheet: str
    row: int
    """Position among the rows of the table, from 0."""
    column: int
    value: Any
    """What the cell says then; None where it is emptied."""


def drawn(handbook: Handbook, number: int, seed: int) -> list[Typing]:
    """Returns so many cells with another value for each, or fewer where the product has no more. Facts are left alone, since other texts say what they say."""
    found, rng = spoken(tables(handbook), handbook.language), random.Random(seed)
    names = sheet_names(found)
    cells = [(table, row, column) for table in found if table.name in layouts() for row in range(len(table.rows)) for column in range(len(table.columns))]
    rng.shuffle(cells)
    typed: list[Typing] = []
    for table, row, column in cells:
        if len(typed) == number:
            break
        for value in _other(handbook, table, row, column, rng):
            typed.append(Typing(table.name, names[table.name], row, column, value))
    return typed


def typed_into(content: bytes, typed: list[Typing]) -> bytes:
    """Returns the workbook with what is typed, as openpyxl saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for one in typed:
        cell = book[one.sheet].cell(one.row + 2, one.column + 1)
        cell.value = one.value
        if isinstance(one.value, str):
            cell.data_type = "s"  # as a cell for text takes what begins with =
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def exported(handbook: Handbook) -> bytes:
    """Returns the workbook of a product."""
    return make(handbook)


def _other(handbook: Handbook, table: Table, row: int, column: int, rng: random.Random) -> Iterator[Any]:
    """Yields one other value for a cell, or nothing where none is easily right."""
    name, was = table.columns[column].name, table.rows[row][column]
    field = layouts()[table.name].fields.get(name)
    above = handbook.items[str(table.rows[row][0])].inherited  # what a sign-off says may not be said otherwise in the record
    if (
        field is None
        or name.rpartition(".")[2] in FIXED
        or name in ADDRESSES
        or table.name == "fact"
        or name in SIGNED & {*above, *(SIGNED if "assessed_by" in above else ())}
    ):
        return
    fields, cells = layouts()[table.name].fields, {one.name: value for one, value in zip(table.columns, table.rows[row], strict=True)}
    around = [one for one, other in fields.items() if other.path[:-1] == field.path[:-1] and other.info.is_required()]
    if (isinstance(was, str) and len(was) * 2 > 32_767) or (was is None and any(cells[one] is None for one in around)):  # a group is shown once it is whole
        return
    info, mark = field.info, mark_of(field.info.annotation, field.info.metadata)
    words, bounds = closed_list(info.annotation), carried(Bounds, info.annotation, info.metadata)
    if was is not None and not info.is_required() and rng.random() < 0.1 and name not in ("status", "owner", "visibility", "review_by"):
        yield None
    elif words and not field.many:
        yield rng.choice([word for word in words if word != was] or [was])
    elif mark is None and "bool" in str(info.annotation):
        yield rng.choice(["yes", "no"]) if was is None else "no" if was == "yes" else "yes"
    elif mark is None and "date" in str(info.annotation) and was is not None:
        yield (date.fromisoformat(str(was)) - timedelta(days=rng.randrange(1, 40))).isoformat()
    elif mark is None and bounds is not None:
        number = float(was) if isinstance(was, (int, float)) else bounds.least
        yield int(number + 1) if number + 1 <= bounds.most else int(bounds.least)
    elif mark is not None and mark.meaning == "record" and mark.kinds:
        here = str(table.rows[row][0])
        ids = [item.id for kind in mark.kinds for item in handbook.of_kind(kind) if item.id not in (was, here)]
        if ids and field.many:
            entries = [one for one in str(was or "").split("\n") if one]
            added = rng.choice(ids)
            kept = [one for one in entries if one != added][rng.randrange(2) :]
            yield cell_of_list((*kept, added))
        elif ids:
            yield rng.choice(ids)
    elif mark is not None and mark.meaning in ("plain", "prose") and not words:
        text = _text(str(was or ""), rng)
        yield cell_of_list((text.replace("\n", " "), "second entry")) if field.many else text


def _text(was: str, rng: random.Random) -> str:
    """Returns another text: a word more, a sentence in front, a paragraph more, or something by which readers break."""
    texts = (f"{was.rstrip()} Changed.", f"Before all: {was.rstrip()}", f"{was.rstrip()}\n\nA further paragraph.\n\nAnd one more.")
    return rng.choice((*texts, rng.choice(TYPED).strip() or "x")) if was else rng.choice(("New text.", rng.choice(TYPED).strip() or "x"))
