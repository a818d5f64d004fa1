"""Crosswalks: for a reference document, what in the product answers each entry, and which entries each record answers.

Entries with nothing against them are told apart: out of scope with a reason, not yet assessed, or a gap.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from handbook.catalog import Found, ReferenceDocument
from handbook.model import KIND_ORDER, Handbook, Item
from handbook.schema.activity4 import Capability, Deviation
from handbook.schema.every_activity import ScopeDecision
from handbook.schema.product_model import Component
from handbook.schema.record import Record
from handbook.views.common import LinkView, citation_view, entry_link, record_link

STATES = ("answered", "met elsewhere", "not applicable", "not met", "deferred", "out of scope", "gap", "not assessed")
"""States of an entry: a record bears on it; only a deviation does, with its decision; a scope decision sets it aside; it must be answered and is
not; nobody has looked."""

MUST_BE_ANSWERED = frozenset({"8259A", "8259B"})
"""Documents whose entries must each be answered; of the others, an entry without a record is just not assessed."""

BY_COMPONENT = "8259A"
"""The document whose entries are answered for each device and gateway."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a component stands to an entry."""

    state: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One entry with what answers it."""

    entry: LinkView
    level: str
    state: str
    records: tuple[LinkView, ...]
    reasons: tuple[tuple[LinkView, str], ...]
    """Deviations and scope decisions, with their reasons."""
    activities: int
    cells: tuple[Cell, ...]

    @property
    def gap(self) -> bool:
        """Whether the entry must be answered and is not, by the product or by one of its components."""
        return self.state == "gap" or any(cell.state == "gap" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ReverseRow:
    """One record with the entries it answers."""

    record: LinkView
    entries: tuple[tuple[LinkView, str], ...]
    """Entry, and whose outcome or which field."""


@dataclass(frozen=True, slots=True)
class CrosswalkView:
    """Both directions for one document."""

    document: ReferenceDocument
    has_gaps: bool
    """Whether entries without an answer are gaps, since each must have one."""
    counts: tuple[tuple[str, int], ...]
    rows: tuple[CrosswalkRow, ...]
    components: tuple[LinkView, ...]
    reverse: tuple[ReverseRow, ...]


def crosswalk(handbook: Handbook, document: ReferenceDocument) -> CrosswalkView:
    """Returns the crosswalk of a document."""
    founds = [handbook.catalogues.entries[document.prefix + entry.id] for entry in document.entries if entry.level in document.cite]
    hosts = _hosts(handbook) if document.document == BY_COMPONENT else []
    rows = tuple(_row(handbook, found, hosts) for found in founds)
    counted = Counter(row.state for row in rows)
    return CrosswalkView(
        document=document,
        has_gaps=document.document in MUST_BE_ANSWERED,
        counts=tuple((state, counted[state]) for state in STATES if counted[state]),
        rows=rows,
        components=tuple(record_link(host) for host in hosts),
        reverse=_reverse(handbook, document),
    )


def _row(handbook: Handbook, found: Found, hosts: list[Item]) -> CrosswalkRow:
    answering: dict[str, None] = {}
    reasons: dict[str, str] = {}
    for citation in handbook.citations_of(found.cited):
        item = handbook.items[citation.source]
        if isinstance(item.record, (Deviation, ScopeDecision)) and citation.reference is None:
            reasons[item.id] = item.record.reason or ""
        else:
            answering[item.id] = None
    for item in handbook.of_kind("scope-decision"):
        if isinstance(item.record, ScopeDecision) and item.record.document == found.document.document and not item.record.components:
            reasons[item.id] = item.record.reason or ""
    deciding = [handbook.items[reason].record for reason in reasons]
    activities = sum(reference.entry == found.cited for listed in handbook.catalogues.question_lists for reference in listed.references)
    return CrosswalkRow(
        entry=entry_link(handbook, found),
        level=found.entry.level,
        state=_state(found, bool(answering), deciding),
        records=tuple(record_link(handbook.items[record_id]) for record_id in answering),
        reasons=tuple((record_link(handbook.items[record_id]), reason) for record_id, reason in reasons.items()),
        activities=activities,
        cells=tuple(_cell(handbook, found, host) for host in hosts),
    )


def _state(found: Found, answered: bool, deciding: list[Record]) -> str:
    if answered:
        return "answered"
    decisions = [record.decision or "not met" for record in deciding if isinstance(record, Deviation)]
    if decisions:
        return decisions[0] if len(set(decisions)) == 1 else "not met"
    if deciding:
        return "out of scope"
    return "gap" if found.document.document in MUST_BE_ANSWERED else "not assessed"


def _cell(handbook: Handbook, found: Found, host: Item) -> Cell:
    met: list[LinkView] = []
    not_met: list[LinkView] = []
    for item in handbook.of_kind("capability"):
        assert isinstance(item.record, Capability)
        for realisation in item.record.baseline:
            if realisation.element == found.cited and host.id in (realisation.components or item.record.components):
                met.append(record_link(item))
    for item in handbook.of_kind("deviation"):
        assert isinstance(item.record, Deviation)
        if found.cited in item.record.elements and host.id in item.record.components and item.record.state == "in force":
            not_met.append(record_link(item))
    state = "met, with a deviation" if met and not_met else "met" if met else "deviation" if not_met else "gap"
    return Cell(state, (*met, *not_met))


def _hosts(handbook: Handbook) -> list[Item]:
    return [item for item in handbook.of_kind("component") if isinstance(item.record, Component) and item.record.asked_for_elements]


def _reverse(handbook: Handbook, document: ReferenceDocument) -> tuple[ReverseRow, ...]:
    by_record: dict[str, list[tuple[LinkView, str]]] = {}
    for citation in handbook.citations:
        if citation.entry.document.document == document.document:
            view = citation_view(handbook, citation)
            how = ", ".join(part for part in (view.who, view.strength) if part) or citation.field.replace("_", " ")
            by_record.setdefault(citation.source, []).append((view.entry, how))
    ordered = sorted(by_record, key=lambda record_id: (KIND_ORDER[handbook.items[record_id].kind.name], record_id))
    return tuple(ReverseRow(record_link(handbook.items[record_id]), tuple(by_record[record_id])) for record_id in ordered)
