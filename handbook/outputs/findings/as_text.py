"""Findings as text for people and editors: a line for each, what they come to, and for a release what it was judged by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, Severity, as_text, counts
from handbook.methods.release import NOT_JUDGED, Gate, Judgement, judged, summary
from handbook.model.loaded import Loaded
from handbook.outputs.findings.locations import from_here
from handbook.schema.exemption import RULES_FILE

NOBODY = "nobody"
"""Stands for the owner or assessor of what has none."""


def lines(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields the findings and what they come to: errors last, next to the numbers, where a screen full of gaps does not hide them."""
    folder = from_here(product)
    for diagnostic in sorted(loaded.diagnostics, key=lambda finding: finding.severity is Severity.ERROR):
        yield as_text(diagnostic, folder)
    numbers = counts(loaded.diagnostics)
    yield f"{', '.join(_number(numbers[severity], severity) for severity in Severity)} in {folder}"
    found = summary(loaded)
    if found.by_activity:
        yield f"Open by activity: {', '.join(f'{name} {number}' for name, number in found.by_activity)}"
        yield f"Open by owner: {', '.join(f'{name or NOBODY} {number}' for name, number in found.by_owner)}"
    if found.residue:
        yield f"{found.residue} of {found.facts} texts and files are still the example's"
    if loaded.exempted:
        yield f"Exempt by {RULES_FILE}: {', '.join(f'{finding.code} for {_about(finding)}' for finding, _ in loaded.exempted)}"
    if gate is not Gate.DRAFT:
        yield from _judgement(judged(loaded, gate))


def _about(finding: Diagnostic) -> str:
    return ", ".join(finding.records) or finding.record


def _judgement(found: Judgement) -> Iterator[str]:
    """Yields what a release was judged by, the verdict last."""
    if found.given:
        yield f"Judged for {found.day}, as asked; the product itself speaks for {found.stated or 'no day'}"
    yield f"Status: {', '.join(f'{number} {status}' for status, number in found.statuses)}"
    assessors = ", ".join(f"{role} {number}" for role, number in found.assessors) or NOBODY
    yield f"Assessed by: {assessors}{' (self-assessed: one person makes and assesses it all)' if found.self_assessed else ''}"
    if found.oldest:
        age = f", {(found.day - found.oldest).days} days before" if found.day else ""
        unseen = f"; {found.unseen} without such a day" if found.unseen else ""
        yield f"Longest not looked at: since {found.oldest}{age}{unseen}"
    if found.rulings:
        yield f"Decided about rules: {found.rulings} in {RULES_FILE}, {found.exempted} findings exempt"
    yield f"Not judged: {NOT_JUDGED}"
    yield found.verdict


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'' if count == 1 else 's'}"
