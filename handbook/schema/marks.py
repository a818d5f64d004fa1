"""Walks the values of a record by the marks on the types of its fields: references, texts, files, days, bounded numbers.

The resolver finds references by them, the views know by them what to show how; a new kind of record needs no code in either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from handbook.schema.fields import EXPECTED, Bounds, Chain, Mark, Part, Tense

M = TypeVar("M", Mark, Tense, Bounds, Chain)
P = TypeVar("P", bound=Part)

_TYPES = 2000
"""Types of fields of which is remembered what they carry: more than the schema has."""
MOST_KEYS = 4
"""Keys of a group of fields that a message names, at most."""

Path = tuple[str | int, ...]
"""Where in a record: field, position in a list, field of a part."""


def marked(value: Part, path: Path = ()) -> list[tuple[Path, Mark, str]]:
    """Returns every text of a record that has a mark, with the path to it."""
    found: list[tuple[Path, Mark, str]] = []
    _mark(value, path, found)
    return found


def _mark(value: Part, path: Path, found: list[tuple[Path, Mark, str]]) -> None:
    """Adds to `found` what `value`, which stands at `path`, holds: one list for all depths, since every record is walked."""
    for name, mark, model in marked_fields(type(value)):
        held = getattr(value, name)
        if held is None or held == ():
            continue
        place = (*path, name)
        if isinstance(held, tuple):
            for position, single in enumerate(held):
                _mark_one(single, (*place, position), mark, model is not None, found)
        else:
            _mark_one(held, place, mark, model is not None, found)


def _mark_one(single: Any, place: Path, mark: Mark | None, is_part: bool, found: list[tuple[Path, Mark, str]]) -> None:
    if is_part:
        if isinstance(single, Part):
            _mark(single, place, found)
    elif mark is not None:
        found.append((place, mark, str(single)))


def with_texts(value: P, change: Callable[[Path, str], str], path: Path = ()) -> P:
    """Returns the same record or part with every text that has a mark as `change` gives it, by the path to it; the same object where none changes."""
    changed: dict[str, Any] = {}
    for name, mark, model in marked_fields(type(value)):
        found = getattr(value, name)
        if found is None or found == ():
            continue
        many = found if isinstance(found, tuple) else (found,)
        made: list[Any] = []
        for position, single in enumerate(many):
            place = (*path, name, position) if isinstance(found, tuple) else (*path, name)
            if model is not None and isinstance(single, Part):
                made.append(with_texts(single, change, place))
            else:
                made.append(change(place, single) if mark is not None and isinstance(single, str) else single)
        if any(new is not old for new, old in zip(made, many, strict=True)):
            changed[name] = tuple(made) if isinstance(found, tuple) else made[0]
    return value.model_copy(update=changed) if changed else value


def tensed(value: Part, path: Path = ()) -> Iterator[tuple[Path, Tense, str]]:
    """Yields every day and moment of a record as text, with the path to it and with what it means."""
    yield from _carrying(value, Tense, path)


def bounded(value: Part, path: Path = ()) -> Iterator[tuple[Path, Bounds, str]]:
    """Yields every number of a record that has bounds, as text, with the path to it."""
    yield from _carrying(value, Bounds, path)


def mark_of(annotation: Any, metadata: Iterable[Any] = ()) -> Mark | None:
    """Returns the mark that a field's type carries, inside lists and optional types too."""
    return carried(Mark, annotation, metadata)


def carried(what: type[M], annotation: Any, metadata: Iterable[Any] = ()) -> M | None:
    """Returns what a field's type carries of one sort (mark, tense, bounds or step of the chain), inside lists and optional types too."""
    sort: Any = what
    found: M | None = next((extra for extra in metadata if isinstance(extra, what)), None) or _carried_by_type(sort, annotation)
    return found


@lru_cache(maxsize=_TYPES)
def _carried_by_type(what: Any, annotation: Any) -> Any:
    if get_origin(annotation) is Annotated:
        return carried(what, annotation.__origin__, annotation.__metadata__)
    if get_origin(annotation) in (Union, UnionType, tuple):
        return next((found for argument in get_args(annotation) if (found := carried(what, argument)) is not None), None)
    return None


def part_of(annotation: Any) -> type[Part] | None:
    """Returns the part that a field holds, inside lists and optional types too."""
    return _part_of(annotation)


@lru_cache(maxsize=_TYPES)
def _part_of(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    if get_origin(annotation) is Literal:
        return None
    for argument in get_args(annotation):
        found = part_of(argument)
        if found is not None:
            return found
    return None


def is_many(annotation: Any) -> bool:
    """Returns whether a field holds a list."""
    return _is_many(annotation)


@lru_cache(maxsize=_TYPES)
def _is_many(annotation: Any) -> bool:
    if get_origin(annotation) is tuple:
        return True
    return any(is_many(argument) for argument in get_args(annotation) if argument is not NoneType and get_origin(annotation) is not Literal)


def closed_list(annotation: Any) -> tuple[str, ...]:
    """Returns the words that a field may hold, inside lists and optional types too; empty where the list is not closed."""
    return _closed_list(annotation)


@lru_cache(maxsize=_TYPES)
def _closed_list(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for argument in get_args(annotation) if (found := closed_list(argument))), ())


def is_expected(info: FieldInfo) -> bool:
    """Returns whether a field is part of the argument, so that an empty one is a gap although it may be left out while drafting."""
    extra = info.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get(EXPECTED))


@cache
def names_of_fields(model: type[Part], *, empty: bool = False) -> tuple[str, ...]:
    """Returns the names of the fields of a part; with `empty`, those alone that say nothing where they are left out. A function of the class."""
    return tuple(name for name, info in model.model_fields.items() if not empty or (not info.is_required() and info.get_default() in (None, ())))


@cache
def marked_fields(model: type[Part]) -> tuple[tuple[str, Mark | None, type[Part] | None], ...]:
    """Returns name, mark and part of each field that holds either. A function of the class alone."""
    found = []
    for name, info in model.model_fields.items():
        mark, part = mark_of(info.annotation, info.metadata), part_of(info.annotation)
        if mark is not None or part is not None:
            found.append((name, mark, part))
    return tuple(found)


def _carrying(value: Part, what: Any, path: Path) -> Iterator[tuple[Path, Any, str]]:
    for name, extra, part in _carriers(type(value), what):
        found = getattr(value, name)
        many = found if isinstance(found, tuple) else () if found is None else (found,)
        for position, single in enumerate(many):
            place = (*path, name, position) if isinstance(found, tuple) else (*path, name)
            if part is None:
                yield place, extra, str(single)
            elif isinstance(single, Part):
                yield from _carrying(single, what, place)


@cache
def _carriers(model: type[Part], what: Any) -> tuple[tuple[str, Any, type[Part] | None], ...]:
    """Returns name, what it carries and part of each field that may lead to something of that sort. A function of the classes alone."""
    found = []
    for name, info in model.model_fields.items():
        part = part_of(info.annotation)
        extra = None if part is not None else carried(what, info.annotation, info.metadata)
        if extra is not None or (part is not None and _carriers(part, what)):
            found.append((name, extra, part))
    return tuple(found)
