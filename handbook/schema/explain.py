"""Says in an author's words what pydantic found wrong with a record: what stands there, what was expected, what may have been meant.

pydantic's own messages speak to programmers, so none of them is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic_core import ErrorDetails

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.nearest import nearest
from handbook.schema.fields import NO_COLOUR, YES_OR_NO, Part
from handbook.schema.marks import MOST_KEYS, Path, closed_list
from handbook.schema.paths import dotted, field_at, fields_at
from handbook.source import nodes
from handbook.source.nodes import Document, Node, Scalar

P = TypeVar("P", bound=Part)

LONGEST_ID = 12
"""Characters of an id that a message names; a longer one is none."""
_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'")


@dataclass(frozen=True, slots=True)
class Subject(Generic[P]):
    """What is read, and where it stands."""

    model: type[P]
    node: Node
    document: Document
    what: str
    """What it is, as in 'a need'."""

    @property
    def record(self) -> str:
        """Returns the id that it is written with, or '' where there is none that a message could name."""
        found = self.node.items.get("id") if isinstance(self.node, nodes.Mapping) and not self.model.is_file else None
        text = (found.text or "").strip() if isinstance(found, Scalar) else ""
        return text if text.isprintable() and len(text) <= LONGEST_ID else ""

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Returns where the value (or, with `key`, the key) at `path` stands."""
        return self.document.place(path, key=key, root=self.node)

    def named(self, path: Path) -> str:
        """Returns the value at `path` as a message begins: which field, and whose it is."""
        return f"'{dotted(path)}'" if self.model.is_file else f"'{dotted(path)}' of {self.record or self.what}"

    def finding(self, code: str, place: Place, message: str, **details: Any) -> Diagnostic:
        """Returns a diagnostic that names the record."""
        return make(code, place, message, record=self.record, **details)


def explained(error: ErrorDetails, subject: Subject[Any], misspelt: Mapping[Path, Path]) -> Diagnostic | None:
    """Returns the finding for one of pydantic's errors; None where a value that need not be there is empty.

    `misspelt` holds, for each key that is a slip of the pen, the key that was meant.
    """
    path = tuple(error["loc"])
    kind, value = error["type"], error.get("input")
    if kind == "extra_forbidden":
        return _unknown_key(path, value, subject, misspelt)
    if kind == "missing":
        return _missing(path, subject)
    if kind == NO_COLOUR:
        return _no_colour(error, path, subject)
    if value is None and _may_be_empty(subject.model, path):
        return None
    if kind == "literal_error":
        return _unknown_value(error, path, subject)
    if kind == "handbook_link":
        target = error["ctx"]["target"]
        expected = "a link that starts with https: or mailto:, or is relative"
        return subject.finding("refused-link", subject.place(*path), f"{subject.named(path)} holds a link to '{target[:60]}'", expected=expected, found=target)
    if kind == "handbook_empty" or (value is None and not kind.endswith("_error")):
        return subject.finding("empty-text", subject.place(*path), f"{subject.named(path)} is empty", expected="some text")
    return _wrong_type(error, path, subject)


def shape_of(value: Any) -> str:
    """Returns in words what stands in a file, but for its text."""
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else "text"


def _unknown_key(path: Path, value: Any, subject: Subject[Any], misspelt: Mapping[Path, Path]) -> Diagnostic:
    key = str(path[-1])
    known = fields_at(subject.model, path)
    close = (str(misspelt[path][-1]),) if path in misspelt else nearest(key, known)
    expected = "" if close else f"one of {', '.join(known)}"
    if not close and value is None and " " in key:  # the rest of a text in braces, behind its comma
        expected = f"quotes around a text that holds a comma, or {expected}"
    whose = subject.what if len(path) == 1 else subject.named(path[:-1])
    place = subject.place(*path, key=True)
    return subject.finding("unknown-key", place, f"{whose} has no key {quoted(key)}", expected=expected, suggestions=close, found=key)


def _missing(path: Path, subject: Subject[Any]) -> Diagnostic:
    expected = f"the key '{path[-1]}'"
    if len(path) == 1:
        return subject.finding("missing-key", subject.place(), f"{subject.what} has no '{path[0]}'", expected=expected)
    field = field_at(subject.model, path)
    choices = closed_list(field.annotation) if field is not None else ()
    expected += f", one of {', '.join(choices)}" if choices else ""
    return subject.finding("missing-field", subject.place(*path[:-1]), f"{subject.named(path[:-1])} has no '{path[-1]}'", expected=expected)


def _may_be_empty(model: type[Part], path: Path) -> bool:
    """Returns whether the key at `path` may as well be left out, so that an empty value says no more than that."""
    field = field_at(model, path)
    return field is not None and not field.is_required()


def _unknown_value(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Diagnostic:
    allowed = _LITERAL.findall(error["ctx"]["expected"])
    found = _shown(error.get("input"))
    expected = f"one of {', '.join(allowed)}" if allowed[1:] else f"'{allowed[0]}'"
    close = nearest(str(error.get("input")), allowed)
    return subject.finding("unknown-value", subject.place(*path), f"{subject.named(path)} is {found}", expected=expected, suggestions=close, found=found)


def _no_colour(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Diagnostic:
    value, expected = error.get("input"), error["msg"]
    if value is None:
        return subject.finding("empty-text", subject.place(*path), f"{subject.named(path)} is empty", expected=expected)
    return subject.finding("wrong-type", subject.place(*path), f"'{dotted(path)}' is {_shown(value)}", expected=expected, found=str(value))


def _wrong_type(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Diagnostic:
    found = _shown(error.get("input"))
    expected = {"tuple_type": "a list: one line each, starting with '- '", "model_type": _keys_at(subject.model, path)}.get(error["type"], error["msg"])
    close = nearest(str(error.get("input")), YES_OR_NO.split(" or ")) if expected == YES_OR_NO else ()
    if expected == "text" and isinstance(error.get("input"), dict):
        expected = "text; put it in quotes where it contains ': '"
    return subject.finding("wrong-type", subject.place(*path), f"{subject.named(path)} is {found}", expected=expected, suggestions=close, found=found)


def _keys_at(model: type[Part], path: Path) -> str:
    """Returns which keys may stand at a path, as an expectation."""
    names = fields_at(model, (*path, ""))
    more = " and more" if len(names) > MOST_KEYS else ""
    return f"keys and values, such as {', '.join(f'{name}:' for name in names[:MOST_KEYS])}{more}" if names else "keys and values"


def _shown(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else shape_of(value)
