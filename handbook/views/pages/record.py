"""Page kind: one page for each record, with what it says, what follows from it, its trace and its findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.findings.diagnostics import Diagnostic
from handbook.languages.said import UNTOLD, day, t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KIND_ORDER, KINDS
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown, in_a_row
from handbook.views.pages.impact import ImpactView, impact_view
from handbook.views.pages.trace import Trace, TraceGroup, group_of, trace
from handbook.views.shared.citations import CitationView, citation_view
from handbook.views.shared.derived import GATHERED, REGISTER_ALONE, derived_fields
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.values import FieldView, fields_of, kept_for
from handbook.views.shared.words import activity_name


@dataclass(frozen=True, slots=True)
class OverrideView:
    """Why the product has a record of its own in place of a shared one."""

    title: str
    """What the folder of shared records calls itself."""
    path: str
    """File of the shared record, as readers are told of it."""
    line: int
    because: str
    by: LinkView | None
    on: str


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
    impact: ImpactView
    named_by: tuple[TraceGroup, ...]
    path: str
    """Its file, with the folder, as readers are told of it."""
    line: int
    shared: str
    """What the folder of shared records calls itself from which it is inherited; '' where it is the product's own."""
    overrides: OverrideView | None
    """The shared record in whose place it stands."""
    inherited: tuple[tuple[str, str, int], ...]
    """Fields whose value stands above the records of a file, each with file and line."""
    gaps: tuple[Diagnostic, ...]
    kept: tuple[tuple[str, str], ...]
    """Fields that only some may read, each with who: `assessor` or `internal`."""


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the page of each record, kind by kind, in the order of the files."""
    handbook = shown.handbook
    for kind in KINDS.values():
        items = handbook.of_kind(kind.name)
        for item, (path, previous, following) in zip(items, in_a_row([addresses.of_item(item).page for item in items]), strict=True):
            yield PageSpec(
                path=path,
                title=f"{item.id} {item.record.title}",
                description=t("{kind} {id}: {title}", UNTOLD, kind=kind.singular, id=item.id, title=item.record.title),
                parent=addresses.of_home(kind.activity).page,
                previous=previous,
                next=following,
                search_words=partial(_search_words, handbook, item),
                source=item.place("id"),
                record=item.id,
                permanent=addresses.permanent_of_record(item.id),
                template="record.html",
                make=partial(record_view, shown, item),
            )


def record_view(shown: Shown, item: Item) -> RecordView:
    """Returns what the page of a record shows."""
    handbook, record, kind = shown.handbook, item.record, item.kind
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
        activity_address=addresses.of_home(kind.activity),
        register=addresses.of_kind(handbook, kind),
        register_title=kind.plural,
        status=record.status,
        visibility=record.visibility,
        owner=record_link(owner) if owner else None,
        assessor=record_link(assessor) if assessor else None,
        reviewed_on=day(record.reviewed_on) if record.reviewed_on else "",
        review_by=day(record.review_by) if record.review_by else "",
        fields=fields_of(handbook, record),
        derived=tuple(field for field in found if field.name not in GATHERED | REGISTER_ALONE),
        gathered=tuple(field for field in found if field.name in GATHERED),
        notes=record.notes or "",
        answers=tuple(_question(handbook, question) for question in record.answers if question in handbook.catalogues.questions),
        citations=tuple(citation_view(handbook, citation) for citation in handbook.citations_by(item.id)),
        trace=trace(handbook, item.id, shown.findings),
        impact=impact_view(handbook, item.id),
        named_by=_named_by(handbook, item),
        path=place.within(shown.folder),
        line=place.line,
        shared=handbook.shared_title(item.shared) if item.shared else "",
        overrides=_overrides(shown, item),
        inherited=tuple((name, where.within(shown.folder) if item.shared else where.file, where.line) for name, where in item.inherited.items()),
        gaps=shown.findings.get(item.id, ()),
        kept=tuple((name, level) for name in type(record).model_fields if (level := kept_for(record, name))),
    )


def _overrides(shown: Shown, item: Item) -> OverrideView | None:
    departure = shown.handbook.overridden.get(item.id)
    if departure is None or departure.shared is None or item.shared:
        return None
    where, by = departure.shared.place("id"), shown.handbook.items.get(departure.said.by)
    title = shown.handbook.shared_title(departure.shared.shared)
    link = record_link(by) if by else None
    return OverrideView(title, where.within(shown.folder), where.line, departure.said.because, link, departure.said.on.isoformat())


def _search_words(handbook: Handbook, item: Item) -> tuple[str, ...]:
    """Returns the words by which somebody may search for a record: its id, its kind, and what the entries that it is mainly about are called."""
    references = (citation.reference for citation in handbook.citations_by(item.id) if citation.reference)
    return (item.id, item.kind.singular, *item.kind.search, *handbook.catalogues.search_words(references))


def _question(handbook: Handbook, question_id: str) -> LinkView:
    activity, question = handbook.catalogues.questions[question_id]
    return LinkView(question_id, question.text, addresses.of_question(question_id, activity), t("Question of Activity {activity}", activity=activity))


def _named_by(handbook: Handbook, item: Item) -> tuple[TraceGroup, ...]:
    by_kind: dict[str, dict[str, None]] = {}
    for link in handbook.links_to(item.id):
        by_kind.setdefault(handbook.items[link.source].kind.name, {})[link.source] = None
    names = sorted(by_kind, key=KIND_ORDER.__getitem__)
    return tuple(group_of(handbook, name, list(by_kind[name])) for name in names)
