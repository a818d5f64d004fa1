"""The data format, made from the schema: every file, its records, every field with its type and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from handbook.model import Site
from handbook.schema.fields import EXPECTED, Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import mark_of, part_of
from handbook.schema.record import Kind, Record, Reference
from handbook.views.values import COMMON


@dataclass(frozen=True, slots=True)
class FieldFormat:
    """A field as an author sees it."""

    name: str
    type: str
    """In words: `text`, `list of NEED-…`, `one of: a, b`."""
    needed: str
    """`always`, `for release` or `optional`."""
    meaning: str
    part: str = ""
    """Name of the group of fields that it holds."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together: a record of a kind, or a part of records."""

    name: str
    about: str
    fields: tuple[FieldFormat, ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class DataFormat:
    """Everything an author may write."""

    common: Group
    kinds: tuple[Group, ...]
    parts: tuple[Group, ...]


def data_format() -> DataFormat:
    """Returns the format of a product's YAML."""
    common = Group("Every record", "Fields that every record has.", _fields(Record))
    kinds = tuple(Group(kind.singular, kind.about, _fields(MODELS[name], leave_out=COMMON), kind) for name, kind in KINDS.items())
    parts: dict[str, Group] = {}
    models: tuple[type[Part], ...] = (Reference, Site, *MODELS.values())
    for model in models:
        _collect(model, parts)
    return DataFormat(common, kinds, tuple(parts[name] for name in sorted(parts)))


def _collect(model: type[Part], parts: dict[str, Group]) -> None:
    if not issubclass(model, Record) and model.__name__ not in parts:
        about = (model.__doc__ or "").split("\n")[0]
        parts[model.__name__] = Group(model.__name__, about, _fields(model))
    for info in model.model_fields.values():
        part = part_of(info.annotation)
        if part is not None and part.__name__ not in parts:
            _collect(part, parts)


def _fields(model: type[Part], leave_out: frozenset[str] = frozenset()) -> tuple[FieldFormat, ...]:
    found = []
    for name, info in model.model_fields.items():
        if name in leave_out:
            continue
        extra = info.json_schema_extra
        needed = "always" if info.is_required() else "for release" if isinstance(extra, dict) and extra.get(EXPECTED) else "optional"
        part = part_of(info.annotation)
        words = type_in_words(info.annotation, info.metadata)
        found.append(FieldFormat(name, words, needed, info.description or "", part.__name__ if part else ""))
    return tuple(found)


def type_in_words(annotation: Any, metadata: Any = ()) -> str:
    """Returns the type of a field as an author would say it."""
    literals = _literals(annotation)
    prefix = "list of " if _is_list(annotation) else ""
    if literals:
        return f"{prefix}one of: {', '.join(literals)}"
    part = part_of(annotation)
    if part is not None:
        return f"{prefix}{part.__name__}"
    mark = mark_of(annotation, metadata)
    if mark is not None:
        return prefix + _marked(mark.meaning, mark.kinds, mark.levels)
    text = str(annotation)
    for name, words in (("bool", "yes or no"), ("datetime.date", "date"), ("int", "whole number"), ("float", "number")):
        if name in text:
            return prefix + words
    return f"{prefix}text"


def _marked(meaning: str, kinds: tuple[str, ...], levels: tuple[str, ...]) -> str:
    if meaning == "record":
        return " or ".join(f"{KINDS[kind].prefix}-…" for kind in kinds) if kinds else "id of any record"
    if meaning == "entry":
        return f"entry of {' or '.join(levels)}" if levels else "entry of a reference document"
    return {"prose": "prose", "question": "question of an activity", "file": "file in files/", "moment": "date, or date and time"}.get(meaning, "text")


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is tuple:
        return True
    return any(_is_list(argument) for argument in get_args(annotation) if argument is not NoneType and get_origin(annotation) is not Literal)


def _literals(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    for argument in get_args(annotation):
        found = _literals(argument)
        if found:
            return found
    return ()
