"""Writes a text as a scalar of YAML: in the style that stood there before where that can hold it, else in the nearest that can.

Whether a style can hold a text is not guessed: each attempt is read again, and only what comes back as it went in is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.source.nodes import Mapping, Scalar, Sequence
from handbook.source.yaml_text import parse

WIDTH = 120
"""Columns of a line at which a long text is folded where no line that stood there says another width."""
LONGEST_LINE = 160
"""A text in one line that would end beyond this column is folded where it is written anew."""
_HEADER = re.compile(r"[|>](?:[1-9][+-]?|[+-][1-9]?)?")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')


class NoStyleError(ValueError):
    """No style of YAML holds the text at this place."""


def as_scalar(text: str, indent: int, *, was: str = "", in_brackets: bool = False, in_list: bool = False) -> str:
    """Returns a text as it stands behind `key: ` or `- `, without a line break at its end.

    `indent` is the column of the key or the hyphen, `was` what stood there, `in_list` whether it is an entry. Raises NoStyleError.
    """
    for attempt in dict.fromkeys(_attempts(text, indent, was, in_brackets)):
        if _reads_as(attempt, text, indent, in_brackets, in_list):
            return attempt
    raise NoStyleError(text)


def _attempts(text: str, indent: int, was: str, in_brackets: bool) -> Iterator[str]:
    """Yields ways to write a text, that of `was` first."""
    single, double = "'" + text.replace("'", "''") + "'", _double(text)
    is_line, may_be_block = "\n" not in text and text.strip() == text, not in_brackets and bool(text.strip())
    if may_be_block and was[:1] in ("|", ">"):
        yield from _like_block(text, indent, was)
    if was[:1] == "'" and "\n" not in text:
        yield single
    if was[:1] == '"':
        yield double
    if may_be_block and ("\n" in text or (len(text) + indent > LONGEST_LINE and ("\n" in was or not was))):
        yield _block("|-" if "\n" in text else ">-", text, indent + 2, WIDTH)
    if is_line and text:
        yield text
    if "\n" not in text:
        yield single
    yield double


def _like_block(text: str, indent: int, was: str) -> Iterator[str]:
    """Yields a block like the one that stood there: its kind, its indent and about its width."""
    head, _, body = was.partition("\n")
    found = _HEADER.match(head)
    lines = [line for line in body.split("\n") if line.strip()]
    stated = re.search(r"[1-9]", found[0]) if found else None
    column = indent + int(stated[0]) if stated else min((len(line) - len(line.lstrip(" ")) for line in lines), default=indent + 2)
    width = max((len(line) for line in lines), default=WIDTH)
    rest = head[len(found[0]) :] if found else ""
    sign = "-" if not text.endswith("\n") else "" if not text.endswith("\n\n") else "+"
    kept = (found[0] if found else head[0]).strip("+-")
    for header in (f"{kept}{'+' if '+' in head[:3] else '-' if '-' in head[:3] else ''}", f"{kept}{sign}"):
        yield _block(header + rest, text, column, max(width, column + 20))
    yield _block(f"|{sign}{rest}", text, column, WIDTH)


def _block(header: str, text: str, column: int, width: int) -> str:
    body = text.rstrip("\n") + "\n" * max(0, len(text) - len(text.rstrip("\n")) - 1)
    lines = body.split("\n") if header[0] == "|" else list(_folded(body, width - column))
    return "\n".join([header, *(" " * column + line if line else "" for line in lines)])


def _folded(text: str, width: int) -> Iterator[str]:
    """Yields the lines of a folded block: one empty line more than the text has breaks between its lines."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield ""
        current = ""
        for word in re.split(r"(?<=[^ ]) (?=[^ ])", line):
            if current and len(current) + 1 + len(word) > width:
                yield current
                current = word
            else:
                current = f"{current} {word}" if current else word
        if current or not number:
            yield current


def _double(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(_escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or (f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{ord(character):04x}")


def _reads_as(written: str, text: str, indent: int, in_brackets: bool, in_list: bool) -> bool:
    """Returns whether what is written, put where it is to stand, is read as the text, and what follows it as before."""
    start = " " * indent
    if in_brackets:
        source = f"k: [{written}, z]\n"
    elif in_list:
        source = f"{start}- {written}\n{start}- z\n"
    else:
        source = f"{start}k: {written}\n{start}z: z\n"
    document, findings = parse(source, "")
    if document is None or findings:
        return False
    root = document.root
    found = root.items.get("k") if isinstance(root, Mapping) else root
    if not in_brackets and isinstance(root, Mapping):
        return set(root.items) == {"k", "z"} and isinstance(found, Scalar) and found.text == text
    entries = found.items if isinstance(found, Sequence) else []
    return len(entries) == 2 and isinstance(entries[0], Scalar) and entries[0].text == text
