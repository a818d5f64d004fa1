"""Finds comments of YAML that look like text which its author meant to be read: `Valve #4711`, on that line or the next.

Knows lines and columns, counted from 0, and no YAML: `source`, which reads the values, asks what stands behind and below one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile("\r\n|[\r\n]")
_AFTER = re.compile(r"[ \t]++(#\w[^ \t]*)")
"""A comment that looks like text: no space after the sign. `# so` and `## so` are comments to anybody's eye."""
_ANY = re.compile(r"#(?<![^ \t\n]#)\w")
"""Where any such comment may begin; the sign stands first, so that whole files are passed over quickly."""
_LINE = re.compile(r"[ \t]*+(#\w[^ \t]*)")
_COMMENT_OR_NOTHING = re.compile(r"[ \t]*+(?:#|$)")
_KEY = re.compile(r"#[a-z_]++:(?: |$)")
"""A key that is taken out for the time being, such as `#owner: ROL-01`."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The first word of a text that YAML does not read."""

    line: int
    column: int
    word: str


class Comments:
    """The comments of one file that look like text."""

    def __init__(self, text: str) -> None:
        self._lines = _BREAK.split(text) if _ANY.search(text) else []
        """The lines of the file, where any may hold text that YAML takes for a comment."""
        self._below = _first_below(self._lines)

    def __bool__(self) -> bool:
        return bool(self._lines)

    def after(self, line: int, column: int) -> Lost | None:
        """Returns what stands behind a place on its line."""
        found = _AFTER.match(self._lines[line], column) if line < len(self._lines) else None
        return Lost(line, found.start(1), found[1]) if found is not None else None

    def below(self, line: int, column: int, indent: int, *, empty: bool) -> Lost | None:
        """Returns what stands below a text without quotes that ends at a place, and would go on with that text, were it not a comment.

        Such a line is indented by `indent` characters at least; below an `empty` value, a key that is taken out is none.
        """
        number = self._below.get(line)
        if number is None or not _COMMENT_OR_NOTHING.match(self._lines[line], column):
            return None
        found = _LINE.match(self._lines[number])
        if found is None or found.start(1) < indent or (empty and _KEY.match(found[0], found.start(1))):
            return None
        return Lost(number, found.start(1), found[1])


def _first_below(lines: list[str]) -> dict[int, int]:
    """Returns, for each line with more than a comment on it, the first of the comments right below it that looks like text."""
    found: dict[int, int] = {}
    above = -1
    for number, line in enumerate(lines):
        if not _COMMENT_OR_NOTHING.match(line):
            above = number
        elif above not in found and _LINE.match(line):
            found[above] = number
    return found
