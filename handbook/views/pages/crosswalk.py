"""Page kind: crosswalks, which show what in the product answers each entry of a document, and which entries each record answers.

Entries with nothing against them are told apart: out of scope with a reason, not yet assessed, or a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.catalogs.catalogue import Found
from handbook.catalogs.documents import ReferenceDocument
from handbook.findings.messages import both
from handbook.methods.coverage import DEVICE_BASELINE, MAKER_BASELINE, Standing, answered_by, hosts, must_be_answered, of_the_maker, on_devices
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KIND_ORDER
from handbook.schema.record import Record
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.every_activity import ScopeDecision
from handbook.views import addresses
from handbook.views.page_spec import PageSpec, Shown
from handbook.views.shared.citations import citation_view
from handbook.views.shared.links import LinkView, entry_link, record_link

STATES = ("answered", "met elsewhere", "not applicable", "not met", "deferred", "out of scope", "gap", "not assessed")
"""States of an entry: a record bears on it; only a deviation does, with its decision; a scope decision sets it aside; it must be answered and is
not; nobody has looked."""

MUST_BE_ANSWERED = frozenset({DEVICE_BASELINE, MAKER_BASELINE})
"""Documents with entries that must each be answered; of the others, an entry without a record is just not assessed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a component stands to an entry."""

    state: str
    links: tuple[LinkView, ...]
    open: str = ""
    """Hardware revisions in the field that the records leave open, in words."""

    @property
    def gap(self) -> bool:
        return self.state == "gap" or bool(self.open)


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
        return self.state == "gap" or any(cell.gap for cell in self.cells)


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


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the crosswalk of each reference document."""
    for document in shown.handbook.catalogues.documents.values():
        yield PageSpec(
            path=addresses.of_crosswalk(document).page,
            title=f"{document.short}: crosswalk",
            description=f"{document.short}: what in the product answers each entry, and which entries each record answers.",
            parent=addresses.REFERENCES.page,
            hide=("toc",),
            search_weight=0,  # a wide table that repeats what other pages say
            template="crosswalk.html",
            make=partial(crosswalk, shown.handbook, document),
        )


def crosswalk(handbook: Handbook, document: ReferenceDocument) -> CrosswalkView:
    """Returns what answers each entry of a document that may be cited, for baselines on each component, and what each record answers."""
    founds = [handbook.catalogues.entries[document.prefix + entry.id] for entry in document.entries if entry.level in document.cite]
    components = hosts(handbook) if document.document == DEVICE_BASELINE else []
    on_each = on_devices(handbook) if components else {}
    maker = of_the_maker(handbook) if document.document == MAKER_BASELINE else {}
    set_aside = {
        item.id: item.record.reason or "" for item in handbook.of(ScopeDecision) if item.record.document == document.document and not item.record.components
    }
    rows = []
    for found in founds:
        standings = [on_each[found.cited, host.id] for host in components] or [maker[found.cited] for _ in (0,) if found.cited in maker]
        rows.append(_row(handbook, found, standings, set_aside, tuple(_cell(standing) for standing in standings) if components else ()))
    counted = Counter(row.state for row in rows)
    return CrosswalkView(
        document=document,
        has_gaps=document.document in MUST_BE_ANSWERED,
        counts=tuple((state, counted[state]) for state in STATES if counted[state]),
        rows=tuple(rows),
        components=tuple(record_link(host) for host in components),
        reverse=_reverse(handbook, document),
    )


def _row(handbook: Handbook, found: Found, standings: list[Standing], set_aside: dict[str, str], cells: tuple[Cell, ...]) -> CrosswalkRow:
    """Returns the row of an entry; `set_aside` holds the reasons of scope decisions about the whole document."""
    answering: dict[str, None] = {}
    reasons: dict[str, str] = {}
    for citation in handbook.citations_of(found.cited):
        item = handbook.items[citation.source]
        if isinstance(item.record, (Deviation, ScopeDecision)) and citation.reference is None:
            reasons[item.id] = item.record.reason or ""
        else:
            answering[item.id] = None
    if found.document.document == MAKER_BASELINE:
        answering.update(dict.fromkeys(answer.item.id for standing in standings for answer in standing.answers if answer.how == "met"))
    reasons |= set_aside
    deciding = [handbook.items[reason].record for reason in reasons]
    activities = len(handbook.catalogues.guidance.get(found.cited, ()))
    return CrosswalkRow(
        entry=entry_link(handbook, found),
        level=found.entry.level,
        state=_state(found, bool(answering), deciding, standings),
        records=tuple(record_link(handbook.items[record_id]) for record_id in answering),
        reasons=tuple((record_link(handbook.items[record_id]), reason) for record_id, reason in reasons.items()),
        activities=activities,
        cells=cells,
    )


def _state(found: Found, answered: bool, deciding: list[Record], standings: list[Standing]) -> str:
    whole = found.document.document == MAKER_BASELINE
    if standings and all(standing.open and (whole or not standing.answers) for standing in standings):
        return "gap"
    if answered:
        return "answered"
    decisions = [record.decision or "not met" for record in deciding if isinstance(record, Deviation) and found.cited in answered_by(record)]
    if decisions:
        return decisions[0] if len(set(decisions)) == 1 else "not met"
    if any(isinstance(record, ScopeDecision) for record in deciding):
        return "out of scope"
    return "gap" if must_be_answered(found) else "not assessed"


def _cell(standing: Standing) -> Cell:
    links = tuple(record_link(answer.item) for answer in standing.answers)
    return Cell(standing.state, links, str(both(*(unit or "some revisions" for unit in standing.open))) if links else "")


def _reverse(handbook: Handbook, document: ReferenceDocument) -> tuple[ReverseRow, ...]:
    by_record: dict[str, list[tuple[LinkView, str]]] = {}
    for citation in handbook.citations:
        if citation.entry.document.document == document.document:
            view = citation_view(handbook, citation)
            how = ", ".join(part for part in (view.who, view.strength) if part) or citation.field.replace("_", " ")
            by_record.setdefault(citation.source, []).append((view.entry, how))
    ordered = sorted(by_record, key=lambda record_id: (KIND_ORDER[handbook.items[record_id].kind.name], record_id))
    return tuple(ReverseRow(record_link(handbook.items[record_id]), tuple(by_record[record_id])) for record_id in ordered)
