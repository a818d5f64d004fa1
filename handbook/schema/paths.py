"""Follows a path of keys and positions into the fields of a record's type, as messages about one value need it."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from handbook.schema.fields import Part
from handbook.schema.marks import Path, part_of


def dotted(path: Path) -> str:
    """Returns a path as messages write it, positions counted from one: `impacts[2].level`."""
    text = ""
    for segment in path:
        text += f"[{segment + 1}]" if isinstance(segment, int) else f".{segment}" if text else segment
    return text


def fields_at(model: type[Part], path: Path) -> list[str]:
    """Returns the names of the fields that may stand where the last segment of `path` stands."""
    current = _model_at(model, path)
    return list(current.model_fields) if current is not None else []


def field_at(model: type[Part], path: Path) -> FieldInfo | None:
    """Returns the field that the last segment of `path` names, or None."""
    current = _model_at(model, path)
    return current.model_fields.get(str(path[-1])) if current is not None else None


def _model_at(model: type[Part], path: Path) -> type[Part] | None:
    """Returns the part of which the last segment of `path` is a key."""
    current: type[Part] | None = model
    for segment in path[:-1]:
        if isinstance(segment, str) and current is not None:
            current = part_of(current.model_fields[segment].annotation)
    return current
