"""Changes values in the text of a YAML file where they stand: comments, order, quotes and all else stay to the byte.

PyYAML's marks say where a value begins and ends; only those characters are replaced. Each change is made in a text that is small, most often
one record, and what comes of it is read again: a change that would alter anything besides its value is refused and never written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from handbook.source.nodes import plain
from handbook.source.scalars import NoStyleError
from handbook.source.splicing import SpliceRefusedError, lines_of, spliced
from handbook.source.yaml_text import parse

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What is written: a text, a list, or keys with their values."""
Path: TypeAlias = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Change:
    """A value is written at a place, or what stands there is taken out."""

    path: Path
    """Where, from the record on: keys, and positions in lists from 0. The position behind the last entry of a list adds one."""
    value: Value | None
    """What is to stand there; None takes it out."""
    orders: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    """For each step of the path the keys that may stand there, in their order: one that is new is put behind those before it."""
    alone: str = field(default="", compare=False)
    """Key for which a group of fields stands where it is written as text alone, or ''."""


class EditRefusedError(ValueError):
    """A value cannot be changed where it stands; `path` tells which, the message why, as what follows a colon."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(why)
        self.path = path


def edited(text: str, changes: Mapping[Path, Sequence[Change]]) -> str:
    """Returns the text of a file with changes made in its records, those of a record in their order; records are told by the paths to them.

    Raises EditRefusedError where a change cannot be made without altering anything else, and ValueError where the text is no YAML.
    """
    root, data = _composed(text), _plain(text)
    pieces: list[tuple[int, int, str]] = []
    whole: list[tuple[Path, Sequence[Change]]] = []
    for record, found in changes.items():
        bounds = _slice(text, root, data, record)
        if bounds is None:
            whole.append((record, found))
        else:
            pieces.append((*bounds, _all_changed(text[slice(*bounds)], (0,), found)))
    for start, end, piece in sorted(pieces, reverse=True):
        text = text[:start] + piece + text[end:]
    for record, found in whole:
        text = _all_changed(text, record, found)
    return text


def _all_changed(text: str, above: Path, changes: Sequence[Change]) -> str:
    by_windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    text = text.replace("\r\n", "\n") if by_windows else text
    for change in changes:
        text = _changed(text, above, change)
    return text.replace("\n", "\r\n") if by_windows else text


def removed(text: str, record: Path) -> str:
    """Returns the text of a file without a record. Raises EditRefusedError, ValueError."""
    return _all_changed(text, (), (Change(record, None),))


def added(text: str, records: Path, new: Sequence[dict[str, Value]]) -> str:
    """Returns the text of a file with records behind the last one; `records` is the path to their list. Raises EditRefusedError, ValueError."""
    found = plain_at(_plain(text), records)
    if found is None and not records:  # comments alone
        return text + ("\n" if text and not text.endswith("\n") else "") + "\n".join(lines_of(list(new), 0)) + "\n"
    count = len(found) if isinstance(found, list) else 0
    changes = [Change((*records, count + number), one) for number, one in enumerate(new)]
    if not count and records:
        changes = [Change(records, list(new))]
    return _all_changed(text, (), changes)


def plain_at(data: Any, path: Path) -> Any:
    """Returns what stands at a path in plain data; None where nothing does."""
    for segment in path:
        if isinstance(data, dict):
            data = data.get(segment)
        elif isinstance(data, list) and isinstance(segment, int) and segment < len(data):
            data = data[segment]
        else:
            return None
    return data


def with_change(data: Any, path: Path, value: Any, alone: str = "") -> Any:
    """Returns plain data with a value at a path, or without what stands there; what is not on the path is shared."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(first, int):
        entries = list(data) if isinstance(data, list) else []
        inner = with_change(entries[first] if first < len(entries) else None, rest, value, alone)
        entries[first : first + 1] = [] if inner is None else [inner]
        return entries
    if isinstance(data, str) and alone:
        data = {alone: data}
    keys = dict(data) if isinstance(data, dict) else {}
    inner = with_change(keys.get(first), rest, value, alone)
    if inner is None:
        keys.pop(first, None)
    else:
        keys[first] = inner
    return keys


def _changed(text: str, above: Path, change: Change) -> str:
    """Returns a text with one change made, `above` before its path, once it reads as it did but for that value."""
    path = (*above, *change.path)
    before = _plain(text)
    was = plain_at(before, path)
    if was == change.value:
        return text
    try:
        after = spliced(text, _composed(text), path, change.value, ((),) * len(above) + change.orders, change.alone)
        same = _without_empty(_plain(after)) == _without_empty(with_change(before, path, change.value, change.alone))
    except (SpliceRefusedError, NoStyleError, yaml.YAMLError, ValueError) as error:
        raise EditRefusedError(change.path, str(error) if isinstance(error, SpliceRefusedError) else "no form of YAML holds it here") from None
    if not same:
        raise EditRefusedError(change.path, "it cannot be changed there without changing what stands beside it")
    return after


def _without_empty(value: Any) -> Any:
    """Returns plain data without keys that hold nothing, since such a key says what a missing one says; a text alone is no group with one key."""
    if isinstance(value, dict):
        kept = {key: _without_empty(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, {}, [])}
    if isinstance(value, list):
        return [_without_empty(one) for one in value]
    return value


def _plain(text: str) -> Any:
    document, findings = parse(text, "")
    if document is None or any(finding.code in ("yaml-syntax", "yaml-feature", "too-deep") for finding in findings):
        raise ValueError("no YAML that can be read")
    return plain(document.root)


def _composed(text: str) -> Any:
    return yaml.compose(text, Loader=_LOADER)


def _slice(text: str, root: Any, data: Any, record: Path) -> tuple[int, int] | None:
    """Returns where the part of a file begins and ends in which a record stands by itself; None where there is no such part."""
    position = record[-1] if record else None
    for segment in record[:-1]:
        root = next((value for key, value in getattr(root, "value", ()) if key.value == segment), None)
    if not isinstance(position, int) or not isinstance(root, yaml.SequenceNode) or root.flow_style or position >= len(root.value):
        return None
    start, following = (_start(text, root, number) for number in (position, position + 1))
    end = following if following >= 0 else text.find("\n", _last(root.value[position]) - 1) + 1 or len(text)
    try:
        alone = _plain(text[start:end])
    except (ValueError, yaml.YAMLError):
        return None
    return (start, end) if alone == [plain_at(data, record)] else None


def _start(text: str, entries: Any, position: int) -> int:
    """Returns where the line of an entry of a list begins; -1 behind the last one."""
    if position >= len(entries.value):
        return -1
    at = entries.start_mark.index if not position else text.rfind("-", 0, entries.value[position].start_mark.index)
    return text.rfind("\n", 0, at) + 1


def _last(node: Any) -> int:
    """Returns where the last value below a node ends."""
    while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)
