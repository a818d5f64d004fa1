"""A record and the node it was read from, both without what names records that are left out, so that a path still leads to its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from handbook.audience.unsaid import IN_A_TEXT, NOT_PUBLISHED, Unsaid
from handbook.schema.fields import Mark, Part
from handbook.schema.marks import Path, marked_fields
from handbook.source.nodes import Mapping as Keys
from handbook.source.nodes import Node, Scalar, Sequence

P = TypeVar("P", bound=Part)
IN_WORDS = ("plain", "prose")
_GONE = object()
"""Stands in a list for an id that is left out."""


@dataclass(frozen=True, slots=True)
class Narrowed(Generic[P]):
    """What is left of a record or a part."""

    part: P
    """The same object where nothing is left out."""
    node: Node
    emptied: frozenset[str] = frozenset()
    """Fields that named records, all of which are left out."""


def narrowed(part: P, node: Node, with_facts: Collection[Path], unsaid: Unsaid, path: Path = ()) -> Narrowed[P]:
    """Returns a part and its node without what `unsaid` may not say; `with_facts` are the paths of texts that name standing facts.

    An id of a record that is left out goes from a list. Where a field names that record alone, it reads `NOT_PUBLISHED`.
    """
    changed: dict[str, Any] = {}
    emptied: set[str] = set()
    fields = type(part).model_fields
    nodes = {key: value for key, value in node.items.items() if key not in fields or getattr(part, key) not in (None, ())} if isinstance(node, Keys) else {}
    for name, mark, model in marked_fields(type(part)):
        found = getattr(part, name)
        if found is None or found == ():
            continue
        own = nodes.get(name)
        many = found if isinstance(found, tuple) else (found,)
        places: list[Node | None] = [*own.items] if isinstance(found, tuple) and isinstance(own, Sequence) else [own]
        places += [None] * (len(many) - len(places))
        made = [
            _value(one, place, mark, model is not None, with_facts, unsaid, (*path, name, position) if isinstance(found, tuple) else (*path, name))
            for position, (one, place) in enumerate(zip(many, places, strict=False))
        ]
        if not isinstance(found, tuple):
            value, kept = (NOT_PUBLISHED, Scalar(1, 1, NOT_PUBLISHED)) if made[0][0] is _GONE else made[0]
            changed |= {name: value} if value is not found else {}
            nodes |= {name: kept} if kept is not None and own is not None else {}
            continue
        left = [one for one in made if one[0] is not _GONE]
        if len(left) < len(many) or any(new is not old for (new, _), old in zip(left, many, strict=True)):
            changed[name] = tuple(new for new, _ in left)
            emptied |= set() if left else {name}
        if isinstance(own, Sequence):
            nodes[name] = Sequence(own.line, own.column, [kept for _, kept in left if kept is not None], refused=own.refused)
    if isinstance(node, Keys):
        node = replace(node, items=nodes, keys={key: place for key, place in node.keys.items() if key in nodes})
    return Narrowed(part.model_copy(update=changed) if changed else part, node, frozenset(emptied))


def _value(
    value: Any, node: Node | None, mark: Mark | None, is_part: bool, with_facts: Collection[Path], unsaid: Unsaid, path: Path
) -> tuple[Any, Node | None]:
    """Returns a value and its node as they are read, `_GONE` for the id of a record that is left out."""
    if is_part and isinstance(value, Part):
        found = narrowed(value, node if node is not None else Scalar(1, 1), with_facts, unsaid, path)
        return found.part, found.node if node is not None else None
    if mark is None or not isinstance(value, str):
        return value, node
    if mark.meaning == "record":
        return (_GONE, None) if value in unsaid.ids else (value, node)
    if mark.meaning not in IN_WORDS:
        return value, node
    return _text(value, node, path in with_facts, unsaid)


def _text(value: str, node: Node | None, has_facts: bool, unsaid: Unsaid) -> tuple[str, Node | None]:
    written = node.text if isinstance(node, Scalar) else None
    said = unsaid.without_facts(value) if not has_facts else unsaid.filled(written) if written is not None else IN_A_TEXT
    text = unsaid.without_ids(said)
    if text == value:
        return value, node
    return text, replace(node, text=text) if isinstance(node, Scalar) else node
