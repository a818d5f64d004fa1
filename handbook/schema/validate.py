"""A YAML node becomes a record, as far as it can, with a diagnostic for whatever cannot be taken.

What is wrong is left out of the record, so that the rest of it still has a page and can be referred to.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.nearest import nearest
from handbook.schema.fields import YES_OR_NO, Part
from handbook.schema.marks import MOST_KEYS, closed_list
from handbook.source.nodes import Document, Mapping, Node, Scalar, Sequence, plain

P = TypeVar("P", bound=Part)
Path = tuple[str | int, ...]
LONGEST_ID = 12
"""Characters of an id that a message names; a longer one is none."""
_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'")


def validate(model: type[P], node: Node, document: Document, what: str) -> tuple[P | None, list[Diagnostic]]:
    """Returns the record (or other part) that `node` holds, or None, and what is wrong with it.

    `what` names it in messages, as in 'a need'. Fields that are wrong are left out of the result. A misspelt key is renamed
    in `node`, and entries of lists that are left out go last there, so that places found in the result hold in `node`;
    `left_out` tells what of `node` the result does not say.
    """
    if not isinstance(node, Mapping):
        place = document.place(root=node)
        return None, [make("wrong-type", place, f"{what} is written as {_shape(plain(node))}", expected="keys and values")]
    data = plain(node)
    diagnostics: list[Diagnostic] = []
    guessed: set[Path] = set()
    for _ in range(50):
        try:
            return model.model_validate(data), diagnostics
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
            misspelt = _misspelt(model, data, errors)
            errors = [error for error in errors if error["loc"] not in misspelt.values()]  # missing only under its right name
            for error in errors:
                path = tuple(error["loc"])
                if not any(path[: len(meant)] == meant for meant in guessed) and not _reported(node, path, error["type"] == "missing"):
                    diagnostics.extend(_explain(error, path, model, node, document, what, misspelt))
            for path, meant in misspelt.items():
                _rename(data, node, path, str(meant[-1]))
                guessed.add(meant)
            kept = [_leave_out(data, error) for error in errors if error["loc"] not in misspelt]  # every one, not just up to the first
            if not all(kept):
                return None, diagnostics
            data = _swept(data, node)
    return None, diagnostics


def _reported(node: Node, path: Path, missing: bool) -> bool:
    """Returns whether what is wrong at `path` was reported before: refused as YAML, or missing only since it was left out."""
    for segment in path:
        if isinstance(node, Mapping) and segment in node.items:
            node = node.items[str(segment)]
        elif isinstance(node, Sequence) and isinstance(segment, int) and segment < len(node.items):
            node = node.items[segment]
        else:
            return node.refused
    return missing or node.refused


def left_out(part: Part, node: Node) -> frozenset[str]:
    """Returns the fields for which `node` holds something that `part`, made of it, does not say, or not in full."""
    if not isinstance(node, Mapping):
        return frozenset()
    fields = type(part).model_fields
    if node.refused:
        return frozenset(fields)
    return frozenset(name for name, value in node.items.items() if name in fields and not _says(getattr(part, name), value))


def _says(value: Any, node: Node) -> bool:
    if node.refused:
        return False
    if isinstance(value, Part):
        return not left_out(value, node)
    if isinstance(node, Sequence):
        return isinstance(value, tuple) and len(value) == len(node.items) and all(map(_says, value, node.items))
    if isinstance(node, Scalar) and node.text is not None:
        return value == node.text if isinstance(value, str) else value not in (None, ())
    return isinstance(node, Scalar)


def _explain(
    error: ErrorDetails,
    path: Path,
    model: type[Part],
    node: Node,
    document: Document,
    what: str,
    misspelt: dict[Path, Path],
) -> list[Diagnostic]:
    kind = error["type"]
    record = _id_of(node)
    name = f"'{_dotted(path)}' of {record or what}"
    place = document.place(path, root=node)
    found = _shown(error.get("input"))
    if kind == "extra_forbidden":
        place = document.place(path, key=True, root=node)
        known = _fields_at(model, path)
        close = (str(misspelt[path][-1]),) if path in misspelt else nearest(str(path[-1]), known)
        expected = "" if close else f"one of {', '.join(known)}"
        if not close and error.get("input") is None and " " in str(path[-1]):  # the rest of a text in braces, behind its comma
            expected = f"quotes around a text that holds a comma, or {expected}"
        message = f"{what if len(path) == 1 else _inside(path, record or what)} has no key {quoted(str(path[-1]))}"
        return [make("unknown-key", place, message, expected=expected, suggestions=close, found=str(path[-1]), record=record)]
    if kind == "missing":
        if len(path) == 1:
            message = f"{what} has no '{path[0]}'"
            return [make("missing-key", document.place(root=node), message, expected=f"the key '{path[0]}'", record=record)]
        place = document.place(path[:-1], root=node)
        message = f"{_inside(path, record or what)} has no '{path[-1]}'"
        return [make("missing-field", place, message, expected=f"the key '{path[-1]}'{_choices_at(model, path)}", record=record)]
    if error.get("input") is None and _may_be_empty(model, path):
        return []
    if kind == "literal_error":
        allowed = _allowed(error)
        close = nearest(str(error.get("input")), allowed)
        expected = f"one of {', '.join(allowed)}" if allowed[1:] else f"'{allowed[0]}'"
        return [make("unknown-value", place, f"{name} is {found}", expected=expected, suggestions=close, found=found, record=record)]
    if kind == "handbook_link":
        target = error["ctx"]["target"]
        message = f"{name} holds a link to '{target[:60]}'"
        return [make("refused-link", place, message, expected="a link that starts with https: or mailto:, or is relative", found=target, record=record)]
    if kind == "handbook_empty" or (error.get("input") is None and not kind.endswith("_error")):
        return [make("empty-text", place, f"{name} is empty", expected="some text", record=record)]
    if kind == "handbook_type":
        wanted = error["msg"]
        if wanted == YES_OR_NO:
            close = nearest(str(error.get("input")), YES_OR_NO.split(" or "))
            return [make("wrong-type", place, f"{name} is {found}", expected=wanted, suggestions=close, found=found, record=record)]
        if wanted == "text" and isinstance(error.get("input"), dict):
            wanted = "text; put it in quotes where it contains ': '"
        return [make("wrong-type", place, f"{name} is {found}", expected=wanted, found=found, record=record)]
    wanted = {"tuple_type": "a list: one line each, starting with '- '", "model_type": _keys_of(model, path)}.get(kind, error["msg"])
    return [make("wrong-type", place, f"{name} is {found}", expected=wanted, found=found, record=record)]


def _inside(path: Path, whose: str) -> str:
    """Returns where a key at `path` stands, as a message begins: the group of fields that should hold it, and whose that is."""
    return f"'{_dotted(path[:-1])}' of {whose}"


def _id_of(node: Node) -> str:
    """Returns the id that a record is written with, or '' where there is none that a message could name."""
    found = node.items.get("id") if isinstance(node, Mapping) else None
    text = (found.text or "").strip() if isinstance(found, Scalar) else ""
    return text if text.isprintable() and len(text) <= LONGEST_ID else ""


def _choices_at(model: type[Part], path: Path) -> str:
    """Returns, for a field with a closed list, that list as the end of an expectation; else ''."""
    field = _field_at(model, path)
    choices = closed_list(field.annotation) if field is not None else ()
    return f", one of {', '.join(choices)}" if choices else ""


def _misspelt(model: type[Part], data: Any, errors: list[ErrorDetails]) -> dict[Path, Path]:
    """Returns, for each unknown key, the nearest key that is not there, so that one slip is one message."""
    found: dict[Path, Path] = {}
    for error in errors:
        path = tuple(error["loc"])
        if error["type"] != "extra_forbidden":
            continue
        parent = data
        for segment in path[:-1]:
            parent = parent[segment]
        for close in nearest(str(path[-1]), _fields_at(model, path)):
            meant = (*path[:-1], close)
            if close not in parent and meant not in found.values():
                found[path] = meant
                break
    return found


def _rename(data: Any, node: Node, path: Path, name: str) -> None:
    """Gives the value at `path` the key `name`."""
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


def _leave_out(data: Any, error: ErrorDetails) -> bool:
    """Takes what is wrong out of `data`; returns whether a record can still come of it."""
    path = tuple(error["loc"])
    if error["type"] == "missing":
        return _stand_in(data, str(path[0])) if len(path) == 1 else _remove(data, path[:-1])
    if path in (("id",), ("title",)):
        data.pop(path[0], None)
        return _stand_in(data, str(path[0]))
    return _remove(data, path)


def _stand_in(data: Any, name: str) -> bool:
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


_GONE = object()


def _swept(value: Any, node: Node) -> Any:
    """Returns `value` without the entries that are gone, and puts their nodes last."""
    if isinstance(value, dict) and isinstance(node, Mapping):
        return {key: _swept(item, node.items[key]) if key in node.items else item for key, item in value.items()}
    if isinstance(value, list) and isinstance(node, Sequence):
        pairs = list(zip(value, node.items, strict=False))
        gone = [child for item, child in pairs if item is _GONE]
        kept = [(item, child) for item, child in pairs if item is not _GONE]
        node.items = [*(child for _, child in kept), *gone, *node.items[len(value) :]]
        return [_swept(item, child) for item, child in kept]
    return value


def _model_at(model: type[Part], path: Path) -> type[Part] | None:
    """Returns the part of which the last segment of `path` is a key."""
    current: Any = model
    for segment in path[:-1]:
        if isinstance(segment, int):
            continue
        current = _part_of(current.model_fields[segment].annotation) if current is not None else None
    return current if current is None or issubclass(current, Part) else None


def _fields_at(model: type[Part], path: Path) -> list[str]:
    """Returns the names of the fields that may stand where the last segment of `path` stands."""
    current = _model_at(model, path)
    return list(current.model_fields) if current is not None else []


def _may_be_empty(model: type[Part], path: Path) -> bool:
    """Returns whether the key at `path` may as well be left out, so that an empty value says no more than that."""
    field = _field_at(model, path)
    return field is not None and not field.is_required()


def _field_at(model: type[Part], path: Path) -> FieldInfo | None:
    """Returns the field that the last segment of `path` names, or None."""
    current = _model_at(model, path)
    return current.model_fields.get(str(path[-1])) if current is not None else None


def _part_of(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _part_of(argument)
        if found is not None:
            return found
    return None


def _allowed(error: ErrorDetails) -> list[str]:
    return _LITERAL.findall(error["ctx"]["expected"])


def _dotted(path: Path) -> str:
    text = ""
    for segment in path:
        text += f"[{segment + 1}]" if isinstance(segment, int) else f".{segment}" if text else segment
    return text


def _shown(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else _shape(value)


def _keys_of(model: type[Part], path: Path) -> str:
    """Returns which keys may stand at a path, as an expectation."""
    names = _fields_at(model, (*path, ""))
    more = " and more" if len(names) > MOST_KEYS else ""
    return f"keys and values, such as {', '.join(f'{name}:' for name in names[:MOST_KEYS])}{more}" if names else "keys and values"


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else "text"
