"""The tree of a YAML file: its texts, lists and mappings, each with the line and column where it stands.

Scalars stay the author's text; the schema decides what they are.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from typing import Any

from handbook.findings.diagnostics import Place


@dataclass(slots=True)
class Node:
    """A value and where it stands."""

    line: int
    column: int
    refused: bool = field(default=False, kw_only=True)
    """Whether something stands here that was reported and left out, such as an alias."""


@dataclass(slots=True)
class Scalar(Node):
    """Text as the author wrote it; `None` where the value is left empty."""

    text: str | None = None


@dataclass(slots=True)
class Sequence(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping(Node):
    """Keys with the position of each key, and their values."""

    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One file that could be read."""

    file: str
    """Path relative to the product folder, with forward slashes."""
    root: Node
    questions: AbstractMapping[str, Place] = field(default_factory=dict)
    """Where a comment begins with the id of a question of an activity; the first place of each."""
    is_clean: bool = False
    """Whether nothing was wrong with its YAML, so that no node is refused."""

    def place(self, path: tuple[str | int, ...] = (), *, key: bool = False, root: Node | None = None) -> Place:
        """Returns where the value (or, with `key`, the key) at `path` stands, or the nearest place above it."""
        node = root if root is not None else self.root
        line, column = node.line, node.column
        for depth, segment in enumerate(path):
            if isinstance(node, Mapping) and isinstance(segment, str) and segment in node.items:
                if key and depth == len(path) - 1:
                    line, column = node.keys[segment]
                    break
                node = node.items[segment]
            elif isinstance(node, Sequence) and isinstance(segment, int) and segment < len(node.items):
                node = node.items[segment]
            else:
                break
            line, column = node.line, node.column
        return Place(self.file, line, column)


def copied(node: Node) -> Node:
    """Returns a node that holds the same and can be changed without changing this one; texts are shared."""
    if isinstance(node, Mapping):
        return Mapping(node.line, node.column, {key: copied(value) for key, value in node.items.items()}, dict(node.keys), refused=node.refused)
    if isinstance(node, Sequence):
        return Sequence(node.line, node.column, [copied(item) for item in node.items], refused=node.refused)
    return node


def plain(node: Node) -> Any:
    """Returns the node as dict, list, str or None, without positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items.items()}
    assert isinstance(node, Sequence)
    return [plain(item) for item in node.items]
