"""Who set something aside, why, and when it is looked at again: of a deviation, note, scope decision, excluded customer, exemption."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import day, t, word
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Ruling
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.customers import Customer
from handbook.schema.records.every_activity import ScopeDecision
from handbook.schema.records.needs import CoverageNote
from handbook.views import addresses
from handbook.views.shared.links import LinkView, record_link


@dataclass(frozen=True, slots=True)
class SetAside:
    """A decision that something need not be there."""

    link: LinkView
    """The record that says so; the rule, of an exemption."""
    decided_by: LinkView | None
    reason: str
    """In prose."""
    review_by: str
    """Day on which it is looked at again; '' where none is named."""
    decision: str = ""
    """In which way a deviation leaves it; '' of any other record, and of one that is overturned."""


def set_aside(handbook: Handbook, item: Item) -> SetAside:
    """Returns what a record says of its setting something aside; of one that does not, its owner stands for who decided."""
    record = item.record
    decider = record.decided_by if isinstance(record, (Deviation, CoverageNote, ScopeDecision)) else record.owner
    reason = record.exclusion_reason if isinstance(record, Customer) else getattr(record, "reason", None)
    decision = word(record.decision or "") if isinstance(record, Deviation) and record.state == "in force" else ""
    return SetAside(record_link(item), _role(handbook, decider), reason or "", day(record.review_by) if record.review_by else "", decision)


def exempted(handbook: Handbook, ruling: Ruling) -> SetAside:
    """Returns what an exemption says."""
    said = ruling.said
    link = LinkView(said.rule, t("exempt for {record}", record=said.record) if said.record else t("exempt"), addresses.of_rule(said.rule), t("Rule"))
    return SetAside(link, _role(handbook, said.decided_by), said.reason, day(said.review_by))


def _role(handbook: Handbook, role_id: str | None) -> LinkView | None:
    item = handbook.items.get(role_id) if role_id else None
    return record_link(item) if item else None
