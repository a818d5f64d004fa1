"""Placeholders: words that stand for something that is still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.registry import check
from handbook.diagnostics import Diagnostic, make, quoted
from handbook.model import Handbook
from handbook.schema.marks import marked

_WORDS = re.compile(
    r"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX)\b|\b(?i:lorem ipsum|to be (?:defined|determined))\b"
    r"|^\s*(?i:tbd|tbc|tba|todo|to do|n/?a|none yet|pending|unknown yet)\.?\s*$"
    r"|<(?i:your|name of|insert|todo|fill)[^<>\n]{0,60}>|^\s*(?:\.\.\.|…|\?+|-+|x+|X+)\s*$"
)
"""Within a text capitals alone for the short words, since `todo` is Spanish and a list in an app may be called so."""


def nothing_stands_in(handbook: Handbook) -> Iterator[Diagnostic]:
    """No text holds a word that stands for something to be written."""
    for item in handbook.records():
        for path, mark, text in marked(item.record):
            found = _WORDS.search(text) if mark.meaning in ("plain", "prose") else None
            if found:
                name = str(path[0])
                message = f"'{name}' of {item.id} still holds {quoted(found[0].strip())}"
                yield make("placeholder", item.place(*path), message, expected="what is true of the product", found=found[0].strip(), record=item.id)
    product = next(iter(handbook.of_kind("product")), None)
    for path, _, text in marked(handbook.site):
        found = _WORDS.search(text)
        if found and product is not None:
            message = f"'{path[0]}' of the site still holds {quoted(found[0].strip())}"
            yield make("placeholder", product.document.place(("site", *path)), message, expected="what is true of the product", found=found[0].strip())


CHECKS = (check(nothing_stands_in, minds="its record"),)
