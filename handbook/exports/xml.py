"""XML as text: elements with their attributes, whatever text the product says; what XML 1.0 cannot hold becomes U+FFFD."""

from __future__ import annotations

import re

_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT: dict[str, str | int | None] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE: dict[str, str | int | None] = {**_IN_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}


def text(value: str) -> str:
    """Returns a text as it stands between tags."""
    return _escaped(value, _IN_TEXT)


def attribute(value: str) -> str:
    """Returns a text as it stands between the quotes of an attribute, line breaks and tabs kept."""
    return _escaped(value, _IN_ATTRIBUTE)


def element(name: str, inside: str = "", /, **attributes: str) -> str:
    """Returns an element; `inside` is XML already. An attribute `LONG_NAME` is written `LONG-NAME`."""
    stated = "".join(f' {key.replace("_", "-")}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{stated}>{inside}</{name}>" if inside else f"<{name}{stated}/>"


def _escaped(value: str, table: dict[str, str | int | None]) -> str:
    return _IMPOSSIBLE.sub("\ufffd", value).translate(str.maketrans(table))
