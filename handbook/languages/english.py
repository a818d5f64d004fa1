"""What can be translated of findings: each sentence, and what each code means, by name with its English words."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.findings.messages import ENGLISH
from handbook.findings.messages.meanings import CONDITIONS, MEANINGS
from handbook.findings.messages.reasons import SATISFIED, WHY

ABOUT_CODES: Mapping[str, Mapping[str, str]] = {"meaning": MEANINGS, "why": WHY, "satisfied": SATISFIED, "when": CONDITIONS}
"""What is said of codes: by the word before the code in a name, `meaning/duplicate-id`."""

SOURCES: Mapping[str, str] = {**ENGLISH, **{f"{what}/{code}": words for what, said in ABOUT_CODES.items() for code, words in said.items()}}
"""The English words of all entries of `messages.po`, by name, in the order in which they stand there."""
