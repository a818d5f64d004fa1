"""Which day counts as today, which findings stop a draft, a release and a strict release, and what a release was judged by.

A draft may have gaps: they are shown, counted and stop nothing. A release has none, and nothing in it is stale. A release says what it
was judged by: who assessed how many records, how long ago, and what no check can judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from handbook.findings.diagnostics import Diagnostic, Severity, stops_release
from handbook.findings.messages import Words, say
from handbook.languages.said import joined, n, t, word
from handbook.methods.belonging import activity_of, owner_of
from handbook.model.loaded import Loaded
from handbook.reading.environment import DAY_VARIABLE, RELEASE_VARIABLE
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL


class UnknownDayError(ValueError):
    """A day was given that is none; the message says what was found and what was expected."""


def given_day(environment: Mapping[str, str], option: str | None = None) -> date | None:
    """Returns the day named by the option or else by the environment, or None. Raises UnknownDayError."""
    source, text = ("--today", option) if option is not None else (DAY_VARIABLE, environment.get(DAY_VARIABLE, ""))
    return day_named(source, text) if text else None


def day_named(source: str, text: str) -> date:
    """Returns the day that an option or a variable, `source`, names as text. Raises UnknownDayError."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UnknownDayError(f"{source} is '{text}'; expected a day that exists, written year-month-day (2026-11-16)")


class Gate(Enum):
    """What is asked of a product."""

    DRAFT = "draft"
    """No errors."""
    RELEASE = "release"
    """No gaps and nothing stale either."""
    STRICT = "strict release"
    """Nothing that is found, warnings included; what is exempt does not count."""


def gate_asked(environment: Mapping[str, str], release: bool = False, strict: bool = False) -> Gate:
    """Returns what the options or else the environment ask for: `HANDBOOK_RELEASE` is `1`, or `strict`."""
    said = environment.get(RELEASE_VARIABLE, "").casefold()
    if strict or said == "strict":
        return Gate.STRICT
    return Gate.RELEASE if release or said in ("1", "true", "yes") else Gate.DRAFT


def refusals(diagnostics: Iterable[Diagnostic], gate: Gate = Gate.RELEASE) -> tuple[Diagnostic, ...]:
    """Returns the findings for which a gate stays closed."""
    if gate is Gate.DRAFT:
        return tuple(finding for finding in diagnostics if finding.severity is Severity.ERROR)
    return tuple(finding for finding in diagnostics if gate is Gate.STRICT or stops_release(finding))


@dataclass(frozen=True, slots=True)
class Summary:
    """Where what is open lies."""

    by_activity: tuple[tuple[Words, int], ...]
    by_owner: tuple[tuple[str, int], ...]
    """Roles that own the records, most open first; '' for nobody."""
    residue: int
    facts: int


def summary(loaded: Loaded) -> Summary:
    """Returns what is open (gaps, and warnings that stop a release) by activity and by owner, and the share of residue."""
    open_findings = [finding for finding in refusals(loaded.diagnostics) if finding.severity is not Severity.ERROR]
    activities = Counter(activity_of(loaded.handbook, finding) for finding in open_findings)
    owners = Counter(owner_of(loaded.handbook, finding) for finding in open_findings)
    names = {PRODUCT_MODEL: say("open.product-model"), EVERY_ACTIVITY: say("open.every-activity")}
    return Summary(
        tuple((names.get(number, say("open.activity", number=number)), activities[number]) for number in sorted(activities)),
        tuple(sorted(owners.items(), key=lambda pair: (-pair[1], pair[0]))),
        loaded.residue,
        loaded.facts,
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a release was judged by: who looked at how much, how long ago, and what was left aside."""

    gate: Gate
    ready: bool
    stopping: int
    """Findings to mend."""
    day: date | None
    """The day for which it is judged."""
    given: bool
    """Whether that day was named by whoever asked, instead of the product."""
    stated: date | None
    """The product's own day."""
    records: int
    statuses: tuple[tuple[str, int], ...]
    assessors: tuple[tuple[str, int], ...]
    """Roles that assessed records, most first."""
    by_owner: int
    """Records that nobody but their owner assessed."""
    self_assessed: bool
    """Whether one person made and assessed it all, and says so."""
    oldest: date | None
    """The day on which the record was looked at that nobody looked at for longest."""
    unseen: int
    """Records that name no such day."""
    exempted: int
    """Findings that do not count."""
    rulings: int
    """Decisions of the product about rules."""
    warnings: int

    @property
    def verdict(self) -> str:
        """Returns the judgement in one line that can be quoted."""
        gate = t("{gate} on {day}", gate=word(self.gate.value), day=self.day) if self.day else word(self.gate.value)
        if not self.ready:
            return t("Not ready for {gate}: {findings} to mend", gate=gate, findings=n("{number} finding", "{number} findings", self.stopping))
        who = (
            t("self-assessed") if self.self_assessed
            else t("{number} of them assessed by nobody but their owner", number=self.by_owner) if self.by_owner
            else t("each assessed by a role that does not own it")
        )  # fmt: skip
        parts: list[object] = [n("{number} record", "{number} records", self.records), who]
        parts += [n("{number} warning", "{number} warnings", self.warnings)] if self.warnings else []
        parts += [n("{number} finding exempt", "{number} findings exempt", self.exempted)] if self.exempted else []
        return t("Ready for {gate}: {what}", gate=gate, what=joined(", ", parts))


def judged(loaded: Loaded, gate: Gate) -> Judgement:
    """Returns how a product stands before a gate, and what that was judged by."""
    handbook = loaded.handbook
    records = [item.record for item in handbook.records()]
    stopping = len(refusals(loaded.diagnostics, gate))
    days = [record.reviewed_on for record in records if record.reviewed_on]
    assessors = Counter(record.assessed_by for record in records if record.assessed_by)
    return Judgement(
        gate=gate,
        ready=not stopping,
        stopping=stopping,
        day=handbook.today,
        given=handbook.given_day is not None,
        stated=handbook.product.as_of if handbook.product else None,
        records=len(records),
        statuses=tuple(Counter(record.status for record in records).most_common()),
        assessors=tuple(sorted(assessors.items(), key=lambda pair: (-pair[1], pair[0]))),
        by_owner=sum(record.assessed_by in (None, record.owner) for record in records),
        self_assessed=bool(handbook.product and handbook.product.self_assessed),
        oldest=min(days, default=None),
        unseen=len(records) - len(days),
        exempted=len(loaded.exempted),
        rulings=len(loaded.rulings),
        warnings=sum(finding.severity is Severity.WARNING for finding in loaded.diagnostics),
    )
