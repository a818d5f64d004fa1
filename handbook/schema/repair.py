"""Takes what is wrong out of a record as it was written, and gives misspelt keys their right names, so that the rest can be read."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from handbook.findings.nearest import nearest
from handbook.schema.fields import Part
from handbook.schema.marks import Path
from handbook.schema.paths import fields_at
from handbook.source.nodes import Mapping, Node, Sequence

_GONE = object()
"""Stands in a list for an entry that is taken out."""


def misspelt_keys(model: type[Part], data: Any, errors: list[ErrorDetails]) -> dict[Path, Path]:
    """Returns, for each unknown key, the path of the nearest key that is not there, so that one slip is one message."""
    found: dict[Path, Path] = {}
    for error in errors:
        path = tuple(error["loc"])
        if error["type"] != "extra_forbidden":
            continue
        parent = data
        for segment in path[:-1]:
            parent = parent[segment]
        for close in nearest(str(path[-1]), fields_at(model, path)):
            meant = (*path[:-1], close)
            if close not in parent and meant not in found.values():
                found[path] = meant
                break
    return found


def rename(data: Any, node: Node, path: Path, name: str) -> None:
    """Gives the value at `path` the key `name`, in `data` and in `node` alike."""
    old = str(path[-1])
    for segment in path[:-1]:
        data = data[segment]
        if isinstance(node, Sequence) and isinstance(segment, int):
            node = node.items[segment]
        elif isinstance(node, Mapping):
            node = node.items[str(segment)]
    data[name] = data.pop(old)
    if isinstance(node, Mapping):
        node.items[name] = node.items.pop(old)
        node.keys[name] = node.keys.pop(old)


def leave_out(data: Any, error: ErrorDetails) -> bool:
    """Takes what is wrong out of `data`; returns whether a record can still come of it."""
    path = tuple(error["loc"])
    if error["type"] == "missing":
        return _stand_in(data, str(path[0])) if len(path) == 1 else _remove(data, path[:-1])
    if path in (("id",), ("title",)):
        data.pop(path[0], None)
        return _stand_in(data, str(path[0]))
    return _remove(data, path)


def swept(value: Any, node: Node) -> Any:
    """Returns `value` without the entries of lists that are taken out, and puts their nodes last, so that positions in the two agree."""
    if isinstance(value, dict) and isinstance(node, Mapping):
        return {key: swept(item, node.items[key]) if key in node.items else item for key, item in value.items()}
    if isinstance(value, list) and isinstance(node, Sequence):
        pairs = list(zip(value, node.items, strict=False))
        gone = [child for item, child in pairs if item is _GONE]
        kept = [(item, child) for item, child in pairs if item is not _GONE]
        node.items = [*(child for _, child in kept), *gone, *node.items[len(value) :]]
        return [swept(item, child) for item, child in kept]
    return value


def _stand_in(data: Any, name: str) -> bool:
    """Gives a record without a title its id as one; returns whether it could."""
    if name == "title" and isinstance(data.get("id"), str):
        data["title"] = data["id"]
        return True
    return False


def _remove(data: Any, path: Path) -> bool:
    parent = data
    for segment in path[:-1]:
        try:
            parent = parent[segment]
        except (KeyError, IndexError, TypeError):
            return True  # went with something that was taken out already
    last = path[-1]
    if isinstance(parent, dict):
        parent.pop(last, None)
    elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
        parent[last] = _GONE  # taken out once all errors are through, so that positions in the list hold
    return True
