"""Looks up activities, questions, entries of reference documents and readings in the catalogues of this package.

One YAML file for each document in `catalogs/`; adding a document is adding a file. Ids and published names come from the
source that each file names; short titles and readings are this handbook's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from functools import cached_property

from handbook.catalogs.activities import Activity, ActivityCatalogue, Question, QuestionList
from handbook.catalogs.documents import Entry, ReferenceDocument, Withdrawn
from handbook.catalogs.readings import Reading, ReadingList
from handbook.catalogs.shipped import shipped, shipped_in
from handbook.findings.nearest import clearly_nearest, same_but_for_form, same_form, without_form
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL, Reference

MOST_NEIGHBOURS = 12
"""Ids that a message lists, at most, where an id of that Category or capability does not exist."""
ACTIVITIES = "ir-8259r1.yaml"
"""The file of the activities; each other file at the top of the catalogues is a reference document."""
LOCAL_DOCUMENT = "CSF"
"""Namespace of the document whose ids are written bare."""


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
    def mark(self) -> object:
        """Returns something that is equal to nothing but itself: whoever keeps what follows from catalogues keeps it too, and knows them by it."""
        return object()

    @cached_property
    def by_number(self) -> dict[int, Activity]:
        """Returns each activity by its number, in order."""
        return {activity.number: activity for activity in self.activities.activities}

    @cached_property
    def groups(self) -> tuple[int, ...]:
        """Returns by what records are grouped, in the order of the handbook: the product model, each activity, what every activity uses."""
        return (PRODUCT_MODEL, *self.by_number, EVERY_ACTIVITY)

    @cached_property
    def guidance(self) -> dict[str, tuple[tuple[int, Reference], ...]]:
        """Returns the references of guidance to entries, each with its activity, by the id under which the entry is cited."""
        found: dict[str, list[tuple[int, Reference]]] = {}
        for listed in self.question_lists:
            for reference in listed.references:
                found.setdefault(reference.entry, []).append((listed.activity, reference))
        return {cited: tuple(references) for cited, references in found.items()}

    def search_words(self, references: Iterable[Reference]) -> tuple[str, ...]:
        """Returns the words by which somebody may search for the entries to which primary references lead, each once; none for an entry without a reading."""
        readings = (self.readings.get(reference.entry) for reference in references if reference.strength == "primary")
        return tuple(dict.fromkeys(word for reading in readings if reading for word in reading.synonyms))

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
        return self.entries.get(cited) or self.withdrawn.get(cited) or self._withdrawn_by_form.get(without_form(cited))

    @cached_property
    def _withdrawn_by_form(self) -> dict[str, Gone]:
        return {without_form(known): gone for known, gone in reversed(self.withdrawn.items())}  # of two of one form, the first

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
        return tuple(self._below.get(found.cited, ()))

    @cached_property
    def _below(self) -> dict[str, list[Found]]:
        below: dict[str, list[Found]] = defaultdict(list)
        for found in self.entries.values():
            if found.entry.parent is not None:
                below[found.document.prefix + found.entry.parent].append(found)
        return below

    def choices(self, documents: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Returns the ids that a record may cite, of all documents or of those named."""
        return tuple(cited for name, choices in self._choices.items() if not documents or name in documents for cited in choices)

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        return {name: [document.prefix + entry.id for entry in document.entries if entry.level in document.cite] for name, document in self.documents.items()}

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
    documents = [shipped(ReferenceDocument, name) for name in shipped_in() if name != ACTIVITIES]
    ordered = {document.document: document for document in sorted(documents, key=lambda one: (one.document != LOCAL_DOCUMENT, one.document))}
    lists = [shipped(ReadingList, name) for name in shipped_in("readings")]
    return Catalogues(
        activities=shipped(ActivityCatalogue, ACTIVITIES),
        question_lists=tuple(shipped(QuestionList, name) for name in shipped_in("questions")),
        documents=ordered,
        readings={ordered[listed.document].prefix + reading.id: reading for listed in lists for reading in listed.readings},
        official=official or {},
    )
