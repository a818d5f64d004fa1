"""Exemptions: what a product decides about rules is applied to the findings, and held to its own conditions.

An exemption that matches nothing, lacks its reason or is overdue is an error, so that none outlives its cause. What says that a text cannot
be read, or that a reference leads nowhere, cannot be exempted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Diagnostic, Severity, has_errors, make, quoted
from handbook.findings.nearest import nearest
from handbook.model.handbook import Item, Ruling
from handbook.reading.file_tops import role_named
from handbook.schema.exemption import RULES_FILE, Exemption
from handbook.schema.validate import validate
from handbook.source.nodes import Scalar, Sequence
from handbook.source.yaml_text import read


@dataclass(frozen=True, slots=True)
class Rulings:
    """What `rules.yaml` says."""

    rulings: tuple[Ruling, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """The findings after the product's rulings."""

    diagnostics: tuple[Diagnostic, ...]
    """Those that count, with the weight that they have here."""
    exempted: tuple[tuple[Diagnostic, Ruling], ...] = field(default_factory=tuple)
    """Those that do not count, each with what says so."""


def read_rulings(folder: Path) -> Rulings:
    """Returns what the product's `rules.yaml` says, and what is wrong with its form; nothing where there is no such file."""
    if not (folder / RULES_FILE).exists():
        return Rulings()
    document, diagnostics = read(folder / RULES_FILE, RULES_FILE)
    if document is None or (isinstance(document.root, Scalar) and document.root.text is None):
        return Rulings(diagnostics=tuple(diagnostics))
    if not isinstance(document.root, Sequence):
        expected = "a list: each entry starts with '- rule:'"
        return Rulings(diagnostics=(*diagnostics, make("wrong-type", document.place(), "the file holds no list", expected=expected)))
    rulings: list[Ruling] = []
    for node in document.root.items:
        found = validate(Exemption, node, document, "an exemption")
        diagnostics += found.diagnostics
        if found.record is not None:
            ruling = Ruling(found.record, document, found.node)
            wrong = _unusable(ruling)
            diagnostics += [wrong] if wrong else []
            rulings += [] if wrong else [ruling]
    return Rulings(tuple(rulings), tuple(diagnostics))


def applied(rulings: Iterable[Ruling], diagnostics: Iterable[Diagnostic], items: Mapping[str, Item], today: date | None, whole: bool) -> Applied:
    """Returns the findings as the product's rulings make them, with a finding for each ruling that does not hold.

    `whole` says whether all of the product could be read; where it could not, a rule may be silent for that reason alone.
    """
    rulings = tuple(rulings)
    kept: list[Diagnostic] = []
    exempted: list[tuple[Diagnostic, Ruling]] = []
    used: set[int] = set()
    for finding in diagnostics:
        matching = [(number, ruling) for number, ruling in enumerate(rulings) if ruling.said.rule == finding.code and CODES[finding.code].exemptable]
        free = _covering(finding, [pair for pair in matching if pair[1].said.record is not None and pair[1].said.severity is None])
        if free:
            used.update(number for number, _ in free)
            exempted.append((finding, free[0][1]))
            continue
        weighing = [pair for pair in matching if pair[1].said.severity is not None and (pair[1].said.record is None or finding.concerns(pair[1].said.record))]
        weighing.sort(key=lambda pair: pair[1].said.record is None)  # what is said of the one record comes first
        if weighing:
            used.add(weighing[0][0])
            finding = replace(finding, severity=Severity(weighing[0][1].said.severity))
        kept.append(finding)
    silent = not whole or has_errors(kept)
    for number, ruling in enumerate(rulings):
        kept += _does_not_hold(ruling, items, today, idle=number not in used and not silent)
    return Applied(tuple(kept), tuple(exempted))


def _covering(finding: Diagnostic, pairs: list[tuple[int, Ruling]]) -> list[tuple[int, Ruling]]:
    """Returns the exemptions that together cover every record of a finding, or none."""
    records = finding.records or ((finding.record,) if finding.record else ())
    found = [pair for pair in pairs if pair[1].said.record in records]
    return found if records and {pair[1].said.record for pair in found} == set(records) else []


def _unusable(ruling: Ruling) -> Diagnostic | None:
    """Returns what is wrong with a ruling in itself: a rule that there is not or that cannot be exempted, or nothing said about it."""
    said = ruling.said
    code = CODES.get(said.rule)
    if code is None:
        known = [name for name, one in CODES.items() if one.exemptable]
        close = nearest(said.rule, known)
        expected = "" if close else "the code of a rule, as it stands in brackets after a finding"
        return make("unknown-value", ruling.place("rule"), f"there is no rule {quoted(said.rule)}", expected=expected, suggestions=close, found=said.rule)
    if not code.exemptable:
        message = f"'{said.rule}' says that something cannot be read or leads nowhere, and nothing is exempt from that"
        return make("exemption-refused", ruling.place("rule"), message, expected="the fault mended", found=said.rule)
    if said.record is None and said.severity is None:
        message = f"the exemption from '{said.rule}' says neither for which record nor with which severity"
        return make("exemption-refused", ruling.place("rule"), message, expected="'record', 'severity' or both", found=said.rule)
    return None


def _does_not_hold(ruling: Ruling, items: Mapping[str, Item], today: date | None, *, idle: bool) -> list[Diagnostic]:
    said = ruling.said
    found = []
    wrong_role = role_named(ruling.place("decided_by"), said.decided_by, items)
    found += [wrong_role] if wrong_role else []
    if said.record is not None and said.record not in items:
        close = nearest(said.record, items)
        return [*found, make("unknown-reference", ruling.place("record"), f"there is no {quoted(said.record)}", suggestions=close, found=said.record)]
    if today is not None and said.review_by < today:
        message = f"the exemption from '{said.rule}' was to be decided anew by {said.review_by}, and the handbook speaks for {today}"
        found.append(make("exemption-overdue", ruling.place("review_by"), message, expected="a new decision, or the entry gone", found=said.rule))
    raises = said.record is None and said.severity is not None and _weight(said.severity) <= _weight(CODES[said.rule].severity)
    if idle and not raises:
        of = f" for {said.record}" if said.record else ""
        message = f"the exemption from '{said.rule}'{of} matches no finding"
        found.append(make("exemption-idle", ruling.place("record" if said.record else "rule"), message, expected="the entry gone", found=said.rule))
    return found


def _weight(severity: str) -> int:
    """Returns the position of a severity, the heaviest first."""
    return list(Severity).index(Severity(severity))
