"""Which field of which record a cell of a table stands for: the tables of an export read the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic.fields import FieldInfo

from handbook.exports.tables import REFERENCES, shape_of
from handbook.schema.fields import Part
from handbook.schema.kinds import MODELS
from handbook.schema.marks import part_of
from handbook.schema.record import Record
from handbook.source.editing import Path


@dataclass(frozen=True, slots=True)
class Field:
    """A column that somebody writes."""

    path: tuple[str, ...]
    """Keys from the row's record, or from its entry of a list."""
    info: FieldInfo
    many: bool


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table whose rows are records, or entries of lists in records."""

    kind: str
    """Name of the kind; '' for references, which records of every kind have."""
    lists: tuple[tuple[str, ...], ...]
    """Keys that lead to the list, to the list in its entries, and so on; () where rows are records."""
    model: type[Part]
    """What a row is."""
    fields: Mapping[str, Field]
    """What columns stand for, by their names; others are derived, or tell which row it is."""

    def entry(self, positions: tuple[int, ...]) -> Path:
        """Returns the path from the record to an entry at these positions, counted from 1; () for the record itself."""
        found: Path = ()
        for keys, position in zip(self.lists, positions, strict=True):
            found = (*found, *keys, position - 1)
        return found

    def list_at(self, positions: tuple[int, ...]) -> Path:
        """Returns the path from the record to a list, by the positions of the entries around it, one fewer than the table has."""
        found: Path = ()
        for keys, position in zip(self.lists, positions, strict=False):
            found = (*found, *keys, position - 1)
        return (*found, *self.lists[-1])


@cache
def layouts() -> Mapping[str, TableLayout]:
    """Returns the layout of every table that is read back, by the table's name. A function of the schema alone."""
    found: dict[str, TableLayout] = {}
    for name, model in MODELS.items():
        found[name] = TableLayout(name, (), model, _fields(model))
        found |= {one: layout for one, layout in _of_lists(name, name, (), model) if layout.lists[0][0] != REFERENCES}
    part = part_of(Record.model_fields[REFERENCES].annotation)
    assert part is not None  # a record's references are groups
    return {**found, REFERENCES: TableLayout("", ((REFERENCES,),), part, _fields(part))}


@cache
def orders(model: type[Part], path: Path) -> tuple[tuple[str, ...], ...]:
    """Returns, for each step of a path into a record, the keys that may stand there, in their order. A function of the schema alone."""
    found: list[tuple[str, ...]] = []
    current: type[Part] | None = model
    for segment in path:
        found.append(tuple(current.model_fields) if current is not None and isinstance(segment, str) else ())
        if isinstance(segment, str) and current is not None:
            current = part_of(current.model_fields[segment].annotation)
    return tuple(found)


def _of_lists(table: str, kind: str, above: tuple[tuple[str, ...], ...], model: type[Part]) -> Iterator[tuple[str, TableLayout]]:
    for path, part in shape_of(model).lists:
        name = f"{table}.{'.'.join(path)}"
        yield name, TableLayout(kind, (*above, path), part, _fields(part))
        yield from _of_lists(name, kind, (*above, path), part)


def _fields(model: type[Part]) -> dict[str, Field]:
    return {column.name: Field(path, _info(model, path), column.many) for path, column in shape_of(model).columns}


def _info(model: type[Part], path: tuple[str, ...]) -> FieldInfo:
    for name in path[:-1]:
        model = part_of(model.model_fields[name].annotation) or model
    return model.model_fields[path[-1]]
