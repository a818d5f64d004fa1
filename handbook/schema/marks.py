"""Marks: which fields of a record or part hold references, prose or files, found by the types of the schema.

The resolver finds references by it, the views know by it what to show how; a new kind of record needs no code in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from handbook.schema.fields import Mark, Part

MOST_KEYS = 4
"""Keys of a group of fields that a message names, at most."""

Path = tuple[str | int, ...]
"""Where in a record: field, position in a list, field of a part."""


def marked(value: Part, path: Path = ()) -> Iterator[tuple[Path, Mark, str]]:
    """Yields every text of a record that has a mark, with the path to it."""
    for name, mark, model in _fields(type(value)):
        found = getattr(value, name)
        if found is None or found == ():
            continue
        many = found if isinstance(found, tuple) else (found,)
        for position, single in enumerate(many):
            place = (*path, name, position) if isinstance(found, tuple) else (*path, name)
            if model is not None:
                if isinstance(single, Part):
                    yield from marked(single, place)
            elif mark is not None:
                yield place, mark, str(single)


def mark_of(annotation: Any, metadata: Iterable[Any] = ()) -> Mark | None:
    """Returns the mark that a field's type carries, inside lists and optional types too."""
    for extra in metadata:
        if isinstance(extra, Mark):
            return extra
    if get_origin(annotation) is Annotated:
        return mark_of(annotation.__origin__, annotation.__metadata__)
    if get_origin(annotation) in (Union, UnionType, tuple):
        for argument in get_args(annotation):
            found = mark_of(argument)
            if found is not None:
                return found
    return None


def part_of(annotation: Any) -> type[Part] | None:
    """Returns the part that a field holds, inside lists and optional types too."""
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
    if get_origin(annotation) is tuple:
        return True
    return any(is_many(argument) for argument in get_args(annotation) if argument is not NoneType and get_origin(annotation) is not Literal)


def closed_list(annotation: Any) -> tuple[str, ...]:
    """Returns the words that a field may hold, inside lists and optional types too; empty where the list is not closed."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((found for argument in get_args(annotation) if (found := closed_list(argument))), ())


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, Mark | None, type[Part] | None], ...]:
    """Returns name, mark and part of each field that holds either. A function of the class alone."""
    found = []
    for name, info in model.model_fields.items():
        mark, part = mark_of(info.annotation, info.metadata), part_of(info.annotation)
        if mark is not None or part is not None:
            found.append((name, mark, part))
    return tuple(found)
