"""Holds two texts of a YAML file against each other: what differs by value, and whether everything else is the same to the byte.

It finds values with `yaml.compose` and their marks, and shares no code with what writes files.
"""

from __future__ import annotations

from typing import Any

import yaml

from tests.support.written import LOADER

Path = tuple[str | int, ...]


def differing(before: str, after: str) -> set[Path]:
    """Returns the paths of values that differ, lists of another length as a whole."""
    return set(_differing(_compose(before), _compose(after), ()))


def rest(text: str, paths: set[Path]) -> str:
    """Returns a text without the values at these paths: where there is none at one, the text as it is; keys with nothing behind them go."""
    spans = []
    root = _compose(text)
    for path in paths:
        key, node = _at(root, path)
        if node is None:
            continue
        start, end = node.start_mark.index, _end(text, node)
        if key is not None:
            start = key.start_mark.index
            line = text.rfind("\n", 0, start) + 1
            if not text[line:start].strip():
                start = line
            elif text[:start].rstrip().endswith(","):  # in braces, where it goes with its comma
                start = len(text[:start].rstrip()) - 1
            stop = text.find("\n", end)
            if not text[end : stop if stop >= 0 else None].strip() and text[line:start].strip() == "":
                end = stop + 1 if stop >= 0 else len(text)
        spans.append((start, end))
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _compose(text: str) -> Any:
    return yaml.compose(text, Loader=LOADER)


def _differing(before: Any, after: Any, path: Path) -> Any:
    if isinstance(before, yaml.MappingNode) and isinstance(after, yaml.MappingNode):
        first, second = ({key.value: value for key, value in node.value} for node in (before, after))
        for key in dict.fromkeys((*first, *second)):
            if key in first and key in second:
                yield from _differing(first[key], second[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(before, yaml.SequenceNode) and isinstance(after, yaml.SequenceNode) and len(before.value) == len(after.value):
        for number, (one, other) in enumerate(zip(before.value, after.value, strict=True)):
            yield from _differing(one, other, (*path, number))
    elif type(before) is not type(after) or not isinstance(before, yaml.ScalarNode) or before.value != after.value:
        yield path


def _at(node: Any, path: Path) -> tuple[Any, Any]:
    key = None
    for part in path:
        key = None
        if isinstance(node, yaml.MappingNode):
            key, node = next(((one, value) for one, value in node.value if one.value == part), (None, None))
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return None, None
    return key, node


def _end(text: str, node: Any) -> int:
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return int(node.start_mark.index) + len(text[node.start_mark.index : end].rstrip(" \n"))
    return end
