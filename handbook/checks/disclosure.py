"""Telling: what is left to customers, assumed of them or borne by them stands in a text that they see in time."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import say
from handbook.methods.telling import acceptances_due, assumptions_due, deviations_due, is_told, lacks_text, levels_told, means_due, people_of, reaches_nobody
from handbook.model.handbook import Handbook
from handbook.schema.records.channels import Audience
from handbook.schema.records.customers import Customer


def means_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """Means outside the product and means left to the customer are told before purchase or at set-up."""
    for due in means_due(handbook):
        if not is_told(handbook, due):
            message = say("means-not-told", id=due.item.id, kind=due.item.record.means_kind)
            yield gap("means-not-told", due.item, message, expected=say("expected.disclosed-in-time"))


def assumptions_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """Assumptions about customers and users are told before purchase or at set-up."""
    for due in assumptions_due(handbook):
        if not is_told(handbook, due):
            message = say("assumption-not-told", id=due.item.id, about=people_of(handbook, due.item)[0].id)
            yield gap("assumption-not-told", due.item, message, expected=say("expected.disclosed-in-time"))


def acceptances_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """What customers bear is told to them, and so is what the risk criteria have them told of, borne or not."""
    for due in acceptances_due(handbook):
        item = due.item
        if is_told(handbook, due):
            continue
        if item.record.borne_by_customers:
            yield gap("acceptance-not-told", item, say("acceptance-not-told", id=item.id), expected=say("expected.disclosed"))
            continue
        for treatment, level, criteria in levels_told(handbook, item):
            message = say("acceptance-not-told.level", criteria=criteria, level=level, id=item.id, treatment=treatment)
            expected = say("expected.disclosed")
            if item.record.borne_by_customers is False:
                expected = say("acceptance-not-told.level.right", disclosed=expected)
            yield gap("acceptance-not-told", item, message, "borne_by_customers", expected=expected)


def deviations_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """A deviation that must be told is told."""
    for due in deviations_due(handbook):
        if not is_told(handbook, due):
            yield gap("deviation-not-told", due.item, say("deviation-not-told", id=due.item.id), expected=say("expected.disclosed"))


def items_received(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every audience consists of customers or users."""
    for item in handbook.of(Audience):
        if reaches_nobody(item):
            yield gap("item-not-received", item, say("item-not-received", id=item.id))


def customers_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """A customer in scope is told something."""
    for item in handbook.of(Customer):
        if lacks_text(handbook, item):
            message = say("customer-not-told", id=item.id, title=item.record.title)
            yield gap("customer-not-told", item, message, expected=say("customer-not-told.right"))


CHECKS = (
    Check(means_told),
    Check(assumptions_told),
    Check(acceptances_told),
    Check(deviations_told),
    Check(items_received),
    Check(customers_told),
)
