"""XML as text: elements with their attributes, whatever text the product says; what XML 1.0 cannot hold becomes U+FFFD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT: dict[str, str | int | None] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE: dict[str, str | int | None] = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TEXT, _ATTRIBUTE = str.maketrans(_IN_TEXT), str.maketrans(_IN_ATTRIBUTE)


def text(value: str) -> str:
    """Returns a text as it stands between tags."""
    return _escaped(value, _TEXT)


def attribute(value: str) -> str:
    """Returns a text as it stands between the quotes of an attribute, line breaks and tabs kept."""
    return _escaped(value, _ATTRIBUTE)


def element(name: str, inside: str = "", /, **attributes: str) -> str:
    """Returns an element; `inside` is XML already. An attribute `LONG_NAME` is written `LONG-NAME`."""
    stated = "".join(f' {key.replace("_", "-")}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{stated}>{inside}</{name}>" if inside else f"<{name}{stated}/>"


def around(name: str, inside: Iterable[str]) -> Iterator[str]:
    """Yields an element piece by piece, each piece inside on a line of its own, with a line end before it; `inside` is XML already."""
    empty = True
    for piece in inside:
        yield f"\n<{name}>{piece}" if empty else f"\n{piece}"
        empty = False
    yield f"\n<{name}/>" if empty else f"</{name}>"


def _escaped(value: str, table: dict[int, str | int | None]) -> str:
    return (value if value.isprintable() else _IMPOSSIBLE.sub("\ufffd", value)).translate(table)
