"""Diagnostics as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handbook.diagnostics import Diagnostic, Severity, counts


def as_json(diagnostics: Iterable[Diagnostic], folder: str = "") -> dict[str, Any]:
    """Returns the diagnostics with counts by severity; paths are relative to `folder`, which is named once."""
    found = tuple(diagnostics)
    numbers = counts(found)
    return {
        "product": folder,
        "counts": {severity.value: numbers[severity] for severity in Severity},
        "diagnostics": [
            {
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
                "question": diagnostic.question,
            }
            for diagnostic in found
        ],
    }
