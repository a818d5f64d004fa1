"""Dates: in order, and nothing overdue on the day for which the handbook speaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.checks.registry import check
from handbook.diagnostics import Diagnostic, make
from handbook.model import Handbook, Item
from handbook.schema.activity0 import ProfileEntry
from handbook.schema.activity6 import Notification
from handbook.schema.every_activity import Evidence
from handbook.schema.fields import Part
from handbook.schema.product_model import Release

DONE = {
    "acceptance": ("accepted_on",),
    "activity-log": ("started", "ended"),
    "decision": ("decided_on",),
    "deviation": ("decided_on",),
    "evidence": ("seen_on",),
    "incident": ("declared", "contained", "recovered"),
    "notification": ("sent",),
    "plan": ("rehearsed_on",),
    "report": ("received", "acknowledged", "closed"),
    "review": ("held_on",),
    "scope-decision": ("decided_on",),
    "validation": ("held_on",),
    "vulnerability": ("aware_on", "fixed_on", "published_on"),
}
"""Fields that say when something was done, by kind. A release that is planned may lie ahead."""

ORDERS = {
    "report": ("received", "acknowledged", "closed"),
    "vulnerability": ("aware_on", "fixed_on", "published_on"),
    "incident": ("declared", "contained", "recovered"),
    "acceptance": ("accepted_on", "until"),
    "activity-log": ("started", "ended"),
    "evidence": ("seen_on", "valid_until"),
}
"""Fields that follow each other in time, by kind."""


def in_order(handbook: Handbook) -> Iterator[Diagnostic]:
    """Days follow each other as events do."""
    for item in handbook.records():
        fields = (*ORDERS.get(item.kind.name, ()),)
        yield from _ascending(item, fields)
        yield from _ascending(item, ("reviewed_on", "review_by"))
        course = getattr(item.record, "course", ())
        for position in range(1, len(course)):
            if not _before(str(course[position - 1].at), str(course[position].at)):
                message = f"{item.id} goes back in time from {course[position - 1].at} to {course[position].at}"
                yield make("dates-out-of-order", item.place("course", position), message, record=item.id)


def nothing_overdue(handbook: Handbook) -> Iterator[Diagnostic]:
    """No review is overdue, and no evidence has lapsed, on the day against which the handbook is judged."""
    as_of = handbook.today
    if as_of is None:
        return
    replaced = {link.target for item in handbook.of_kind("evidence") for link in handbook.links_from(item.id, "repeats")}
    for item in handbook.of_kind("evidence"):
        assert isinstance(item.record, Evidence)
        until, seen = item.record.valid_until, item.record.seen_on
        if until and until < as_of and item.id not in replaced and not (seen and until < seen):
            message = f"{item.id} counted until {until}, and the handbook speaks for {as_of}"
            yield make("evidence-lapsed", item.place("valid_until"), message, record=item.id)
    for item in handbook.records():
        due = item.record.review_by
        if due is not None and due < as_of:
            message = f"{item.id} was to be looked at again by {due}, and the handbook speaks for {as_of}"
            yield make("review-overdue", item.place("review_by"), message, record=item.id)


def nothing_ahead(handbook: Handbook) -> Iterator[Diagnostic]:
    """Nothing that is told as done lies after the day against which the handbook is judged."""
    as_of = handbook.today
    if as_of is None:
        return
    for item in handbook.records():
        released = ("released_on",) if isinstance(item.record, Release) and item.record.state not in (None, "planned") else ()
        for field in ("reviewed_on", *DONE.get(item.kind.name, ()), *released):
            value = _value(item.record, field)
            if value is not None and not _before(str(value), as_of.isoformat()):
                message = f"{item.id} has '{field}' {value}, and the handbook speaks for {as_of}"
                yield make("future-day", item.place(field), message, record=item.id)


def targets_reached(handbook: Handbook) -> Iterator[Diagnostic]:
    """An outcome of the profile has reached its target by the day that it names."""
    as_of = handbook.today
    for item in handbook.of_kind("profile-entry"):
        assert isinstance(item.record, ProfileEntry)
        due = item.record.due
        if as_of and due and due < as_of and item.record.standing != "at target":
            message = f"{item.id} was to reach its target by {due}, and the handbook speaks for {as_of}"
            yield make("target-overdue", item.place("due"), message, record=item.id)


def sent_in_time(handbook: Handbook) -> Iterator[Diagnostic]:
    """A notification was sent before it was due."""
    for item in handbook.of_kind("notification"):
        notification = item.record
        assert isinstance(notification, Notification)
        if notification.due and notification.sent and not _before(notification.sent, notification.due):
            message = f"{item.id} was due on {notification.due} and sent on {notification.sent}"
            yield make("sent-late", item.place("sent"), message, record=item.id)


def _ascending(item: Item, fields: tuple[str, ...]) -> Iterator[Diagnostic]:
    values = [(name, str(value)) for name in fields if (value := _value(item.record, name)) is not None]
    for (first, earlier), (second, later) in pairwise(values):
        if not _before(earlier, later):
            message = f"{item.id} has '{second}' {later} before '{first}' {earlier}"
            yield make("dates-out-of-order", item.place(second), message, record=item.id)


def _value(record: Part, name: str) -> object:
    return getattr(record, name, None)


def _before(earlier: str, later: str) -> bool:
    """Returns whether `earlier` is no later; a day without a time of day lasts until its end."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] <= later[:shared]


CHECKS = (
    check(in_order, minds="its record"),
    check(nothing_overdue, minds="its record"),
    check(nothing_ahead, minds="its record"),
    check(targets_reached),
    check(sent_in_time, minds="its record"),
)
