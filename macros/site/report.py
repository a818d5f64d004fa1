"""What the log of a build tells of the product's findings: each error, the numbers of the rest, and whether they end it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from handbook.audience.levels import NAMES, withheld
from handbook.findings.diagnostics import Diagnostic, Severity, as_text, counts
from handbook.layout.graphviz import Layout
from handbook.methods.release import Gate, refusals
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded


@dataclass(frozen=True, slots=True)
class Report:
    """What is told, and why the build ends."""

    messages: tuple[tuple[int, str], ...] = ()
    """Sentences in their order, each with its level of logging."""
    refusal: str = ""
    """Why no site is made, or empty."""


def report(loaded: Loaded, folder: str, gate: Gate, *, serving: bool) -> Report:
    """Returns what a build tells of a product in `folder`. While serving, no finding ends it, and it is held to no release."""
    numbers = counts(loaded.diagnostics)
    messages = _as_errors((finding for finding in loaded.diagnostics if finding.severity is Severity.ERROR), folder)
    stopping = refusals(loaded.diagnostics, gate) if gate is not Gate.DRAFT and not serving else ()
    if stopping:
        messages += _as_errors((finding for finding in stopping if finding.severity is not Severity.ERROR), folder)
        return Report(tuple(messages), f"not ready for {gate.value}: {_number(len(stopping), 'finding')} in {folder}")
    if numbers[Severity.GAP] or numbers[Severity.WARNING]:
        messages.append((logging.INFO, f"{numbers[Severity.GAP]} gaps, {numbers[Severity.WARNING]} warnings: 'handbook check' lists them"))
    errors = numbers[Severity.ERROR]
    if errors and not serving:
        return Report(tuple(messages), f"{_number(errors, 'error')} in {folder}")
    if loaded.handbook.product is None and not loaded.handbook.items and serving:
        messages.append((logging.ERROR, "nothing of the product could be read; the guidance is served alone"))
    return Report(tuple(messages))


def report_of_audience(whole: Handbook, seen: Handbook) -> Report:
    """Returns for whom the site is made, and how much of the product is left out for that."""
    records = len(whole.items) - len(seen.items)
    fields = sum(len(withheld(whole.items[name].record, seen.audience)) for name in seen.items)
    files = _files(whole) - _files(seen)
    told = f": {_number(records, 'record')}, {_number(fields, 'field')} and {_number(files, 'file')} are left out" if seen.keeps_back else ""
    return Report(((logging.INFO, f"made for {NAMES[seen.audience]}{told}"),))


def report_of_layout(layout: Layout) -> Report:
    """Returns why there are no pictures, where there are none: a warning where they could be had, else a note."""
    return Report(((logging.WARNING if layout.missing else logging.INFO, layout.problem),) if layout.problem else ())


def report_of_pages(page_errors: Iterable[str], *, serving: bool) -> Report:
    """Returns what pages ask for and cannot have, each once; while serving, it does not end the build."""
    problems = tuple(dict.fromkeys(page_errors))
    refusal = f"{_number(len(problems), 'error')} in pages" if problems and not serving else ""
    return Report(tuple((logging.ERROR, problem) for problem in problems), refusal)


def _files(handbook: Handbook) -> int:
    return len(handbook.attachments) + len(handbook.pages) + len(handbook.page_files)


def _as_errors(findings: Iterable[Diagnostic], folder: str) -> list[tuple[int, str]]:
    return [(logging.ERROR, as_text(finding, folder)) for finding in findings]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
