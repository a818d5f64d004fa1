"""Two products side by side, activity by activity, and the whole of the second one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType

from handbook.catalogs.activities import Question
from handbook.compare.companions import Companion, Note
from handbook.model.handbook import Handbook, Item
from handbook.schema.kinds import of_activity
from handbook.schema.marks import mark_of
from handbook.schema.record import COMMON, EVERY_ACTIVITY, PRODUCT_MODEL
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.common import CitationView, LinkView, activity_name, citation_view, record_link
from handbook.views.shared.values import FieldView, fields_of

GROUPS = (PRODUCT_MODEL, *range(9), EVERY_ACTIVITY)
EXCERPT = 280
"""Characters of an answer that stand in the table, at most."""
SHOWN = 4
"""Answers of one product to one question that stand in the table, at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that answers a question, with the first of what it says."""

    link: LinkView
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one product says to a question."""

    answers: tuple[Answer, ...]
    more: int
    asked: bool
    """Whether the product's depth asks it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with the answers of both."""

    question: Question
    address: Address
    ours: Side
    theirs: Side


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A record of the second product, in full."""

    link: LinkView
    anchor: str
    fields: tuple[FieldView, ...]
    notes: str
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class KindPart:
    """The records of one kind."""

    plural: str
    anchor: str
    records: tuple[RecordPart, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the overview: the same fact of both products."""

    name: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ComparedActivity:
    """One activity, side by side."""

    number: int
    title: str
    ours: str
    theirs: str
    note: Note | None
    rows: tuple[Row, ...]
    kinds: tuple[KindPart, ...]
    guidance: Address | None
    example: Address | None
    index: Address


@dataclass(frozen=True, slots=True)
class Overview:
    """The second product as a whole beside the first."""

    ours: str
    theirs: str
    notice: str
    summary: str
    folder: str
    facts: tuple[Fact, ...]
    pages: tuple[LinkView, ...]
    notes: tuple[tuple[LinkView, Note], ...]


def page_of(slug: str, activity: int) -> Address:
    """Returns the address of a companion's page for an activity, its product model, or what every activity uses."""
    return Address(f"compare/{slug}/{addresses.register_name(activity)}.md")


def index_of(slug: str) -> Address:
    """Returns the address of a companion's overview."""
    return Address(f"compare/{slug}/index.md")


def anchor_of(item: Item) -> str:
    """Returns the anchor of a companion's record on the page of its activity."""
    return addresses.of_item(item).page.removeprefix("records/").removesuffix(".md")


def groups_of(companion: Companion) -> tuple[int, ...]:
    """Returns the activities of which a companion has a page: each that asks questions, and whatever else has records."""
    handbook = companion.handbook
    return tuple(group for group in GROUPS if 0 <= group <= 8 or any(handbook.of_kind(kind.name) for kind in of_activity(group)))


def compared_activity(handbook: Handbook, companion: Companion, activity: int) -> ComparedActivity:
    """Returns both products' answers to the questions of an activity, and the companion's records in full."""
    numbered = 0 <= activity <= 8
    titles = {one.number: one.title for one in handbook.catalogues.activities.activities}
    kinds = ((kind, companion.handbook.of_kind(kind.name)) for kind in of_activity(activity))
    return ComparedActivity(
        number=activity,
        title=f"Activity {activity}: {titles[activity]}" if numbered else activity_name(activity),
        ours=handbook.name,
        theirs=companion.name,
        note=companion.notes.get(activity),
        rows=tuple(_rows(handbook, companion.handbook, activity)),
        kinds=tuple(KindPart(kind.plural, kind.name, tuple(_record(companion.handbook, item) for item in items)) for kind, items in kinds if items),
        guidance=addresses.of_activity(activity) if numbered else None,
        example=addresses.of_example(activity) if numbered else None,
        index=index_of(companion.slug),
    )


def overview(handbook: Handbook, companion: Companion) -> Overview:
    """Returns both products' main facts, and the way to each activity."""
    theirs = companion.handbook
    pages = tuple(LinkView(str(group), page_title(handbook, group), page_of(companion.slug, group)) for group in groups_of(companion))
    return Overview(
        ours=handbook.name,
        theirs=companion.name,
        notice=theirs.site.notice or "",
        summary=(theirs.product.summary or "") if theirs.product else "",
        folder=companion.folder,
        facts=tuple(_facts(handbook, theirs)),
        pages=pages,
        notes=tuple((link, companion.notes[int(link.id)]) for link in pages if int(link.id) in companion.notes),
    )


def page_title(handbook: Handbook, activity: int) -> str:
    """Returns the title of an activity, or the name of what is none."""
    titles = {one.number: f"{one.number}: {one.title}" for one in handbook.catalogues.activities.activities}
    return titles.get(activity, activity_name(activity))


def _facts(ours: Handbook, theirs: Handbook) -> Iterator[Fact]:
    both = (ours, theirs)
    for name, said in (
        ("Maker", [one.maker for one in both]),
        ("Sector", [one.product.sector if one.product else "" for one in both]),
        ("Markets", [", ".join(one.product.markets) if one.product else "" for one in both]),
        ("As of", [str(one.product.as_of or "") if one.product else "" for one in both]),
        ("Questions asked", ["all" if one.depth == "full" else "the minimum for a small team" for one in both]),
        ("Records", [str(len(one.items)) for one in both]),
    ):
        yield Fact(name, said[0] or "not said", said[1] or "not said")
    for name, label in (
        ("component", "Components"), ("external-system", "External systems"), ("customer", "Kinds of customer"), ("threat", "Threats"), ("risk", "Risks"),
        ("need", "Needs and goals"), ("capability", "Capabilities"), ("deviation", "Deviations"), ("scope-decision", "Scope decisions"),
    ):  # fmt: skip
        yield Fact(label, *(str(len(one.of_kind(name))) for one in both))


def _rows(ours: Handbook, theirs: Handbook, activity: int) -> Iterator[Row]:
    for question_id, (number, question) in ours.catalogues.questions.items():
        if number == activity:
            yield Row(question, addresses.of_question(question_id, number), _side(ours, question), _side(theirs, question))


def _side(handbook: Handbook, question: Question) -> Side:
    items = handbook.answers_to(question.id)
    return Side(tuple(Answer(record_link(item), _excerpt(item)) for item in items[:SHOWN]), max(0, len(items) - SHOWN), handbook.asks(question))


def _excerpt(item: Item) -> str:
    """Returns the first text of a record's own fields, cut at a word."""
    for wanted in ("prose", "plain"):
        for name, info in type(item.record).model_fields.items():
            mark = mark_of(info.annotation, info.metadata)
            value = getattr(item.record, name)
            if name not in COMMON and mark is not None and mark.meaning == wanted and not isinstance(value, (tuple, NoneType)):
                return textwrap.shorten(str(value), EXCERPT, placeholder=" …")
    return ""


def _record(handbook: Handbook, item: Item) -> RecordPart:
    citations = tuple(citation_view(handbook, citation) for citation in handbook.citations_by(item.id))
    return RecordPart(record_link(item), anchor_of(item), fields_of(handbook, item.record, empty=False), item.record.notes or "", citations)
