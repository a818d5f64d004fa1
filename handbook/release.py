"""Draft and release: which day counts as today, and what stops a release.

A draft may have gaps: they are shown, counted and stop nothing. A release has none, and nothing in it is stale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.diagnostics import Diagnostic, Severity, stops_release
from handbook.model import Loaded
from handbook.schema.kinds import FILES
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL

RELEASE_VARIABLE = "HANDBOOK_RELEASE"
DAY_VARIABLE = "HANDBOOK_TODAY"


class UnknownDayError(ValueError):
    """A day was given that is none; the message says what was found and what was expected."""


def given_day(environment: Mapping[str, str], option: str | None = None) -> date | None:
    """Returns the day named by the option or else by the environment, or None. Raises UnknownDayError."""
    source, text = ("--today", option) if option is not None else (DAY_VARIABLE, environment.get(DAY_VARIABLE, ""))
    if not text:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UnknownDayError(f"{source} is '{text}'; expected a day that exists, written year-month-day (2026-11-16)")


def release_asked(environment: Mapping[str, str]) -> bool:
    """Returns whether the environment asks for a release."""
    return environment.get(RELEASE_VARIABLE, "").casefold() in ("1", "true", "yes")


def refusals(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Returns the findings for which a release fails."""
    return tuple(finding for finding in diagnostics if stops_release(finding))


@dataclass(frozen=True, slots=True)
class Summary:
    """Where what is open lies."""

    by_activity: tuple[tuple[str, int], ...]
    by_owner: tuple[tuple[str, int], ...]
    """Roles that own the records, most open first; '' for nobody."""
    residue: int
    facts: int


def summary(loaded: Loaded) -> Summary:
    """Returns what is open (gaps, and warnings that stop a release) by activity and by owner, and the share of residue."""
    open_findings = [finding for finding in refusals(loaded.diagnostics) if finding.severity is not Severity.ERROR]
    activities = Counter(activity_of(loaded, finding) for finding in open_findings)
    owners = Counter(owner_of(loaded, finding) for finding in open_findings)
    names = {PRODUCT_MODEL: "product model", EVERY_ACTIVITY: "every activity"}
    return Summary(
        tuple((names.get(number, f"activity {number}"), activities[number]) for number in sorted(activities)),
        tuple(sorted(owners.items(), key=lambda pair: (-pair[1], pair[0]))),
        loaded.residue,
        loaded.facts,
    )


def activity_of(loaded: Loaded, finding: Diagnostic) -> int:
    """Returns the activity that a finding belongs to, `PRODUCT_MODEL` or `EVERY_ACTIVITY`."""
    handbook = loaded.handbook
    if finding.record in handbook.items:
        return handbook.items[finding.record].kind.activity
    if finding.question in handbook.catalogues.questions:
        return handbook.catalogues.questions[finding.question][0]
    kind = FILES.get(finding.place.file)
    return kind.activity if kind else EVERY_ACTIVITY


def owner_of(loaded: Loaded, finding: Diagnostic) -> str:
    """Returns the id of the role that owns the record of a finding, or ''."""
    record = loaded.handbook.record(finding.record)
    return (record.owner or "") if record else ""
