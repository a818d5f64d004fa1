"""A YAML node becomes a record, as far as it can, with a diagnostic for whatever cannot be taken.

What is wrong is left out of the record, so that the rest of it still has a page and can be referred to.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handbook.diagnostics import Diagnostic, make
from handbook.identifiers import nearest
from handbook.schema.fields import Part
from handbook.source import Document, Mapping, Node, plain

P = TypeVar("P", bound=Part)
_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'")


def validate(model: type[P], node: Node, document: Document, what: str) -> tuple[P | None, list[Diagnostic]]:
    """Returns the record (or other part) that `node` holds, or None, and what is wrong with it.

    `what` names it in messages, as in 'a need'. Fields that are wrong are left out of the result.
    """
    if not isinstance(node, Mapping):
        place = document.place(root=node)
        return None, [make("wrong-type", place, f"{what} is written as {_shape(plain(node))}", expected="keys and values")]
    data = plain(node)
    diagnostics: list[Diagnostic] = []
    said: set[tuple[str | int, ...]] = set()
    for _ in range(50):
        try:
            return model.model_validate(data), diagnostics
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
            misspelt = _misspelt(model, errors)
            for error in errors:
                path = tuple(error["loc"])
                if path not in said:
                    said.add(path)
                    diagnostics.extend(_explain(error, path, model, node, document, what, misspelt))
            kept = [_leave_out(data, error, misspelt) for error in errors]  # every one, not just up to the first
            if not all(kept):
                return None, diagnostics
            data = _swept(data)
    return None, diagnostics


def _explain(
    error: ErrorDetails,
    path: tuple[str | int, ...],
    model: type[Part],
    node: Node,
    document: Document,
    what: str,
    misspelt: dict[tuple[str | int, ...], tuple[str, ...]],
) -> list[Diagnostic]:
    kind = error["type"]
    name = _dotted(path)
    place = document.place(path, root=node)
    found = _shown(error.get("input"))
    if kind == "extra_forbidden":
        place = document.place(path, key=True, root=node)
        known = _fields_at(model, path)
        close = misspelt.get(path) or nearest(str(path[-1]), known)
        expected = "" if close else f"one of {', '.join(known)}"
        message = f"{what} has no key '{path[-1]}'" if len(path) == 1 else f"'{_dotted(path[:-1])}' of {what} has no key '{path[-1]}'"
        return [make("unknown-key", place, message, expected=expected, suggestions=close, found=str(path[-1]))]
    if kind == "missing":
        if path in misspelt.values():
            return []
        if len(path) == 1:
            message = f"{what} has no '{path[0]}'"
            return [make("missing-key", document.place(root=node), message, expected=f"the key '{path[0]}'")]
        place = document.place(path[:-1], root=node)
        message = f"'{_dotted(path[:-1])}' of {what} has no '{path[-1]}'"
        return [make("missing-field", place, message, expected=f"the key '{path[-1]}'")]
    if kind == "literal_error":
        allowed = _allowed(error)
        close = nearest(str(error.get("input")), allowed)
        message = f"'{name}' is {found}"
        return [make("unknown-value", place, message, expected=f"one of {', '.join(allowed)}", suggestions=close, found=found)]
    if kind == "handbook_link":
        target = error["ctx"]["target"]
        message = f"'{name}' holds a link to '{target[:60]}'"
        return [make("refused-link", place, message, expected="a link that starts with https: or mailto:, or is relative", found=target)]
    if kind == "handbook_empty" or (error.get("input") is None and not kind.endswith("_error")):
        return [make("empty-text", place, f"'{name}' of {what} is empty", expected="some text")]
    if kind == "handbook_type":
        wanted = error["msg"]
        if wanted == "text" and isinstance(error.get("input"), dict):
            wanted = "text; put it in quotes where it contains ': '"
        return [make("wrong-type", place, f"'{name}' is {found}", expected=wanted, found=found)]
    wanted = {"tuple_type": "a list: one line each, starting with '- '", "model_type": "keys and values"}.get(kind, error["msg"])
    return [make("wrong-type", place, f"'{name}' is {found}", expected=wanted, found=found)]


def _misspelt(model: type[Part], errors: list[ErrorDetails]) -> dict[tuple[str | int, ...], Any]:
    """Returns, for each unknown key whose nearest key is missing or unset, that key; so that one slip is one message."""
    missing = {tuple(error["loc"]) for error in errors if error["type"] == "missing"}
    found: dict[tuple[str | int, ...], Any] = {}
    for error in errors:
        if error["type"] != "extra_forbidden":
            continue
        path = tuple(error["loc"])
        for close in nearest(str(path[-1]), _fields_at(model, path)):
            if (*path[:-1], close) in missing:
                found[path] = (close,)
    return _Misspelt(found)


class _Misspelt(dict[tuple[str | int, ...], Any]):
    """Unknown keys with the missing key each stands for; `values()` are the full paths of the missing keys."""

    def values(self) -> Any:
        return {(*path[:-1], close[0]) for path, close in self.items()}


def _leave_out(data: Any, error: ErrorDetails, misspelt: dict[tuple[str | int, ...], Any]) -> bool:
    """Takes what is wrong out of `data`; returns whether a record can still come of it."""
    path = tuple(error["loc"])
    if error["type"] == "missing":
        if len(path) == 1:
            return _stand_in(data, str(path[0]), misspelt)
        return _remove(data, path[:-1])
    if path in (("id",), ("title",)):
        data.pop(path[0], None)
        return _stand_in(data, str(path[0]), misspelt)
    if error["type"] == "extra_forbidden" and path in misspelt and len(path) == 1:
        data.setdefault(misspelt[path][0], data.get(path[0]))
    return _remove(data, path)


def _stand_in(data: Any, name: str, misspelt: dict[tuple[str | int, ...], Any]) -> bool:
    for path, (close,) in misspelt.items():
        if len(path) == 1 and close == name and path[0] in data:
            return True  # the misspelt key brings the value
    if name == "title" and isinstance(data.get("id"), str):
        data["title"] = data["id"]
        return True
    return False


def _remove(data: Any, path: tuple[str | int, ...]) -> bool:
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


def _swept(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _swept(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_swept(item) for item in value if item is not _GONE]
    return value


def _fields_at(model: type[Part], path: tuple[str | int, ...]) -> list[str]:
    """Returns the names of the fields that may stand where the last segment of `path` stands."""
    current: Any = model
    for segment in path[:-1]:
        if isinstance(segment, int):
            continue
        current = _part_of(current.model_fields[segment].annotation) if current is not None else None
    return list(current.model_fields) if current is not None else []


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


def _dotted(path: tuple[str | int, ...]) -> str:
    text = ""
    for segment in path:
        text += f"[{segment + 1}]" if isinstance(segment, int) else f".{segment}" if text else segment
    return text


def _shown(value: Any) -> str:
    if isinstance(value, str):
        folded = " ".join(value.split())
        return f"'{folded[:57]}...'" if len(folded) > 60 else f"'{folded}'"
    return _shape(value)


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else "text"
