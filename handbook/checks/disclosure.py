"""Telling: what is left to customers, assumed of them or borne by them stands in a text that they see in time."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import say
from handbook.methods.risk import matrix_of, residual
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.channels import Audience
from handbook.schema.records.customers import Assumption
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Acceptance, Means, Treatment
from handbook.schema.records.needs import Risk

IN_TIME = frozenset({"before purchase", "set-up"})


def told(handbook: Handbook, record_id: str, moments: frozenset[str] = frozenset()) -> bool:
    """Returns whether an information item discloses the record, at one of the moments where some are named."""
    return any(not moments or moments & set(item.record.moments) for item in handbook.sources(record_id, InformationItem, "discloses"))


def means_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """Means outside the product and means left to the customer are told before purchase or at set-up."""
    for item in handbook.of(Means):
        if item.record.means_kind in ("c", "e") and not told(handbook, item.id, IN_TIME):
            message = say("means-not-told", id=item.id, kind=item.record.means_kind)
            yield gap("means-not-told", item, message, expected=say("expected.disclosed-in-time"))


def assumptions_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """Assumptions about customers and users are told before purchase or at set-up."""
    for item in handbook.of(Assumption):
        people = [target for target in handbook.targets(item.id, "about") if target.kind.name in ("customer", "user")]
        if people and not told(handbook, item.id, IN_TIME):
            message = say("assumption-not-told", id=item.id, about=people[0].id)
            yield gap("assumption-not-told", item, message, expected=say("expected.disclosed-in-time"))


def acceptances_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """What customers bear is told to them, and so is what the risk criteria have them told of, borne or not."""
    for item in handbook.of(Acceptance):
        if item.record.state != "in force" or told(handbook, item.id):
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


def levels_told(handbook: Handbook, acceptance: Item) -> Iterator[tuple[str, str, str]]:
    """Yields treatment, level and criteria of what an acceptance accepts, where the criteria have customers told of that level."""
    matrix = matrix_of(handbook)
    for item in handbook.targets(acceptance.id, "treatments", Treatment):
        risk = handbook.record(item.record.risk, Risk)
        level = residual(risk, item.record, matrix).level if risk is not None else None
        for criteria in handbook.of(RiskCriteria):
            if level is not None and any(rule.level == level and rule.customers_told for rule in criteria.record.acceptance):
                yield item.id, level, criteria.id


def deviations_told(handbook: Handbook) -> Iterator[Diagnostic]:
    """A deviation that must be told is told."""
    for item in handbook.of(Deviation):
        if item.record.must_be_told and item.record.state == "in force" and not told(handbook, item.id):
            yield gap("deviation-not-told", item, say("deviation-not-told", id=item.id), expected=say("expected.disclosed"))


def items_received(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every audience consists of customers or users."""
    for item in handbook.of(Audience):
        if not item.record.customers and not item.record.users:
            yield gap("item-not-received", item, say("item-not-received", id=item.id))


CHECKS = (
    Check(means_told),
    Check(assumptions_told),
    Check(acceptances_told),
    Check(deviations_told),
    Check(items_received),
)
