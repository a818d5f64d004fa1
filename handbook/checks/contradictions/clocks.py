"""Clocks: reports of the EU Cyber Resilience Act are due, and sent, no later than the law counts from what the records say."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.dates import before
from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import Words, say
from handbook.methods import cra
from handbook.model.handbook import Handbook
from handbook.schema.records.after_sale import Incident, Notification, Vulnerability


def reports_within_the_law(handbook: Handbook) -> Iterator[Diagnostic]:
    """A report of the CRA is due no later than Article 14 counts; where no limit is written down, it was sent no later."""
    for item in handbook.of(Notification):
        note, limit = item.record, cra.limit_of(handbook, item)
        if limit is None:
            continue
        moment = note.due or note.sent
        if moment and not before(moment, limit.moment):
            message = say("report-clock.due" if note.due else "report-clock.sent", id=item.id, stage=note.stage, moment=moment, counted=counted_from(limit))
            yield gap("report-clock", item, message, "due" if note.due else "sent", expected=say("report-clock.right", moment=limit.moment))


def reports_made(handbook: Handbook) -> Iterator[Diagnostic]:
    """Of an exploited vulnerability or a severe incident, each report of the CRA was made whose time has come; asked once one names its stage."""
    if handbook.today is None or cra.binding(handbook) is None:
        return
    for case in (*handbook.of(Vulnerability), *handbook.of(Incident)):
        notes = [note.record for note in handbook.sources(case.id, Notification, "cases")]
        stages = {note.stage for note in notes if note.stage}
        for stage in cra.STAGES if stages else ():
            limit = min(cra.limits_of_case(handbook, case, stage), default=None)
            if stage not in stages and limit is not None and limit.moment[:10] < handbook.today.isoformat():
                message = say("exploited-not-notified.stage", id=case.id, stage=stage, counted=counted_from(limit), moment=limit.moment)
                expected = say("exploited-not-notified.stage.right", id=case.id, stage=stage)
                yield gap("exploited-not-notified", case, message, "exploited" if isinstance(case.record, Vulnerability) else "severe", expected=expected)


def counted_from(limit: cra.Limit) -> Words:
    """Returns how a limit is counted, as a phrase: `24 hours from 2026-09-24 14:20 (VUL-02.aware_on)`."""
    start = say("part.clock-start", start=limit.start, case=limit.case, field=limit.field)
    if limit.months:
        return say("part.a-month-from", start=start)
    if limit.hours > 72:
        return say("part.days-from", days=limit.hours // 24, start=start)
    return say("part.hours-from", hours=limit.hours, start=start)


CHECKS = (
    Check(reports_within_the_law),
    Check(reports_made),
)
