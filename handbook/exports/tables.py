"""The handbook as tables: one for each kind, one for each list of groups in a kind, references, links, and all columns.

A group of fields that stands once becomes columns of its record (`attempt.level`). A list of groups becomes a table, since a cell has one
value: its rows name the record and their position. Nothing is lost, and what every format of tables writes is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from handbook.languages.said import UNTOLD, Said, joined, retold, t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.fields import Mark, Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import closed_list, is_many, mark_of, part_of
from handbook.schema.record import COMMON, Record
from handbook.schema.words import type_in_words
from handbook.views.shared.derived import derived_fields
from handbook.views.shared.words import label

Cell: TypeAlias = str | int | float | None
"""A value of a cell: text, a number, or nothing."""
COMMON_FIRST = ("id", "title", "status")
"""Fields of every kind that stand before the kind's own; the others stand behind them."""
RECORD, REFERENCES, LINKS, COLUMNS = "record id", "references", "links", "columns"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """The field, a group before its field: `title`, `attempt.level`."""
    heading: str
    about: str
    """What it means."""
    holds: str
    """What its values are, in words."""
    names: bool = False
    """Whether its values are ids of records."""
    prose: bool = False
    """Whether its values may be paragraphs."""
    many: bool = False
    """Whether a cell holds a list, one entry a line (`cell_of_list`)."""
    derived: bool = False
    """Whether it is computed and nobody writes it."""
    choices: tuple[str, ...] = ()
    """The words that a cell may hold, where the list is closed and a cell holds one of them."""
    is_key: bool = False
    """Whether it tells, in the table of a list, whose row it is and which."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its rows in the order of the records."""

    name: str
    """Name among all tables: `risk`, `risk.impacts`, `references`."""
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class Shape:
    """What is read of a class: paths of its columns, and of its lists of groups with their own shape."""

    columns: list[tuple[tuple[str, ...], Column]] = field(default_factory=list)
    lists: list[tuple[tuple[str, ...], type[Part]]] = field(default_factory=list)


def tables(handbook: Handbook, *, empty_lists: bool = False) -> tuple[Table, ...]:
    """Returns every table that has a row, those of kinds in the order of the handbook, each followed by those of its lists.

    With `empty_lists` those of lists that no record of a kind has an entry in are there, too, for somebody to fill in.
    """
    found: list[Table] = []
    for name in KINDS:
        items = handbook.of_kind(name)
        if items:
            found.append(_of_kind(handbook, name, items))
            found += _of_lists(name, MODELS[name], items)
    found += [_references(handbook), _links(handbook)]
    full = tuple(one for one in found if one.rows)
    kept = tuple(one for one in found if one.rows or (empty_lists and full and one.name != LINKS))
    return (*kept, dictionary(kept)) if kept else ()


def cell_of(value: Any) -> Cell:
    """Returns a single value as a cell: numbers as numbers, all else as text, days as 2026-11-16, yes and no in words."""
    if value is None or isinstance(value, bool):
        return None if value is None else "yes" if value else "no"
    if isinstance(value, (int, float)):
        return int(value) if value == int(value) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def cell_of_list(values: tuple[Any, ...]) -> Cell:
    r"""Returns a list as one cell, one entry a line; a line break and a backslash inside an entry are written `\n` and `\\`."""
    written = (str(cell_of(value)).replace("\\", "\\\\").replace("\n", "\\n") for value in values)
    return "\n".join(written) if values else None


def _of_kind(handbook: Handbook, name: str, items: tuple[Item, ...]) -> Table:
    kind, model = KINDS[name], MODELS[name]
    shape = shape_of(model)
    front = [one for one in shape.columns if one[0][0] in COMMON_FIRST]
    back = [one for one in shape.columns if one[0][0] in COMMON and one[0][0] not in COMMON_FIRST]
    own = [one for one in shape.columns if one[0][0] not in COMMON]
    follows = {item.id: {view.name: view for view in derived_fields(handbook, item) if view.value.shape in ("text", "links")} for item in items}
    derived = {view.name: view for views in follows.values() for view in views.values()}
    columns = [
        *(column for _, column in (*front, *own)),
        *(Column(f"({view.name})", t("{label} (derived)", label=view.label), view.help, t("derived"), names=view.value.shape == "links",
                 many=view.value.shape == "links", derived=True) for view in derived.values()),
        *(column for _, column in back),
    ]  # fmt: skip
    rows = []
    for item in items:
        views = follows[item.id]
        computed = [_derived(views[one].value) if one in views else None for one in derived]
        rows.append((*_values(item.record, [*front, *own]), *computed, *_values(item.record, back)))
    return Table(name, kind.plural, kind.about, tuple(columns), tuple(rows))


def _derived(value: Any) -> Cell:
    return cell_of_list(tuple(link.id for link in value.links)) if value.shape == "links" else value.text or None


def _of_lists(name: str, model: type[Record], items: tuple[Item, ...]) -> Iterator[Table]:
    """Yields the tables of a kind's lists of groups, those inside such a list after it."""
    for path, part in shape_of(model).lists:
        if path[0] not in COMMON:
            rows = [((item.id, position), one) for item in items for position, one in enumerate(_at(item.record, path) or (), 1)]
            yield from _of_list(f"{name}.{'.'.join(path)}", _below(KINDS[name].plural, path), part, rows, _about(model, path), 2)


def _of_list(name: str, title: str, part: type[Part], found: Sequence[tuple[tuple[Cell, ...], Any]], about: str, depth: int) -> Iterator[Table]:
    """Yields the table of a list, and those of lists in its entries; `depth` is how many columns tell an entry apart."""
    shape = shape_of(part)
    positions = (Column(f"position {level}", t("Position"), t("Place in the list, from 1."), t("number"), is_key=True) for level in range(1, depth))
    keys = (_record_column(), *positions)
    rows = tuple((*key, *_values(one, shape.columns)) for key, one in found)
    yield Table(name, title, about, (*keys, *(column for _, column in shape.columns)), rows)
    for path, inside in shape.lists:
        below = [((*key, position), inner) for key, one in found for position, inner in enumerate(_at(one, path) or (), 1)]
        yield from _of_list(f"{name}.{'.'.join(path)}", _below(title, path), inside, below, _about(part, path), depth + 1)


def _references(handbook: Handbook) -> Table:
    part = part_of(Record.model_fields[REFERENCES].annotation)
    assert part is not None  # a record's references are groups
    rows = [((item.id, position), one) for item in handbook.records() for position, one in enumerate(item.record.references, 1)]
    return next(_of_list(REFERENCES, t("References"), part, rows, t("What records bear on in reference documents, with whose outcome it is and why."), 2))


def _links(handbook: Handbook) -> Table:
    columns = (
        _record_column(),
        Column("field", t("Field"), t("Where in the record the other one is named, lists counted from 1."), t("text")),
        Column("target", t("Names", "a record"), t("The record that is named."), t("id of a record"), names=True),
    )
    rows = tuple((link.source, ".".join(str(step + 1) if isinstance(step, int) else step for step in link.path), link.target) for link in handbook.links)
    return Table(LINKS, t("Links"), t("Every link from one record to another that leads somewhere."), columns, rows)


def dictionary(found: tuple[Table, ...]) -> Table:
    """Returns the table of what every column of the others means."""
    names = (("table", t("Table")), ("column", t("Column")), ("heading", t("Heading")), ("holds", t("Holds")), ("about", t("Meaning")))
    columns = tuple(Column(name, heading, "", t("text"), prose=name == "about") for name, heading in names)
    rows = tuple((table.name, one.name, one.heading, one.holds, one.about or None) for table in found for one in table.columns)
    return Table(COLUMNS, t("Columns"), t("What every column of every table means."), columns, rows)


def _record_column() -> Column:
    return Column(RECORD, t("Record"), t("The record that says it."), t("id of a record"), names=True, is_key=True)


def _below(title: str, path: tuple[str, ...]) -> Said:
    """Returns the title of the table of a list: that of what it stands in, and the name of its field."""
    name = label(path[-1])
    return t("{title}, {name}", UNTOLD, title=title, name=retold(name, name.lower()))


@cache
def shape_of(model: type[Part]) -> Shape:
    """Returns the columns and lists of a class. A function of the class alone."""
    found = Shape()
    _read(model, (), found)
    return found


def _read(model: type[Part], above: tuple[str, ...], found: Shape) -> None:
    for name, info in model.model_fields.items():
        path, part = (*above, name), part_of(info.annotation)
        if part is not None and is_many(info.annotation):
            found.lists.append((path, part))
        elif part is not None:
            _read(part, path, found)
        else:
            mark = mark_of(info.annotation, info.metadata) or Mark("plain")
            heading = joined(": ", [label(one) for one in (*above, name)])
            words = type_in_words(info.annotation, info.metadata)
            many, names = is_many(info.annotation), mark.meaning == "record" or path == ("id",)
            prose = mark.meaning in ("prose", "plain") and not closed_list(info.annotation) and name not in ("id", "title")
            choices = () if many else closed_list(info.annotation)
            about = t(info.description) if info.description else ""
            found.columns.append((path, Column(".".join(path), heading, about, words, names=names, prose=prose, many=many, choices=choices)))


def _values(part: Part, columns: list[tuple[tuple[str, ...], Column]]) -> tuple[Cell, ...]:
    found = ((_at(part, path), column) for path, column in columns)
    return tuple(cell_of_list(value or ()) if column.many else cell_of(value) for value, column in found)


def _at(part: Part, path: tuple[str, ...]) -> Any:
    value: Any = part
    for name in path:
        value = getattr(value, name) if value is not None else None
    return value


def _about(model: type[Part], path: tuple[str, ...]) -> str:
    found: type[Part] = model
    for name in path[:-1]:
        found = part_of(found.model_fields[name].annotation) or found
    return t(found.model_fields[path[-1]].description or "")
