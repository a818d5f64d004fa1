"""Exemptions: what a product decides about rules is applied to the findings, and held to its own conditions.

An exemption that matches nothing, lacks its reason or is overdue is an error, so that none outlives its cause. What says that a text cannot
be read, or that a reference leads nowhere, cannot be exempted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Diagnostic, Place, Severity, has_errors, make, quoted
from handbook.findings.messages import say
from handbook.findings.nearest import nearest
from handbook.model.item import Item
from handbook.model.statements import Ruling
from handbook.reading.rulings import Rulings, Unfinished
from handbook.resolve.above_records import role_named
from handbook.schema.exemption import Exemption


@dataclass(frozen=True, slots=True)
class Applied:
    """The findings after the product's rulings."""

    diagnostics: tuple[Diagnostic, ...]
    """Those that count, with the weight that they have here."""
    exempted: tuple[tuple[Diagnostic, Ruling], ...] = field(default_factory=tuple)
    """Those that do not count, each with what says so."""


def applied(said: Rulings, diagnostics: Iterable[Diagnostic], items: Mapping[str, Item], today: date | None, whole: bool) -> Applied:
    """Returns the findings as the product's rulings make them, with a finding for each entry that does not hold.

    `whole` says whether all of the product could be read; where it could not, a rule may be silent for that reason alone.
    """
    rulings = said.rulings
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
        kept += _does_not_hold(ruling.said, ruling.place, items, today)
        if number not in used and not silent and (ruling.said.record is None or ruling.said.record in items):
            kept += _idle(ruling)
    for one in said.unusable:
        kept += _does_not_hold(one.said, one.place, items, today)
    return Applied(tuple(kept), tuple(exempted))


def _covering(finding: Diagnostic, pairs: list[tuple[int, Ruling]]) -> list[tuple[int, Ruling]]:
    """Returns the exemptions that together cover every record of a finding, or none."""
    records = finding.records or ((finding.record,) if finding.record else ())
    found = [pair for pair in pairs if pair[1].said.record in records]
    return found if records and {pair[1].said.record for pair in found} == set(records) else []


def _does_not_hold(exemption: Exemption | Unfinished, place: Callable[..., Place], items: Mapping[str, Item], today: date | None) -> list[Diagnostic]:
    """Returns what an entry names that there is not, and that its day has passed."""
    wrong_role = role_named(place("decided_by"), exemption.decided_by, items) if exemption.decided_by else None
    found = [wrong_role] if wrong_role else []
    if exemption.record is not None and exemption.record not in items:
        close = nearest(exemption.record, items)
        found.append(
            make("unknown-reference", place("record"), say("unknown-reference", found=quoted(exemption.record)), suggestions=close, found=exemption.record)
        )
    if today is not None and exemption.review_by is not None and exemption.review_by < today:
        message = say("exemption-overdue.of-nothing", review_by=exemption.review_by, today=today)
        if exemption.rule:
            message = say("exemption-overdue", rule=exemption.rule, review_by=exemption.review_by, today=today)
        found.append(make("exemption-overdue", place("review_by"), message, expected=say("exemption-overdue.right"), found=exemption.rule or ""))
    return found


def _idle(ruling: Ruling) -> list[Diagnostic]:
    """Returns a finding for a ruling that matches nothing, unless it makes a rule weigh more for all."""
    exemption = ruling.said
    if exemption.record is None and exemption.severity is not None and _weight(exemption.severity) <= _weight(CODES[exemption.rule].severity):
        return []
    rule, record = exemption.rule, exemption.record
    message = say("exemption-idle.record", rule=rule, record=record) if record else say("exemption-idle", rule=rule)
    place = ruling.place("record" if exemption.record else "rule")
    return [make("exemption-idle", place, message, expected=say("exemption-idle.right"), found=exemption.rule)]


def _weight(severity: str) -> int:
    """Returns the position of a severity, the heaviest first."""
    return list(Severity).index(Severity(severity))
