"""Days of records: in order, none overdue or lapsed, none told as done that lies ahead, and none that cannot be meant.

Which days tell of something done is said by the types of the fields (`handbook.schema.fields.Tense`), so that no field is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.checks.english import days_in
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.fields import Part, Tense
from handbook.schema.marks import Path, tensed
from handbook.schema.paths import dotted
from handbook.schema.records.after_sale import LifeCycleEvent, Notification
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.facts import Fact
from handbook.schema.records.governance import ProfileEntry

PLANNED = {
    ("release", "released_on"): ("state", ("planned", None)),
    ("update", "rings"): ("outcome", ("planned", None)),
}
"""Fields that tell of something done, unless another field of the record says that it is only planned."""

ORDERS = {
    "report": ("received", "acknowledged", "closed"),
    "vulnerability": ("aware_on", "fixed_on", "published_on"),
    "incident": ("declared", "contained", "recovered"),
    "acceptance": ("accepted_on", "until"),
    "activity-log": ("started", "ended"),
    "evidence": ("seen_on", "valid_until"),
}
"""Fields that follow each other in time, by kind."""
ORDERS_IN_PARTS = {("component", "revisions"): ("first_made", "last_made")}
"""The same within each entry of a list, by kind and field."""
COURSES = {"vulnerability": ("course", "at"), "incident": ("course", "at"), "update": ("reach", "on")}
"""Lists whose entries follow each other in time, with the field that holds the moment."""

AHEAD_AT_MOST = 100
"""Years from the day for which the handbook speaks; a later day cannot be meant, whatever it is set for."""


def in_order(handbook: Handbook) -> Iterator[Diagnostic]:
    """Days follow each other as events do."""
    for item in handbook.records():
        yield from _ascending(item, item.record, ORDERS.get(item.kind.name, ()), ())
        yield from _ascending(item, item.record, ("reviewed_on", "review_by"), ())
        if isinstance(item.record, Fact) and item.record.nature == "count":  # a limit may be reviewed before the day from which it holds
            yield from _ascending(item, item.record, ("since", "reviewed_on"), ())
        for (kind, field), names in ORDERS_IN_PARTS.items():
            for position, part in enumerate(getattr(item.record, field) if kind == item.kind.name else ()):
                yield from _ascending(item, part, names, (field, position))
        if item.kind.name in COURSES:
            field, name = COURSES[item.kind.name]
            moments = [str(getattr(part, name)) for part in getattr(item.record, field)]
            for position, (earlier, later) in enumerate(pairwise(moments), 1):
                if not before(earlier, later):
                    message = say("dates-out-of-order.course", id=item.id, earlier=earlier, later=later)
                    yield make("dates-out-of-order", item.place(field, position), message, record=item.id)


def nothing_overdue(handbook: Handbook) -> Iterator[Diagnostic]:
    """No review is overdue, and no evidence has lapsed, on the day against which the handbook is judged."""
    as_of = handbook.today
    if as_of is None:
        return
    replaced = {link.target for item in handbook.of(Evidence) for link in handbook.links_from(item.id, "repeats")}
    for proof in handbook.of(Evidence):
        until = proof.record.valid_until
        if until and until < as_of and proof.id not in replaced:
            message = say("evidence-lapsed", id=proof.id, until=until, today=as_of)
            yield make("evidence-lapsed", proof.place("valid_until"), message, record=proof.id)
    for item in handbook.records():
        due = item.record.review_by
        if due is not None and due < as_of:
            message = say("review-overdue", id=item.id, due=due, today=as_of)
            yield make("review-overdue", item.place("review_by"), message, record=item.id)


def nothing_ahead(handbook: Handbook) -> Iterator[Diagnostic]:
    """Nothing that is told as done lies after the day against which the handbook is judged."""
    as_of = handbook.today
    if as_of is None:
        return
    for item in handbook.records():
        for path, tense, value in item.alone(_days):
            if tense.done and not before(value, as_of.isoformat()) and not _planned(item, path):
                message = say("future-day", id=item.id, field=dotted(path), day=value, today=as_of)
                yield make("future-day", item.place(*path), message, record=item.id)


def days_meant(handbook: Handbook) -> Iterator[Diagnostic]:
    """No day is so early or so late that it must be a slip of the pen."""
    as_of = handbook.today
    latest = f"{as_of.year + AHEAD_AT_MOST:04}{as_of.isoformat()[4:]}" if as_of else ""
    for item in handbook.records():
        for path, tense, value in item.alone(_days):
            if value < tense.earliest:
                message = say("implausible-day.early", id=item.id, field=dotted(path), day=value)
                yield make(
                    "implausible-day",
                    item.place(*path),
                    message,
                    expected=say("implausible-day.early.right", earliest=tense.earliest),
                    found=value,
                    record=item.id,
                )
            elif latest and not tense.done and value > latest and path != ("as_of",):
                message = say("implausible-day.late", id=item.id, field=dotted(path), day=value, years=AHEAD_AT_MOST, today=as_of)
                expected = say("implausible-day.late.right")
                yield make("implausible-day", item.place(*path), message, expected=expected, found=value, record=item.id)


def _days(item: Item) -> tuple[tuple[Path, Tense, str], ...]:
    return tuple(tensed(item.record))


def announced_in_time(handbook: Handbook) -> Iterator[Diagnostic]:
    """What ends is announced before it ends."""
    for item in handbook.of(LifeCycleEvent):
        event = item.record
        effect = max(days_in(event.takes_effect or ""), default="")
        if event.announced and effect and event.announced.isoformat() > effect:
            message = say("announced-late", id=item.id, effect=effect, announced=event.announced)
            yield make("announced-late", item.place("announced"), message, expected=say("expected.day-up-to", day=effect), record=item.id)


def targets_reached(handbook: Handbook) -> Iterator[Diagnostic]:
    """An outcome of the profile has reached its target by the day that it names."""
    as_of = handbook.today
    for item in handbook.of(ProfileEntry):
        due = item.record.due
        if as_of and due and due < as_of and item.record.standing != "at target":
            message = say("target-overdue", id=item.id, due=due, today=as_of)
            yield make("target-overdue", item.place("due"), message, record=item.id)


def sent_in_time(handbook: Handbook) -> Iterator[Diagnostic]:
    """A notification was sent before it was due."""
    for item in handbook.of(Notification):
        notification = item.record
        if notification.due and notification.sent and not before(notification.sent, notification.due):
            message = say("sent-late", id=item.id, due=notification.due, sent=notification.sent)
            yield make("sent-late", item.place("sent"), message, record=item.id)


def _ascending(item: Item, part: Part, fields: tuple[str, ...], within: Path) -> Iterator[Diagnostic]:
    values = [(name, str(value)) for name in fields if (value := getattr(part, name, None)) is not None]
    for (first, earlier), (second, later) in pairwise(values):
        if not before(earlier, later):
            message = say(
                "dates-out-of-order", id=item.id, field=dotted((*within, second)), later=later, earlier_field=dotted((*within, first)), earlier=earlier
            )
            yield make("dates-out-of-order", item.place(*within, second), message, record=item.id)


def _planned(item: Item, path: Path) -> bool:
    """Returns whether the record says that what the field tells of has not happened yet."""
    field, states = PLANNED.get((item.kind.name, str(path[0])), ("", ()))
    return bool(field) and getattr(item.record, field) in states


def before(earlier: str, later: str) -> bool:
    """Returns whether `earlier` is no later; a day without a time of day lasts until its end."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] <= later[:shared]


CHECKS = (
    Check(in_order, minds="its record"),
    Check(nothing_overdue, minds="its record"),
    Check(nothing_ahead, minds="its record"),
    Check(days_meant, minds="its record"),
    Check(announced_in_time, minds="its record"),
    Check(targets_reached),
    Check(sent_in_time, minds="its record"),
)
