"""Findings as JSON for programs: all parts of each apart, with the numbers, and those that an exemption keeps from counting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from handbook.findings.diagnostics import Diagnostic, Severity, counts
from handbook.methods.release import Gate
from handbook.model.loaded import Loaded
from handbook.model.statements import Ruling
from handbook.outputs.findings.locations import from_here


def lines(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields the findings as one text; the gate changes nothing, since severities say how much each weighs."""
    yield json.dumps(as_json(loaded.diagnostics, from_here(product), loaded.exempted), indent=2, ensure_ascii=False)


def as_json(diagnostics: Iterable[Diagnostic], folder: str = "", exempted: Iterable[tuple[Diagnostic, Ruling]] = ()) -> dict[str, Any]:
    """Returns the diagnostics with counts by severity, and apart those that do not count; paths are relative to `folder`, which is named once."""
    found = tuple(diagnostics)
    numbers = counts(found)
    return {
        "product": folder,
        "counts": {severity.value: numbers[severity] for severity in Severity},
        "diagnostics": [_plain(diagnostic) for diagnostic in found],
        "exempted": [
            {
                **_plain(diagnostic),
                "exemption": {"reason": ruling.said.reason, "decided_by": ruling.said.decided_by, "review_by": ruling.said.review_by.isoformat()},
            }
            for diagnostic, ruling in exempted
        ],
    }


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "expected": diagnostic.expected,
        "found": diagnostic.found,
        "suggestions": list(diagnostic.suggestions),
        "record": diagnostic.record,
        "records": list(diagnostic.records),
        "question": diagnostic.question,
    }
