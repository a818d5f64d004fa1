"""A language that puts ⟦…⟧ around each word of ours that can be translated, so that whatever stands outside is not ours, or cannot be."""

from __future__ import annotations

import re

from handbook.authoring.words import words
from handbook.languages.english import SOURCES
from handbook.languages.language import Language
from tests.support.building import ROOT


def pseudo() -> Language:
    """Returns the language, which is written from right to left."""
    listed = words(ROOT)
    return Language(
        code="xx",
        direction="rtl",
        messages={name: said if re.search(r"[{0-9]", said) and name.startswith("part.") else f"⟦{said}⟧" for name, said in SOURCES.items()},
        interface={(one.context, one.english) if one.context else one.english: f"⟦{one.english}⟧" for one in listed if not one.many},
        plurals={(one.context, one.english) if one.context else one.english: (f"⟦{one.english}⟧", f"⟦{one.many}⟧") for one in listed if one.many},
    )


def outside(text: str) -> str:
    """Returns what of a text stands outside the marks."""
    kept, depth = [], 0
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        if not depth and character != "⟧":
            kept.append(character)
    return "".join(kept)
