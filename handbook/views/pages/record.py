"""The page of one record."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.findings.diagnostics import Diagnostic
from handbook.model.handbook import KIND_ORDER, Handbook, Item
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.pages.trace import Trace, TraceGroup, group_of, trace
from handbook.views.shared.derived import GATHERED, derived_fields
from handbook.views.shared.links import CitationView, LinkView, activity_name, citation_view, record_link
from handbook.views.shared.values import FieldView, fields_of


@dataclass(frozen=True, slots=True)
class RecordView:
    """What a record's page shows."""

    id: str
    title: str
    kind: str
    about: str
    """What the kind is for."""
    activity: str
    activity_address: Address
    register: Address
    register_title: str
    status: str
    visibility: str
    owner: LinkView | None
    assessor: LinkView | None
    """The role that assessed it."""
    reviewed_on: str
    review_by: str
    fields: tuple[FieldView, ...]
    derived: tuple[FieldView, ...]
    """What follows from the record, before what it says itself."""
    gathered: tuple[FieldView, ...]
    """What other records say of it, after that."""
    notes: str
    answers: tuple[LinkView, ...]
    citations: tuple[CitationView, ...]
    trace: Trace
    named_by: tuple[TraceGroup, ...]
    file: str
    line: int
    inherited: tuple[tuple[str, str, int], ...]
    """Fields whose value stands above the records of a file, each with file and line."""
    gaps: tuple[Diagnostic, ...]


def record_view(handbook: Handbook, item: Item, diagnostics: tuple[Diagnostic, ...] = ()) -> RecordView:
    """Returns the view of a record; `diagnostics` are those of the whole product, of which it shows its own."""
    record, kind = item.record, item.kind
    place = item.place("id")
    owner = handbook.items.get(record.owner) if record.owner else None
    assessor = handbook.items.get(record.assessed_by) if record.assessed_by else None
    found = derived_fields(handbook, item)
    return RecordView(
        id=item.id,
        title=record.title,
        kind=kind.singular,
        about=kind.about,
        activity=activity_name(kind.activity),
        activity_address=home_of(kind.activity),
        register=addresses.of_kind(handbook, kind),
        register_title=kind.plural,
        status=record.status,
        visibility=record.visibility,
        owner=record_link(owner) if owner else None,
        assessor=record_link(assessor) if assessor else None,
        reviewed_on=record.reviewed_on.isoformat() if record.reviewed_on else "",
        review_by=record.review_by.isoformat() if record.review_by else "",
        fields=fields_of(handbook, record),
        derived=tuple(field for field in found if field.name not in GATHERED),
        gathered=tuple(field for field in found if field.name in GATHERED),
        notes=record.notes or "",
        answers=tuple(_question(handbook, question) for question in record.answers if question in handbook.catalogues.questions),
        citations=tuple(citation_view(handbook, citation) for citation in handbook.citations_by(item.id)),
        trace=trace(handbook, item.id),
        named_by=_named_by(handbook, item),
        file=place.file,
        line=place.line,
        inherited=tuple((name, where.file, where.line) for name, where in item.inherited.items()),
        gaps=tuple(finding for finding in diagnostics if finding.concerns(item.id)),
    )


def home_of(activity: int) -> Address:
    """Returns the page from which an activity's records are reached."""
    return addresses.of_example(activity) if 0 <= activity <= 8 else Address("product.md" if activity < 0 else "registers.md")


def _question(handbook: Handbook, question_id: str) -> LinkView:
    activity, question = handbook.catalogues.questions[question_id]
    return LinkView(question_id, question.text, addresses.of_question(question_id, activity), f"Question of Activity {activity}")


def _named_by(handbook: Handbook, item: Item) -> tuple[TraceGroup, ...]:
    by_kind: dict[str, dict[str, None]] = {}
    for link in handbook.links_to(item.id):
        by_kind.setdefault(handbook.items[link.source].kind.name, {})[link.source] = None
    names = sorted(by_kind, key=KIND_ORDER.__getitem__)
    return tuple(group_of(handbook, name, list(by_kind[name]), len(by_kind[name])) for name in names)
