"""Page kind: two products side by side, activity by activity, and every record of the second one, the companion."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from types import NoneType

from handbook.catalogs.activities import Question
from handbook.compare.companions import Companion, Note
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KINDS, of_activity
from handbook.schema.marks import mark_of
from handbook.schema.record import COMMON
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown, in_a_row
from handbook.views.shared.citations import CitationView, citation_view
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.values import FieldView, fields_of
from handbook.views.shared.words import activity_name

RECORDS = "records"
"""Anchor of a companion's records on the page of an activity."""
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

    slug: str
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

    slug: str
    ours: str
    theirs: str
    notice: str
    summary: str
    folder: str
    facts: tuple[Fact, ...]
    pages: tuple[LinkView, ...]
    notes: tuple[tuple[LinkView, Note], ...]


SEARCH_WEIGHT = 0.3
"""How much a page of a companion weighs in a search: the product itself is asked first."""


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields, for each companion, its overview and then its page for each activity."""
    for companion in shown.companions:
        yield from _pages_of(shown.handbook, companion)


def _pages_of(handbook: Handbook, companion: Companion) -> Iterator[PageSpec]:
    name, index = companion.name, addresses.of_companion(companion.slug).page
    yield PageSpec(
        path=index,
        title=t("{name}: another worked example", name=name),
        description=t("{name}: another worked example, in another sector, beside the first.", name=name),
        parent=index,
        search_weight=SEARCH_WEIGHT,
        template="compare_index.html",
        make=partial(overview, handbook, companion),
    )
    groups = groups_of(companion)
    paths = [addresses.of_companion(companion.slug, group).page for group in groups]
    for group, (path, previous, following) in zip(groups, in_a_row(paths), strict=True):
        title = page_title(handbook, group)
        yield PageSpec(
            path=path,
            title=t("{title}: side by side with {name}", title=title, name=name),
            description=t("{title}: the questions answered for two products side by side, and every record of {name}.", title=title, name=name),
            parent=index,
            previous=previous,
            next=following,
            hide=("navigation", "toc"),  # two columns need the width
            search_weight=0,  # what the first product says of the same question is asked first, and stands here again
            template="compare_activity.html",
            make=partial(compared_activity, handbook, companion, group),
        )


def groups_of(companion: Companion) -> tuple[int, ...]:
    """Returns the activities of which a companion has a page: each that asks questions, and whatever else has records."""
    handbook = companion.handbook
    catalogues = handbook.catalogues
    return tuple(group for group in catalogues.groups if group in catalogues.by_number or any(handbook.of_kind(kind.name) for kind in of_activity(group)))


def moved_to(companion: Companion) -> dict[str, Address]:
    """Returns where the site shows what else would be a page of a companion's own, by the source path of that page.

    Its records are anchors on the page of their activity, and so are its registers.
    """
    slug, items = companion.slug, companion.handbook.items.values()
    groups = groups_of(companion)
    found = {addresses.PRODUCT.page: addresses.of_companion(slug)}
    for kind in KINDS.values():
        if kind.activity in groups:
            page = addresses.of_companion(slug, kind.activity).page
            found[addresses.of_own_register(kind).page] = Address(page, kind.name)
            found[addresses.of_register(kind.activity).page] = Address(page, RECORDS)
    found |= {addresses.of_item(item).page: addresses.of_companion_record(slug, item) for item in items}
    return found | {addresses.of_file(name).page: addresses.of_companion_file(slug, name) for name in companion.handbook.attachments}


def companion_links(companions: tuple[Companion, ...], activity: int) -> tuple[tuple[str, Address], ...]:
    """Returns, for the page of an activity, the name of each companion and the address of its page beside it."""
    return tuple((one.name, addresses.of_companion(one.slug, activity)) for one in companions)


def compared_activity(handbook: Handbook, companion: Companion, activity: int) -> ComparedActivity:
    """Returns both products' answers to the questions of an activity, and the companion's records in full."""
    numbered = handbook.catalogues.by_number.get(activity)
    kinds = ((kind, companion.handbook.of_kind(kind.name)) for kind in of_activity(activity))
    return ComparedActivity(
        slug=companion.slug,
        number=activity,
        title=t("Activity {activity}: {title}", activity=activity, title=numbered.title) if numbered else activity_name(activity),
        ours=handbook.name,
        theirs=companion.name,
        note=companion.notes.get(activity),
        rows=tuple(_rows(handbook, companion.handbook, activity)),
        kinds=tuple(KindPart(kind.plural, kind.name, tuple(_record(companion.handbook, item) for item in items)) for kind, items in kinds if items),
        guidance=addresses.of_activity(activity) if numbered else None,
        example=addresses.of_example(activity) if numbered else None,
        index=addresses.of_companion(companion.slug),
    )


def overview(handbook: Handbook, companion: Companion) -> Overview:
    """Returns both products' main facts, and the way to each activity."""
    theirs = companion.handbook
    links = {group: LinkView(str(group), page_title(handbook, group), addresses.of_companion(companion.slug, group)) for group in groups_of(companion)}
    return Overview(
        slug=companion.slug,
        ours=handbook.name,
        theirs=companion.name,
        notice=theirs.site.notice or "",
        summary=(theirs.product.summary or "") if theirs.product else "",
        folder=companion.folder,
        facts=tuple(_facts(handbook, theirs)),
        pages=tuple(links.values()),
        notes=tuple((link, companion.notes[group]) for group, link in links.items() if group in companion.notes),
    )


def page_title(handbook: Handbook, activity: int) -> str:
    """Returns the title of an activity, or the name of what is none."""
    numbered = handbook.catalogues.by_number.get(activity)
    return t("{number}: {title}", number=activity, title=numbered.title) if numbered else activity_name(activity)


def _facts(ours: Handbook, theirs: Handbook) -> Iterator[Fact]:
    both = (ours, theirs)
    for name, said in (
        (t("Maker"), [one.maker for one in both]),
        (t("Sector"), [one.product.sector if one.product else "" for one in both]),
        (t("Markets"), [", ".join(one.product.markets) if one.product else "" for one in both]),
        (t("As of"), [str(one.product.as_of or "") if one.product else "" for one in both]),
        (t("Questions asked"), [t("all") if one.depth == "full" else t("the minimum for a small team") for one in both]),
        (t("Records"), [str(len(one.items)) for one in both]),
    ):
        yield Fact(name, said[0] or t("not said"), said[1] or t("not said"))
    for kind, of in (
        ("component", t("Components")), ("external-system", t("External systems")), ("customer", t("Kinds of customer")),
        ("threat", t("Threats")), ("risk", t("Risks")),
        ("need", t("Needs and goals")), ("capability", t("Capabilities")), ("deviation", t("Deviations")), ("scope-decision", t("Scope decisions")),
    ):  # fmt: skip
        yield Fact(of, *(str(len(one.of_kind(kind))) for one in both))


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
    return RecordPart(record_link(item), addresses.record_slug(item.id), fields_of(handbook, item.record, empty=False), item.record.notes or "", citations)
