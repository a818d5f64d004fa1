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
from handbook.findings.messages import Words, both, say
from handbook.findings.nearest import nearest
from handbook.schema.fields import NO_COLOUR, Part
from handbook.schema.marks import MOST_KEYS, Path, closed_list
from handbook.schema.paths import dotted, field_at, fields_at
from handbook.source import nodes
from handbook.source.nodes import Document, Node, Scalar

P = TypeVar("P", bound=Part)

LONGEST_ID = 12
"""Characters of an id that a message names; a longer one is none."""
TYPES: Mapping[str, Words] = {
    "text": say("part.text"),
    "list": say("expected.list"),
    "date": say("expected.date"),
    "moment": say("expected.moment"),
    "count": say("expected.count"),
    "number": say("expected.number"),
    "yes or no": say("expected.yes-or-no"),
    "web address": say("expected.web-address"),
    "contact": say("expected.contact"),
}
"""What is right in a field, by what its type (`schema.fields`) calls it."""
_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'")


@dataclass(frozen=True, slots=True)
class Subject(Generic[P]):
    """What is read, and where it stands."""

    model: type[P]
    node: Node
    document: Document
    what: Words
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

    def named(self, path: Path) -> Words:
        """Returns the value at `path` as a message begins: which field, and whose it is."""
        return f"'{dotted(path)}'" if self.model.is_file else say("part.field", field=dotted(path), owner=self.record or self.what)

    def finding(self, code: str, place: Place, message: Words, expected: Words, **details: Any) -> Diagnostic:
        """Returns a diagnostic that names the record."""
        return make(code, place, message, expected, record=self.record, **details)


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
        message = say("refused-link", field=subject.named(path), target=target[:60])
        return subject.finding("refused-link", subject.place(*path), message, say("refused-link.right"), found=target)
    if kind == "handbook_empty" or (value is None and not kind.endswith("_error")):
        return subject.finding("empty-text", subject.place(*path), say("empty-text", field=subject.named(path)), say("empty-text.right"))
    return _wrong_type(error, path, subject)


def shape_of(value: Any) -> Words:
    """Returns in words what stands in a file, but for its text."""
    if isinstance(value, dict):
        return say("part.keys-and-values")
    if isinstance(value, list):
        return say("part.a-list")
    return say("part.empty" if value is None else "part.text")


def _unknown_key(path: Path, value: Any, subject: Subject[Any], misspelt: Mapping[Path, Path]) -> Diagnostic:
    key = str(path[-1])
    known = fields_at(subject.model, path)
    close = (str(misspelt[path][-1]),) if path in misspelt else nearest(key, known)
    expected: Words = ""
    if not close:
        behind_comma = value is None and " " in key  # the rest of a text in braces
        expected = say("unknown-key.comma.right" if behind_comma else "expected.one-of", names=both(*known))
    whose = subject.what if len(path) == 1 else subject.named(path[:-1])
    message = say("unknown-key", whose=whose, key=quoted(key))
    return subject.finding("unknown-key", subject.place(*path, key=True), message, expected, suggestions=close, found=key)


def _missing(path: Path, subject: Subject[Any]) -> Diagnostic:
    key = path[-1]
    expected = say("missing-key.right", key=key)
    if len(path) == 1:
        return subject.finding("missing-key", subject.place(), say("missing-key", whose=subject.what, key=key), expected)
    field = field_at(subject.model, path)
    choices = closed_list(field.annotation) if field is not None else ()
    if choices:
        expected = say("missing-field.closed-list.right", key=key, names=both(*choices))
    return subject.finding("missing-field", subject.place(*path[:-1]), say("missing-field.key", field=subject.named(path[:-1]), key=key), expected)


def _may_be_empty(model: type[Part], path: Path) -> bool:
    """Returns whether the key at `path` may as well be left out, so that an empty value says no more than that."""
    field = field_at(model, path)
    return field is not None and not field.is_required()


def _unknown_value(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Diagnostic:
    allowed = _LITERAL.findall(error["ctx"]["expected"])
    found = _shown(error.get("input"))
    expected: Words = say("expected.one-of", names=both(*allowed)) if allowed[1:] else f"'{allowed[0]}'"
    close = nearest(str(error.get("input")), allowed)
    message = say("unknown-value", field=subject.named(path), found=found)
    return subject.finding("unknown-value", subject.place(*path), message, expected, suggestions=close, found=str(found))


def _no_colour(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Diagnostic:
    value, expected = error.get("input"), say("expected.colour")
    if value is None:
        return subject.finding("empty-text", subject.place(*path), say("empty-text", field=subject.named(path)), expected)
    message = say("wrong-type", field=f"'{dotted(path)}'", found=_shown(value))
    return subject.finding("wrong-type", subject.place(*path), message, expected, found=str(value))


def _wrong_type(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Diagnostic:
    found = _shown(error.get("input"))
    close = nearest(str(error.get("input")), ("yes", "no")) if error["msg"] == "yes or no" else ()
    message = say("wrong-type", field=subject.named(path), found=found)
    return subject.finding("wrong-type", subject.place(*path), message, _right_type(error, path, subject), suggestions=close, found=str(found))


def _right_type(error: ErrorDetails, path: Path, subject: Subject[Any]) -> Words:
    if error["type"] == "tuple_type":
        return say("expected.list")
    if error["type"] == "model_type":
        return _keys_at(subject.model, path)
    if error["msg"] == "text" and isinstance(error.get("input"), dict):
        return say("expected.text-in-quotes")
    return TYPES.get(error["msg"], error["msg"])


def _keys_at(model: type[Part], path: Path) -> Words:
    """Returns which keys may stand at a path, as an expectation."""
    names = fields_at(model, (*path, ""))
    if not names:
        return say("part.keys-and-values")
    more = [say("part.more-keys")] if len(names) > MOST_KEYS else []
    return say("expected.keys-such-as", keys=both(*(f"{name}:" for name in names[:MOST_KEYS]), *more))


def _shown(value: Any) -> Words:
    return quoted(value) if isinstance(value, str) else shape_of(value)
