"""Telling: what must stand in a text for customers and in which time, and what the texts tell whom.

It is decided here alone; the rules, the matrices and the traces ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from handbook.methods.risk import matrix_of, residual
from handbook.model.handbook import Handbook
from handbook.model.item import Item, R
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.channels import Audience
from handbook.schema.records.customers import Assumption, Customer, User
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Acceptance, Means, Treatment
from handbook.schema.records.needs import Risk

IN_TIME = frozenset({"before purchase", "set-up"})
"""Moments at which a customer can still act on what is left to them."""


@dataclass(frozen=True, slots=True)
class Due(Generic[R]):
    """A record that must be told."""

    item: Item[R]
    rule: str
    """The rule that asks for it."""
    in_time: bool
    """Whether a text must say it before purchase or at set-up."""


def told(handbook: Handbook, record_id: str, in_time: bool = False) -> bool:
    """Returns whether an information item discloses the record, `in_time` before purchase or at set-up."""
    return any(not in_time or IN_TIME & set(item.record.moments) for item in handbook.sources(record_id, InformationItem, "discloses"))


def is_told(handbook: Handbook, due: Due) -> bool:
    """Returns whether what must be told is told, in the time that is asked."""
    return told(handbook, due.item.id, due.in_time)


def means_due(handbook: Handbook) -> Iterator[Due[Means]]:
    """Yields the means outside the product and those left to the customer."""
    for item in handbook.of(Means):
        if item.record.means_kind in ("c", "e"):
            yield Due(item, "means-not-told", True)


def assumptions_due(handbook: Handbook) -> Iterator[Due[Assumption]]:
    """Yields the assumptions about customers and users."""
    for item in handbook.of(Assumption):
        if people_of(handbook, item):
            yield Due(item, "assumption-not-told", True)


def people_of(handbook: Handbook, assumption: Item[Assumption]) -> list[Item]:
    """Returns the customers and users that an assumption is about."""
    return [target for target in handbook.targets(assumption.id, "about") if isinstance(target.record, (Customer, User))]


def acceptances_due(handbook: Handbook) -> Iterator[Due[Acceptance]]:
    """Yields the acceptances in force of what customers bear, and of what the risk criteria have them told of, borne or not."""
    for item in handbook.of(Acceptance):
        if item.record.state == "in force" and (item.record.borne_by_customers or any(levels_told(handbook, item))):
            yield Due(item, "acceptance-not-told", False)


def levels_told(handbook: Handbook, acceptance: Item) -> Iterator[tuple[str, str, str]]:
    """Yields treatment, level and criteria of what an acceptance accepts, where the criteria have customers told of that level."""
    matrix = matrix_of(handbook)
    for item in handbook.targets(acceptance.id, "treatments", Treatment):
        risk = handbook.record(item.record.risk, Risk)
        level = residual(risk, item.record, matrix).level if risk is not None else None
        for criteria in handbook.of(RiskCriteria):
            if level is not None and any(rule.level == level and rule.customers_told for rule in criteria.record.acceptance):
                yield item.id, level, criteria.id


def deviations_due(handbook: Handbook) -> Iterator[Due[Deviation]]:
    """Yields the deviations in force that must be told."""
    for item in handbook.of(Deviation):
        if item.record.must_be_told and item.record.state == "in force":
            yield Due(item, "deviation-not-told", False)


def all_due(handbook: Handbook) -> tuple[Due, ...]:
    """Returns whatever must be told."""
    return (*means_due(handbook), *assumptions_due(handbook), *acceptances_due(handbook), *deviations_due(handbook))


def reaches_nobody(audience: Item[Audience]) -> bool:
    """Returns whether an audience consists of nobody."""
    return not audience.record.customers and not audience.record.users


def readers_of(handbook: Handbook, text: Item[InformationItem], customer: Item[Customer]) -> tuple[Item[Audience], ...]:
    """Returns the audiences of a text to which a customer belongs, by themselves or by one of their users."""
    return tuple(handbook.once(_readers).get((text.id, customer.id), ()))


def _readers(handbook: Handbook) -> dict[tuple[str, str], list[Item[Audience]]]:
    """Returns the audiences by which each text reaches each customer, by text and customer."""
    found: dict[tuple[str, str], list[Item[Audience]]] = {}
    for text in handbook.of(InformationItem):
        for audience in handbook.targets(text.id, "audiences", Audience):
            of_users = (link.target for user in audience.record.users for link in handbook.links_from(user, "customers"))
            for customer in dict.fromkeys((*audience.record.customers, *of_users)):
                found.setdefault((text.id, customer), []).append(audience)
    return found


def lacks_text(handbook: Handbook, customer: Item[Customer]) -> bool:
    """Returns whether a customer in scope is told nothing."""
    return customer.record.scope == "in scope" and not any(readers_of(handbook, text, customer) for text in handbook.of(InformationItem))
