"""Checks: rules of completeness and consistency, one function each, over the resolved handbook.

A rule knows nothing of files or markup. The page on architecture says what each module holds. What an error took away is not a gap as well:
`lost` finds it, and the rules that read it say nothing until it is mended.
"""

from __future__ import annotations

from collections import deque

from handbook.checks import (
    assessment,
    assessor,
    attached,
    baseline_by_others,
    chain,
    completeness,
    contradictions,
    criteria,
    dates,
    deviations,
    disclosure,
    evidence,
    facts,
    names,
    placeholders,
    promises,
    readers,
    revisions,
    risks,
    support,
    support_length,
    texts,
    values,
    writing,
)
from handbook.checks.lost import LostFields, lost_fields
from handbook.findings.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.model.recording import ABOVE, Reads, recording

_TOPICS = (
    completeness,
    assessment,
    assessor,
    chain,
    baseline_by_others,
    evidence,
    attached,
    deviations,
    risks,
    criteria,
    revisions,
    support,
    support_length,
    disclosure,
    promises,
    texts,
    readers,
    facts,
    names,
    placeholders,
    dates,
    values,
    writing,
    contradictions,
)
ALL = tuple(check for topic in _TOPICS for check in topic.CHECKS)


def run_checks(handbook: Handbook, unread: frozenset[str] = frozenset(), led_nowhere: frozenset[tuple[str, str]] = frozenset()) -> list[Diagnostic]:
    """Returns what the rules find; a rule that read something that could not be read or resolved says nothing.

    `unread` names kinds that could not be read in full, and `SITE` and `ABOVE` where those could not. `led_nowhere` are references of the
    records (id and field) that lead nowhere (`Resolution.lost`).
    """
    lost = lost_fields(handbook, led_nowhere)
    if not lost.of_records and not unread:
        return [finding for check in ALL for finding in check.rule(handbook)]
    recorded, reads = recording(handbook)
    found: list[Diagnostic] = []
    for check in ALL:
        told = list(check.rule(handbook))
        if not told:
            continue  # nothing that it read can take back what it does not tell
        reads.clear()
        deque(check.rule(recorded), maxlen=0)
        if reads.kinds & unread or (check.above and ABOVE in unread):
            continue
        if check.minds == "everything" and reads.fields & lost.of_kinds:
            continue
        found += [one for one in told if check.minds == "nothing" or not _reads_what_was_lost(one, handbook, reads, lost)]
    return found


def _reads_what_was_lost(finding: Diagnostic, handbook: Handbook, reads: Reads, lost: LostFields) -> bool:
    """Returns whether a record that a finding concerns lost a field that the rule reads."""
    records = [record for record in (finding.record, *finding.records) if record in handbook.items]
    return any(record in records and (handbook.items[record].kind.name, field) in reads.fields for record, field in lost.of_records)
