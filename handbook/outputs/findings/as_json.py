"""Diagnostics as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handbook.findings.diagnostics import Diagnostic, Severity, counts
from handbook.model.handbook import Ruling


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
