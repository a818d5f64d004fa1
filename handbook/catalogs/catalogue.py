"""Catalogues: the activities of IR 8259r1 with their questions, and the entries of reference documents.

One YAML file for each document in `catalogs/`; adding a document is adding a file. Ids and published names come from the
source that each file names; short titles and readings are this handbook's own.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Literal, TypeVar

from handbook.findings.messages import Words, either, say
from handbook.findings.nearest import clearly_nearest, same_but_for_form, same_form
from handbook.schema.fields import Count, Many, Part, Plain, YesNo
from handbook.schema.kinds import KINDS
from handbook.schema.record import Reference
from handbook.schema.validate import validate
from handbook.source.yaml_text import parse

P = TypeVar("P", bound=Part)

MOST_NEIGHBOURS = 12
"""Ids that a message lists, at most, where an id of that Category or capability does not exist."""
LOCAL_DOCUMENT = "CSF"
"""Namespace of the document whose ids are written bare."""


class Entry(Part):
    """An entry of a reference document."""

    id: Plain
    """As the document prints it, without the namespace."""
    level: Plain
    title: Plain
    parent: Plain | None = None
    reworded: YesNo = False
    """Whether the id exists in an earlier edition with other words."""


class Withdrawn(Part):
    """An entry of an earlier edition that is gone."""

    id: Plain
    level: Plain
    title: Plain | None = None
    relation: Literal["incorporated into", "moved to"]
    targets: Many[Plain] = ()


class ReferenceDocument(Part):
    """A reference document: what it is, where it comes from, what is in it."""

    document: Plain
    """Namespace of its ids: `CSF`, `8259A`."""
    title: Plain
    short: Plain
    publisher: Plain
    edition: Plain
    date: Plain
    source: Plain
    licence: Plain
    prefix: str = ""
    """What stands before an id when it is cited: `8259A:`; empty for the CSF."""
    levels: Many[Plain]
    cite: Many[Plain]
    """Levels that a record may cite."""
    titles: Plain | None = None
    """Whose the titles are."""
    ids: Plain | None = None
    """Whose the ids are."""
    entries: Many[Entry]
    withdrawn: Many[Withdrawn] = ()


class Question(Part):
    """A question that an activity asks."""

    id: Plain
    text: Plain
    whose: Literal["ours", "NIST"]
    basis: Plain
    """Where it comes from."""
    small_team: YesNo = False
    """Whether the minimum version for a small team answers it."""
    kinds: Many[Plain]
    """Kinds of records that can answer it, by their names, the most usual first; an entry of the activity's log always can."""

    @property
    def answered_with(self) -> Words:
        """Returns in words which records can answer it."""
        names = [KINDS[kind].singular for kind in self.kinds if kind in KINDS]
        return either(*(name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names), say("part.entry-of-log"))

    outcome: Plain
    do: Many[Plain]
    show: Many[Plain]
    bad: Plain | None = None
    better: Plain | None = None


class QuestionList(Part):
    """The questions of one activity, and what its guidance refers to."""

    activity: Count
    questions: Many[Question]
    references: Many[Reference] = ()


class Prompt(Part):
    """What somebody in a trade asks first in an activity."""

    activity: Count
    text: Plain


class Sector(Part):
    """A trade, with what to ask there first."""

    name: Plain
    title: Plain
    prompts: Many[Prompt]


class SectorList(Part):
    """The trades that a new product folder can be made for."""

    sectors: Many[Sector]


class Reading(Part):
    """What an entry means for a maker of IoT products, in this handbook's own words."""

    id: Plain
    reading: Plain
    """What it means here; not a restatement."""
    maker: Plain
    """What the manufacturer does about it."""
    customer: Plain
    """How a product can help a customer reach it."""
    evidence: Many[Plain]
    """What a stranger could look at."""
    artefact: Plain
    """A concrete thing that no other reading names."""
    synonyms: Many[Plain] = ()
    """Words by which somebody may search for it."""


class ReadingList(Part):
    """Readings of entries of one document."""

    document: Plain
    readings: Many[Reading]


class PassesOn(Part):
    """What one activity hands to another."""

    to: Count
    what: Plain


class Activity(Part):
    """One activity of IR 8259r1."""

    number: Count
    title: Plain
    section: Plain
    phase: Literal["pre-market", "post-market"]
    """The phase that the activity impacts."""
    origin: Plain
    purpose: Plain
    inputs: Many[Plain]
    outputs: Many[Plain]
    passes_on: Many[PassesOn] = ()


class Edition(Part):
    """An edition of the publication."""

    name: Plain
    date: Plain
    activities: Plain
    confidence: Plain
    note: Plain | None = None


class EditionRow(Part):
    """Where one activity of the final text stood before."""

    final: Count
    second_draft: Plain
    first_draft: Plain
    of_2020: Plain


class ActivityCatalogue(Part):
    """IR 8259r1 as this handbook follows it."""

    document: Plain
    title: Plain
    edition: Plain
    date: Plain
    source: Plain
    landing_page: Plain
    authors: Plain
    confidence: Plain
    activities: Many[Activity]
    editions: Many[Edition]
    cross_edition: Many[EditionRow]


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that exists, under the id by which records cite it."""

    cited: str
    entry: Entry
    document: ReferenceDocument


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that was withdrawn."""

    cited: str
    entry: Withdrawn
    document: ReferenceDocument


@dataclass(frozen=True)
class Catalogues:
    """Everything that does not come from the product."""

    activities: ActivityCatalogue
    question_lists: tuple[QuestionList, ...]
    documents: AbstractMapping[str, ReferenceDocument]
    readings: AbstractMapping[str, Reading] = field(default_factory=dict)
    """Readings by the id under which an entry is cited."""

    official: AbstractMapping[str, str] = field(default_factory=dict)
    """The publisher's own wording by the id under which an entry is cited; imported by the user, never shipped."""

    @cached_property
    def questions(self) -> dict[str, tuple[int, Question]]:
        """Returns each question with its activity, by id, in order."""
        return {question.id: (listed.activity, question) for listed in self.question_lists for question in listed.questions}

    @cached_property
    def entries(self) -> dict[str, Found]:
        """Returns each entry of each document, by the id under which it is cited."""
        return {
            document.prefix + entry.id: Found(document.prefix + entry.id, entry, document) for document in self.documents.values() for entry in document.entries
        }

    @cached_property
    def withdrawn(self) -> dict[str, Gone]:
        """Returns each withdrawn entry, by the id under which it was cited."""
        return {
            document.prefix + entry.id: Gone(document.prefix + entry.id, entry, document)
            for document in self.documents.values()
            for entry in document.withdrawn
        }

    def lookup(self, cited: str) -> Found | Gone | None:
        """Returns the entry that `cited` names exactly, a withdrawn one included, or None.

        A withdrawn entry is found in any form: `PR.AC-1` of CSF 1.1 is the entry that is now written `PR.AC-01`.
        """
        found = self.entries.get(cited) or self.withdrawn.get(cited)
        return found or next((gone for known, gone in self.withdrawn.items() if same_but_for_form(cited, known)), None)

    def citable(self, cited: str, documents: tuple[str, ...] = ()) -> Found | None:
        """Returns the entry that a record may cite as `cited`, of any document or of those named, or None."""
        found = self.entries.get(cited)
        fits = found is not None and found.entry.level in found.document.cite and (not documents or found.document.document in documents)
        return found if fits else None

    @cached_property
    def _by_title(self) -> dict[tuple[str, str], Found]:
        return {(found.document.document, found.entry.title.casefold()): found for found in self.entries.values()}

    def titled(self, documents: tuple[str, ...], title: str) -> Found | None:
        """Returns the entry of this title in one of the documents, or None."""
        return next((found for name in documents if (found := self._by_title.get((name, title))) is not None), None)

    def family(self, found: Found) -> Found:
        """Returns the entry at the top of the hierarchy above an entry, or the entry itself."""
        while found.entry.parent is not None:
            found = self.entries[found.document.prefix + found.entry.parent]
        return found

    def above(self, found: Found) -> tuple[Found, ...]:
        """Returns the entries above an entry, the topmost first."""
        path: list[Found] = []
        while found.entry.parent is not None:
            found = self.entries[found.document.prefix + found.entry.parent]
            path.insert(0, found)
        return tuple(path)

    def below(self, found: Found) -> tuple[Found, ...]:
        """Returns the entries directly below an entry, in order."""
        prefix = found.document.prefix
        return tuple(self.entries[prefix + entry.id] for entry in found.document.entries if entry.parent == found.entry.id)

    def choices(self, documents: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Returns the ids that a record may cite, of all documents or of those named."""
        wanted = documents or tuple(self.documents)
        return tuple(
            cited for cited, found in self.entries.items()
            if found.document.document in wanted and found.entry.level in found.document.cite
        )  # fmt: skip

    def nearest(self, cited: str, documents: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Returns the ids that `cited` may have been meant to be, the nearest first, at most five; `SU-2` finds `8259A:SU-2`."""
        choices = self.choices(documents)
        same = same_form(cited, choices)
        bare = tuple(choice for choice in choices if same_but_for_form(cited, choice.rpartition(":")[2]))
        return same or bare or clearly_nearest(cited, choices)

    def neighbours(self, cited: str) -> tuple[str, ...]:
        """Returns the ids that a record may cite and that stand beside `cited`, which there is not: of one Category or capability, if they are few."""
        start = cited.rpartition("-")[0]
        found = tuple(choice for choice in self.choices() if start and choice.rpartition("-")[0] == start)
        return found if len(found) <= MOST_NEIGHBOURS else ()


def load_catalogues(official: AbstractMapping[str, str] | None = None) -> Catalogues:
    """Returns the catalogues that come with this package, with the publisher's wording where the user has imported it.

    Raises ValueError when one of them is wrong: they are the maintainers' to mend, not an author's.
    """
    folder = files("handbook").joinpath("catalogs")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    documents = {}
    for name in names:
        if name != "ir-8259r1.yaml":
            document = _read(ReferenceDocument, name)
            documents[document.document] = document
    ordered = dict(sorted(documents.items(), key=lambda item: (item[0] != LOCAL_DOCUMENT, item[0])))
    lists = [_read(ReadingList, name) for name in _names("readings")]
    return Catalogues(
        activities=_read(ActivityCatalogue, "ir-8259r1.yaml"),
        question_lists=tuple(_read(QuestionList, name) for name in _names("questions")),
        documents=ordered,
        readings={ordered[listed.document].prefix + reading.id: reading for listed in lists for reading in listed.readings},
        official=official or {},
    )


def load_sectors() -> dict[str, Sector]:
    """Returns the trades with their prompts, by name. Raises ValueError when the catalogue is wrong."""
    return {sector.name: sector for sector in _read(SectorList, "skeleton/sectors.yaml").sectors}


def _names(folder: str) -> list[str]:
    found = files("handbook").joinpath("catalogs").joinpath(folder)
    return sorted(f"{folder}/{item.name}" for item in found.iterdir() if item.name.endswith(".yaml"))


def _read(model: type[P], name: str) -> P:
    resource = files("handbook").joinpath("catalogs")
    for segment in name.split("/"):
        resource = resource.joinpath(segment)
    document, diagnostics = parse(resource.read_text(encoding="utf-8"), name)
    if document is not None:
        value, found = validate(model, document.root, document, "the catalogue")
        diagnostics = [*diagnostics, *found]
        if value is not None and not diagnostics:
            return value
    first = diagnostics[0]
    raise ValueError(f"{name}:{first.place.line}:{first.place.column}: {first.sentence}")
