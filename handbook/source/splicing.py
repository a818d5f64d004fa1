"""The replaced characters behind `editing`: where in a text a value, a key with its value or an entry of a list begins and ends.

What a value leaves behind (comments, blank lines, the comma of its neighbour) stays. Where a comment stands inside of what would have to go,
the change is refused in a sentence.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import yaml

from handbook.source.scalars import as_scalar


class SpliceRefusedError(ValueError):
    """A change cannot be made; the message says why, as what follows a colon."""


def spliced(text: str, root: Any, path: tuple[str | int, ...], value: Any, orders: tuple[tuple[str, ...], ...] = (), alone: str = "") -> str:
    """Returns the text with a value at a path, or without what stands there where it is None.

    `root` are the nodes of the text as PyYAML composes them. Raises SpliceRefusedError, NoStyleError.
    """
    return _Splicer(text, orders, alone).at(root, path, value)


class _Splicer:
    """Changes one value in one text."""

    def __init__(self, text: str, orders: tuple[tuple[str, ...], ...], alone: str) -> None:
        self._text, self._orders, self._alone = text, orders, alone

    def at(self, node: Any, path: tuple[str | int, ...], value: Any) -> str:
        """Returns the text with a value at a path below a node."""
        parent: Any = None
        flow, column = False, 0
        for depth, segment in enumerate(path):
            flow = flow or bool(getattr(node, "flow_style", False))
            rest = path[depth + 1 :]
            if isinstance(node, yaml.MappingNode):
                found = next(((key, one) for key, one in node.value if key.value == segment), None)
                if found is None:
                    return self._text if value is None else self._with_key(node, depth, str(segment), _nested(rest, value), flow)
                if value is None and not rest:
                    return self._without_key(node, found, flow)
                column, parent, node = found[0].start_mark.column, node, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(segment, int):
                if segment >= len(node.value):
                    return self._text if value is None else self._with_entry(node, len(node.value), _nested(rest, value), flow)
                if value is None and not rest:
                    return self._without_entry(node, segment, flow)
                column, parent, node = int(node.start_mark.column), node, node.value[segment]
            elif isinstance(node, yaml.ScalarNode):
                made = _nested(path[depth:], value)
                if self._alone and node.value and isinstance(made, dict) and self._alone not in made:
                    made = {self._alone: node.value, **made}
                return self._text if value is None else self._instead(node, made, column, flow, isinstance(parent, yaml.SequenceNode))
            else:
                raise SpliceRefusedError("what stands there has another form")
        if isinstance(node, yaml.SequenceNode) and isinstance(value, list) and node.value and all(isinstance(one, str) for one in value):
            return self._list(node, value, flow)
        return self._instead(node, value, column, flow, isinstance(parent, yaml.SequenceNode))

    # A value in place of another -------------------------------------------------------------------------------------------

    def _instead(self, node: Any, value: Any, column: int, flow: bool, in_list: bool) -> str:
        start, end = node.start_mark.index, self._end(node)
        was = self._text[start:end]
        if not isinstance(node, yaml.ScalarNode) and "#" in was:
            raise SpliceRefusedError("a comment stands inside of it")
        if isinstance(value, str):
            new = as_scalar(value, column, was=was, in_brackets=flow, in_list=in_list)
        elif flow:
            new = _in_brackets(value)
        elif in_list and isinstance(value, dict):
            new = "\n".join(lines_of(value, column + 2)).lstrip(" ")
        else:
            new = "\n" + "\n".join(lines_of(value, column + 2))
            start = start if self._text[start - 1 : start] != " " else start - 1
        gap = " " if start == end and self._text[start - 1 : start] not in (" ", "") and not new.startswith("\n") else ""
        return self._text[:start] + gap + new + self._text[end:]

    def _list(self, node: Any, value: list[str], flow: bool) -> str:
        """Returns the text with a list of texts that says something else; entries that stay are not touched."""
        old = [one.value if isinstance(one, yaml.ScalarNode) else None for one in node.value]
        flow = flow or bool(node.flow_style)
        text, number = self._text, 0
        for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, old, value, autojunk=False).get_opcodes()):
            if tag == "equal":
                continue
            number += 1
            common = min(i2 - i1, j2 - j1)
            for position in range(i2 - 1, i1 + common - 1, -1):
                text = _again(text, lambda again, found, at=position: again._without_entry(found, at, flow), node)
            for position in range(j2 - 1, j1 + common - 1, -1):
                text = _again(text, lambda again, found, at=i1 + common, new=value[position]: again._with_entry(found, at, new, flow), node)
            for offset in range(common - 1, -1, -1):
                text = _again(text, lambda again, found, at=i1 + offset, new=value[j1 + offset]: again._entry(found, at, new, flow), node)
        return text

    def _entry(self, node: Any, position: int, value: str, flow: bool) -> str:
        return self._instead(node.value[position], value, int(node.start_mark.column), flow, True)

    # Keys ------------------------------------------------------------------------------------------------------------------

    def _with_key(self, node: Any, depth: int, key: str, value: Any, flow: bool) -> str:
        before = {name: at for at, name in enumerate(self._orders[depth] if depth < len(self._orders) else ())}
        rank = before.get(key, len(before))
        earlier = [number for number, (one, _) in enumerate(node.value) if before.get(one.value, len(before)) < rank] if key in before else []
        position = max(earlier) if earlier else (0 if key in before and node.value else len(node.value) - 1)
        if flow or node.flow_style:
            written = f"{key}: {_in_brackets(value)}"
            if not node.value:
                return self._put(node.start_mark.index + 1, written)
            return self._put(node.value[position][1].end_mark.index, f", {written}")
        column = node.value[0][0].start_mark.column
        return self._below(self._end(node.value[position][1]), lines_of({key: value}, column))

    def _without_key(self, node: Any, found: Any, flow: bool) -> str:
        key, value = found
        position = next(number for number, one in enumerate(node.value) if one[0] is key)
        if flow or node.flow_style:
            return self._out_of_brackets([(one.start_mark.index, what.end_mark.index) for one, what in node.value], position)
        start, end = key.start_mark.index, self._end(value)
        if "#" in self._text[value.start_mark.index : end] and not isinstance(value, yaml.ScalarNode):
            raise SpliceRefusedError("a comment stands inside of it")
        if len(node.value) == 1:
            return self._text[: value.start_mark.index].rstrip(" \n") + self._text[end:]
        stop = self._text.find("\n", end) if end < len(self._text) else -1
        behind = self._text[end : stop if stop >= 0 else None]
        line = self._text.rfind("\n", 0, start) + 1
        if "#" in self._text[start : value.start_mark.index] + behind:  # the comment on its line stays, behind a key without a value
            if isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">") and "#" in behind:
                return self._text[:start] + f"{key.value}:" + self._text[end:]
            raise SpliceRefusedError("a comment stands inside of it")
        if self._text[line:start].strip():  # behind a hyphen, where the next key moves up
            following = node.value[position + 1][0].start_mark.index
            if "#" in self._text[end:following]:
                raise SpliceRefusedError("a comment stands below it")
            return self._text[:start] + self._text[following:]
        return self._text[:line] + (self._text[stop + 1 :] if stop >= 0 else "")

    # Entries of lists --------------------------------------------------------------------------------------------------------

    def _with_entry(self, node: Any, position: int, value: Any, flow: bool) -> str:
        if flow or node.flow_style:
            written = _in_brackets(value)
            if not node.value:
                return self._put(node.start_mark.index + 1, written)
            if not position:
                return self._put(node.value[0].start_mark.index, f"{written}, ")
            return self._put(node.value[position - 1].end_mark.index, f", {written}")
        column = int(node.start_mark.column)
        lines = [f"{' ' * column}- {one[column + 2 :]}" if not number else one for number, one in enumerate(lines_of(value, column + 2))]
        if isinstance(value, str):
            lines = [f"{' ' * column}- {as_scalar(value, column, in_list=True)}"]
        if not position:
            start = self._text.rfind("\n", 0, node.start_mark.index) + 1
            if self._text[start : node.start_mark.index].strip():
                raise SpliceRefusedError("its list begins on the line of its key")
            return self._put(start, "\n".join(lines) + "\n")
        end = self._end(node.value[position - 1])
        between = self._text[self._end(node.value[position - 2]) : node.value[position - 1].start_mark.index] if position > 1 else ""
        return self._below(end, ["", *lines] if "\n\n" in between else lines)

    def _without_entry(self, node: Any, position: int, flow: bool) -> str:
        if flow or node.flow_style:
            return self._out_of_brackets([(one.start_mark.index, one.end_mark.index) for one in node.value], position)
        entry = node.value[position]
        end = self._end(entry)
        start = node.start_mark.index if not position else self._text.rfind("-", 0, entry.start_mark.index)
        line = self._text.rfind("\n", 0, start) + 1
        stop = self._text.find("\n", end)
        gone = self._text[start : stop if stop >= 0 else None]
        if "#" in _outside_of_texts(gone, entry, start):
            raise SpliceRefusedError("a comment stands inside of it")
        if self._text[line:start].strip():
            raise SpliceRefusedError("its list begins on the line of its key")
        if len(node.value) == 1:
            return self._text[:start] + "[]" + self._text[end:]
        after = stop + 1 if stop >= 0 else len(self._text)
        following = self._text[after:]
        if self._text[:line].endswith("\n\n") and following.startswith("\n"):  # one of the blank lines around it
            following = following[1:]
        return self._text[:line] + following

    # Places ------------------------------------------------------------------------------------------------------------------

    def _out_of_brackets(self, spans: list[tuple[int, int]], position: int) -> str:
        start, end = spans[position]
        if len(spans) > 1:
            start, end = (spans[position - 1][1], end) if position else (start, spans[1][0])
        if "#" in self._text[start:end]:
            raise SpliceRefusedError("a comment stands inside of it")
        return self._text[:start] + self._text[end:]

    def _end(self, node: Any) -> int:
        """Returns where a value ends, without the break of its last line and what follows that."""
        while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return start + len(self._text[start:end].rstrip(" \n"))
        return end

    def _put(self, at: int, new: str) -> str:
        return self._text[:at] + new + self._text[at:]

    def _below(self, end: int, lines: list[str]) -> str:
        """Returns the text with lines below the one on which `end` is."""
        stop = self._text.find("\n", end)
        if stop < 0:
            return self._text + "\n" + "\n".join(lines)
        return self._put(stop + 1, "\n".join(lines) + "\n")


def _again(text: str, change: Any, node: Any) -> str:
    """Returns what a change makes of the text in which a list stands where it stood before."""
    found = _sequence_at(yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)), node.start_mark.index)
    return str(change(_Splicer(text, (), ""), found))


def _sequence_at(node: Any, index: int) -> Any:
    """Returns the list that begins at a place."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.SequenceNode):
            if one.start_mark.index == index:
                return one
            waiting += one.value
        elif isinstance(one, yaml.MappingNode):
            waiting += [value for _, value in one.value]
    raise SpliceRefusedError("what stands there has another form")


def _outside_of_texts(gone: str, node: Any, offset: int) -> str:
    """Returns what goes without the texts in it, so that a sign in a text is not taken for a comment."""
    waiting, spans = [node], []
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.ScalarNode):
            spans.append((one.start_mark.index - offset, one.end_mark.index - offset))
        elif isinstance(one, yaml.MappingNode):
            waiting += [value for _, value in one.value]
        else:
            waiting += one.value
    for start, end in sorted(spans, reverse=True):
        gone = gone[:start] + gone[end:]
    return gone


def _nested(path: tuple[str | int, ...], value: Any) -> Any:
    for segment in reversed(path):
        value = [value] if isinstance(segment, int) else {segment: value}
    return value


def lines_of(value: Any, column: int) -> list[str]:
    """Returns a value in lines that begin at a column: keys, entries, or a text alone. Raises NoStyleError."""
    start = " " * column
    if isinstance(value, dict):
        found: list[str] = []
        for key, one in value.items():
            if isinstance(one, str):
                found += f"{start}{key}: {as_scalar(one, column)}".split("\n")
            elif one:
                found += [f"{start}{key}:", *lines_of(one, column + 2)]
        return found
    if isinstance(value, list):
        found = []
        for one in value:
            if isinstance(one, str):
                found += f"{start}- {as_scalar(one, column, in_list=True)}".split("\n")
            else:
                inner = lines_of(one, column + 2)
                found += [f"{start}- {inner[0][column + 2 :]}", *inner[1:]]
        return found
    return [f"{start}{as_scalar(value, column)}"]


def _in_brackets(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_in_brackets(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_in_brackets, value))}]"
    return as_scalar(value, 0, in_brackets=True)
