"""The glossary: abbreviations with the beginning of their meaning, shown on every page, and an anchor for each term."""

from __future__ import annotations

import re
from collections.abc import Callable

_ENTRY = re.compile(r"^(?P<terms>[^\n:].*)\n:   (?P<meaning>.+)$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z]*[A-Z]$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_TERM = re.compile(r"<dt>(.*?)</dt>")
_MARKDOWN_TERM = re.compile(r"^([^\n:][^\n]*+)\n:   ", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
GLOSSARY = "glossary.md"
"""Source of the page of which each term can be linked and found by itself."""
COMMON = frozenset({"CSF", "IR", "IoT", "NIST"})
"""Abbreviations that stand on every page and need no help there."""


def abbreviations(glossary: str) -> dict[str, str]:
    """Returns the first sentence of each abbreviation's meaning, from the text of the glossary page."""
    found = {}
    for entry in _ENTRY.finditer(glossary):
        meaning = _LINK.sub(r"\1", entry["meaning"])
        first = re.split(r"(?<=[.;])\s", meaning, maxsplit=1)[0].rstrip(";")
        for term in re.split(r",\s*", entry["terms"].strip()):
            if _ABBREVIATION.match(term) and term not in COMMON:
                found[term] = first.replace('"', "”").replace("{", "(").replace("}", ")")
    return found


def with_anchors(html: str) -> str:
    """Returns the glossary's HTML with an anchor at each term, `#term-trust-zone`, by which the search knows it too; a doubled one gets none."""
    return _anchored(html, _TERM, lambda term, anchor: f'<dt id="{anchor}">{term}</dt>')


def with_anchors_in_markdown(markdown: str) -> str:
    """Returns the glossary's Markdown with the same anchors, written as attributes of its terms."""
    return _anchored(markdown, _MARKDOWN_TERM, lambda term, anchor: f"{term.rstrip()} {{: #{anchor} }}\n:   ")


def _anchored(text: str, terms: re.Pattern[str], write: Callable[[str, str], str]) -> str:
    seen: set[str] = set()

    def anchored(found: re.Match[str]) -> str:
        """Returns a term with its anchor."""
        anchor = "term-" + re.sub(r"[^a-z0-9]+", "-", _TAG.sub("", found[1]).lower()).strip("-")
        if anchor in seen:
            return found[0]
        seen.add(anchor)
        return write(found[1], anchor)

    return terms.sub(anchored, text)
