"""Page kind: crosswalks, which show what in the product answers each entry of a document, and which entries each record answers.

Entries with nothing against them are told apart: out of scope with a reason, not yet assessed, or a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from handbook.catalogs.catalogue import Found
from handbook.catalogs.documents import ReferenceDocument
from handbook.findings.messages import both
from handbook.languages.said import UNTOLD, joined, retold, t
from handbook.methods.coverage import DEVICE_BASELINE, MAKER_BASELINE, Standing, answered_by, hosts, must_be_answered, of_the_maker, on_devices
from handbook.methods.matrices.cells import State
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KIND_ORDER
from handbook.schema.record import Record
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.every_activity import ScopeDecision
from handbook.views import addresses
from handbook.views.page_spec import PageSpec, Shown
from handbook.views.shared.citations import citation_view
from handbook.views.shared.links import LinkView, entry_link, record_link
from handbook.views.shared.set_aside import SetAside
from handbook.views.shared.set_aside import set_aside as set_aside_by
from handbook.views.shared.words import label

STATES = ("answered", "met elsewhere", "not applicable", "not met", "deferred", "out of scope", "gap", "not assessed", "not published")
"""States of an entry: a record bears on it; only a deviation does, with its decision; a scope decision sets it aside; it must be answered and is
not; nobody has looked; nothing is published for those who read this, whether or not there is something."""

COUNTS_AS: Mapping[str, State] = {
    "answered": "met", "met elsewhere": "open", "not applicable": "not applicable", "not met": "open", "deferred": "open",
    "out of scope": "not applicable", "gap": "gap", "not assessed": "not assessed", "not published": "not asked",
}  # fmt: skip
"""The states as the matrices count them."""

LISTED = 12
"""At most so many records stand in a cell; the page of the entry has all."""
ROWS = 300
"""At most so many records stand in the tables of records and of decisions."""

MUST_BE_ANSWERED = frozenset({DEVICE_BASELINE, MAKER_BASELINE})
"""Documents with entries that must each be answered; of the others, an entry without a record is just not assessed."""


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One entry with what answers it."""

    entry: LinkView
    level: str
    state: str
    left: str
    """Components on which nothing answers it, with their revisions, in words."""
    capabilities: tuple[LinkView, ...]
    records: tuple[LinkView, ...]
    """What else answers it."""
    reasons: tuple[SetAside, ...]
    """Deviations and scope decisions."""
    activities: int

    @property
    def gap(self) -> bool:
        """Whether the entry must be answered and is not, by the product or by one of its components."""
        return self.state == "gap" or bool(self.left)


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
    on_each: tuple[tuple[str, int], ...]
    """Of a baseline that is asked of each device: how it stands on them, a deviation by its decision, with how often."""
    signs: Mapping[str, State]
    """The sign of each state, by the state of the matrices that it counts as."""
    rows: tuple[CrosswalkRow, ...]
    matrix: LinkView | None
    """The matrix that tells the components apart, where there is one."""
    reverse: tuple[ReverseRow, ...]
    listed: int
    """So many records stand in a cell."""
    rows_at_most: int
    """So many records stand in the other two tables."""
    aside: tuple[SetAside, ...]
    """Every decision that the rows name, once."""


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the crosswalk of each reference document."""
    for document in shown.handbook.catalogues.documents.values():
        yield PageSpec(
            path=addresses.of_crosswalk(document).page,
            title=t("{document}: crosswalk", document=document.short),
            description=t("{document}: what in the product answers each entry, and which entries each record answers.", document=document.short),
            parent=addresses.REFERENCES.page,
            hide=("toc",),
            search_weight=0,  # a wide table that repeats what other pages say
            template="crosswalk.html",
            make=partial(crosswalk, shown.handbook, document),
        )


def crosswalk(handbook: Handbook, document: ReferenceDocument) -> CrosswalkView:
    """Returns what answers each entry of a document that may be cited, for baselines on each component, and what each record answers."""
    founds = [handbook.catalogues.entries[document.prefix + entry.id] for entry in document.entries if entry.level in document.cite]
    components = [host.id for host in hosts(handbook)] if document.document == DEVICE_BASELINE else []
    on_each = on_devices(handbook) if components else {}
    maker = of_the_maker(handbook) if document.document == MAKER_BASELINE else {}
    set_aside = tuple(item.id for item in handbook.of(ScopeDecision) if item.record.document == document.document and not item.record.components)
    rows = []
    for found in founds:
        standings = {host: on_each[found.cited, host] for host in components}
        if found.cited in maker:
            standings = {"": maker[found.cited]}
        rows.append(_row(handbook, found, standings, set_aside))
    counted = Counter(row.state for row in rows)
    return CrosswalkView(
        document=document,
        has_gaps=document.document in MUST_BE_ANSWERED,
        counts=tuple((state, counted[state]) for state in STATES if counted[state]),
        on_each=_on_each(on_each),
        signs=COUNTS_AS,
        rows=tuple(rows),
        matrix=LinkView("", t("{document} on each device", document=document.short), addresses.of_matrix(document.document.lower())) if components else None,
        reverse=_reverse(handbook, document),
        listed=LISTED,
        rows_at_most=ROWS,
        aside=tuple({one.link.id: one for row in rows for one in row.reasons}.values()),
    )


def _row(handbook: Handbook, found: Found, standings: Mapping[str, Standing], set_aside: Iterable[str]) -> CrosswalkRow:
    """Returns the row of an entry; `set_aside` are scope decisions about the whole document, `standings` are by component."""
    answering: dict[str, None] = {}
    reasons: dict[str, None] = {}
    for citation in handbook.citations_of(found.cited):
        item = handbook.items[citation.source]
        if isinstance(item.record, (Deviation, ScopeDecision)) and citation.reference is None:
            reasons[item.id] = None
        else:
            answering[item.id] = None
    if found.document.document == MAKER_BASELINE:
        answering.update(dict.fromkeys(answer.item.id for standing in standings.values() for answer in standing.answers if answer.how == "met"))
    reasons.update(dict.fromkeys(set_aside))
    deciding = [handbook.items[reason].record for reason in reasons]
    answers = [handbook.items[one] for one in answering]
    state = _state(found, bool(answering), deciding, standings.values())
    return CrosswalkRow(
        entry=entry_link(handbook, found),
        level=found.entry.level,
        state=state if not handbook.keeps_back or state not in ("gap", "not assessed") else "not published",
        left=_left(standings) if found.document.document == DEVICE_BASELINE and not handbook.keeps_back else "",
        capabilities=tuple(record_link(one) for one in answers if isinstance(one.record, Capability)),
        records=tuple(record_link(one) for one in answers if not isinstance(one.record, Capability)),
        reasons=tuple(set_aside_by(handbook, handbook.items[one]) for one in reasons),
        activities=len(handbook.catalogues.guidance.get(found.cited, ())),
    )


def _on_each(standings: Mapping[tuple[str, str], Standing]) -> tuple[tuple[str, int], ...]:
    """Returns how often entries stand how on single devices: open, met, or set aside by which decision."""
    counted: Counter[str] = Counter()
    for standing in standings.values():
        decisions = {one.item.record.decision or "not met" for one in standing.answers if isinstance(one.item.record, Deviation)}
        if not standing.answers or standing.open:
            counted["gap"] += 1
        elif any(one.how == "met" for one in standing.answers):
            counted["answered, with a deviation" if decisions else "answered"] += 1
        else:
            counted["out of scope" if not decisions else next(iter(decisions)) if len(decisions) == 1 else "not met"] += 1
    return tuple((state, counted[state]) for state in ("answered, with a deviation", *STATES) if counted[state])


def _left(standings: Mapping[str, Standing]) -> str:
    """Returns on which components nothing answers an entry, in words."""
    left = (f"{component} {both(*(unit for unit in standing.open if unit))}".strip() for component, standing in standings.items() if standing.open)
    found = list(left)
    return (
        t("{listed}", UNTOLD, listed=both(*found))
        if len(found) <= LISTED
        else t("{listed} and {more} more", listed=", ".join(found[:LISTED]), more=len(found) - LISTED)
    )


def _state(found: Found, answered: bool, deciding: list[Record], standings: Collection[Standing]) -> str:
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


def _reverse(handbook: Handbook, document: ReferenceDocument) -> tuple[ReverseRow, ...]:
    by_record: dict[str, list[tuple[LinkView, str]]] = {}
    for citation in handbook.citations:
        if citation.entry.document.document == document.document:
            view = citation_view(handbook, citation)
            told = [part for part in (view.who, view.strength) if part]
            how = joined(", ", told) if told else retold(label(citation.field), citation.field.replace("_", " "))
            by_record.setdefault(citation.source, []).append((view.entry, how))
    ordered = sorted(by_record, key=lambda record_id: (KIND_ORDER[handbook.items[record_id].kind.name], record_id))
    return tuple(ReverseRow(record_link(handbook.items[record_id]), tuple(by_record[record_id])) for record_id in ordered)
