"""Views of calls in the pages of an activity: its place in the sequence, its questions, and what the maker of the product did."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from handbook.catalogs.activities import Activity, EditionRow, Question
from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic
from handbook.languages.said import t, word
from handbook.methods.belonging import activity_of
from handbook.methods.standing import Standing, standing_of
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS, of_activity
from handbook.schema.records.every_activity import ActivityLog
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import DocsPage
from handbook.views.shared.citations import CitationView, reference_view
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.values import FieldView, fields_of

SAMPLE = 6
"""So many records of a kind, and so many answers to a question, stand in the open on the worked example."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What comes from, or goes to, another activity."""

    number: int
    title: str
    address: Address
    what: str


@dataclass(frozen=True, slots=True)
class ActivityHeader:
    """Where an activity stands."""

    number: int
    title: str
    section: str
    phase: str
    edition: str
    date: str
    origin: str
    purpose: str
    source: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    passes_on: tuple[Neighbour, ...]
    address: Address
    example: Address
    sequence: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """The activities that impact one phase."""

    name: str
    steps: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """The nine activities, and where among them a page stands."""

    number: int
    on_example: bool
    """Whether the page shows the worked example, and not the guidance."""
    phases: tuple[Phase, ...]
    guidance: Address
    example: Address


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with where the product answers it."""

    question: Question
    anchor: str
    answers: tuple[LinkView, ...]
    folded: tuple[LinkView, ...]
    """Answers beyond the first, which follow when somebody asks for them."""
    example: Address
    asked: bool
    """Whether the product's depth asks it."""


@dataclass(frozen=True, slots=True)
class KindSample:
    """Some records of a kind, and where all of them are."""

    plural: str
    about: str
    count: int
    links: tuple[LinkView, ...]
    register: Address
    standing: Standing
    """Whether there are any, and what is said where there are none."""


@dataclass(frozen=True, slots=True)
class LogView:
    """One entry of the activity log."""

    link: LinkView
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """What the representative manufacturer did in one activity."""

    header: ActivityHeader
    product: str
    maker: str
    hours: float
    logs: tuple[LogView, ...]
    samples: tuple[KindSample, ...]
    questions: tuple[QuestionView, ...]
    gaps: tuple[Diagnostic, ...]


def docs_pages(handbook: Handbook) -> dict[str, DocsPage]:
    """Returns what the site adds to the pages of activities, by their source paths: words to search for guidance by, titles of worked examples."""
    catalogues = handbook.catalogues
    pages = {addresses.of_activity(one.activity).page: DocsPage(search_words=catalogues.search_words(one.references)) for one in catalogues.question_lists}
    for number in catalogues.by_number:
        example = DocsPage(
            menu=t("{number}: {presented}", number=number, presented=word(handbook.presented_as)),
            title=t("Activity {number}: {presented}", number=number, presented=word(handbook.presented)),
        )
        pages[addresses.of_example(number).page] = example
    return pages


def activity_header(catalogues: Catalogues, number: int) -> ActivityHeader:
    """Returns where an activity stands in the sequence. Raises KeyError for a number that is none."""
    listed = catalogues.by_number
    activity = listed[number]
    catalogue = catalogues.activities
    return ActivityHeader(
        number=number,
        title=activity.title,
        section=activity.section,
        phase=activity.phase,
        edition=catalogue.edition,
        date=catalogue.date,
        origin=activity.origin,
        purpose=activity.purpose,
        source=catalogue.source,
        inputs=activity.inputs,
        outputs=activity.outputs,
        passes_on=tuple(_neighbour(listed[passed.to], passed.what) for passed in activity.passes_on),
        address=addresses.of_activity(number),
        example=addresses.of_example(number),
        sequence=tuple(LinkView(str(other.number), other.title, addresses.of_activity(other.number), other.phase) for other in listed.values()),
    )


def sequence(catalogues: Catalogues, page: str) -> Sequence | None:
    """Returns where the page with this source path stands among the activities; None for a page of no activity.

    From guidance the links lead to guidance, and from a worked example to worked examples.
    """
    activities = catalogues.activities.activities
    for activity in activities:
        for of_page, on_example in ((addresses.of_activity, False), (addresses.of_example, True)):
            if of_page(activity.number).page == page:
                steps = [LinkView(str(one.number), one.title, of_page(one.number), one.phase) for one in activities]
                phases = tuple(Phase(name, tuple(found)) for name, found in groupby(steps, lambda step: step.kind))
                return Sequence(activity.number, on_example, phases, addresses.of_activity(activity.number), addresses.of_example(activity.number))
    return None


def cross_edition(catalogues: Catalogues) -> tuple[tuple[EditionRow, str], ...]:
    """Returns where each activity stood in earlier editions, with its title."""
    return tuple((row, catalogues.by_number[row.final].title) for row in catalogues.activities.cross_edition)


def questions_view(handbook: Handbook, number: int) -> tuple[QuestionView, ...]:
    """Returns the questions of an activity with the records that answer each."""
    found = []
    for question_id, (activity, question) in handbook.catalogues.questions.items():
        if activity == number:
            answers = tuple(record_link(item) for item in handbook.answers_to(question_id))
            example = addresses.of_example(number, f"answer-{question_id.lower()}")
            found.append(QuestionView(question, question_id.lower(), answers[:SAMPLE], answers[SAMPLE:], example, handbook.asks(question)))
    return tuple(found)


def activity_references(handbook: Handbook, number: int) -> tuple[CitationView, ...]:
    """Returns the entries that an activity's guidance refers to, primary ones first."""
    entries = handbook.catalogues.entries
    listed = (one for one in handbook.catalogues.question_lists if one.activity == number)
    found = (reference_view(handbook, entries[reference.entry], reference) for one in listed for reference in one.references)
    return tuple(sorted(found, key=lambda view: view.strength != "primary"))


def example_view(handbook: Handbook, number: int, diagnostics: tuple[Diagnostic, ...] = ()) -> ExampleView:
    """Returns what the representative manufacturer did in an activity."""
    logs = [item for item in handbook.of(ActivityLog) if item.record.activity == str(number)]
    return ExampleView(
        header=activity_header(handbook.catalogues, number),
        product=handbook.name or t("the product"),
        maker=handbook.maker or t("the maker"),
        hours=sum(item.record.hours or 0 for item in logs),
        logs=tuple(LogView(record_link(item), _without(fields_of(handbook, item.record), "activity")) for item in logs),
        samples=tuple(_sample(handbook, kind.name) for kind in of_activity(number)),
        questions=questions_view(handbook, number),
        gaps=tuple(finding for finding in diagnostics if activity_of(handbook, finding) == number),
    )


def _neighbour(activity: Activity, what: str) -> Neighbour:
    return Neighbour(activity.number, activity.title, addresses.of_activity(activity.number), what)


def _sample(handbook: Handbook, name: str) -> KindSample:
    items = handbook.of_kind(name)
    kind = KINDS[name]
    links = tuple(record_link(item) for item in items[:SAMPLE])
    return KindSample(kind.plural, kind.about, len(items), links, addresses.of_kind(handbook, kind), standing_of(handbook, name))


def _without(fields: tuple[FieldView, ...], name: str) -> tuple[FieldView, ...]:
    return tuple(field for field in fields if field.name != name)
