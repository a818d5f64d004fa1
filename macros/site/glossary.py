"""Abbreviations of the glossary, each with the beginning of its meaning, which pages show when one hovers over it."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"^(?P<terms>[^\n:].*)\n:   (?P<meaning>.+)$", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z]*[A-Z]$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
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
