"""Text of the product becomes HTML that shows it as typed.

`show` is for plain text in HTML; `inline` is for text that passes through Markdown as well, where every character that
HTML, Markdown or the template language could take for its own becomes a character reference.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SPECIAL = re.compile(r"[^\w\s,;?\u0080-\U0010ffff]|_", re.ASCII)


def visible(text: str) -> str:
    """Returns the text with control characters, which HTML cannot carry, replaced by U+FFFD."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def show(text: str) -> Markup:
    """Returns plain text as HTML that shows it as typed, but for control characters (`visible`)."""
    return escape(visible(text))


def heading(text: str) -> Markup:
    """Returns plain text on one line, safe in titles and attributes, which the theme prints as they stand.

    Braces and percent signs are character references too, since a title may be taken for a template.
    """
    folded = escape(" ".join(visible(text).split()))
    return Markup(re.sub("[{}%]", lambda found: f"&#{ord(found[0])};", folded))


def inline(text: str) -> Markup:
    """Returns plain text on one line, safe in HTML text and attributes, in Markdown and in template source."""
    folded = " ".join(visible(text).split())
    return Markup(_SPECIAL.sub(lambda found: f"&#{ord(found[0])};", folded))
