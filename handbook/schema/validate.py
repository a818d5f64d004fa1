"""Reads a YAML node into a record of the schema, as far as it can, and tells whatever could not be taken.

What is wrong is left out of the record, so that the rest of it still has a page and can be referred to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, say
from handbook.schema.explain import Subject, explained, shape_of
from handbook.schema.fields import Part
from handbook.schema.marks import Path
from handbook.schema.repair import leave_out, misspelt_keys, rename, swept
from handbook.source.nodes import Document, Mapping, Node, Scalar, Sequence, copied, plain

P = TypeVar("P", bound=Part)

MOST_ROUNDS = 50
"""So often a record is repaired and tried again; one that is wrong still is given up."""


@dataclass(frozen=True, slots=True)
class Read(Generic[P]):
    """What comes of a node."""

    record: P | None
    """The record (or other part); None where none could be made."""
    node: Node
    """Where its values stand: the node that was read or, where something was wrong, a copy of it with misspelt keys under their right names and
    with entries of lists that are left out last, so that a path into the record leads to its place."""
    left_out: frozenset[str] = frozenset()
    """The fields for which the node holds something that the record does not say, or not in full."""
    diagnostics: tuple[Diagnostic, ...] = ()


def validate(model: type[P], node: Node, document: Document, what: Words) -> Read[P]:
    """Returns the record (or other part) that `node` holds, what of the node it does not say, and what is wrong.

    `what` names it in messages, as in 'a need'. The node is not changed.
    """
    if not isinstance(node, Mapping):
        message = say("wrong-type.record", what=what, found=shape_of(plain(node)))
        return Read(None, node, diagnostics=(make("wrong-type", document.place(root=node), message, say("part.keys-and-values")),))
    data = plain(node)
    try:
        record = model.model_validate(data)
    except ValidationError as failure:
        return _repaired(failure, data, Subject(model, copied(node), document, what))
    return Read(record, node, frozenset() if document.is_clean else _left_out(record, node))  # all that is left out then was refused


def _repaired(failure: ValidationError, data: Any, subject: Subject[P]) -> Read[P]:
    """Returns what can be made of `data` without whatever is wrong; changes both `data` and the node of the subject, which are copies."""
    model, node = subject.model, subject.node
    diagnostics: list[Diagnostic] = []
    guessed: set[Path] = set()
    for _ in range(MOST_ROUNDS):
        errors = failure.errors(include_url=False)
        misspelt = misspelt_keys(model, data, errors)
        errors = [error for error in errors if error["loc"] not in misspelt.values()]  # missing only under its right name
        for error in errors:
            path = tuple(error["loc"])
            if not any(path[: len(meant)] == meant for meant in guessed) and not _is_told(node, path, error["type"] == "missing"):
                finding = explained(error, subject, misspelt)
                diagnostics += [finding] if finding else []
        for path, meant in misspelt.items():
            rename(data, node, path, str(meant[-1]))
            guessed.add(meant)
        kept = [leave_out(data, error) for error in errors if error["loc"] not in misspelt]  # every one, not just up to the first
        if not all(kept):
            break
        data = swept(data, node)
        try:
            record = model.model_validate(data)
        except ValidationError as another:
            failure = another
        else:
            return Read(record, node, _left_out(record, node), tuple(diagnostics))
    return Read(None, node, diagnostics=tuple(diagnostics))


def _is_told(node: Node, path: Path, missing: bool) -> bool:
    """Returns whether what is wrong at `path` was told before: refused as YAML, or missing only since it was left out."""
    for segment in path:
        if isinstance(node, Mapping) and segment in node.items:
            node = node.items[str(segment)]
        elif isinstance(node, Sequence) and isinstance(segment, int) and segment < len(node.items):
            node = node.items[segment]
        else:
            return node.refused
    return missing or node.refused


def _left_out(part: Part, node: Node) -> frozenset[str]:
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
        return not _left_out(value, node)
    if isinstance(node, Sequence):
        return isinstance(value, tuple) and len(value) == len(node.items) and all(map(_says, value, node.items))
    if isinstance(node, Scalar) and node.text is not None:
        return value == node.text if isinstance(value, str) else value not in (None, ())
    return isinstance(node, Scalar)
