"""The fields of a record as values that a page can show, found by the marks that their types carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from handbook.audience.unsaid import NOT_PUBLISHED
from handbook.languages.said import day, figure, t, word
from handbook.methods.risk import LEVELS
from handbook.model.handbook import Handbook
from handbook.schema.fields import Part
from handbook.schema.marks import closed_list, is_expected, mark_of, part_of
from handbook.schema.record import COMMON, KEPT_FROM, Record
from handbook.views.addresses import Address, of_file
from handbook.views.shared.links import LinkView, entry_link, record_link
from handbook.views.shared.words import MEANS_KINDS, label, level_words


@dataclass(frozen=True, slots=True)
class Value:
    """What a field says. Exactly one of the contents is filled, by `shape`."""

    shape: str
    """`text`, `prose`, `links`, `list`, `table`, `group` (rows of label and value), `file`, `hole` (what is missing, in words) or `empty`."""
    text: str = ""
    links: tuple[LinkView, ...] = ()
    items: tuple[Value, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with its label and value."""

    name: str
    label: str
    help: str
    value: Value
    gap: bool = False
    """Whether the field carries the argument and is empty."""
    kept_for: str = ""
    """Who alone may read it besides the maker's own people, or `internal`; '' where whoever reads the record may."""


EMPTY = Value("empty")
UNPUBLISHED = Value("text", text=word(NOT_PUBLISHED))
"""Stands where something is said and left out for those who read it."""
NOTHING_MORE = Value("text", text="–")
"""Stands in a cell for an optional field that says nothing, which is no gap."""


def fields_of(handbook: Handbook, record: Record, *, empty: bool = True) -> tuple[FieldView, ...]:
    """Returns the fields of the record's own kind, in the order of the schema; with `empty`, the gaps too."""
    return tuple(_fields(handbook, record, empty))


def value_of(handbook: Handbook, part: Part, name: str) -> Value:
    """Returns one field of a record or part as a value for a cell; empty only where that is a gap."""
    info = type(part).model_fields[name]
    value = _value(handbook, getattr(part, name), info.annotation, info.metadata)
    if value.shape == "empty" and is_expected(info) and name in _withheld(handbook, part):
        return UNPUBLISHED
    return value if value.shape != "empty" or is_expected(info) else NOTHING_MORE


def _fields(handbook: Handbook, record: Record, empty: bool) -> Iterator[FieldView]:
    for name, info in type(record).model_fields.items():
        if name in COMMON:
            continue
        value = _value(handbook, getattr(record, name), info.annotation, info.metadata)
        if value.shape == "empty" and is_expected(info) and name in _withheld(handbook, record):
            value = UNPUBLISHED
        if value.shape != "empty" or (is_expected(info) and empty):
            yield FieldView(name, label(name), t(info.description or ""), value, value.shape == "empty", kept_for(record, name))


def kept_for(record: Record, name: str) -> str:
    """Returns for whom a field of a record is kept, `assessor` or `internal`; '' where whoever reads the record may read it."""
    return next((level for key, level in KEPT_FROM.items() if name in getattr(record, key)), "")


def _withheld(handbook: Handbook, part: Part) -> frozenset[str]:
    """Returns the fields of a record that are left out for those who read the handbook."""
    item = handbook.items.get(part.id) if isinstance(part, Record) else None
    return item.withheld if item is not None else frozenset()


def _value(handbook: Handbook, found: Any, annotation: Any, metadata: Any = ()) -> Value:
    if found is None or found == ():
        return EMPTY
    part = part_of(annotation)
    if part is not None:
        return _table(handbook, part, found) if isinstance(found, tuple) else _group(handbook, found)
    mark = mark_of(annotation, metadata)
    meaning = mark.meaning if mark else "plain"
    many = found if isinstance(found, tuple) else (found,)
    if meaning == "record":
        links = tuple(record_link(handbook.items[one]) for one in many if one in handbook.items)
        return Value("links", links=links) if links else UNPUBLISHED if NOT_PUBLISHED in many else EMPTY
    if meaning == "entry":
        entries = handbook.catalogues.entries
        links = tuple(entry_link(handbook, entries[one]) for one in many if one in entries)
        return Value("links", links=links) if links else EMPTY
    if meaning == "file" and found in handbook.attachments:
        return Value("file", text=str(found), address=of_file(str(found)))
    if isinstance(found, tuple):
        return Value("list", items=tuple(Value("text", text=_words(one, annotation, meaning)) for one in found))
    if meaning == "prose":
        return Value("prose", text=str(found))
    return Value("text", text=_words(found, annotation, meaning))


def _table(handbook: Handbook, part: type[Part], parts: tuple[Part, ...]) -> Value:
    names = [name for name in part.model_fields if any(getattr(one, name) not in (None, ()) for one in parts)]
    rows = tuple(tuple(value_of(handbook, one, name) for name in names) for one in parts)
    return Value("table", columns=tuple(label(name) for name in names), rows=rows)


def _group(handbook: Handbook, part: Part) -> Value:
    names = [name for name in type(part).model_fields if getattr(part, name) not in (None, ())]
    return Value("group", rows=tuple((Value("text", text=label(name)), value_of(handbook, part, name)) for name in names))


def _words(value: Any, annotation: Any, meaning: str = "") -> str:
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return figure(value)
    if isinstance(value, str) and value in LEVELS and _is_level(annotation):
        return level_words(value)
    if isinstance(value, str) and value in MEANS_KINDS and set(MEANS_KINDS) <= set(closed_list(annotation)):
        return MEANS_KINDS[value]
    return word(value) if isinstance(value, str) and (closed_list(annotation) or meaning in ("dimension", "class")) else str(value)


def _is_level(annotation: Any) -> bool:
    return {"VL", "L", "M", "H"} <= set(closed_list(annotation))
