"""Values of YAML read without their places, and the text of a value that is written in place of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from handbook.schema.marks import part_of
from tests.support.written import composed

Path = tuple[str | int, ...]
_PLAIN = re.compile(r"^[A-Za-z0-9(€][^\n]*\Z")


def plain(node: Any) -> Any:
    """Returns the plain value of a node: texts, lists and dictionaries."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(value) for value in node.value]
    return node.value


def at(node: Any, path: Path) -> Any:
    """Returns the node at a path below another, or None."""
    for part in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return None
    return node


def last_record(text: str) -> Any:
    """Returns the node of the last record of a file that is a list."""
    return composed(text).value[-1]


def rendered(key: str, value: Any, column: int) -> list[str]:
    """Returns the lines of a key with its value in block style, `column` spaces in front."""
    start = " " * column
    if isinstance(value, list):
        return [f"{start}{key}:", *(line for one in value for line in entry_lines(one, column + 2))]
    if isinstance(value, dict):
        return [f"{start}{key}:", *(line for name, one in value.items() if one is not None for line in rendered(name, one, column + 2))]
    if "\n" in value:
        return [f"{start}{key}: |-", *(f"{start}  {line}" if line else "" for line in value.rstrip("\n").split("\n"))]
    return [f"{start}{key}: {quoted(value)}"]


def quoted(value: str, flow: bool = False) -> str:
    """Returns a text as it may stand on the line of a key."""
    special = any(mark in value for mark in (": ", " #", "\t", *(",[]{}" if flow else ""))) or value.endswith((":", " ")) or value[:1] == " "
    marked = not all(character.isprintable() for character in value)
    if marked:
        return '"' + "".join(one if one.isprintable() and one not in '"\\' else f"\\u{ord(one):04x}" for one in value) + '"'
    return value if _PLAIN.match(value) and not special else "'" + value.replace("'", "''") + "'"


def entry_lines(value: Any, column: int) -> list[str]:
    start = " " * column
    if isinstance(value, dict):
        lines = [line for name, one in value.items() if one is not None for line in rendered(name, one, column + 2)]
        return [f"{start}- {lines[0][column + 2 :]}", *lines[1:]]
    return [f"{start}- {quoted(value)}"]


def scalars(value: Any, model: Any, path: Path, info: Any) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            found = model.model_fields.get(key) if model is not None else None
            yield from scalars(one, part_of(found.annotation) if found is not None and isinstance(one, (dict, list)) else model, (*path, key), found)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from scalars(one, model, (*path, number), info)
    else:
        yield path, value, info


def with_value(value: Any, path: Path, new: Any) -> Any:
    """Returns a value in which what stands at a path is another; None takes it out."""
    if not path:
        return new
    first = path[0]
    if isinstance(first, int):
        value = list(value or ())
        inner = with_value(value[first] if first < len(value) else None, path[1:], new)
        value[first : first + 1] = [] if inner is None else [inner]
        return value
    value = dict(value or {})
    inner = with_value(value.get(first), path[1:], new)
    if inner is None:
        value.pop(first, None)
    else:
        value[first] = inner
    return value


def is_one_line(node: Any) -> bool:
    return node.style not in ("|", ">") and node.start_mark.line == node.end_mark.line and node.start_mark.column < node.end_mark.column


def is_in_flow(node: Any, path: Path) -> bool:
    return any(bool(getattr(at(node, path[:depth]), "flow_style", False)) for depth in range(len(path)))


def trailing(lines: list[str]) -> list[str]:
    """Returns the blank lines and comments at the end of a piece, which belong to what follows."""
    count = 0
    for line in reversed(lines[1:]):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        count += 1
    return lines[len(lines) - count :] if count else []


def end_of(text: str, node: Any) -> int:
    """Returns the number of the last line of a node, from 1."""
    block = (isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")) or (not isinstance(node, yaml.ScalarNode) and not node.flow_style)
    if not block:
        return node.end_mark.line + 1
    lines = text.split("\n")
    end = node.end_mark.line
    while end > node.start_mark.line + 1 and not lines[end - 1].strip():
        end -= 1
    return end
