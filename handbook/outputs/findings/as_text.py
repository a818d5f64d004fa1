"""Findings as text for people and editors: a line for each, what they come to, and for a release what it was judged by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, Severity, as_text, counts
from handbook.findings.messages import Sentence, Words, counted, listed, say
from handbook.languages.said import phrases, told, word
from handbook.methods.release import Gate, Judgement, Summary, judged, summary
from handbook.model.loaded import Loaded
from handbook.outputs.findings.locations import from_here
from handbook.schema.exemption import RULES_FILE

NOBODY = say("open.nobody")
"""Stands for the owner or assessor of what has none."""


def lines(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields the findings and what they come to: errors last, next to the numbers, where a screen full of gaps does not hide them."""
    folder, language = from_here(product), loaded.handbook.language
    words = phrases(language)
    for diagnostic in sorted(loaded.diagnostics, key=lambda finding: finding.severity is Severity.ERROR):
        yield as_text(diagnostic, folder, words)
    for sentence in _come_to(loaded, folder):
        yield sentence.in_language(words)
    if gate is not Gate.DRAFT:
        found = judged(loaded, gate)
        for sentence in _judgement(found):
            yield sentence.in_language(words)
        yield told(found.verdict, language)


def _come_to(loaded: Loaded, folder: str) -> Iterator[Sentence]:
    """Yields what the findings come to."""
    numbers = counts(loaded.diagnostics)
    said = (
        counted(numbers[Severity.ERROR], "count.error", number=numbers[Severity.ERROR]),
        counted(numbers[Severity.GAP], "count.gap", number=numbers[Severity.GAP]),
        counted(numbers[Severity.WARNING], "count.warning", number=numbers[Severity.WARNING]),
    )
    yield say("count.in-folder", numbers=listed(*said), folder=folder)
    found = summary(loaded)
    if found.by_activity:
        yield say("open.by-activity", numbers=listed(*(say("open.of", what=what, number=number) for what, number in found.by_activity)))
        yield say("open.by-owner", numbers=listed(*(say("open.of", what=name or NOBODY, number=number) for name, number in found.by_owner)))
    if found.residue:
        yield _residue(found)
    if loaded.exempted:
        exempt = (say("exempt.for", code=finding.code, records=_about(finding)) for finding, _ in loaded.exempted)
        yield say("exempt", file=RULES_FILE, findings=listed(*exempt))


def _residue(found: Summary) -> Sentence:
    return say("open.residue", count=found.residue, total=found.facts)


def _about(finding: Diagnostic) -> Words:
    return listed(*finding.records) if finding.records else finding.record


def _judgement(found: Judgement) -> Iterator[Sentence]:
    """Yields what a release was judged by, but for the verdict."""
    if found.given:
        yield say("judged.day", day=found.day, stated=found.stated or say("judged.no-day"))
    yield say("judged.status", numbers=listed(*(say("judged.status-of", number=number, status=word(status)) for status, number in found.statuses)))
    assessors = listed(*(say("open.of", what=role, number=number) for role, number in found.assessors)) if found.assessors else NOBODY
    yield say("judged.assessors-alone" if found.self_assessed else "judged.assessors", numbers=assessors)
    if found.oldest:
        since = say("judged.oldest", day=found.oldest)
        if found.day:
            since = say("judged.oldest.before", day=found.oldest, days=(found.day - found.oldest).days)
        yield say("judged.unseen", sentence=since, number=found.unseen) if found.unseen else since
    if found.rulings:
        yield say("judged.rulings", rulings=found.rulings, file=RULES_FILE, findings=found.exempted)
    yield say("judged.not", what=say("judged.not.what"))
