"""Findings as JSON for programs: all parts of each apart, with the numbers, and those that an exemption keeps from counting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.findings.diagnostics import Diagnostic, Severity, counts
from handbook.findings.messages import spoken
from handbook.languages.language import SOURCE, Language
from handbook.languages.said import ENGLISH, phrases
from handbook.methods.release import Gate
from handbook.model.loaded import Loaded
from handbook.model.statements import Ruling
from handbook.outputs.findings.locations import from_here


def lines(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields the findings as one text; the gate changes nothing, since severities say how much each weighs."""
    yield json.dumps(as_json(loaded.diagnostics, from_here(product), loaded.exempted, loaded.handbook.language), indent=2, ensure_ascii=False)


def as_json(
    diagnostics: Iterable[Diagnostic], folder: str = "", exempted: Iterable[tuple[Diagnostic, Ruling]] = (), language: Language = ENGLISH
) -> dict[str, Any]:
    """Returns the diagnostics with counts by severity, and apart those that do not count; paths are relative to `folder`, which is named once.

    `message` and `expected` are in the language, which is named where it is not English; all other values are for programs and the same in each.
    """
    words = phrases(language)
    found = tuple(diagnostics)
    numbers = counts(found)
    return {
        "product": folder,
        **({} if language.code == SOURCE else {"language": language.code}),
        "counts": {severity.value: numbers[severity] for severity in Severity},
        "diagnostics": [_plain(diagnostic, words) for diagnostic in found],
        "exempted": [
            {
                **_plain(diagnostic, words),
                "exemption": {"reason": ruling.said.reason, "decided_by": ruling.said.decided_by, "review_by": ruling.said.review_by.isoformat()},
            }
            for diagnostic, ruling in exempted
        ],
    }


def _plain(diagnostic: Diagnostic, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": str(spoken(diagnostic.told, words)),
        "expected": str(spoken(diagnostic.right, words)),
        "found": diagnostic.found,
        "suggestions": list(diagnostic.suggestions),
        "record": diagnostic.record,
        "records": list(diagnostic.records),
        "question": diagnostic.question,
    }
