"""View of a call in a guidance page: exercises of a student's path, each with an answer that is found in the product's records."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.record import Record
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.pages.exercises import EXERCISES, Answer
from handbook.views.shared.links import LinkView


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to find, with where to look and what the answer is."""

    question: str
    why: str
    """What one learns by it."""
    look: LinkView
    answer: Answer | None
    """None where the product has no such record."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An activity with its exercises."""

    activity: LinkView
    purpose: str
    exercises: tuple[Exercise, ...]


def lessons(handbook: Handbook) -> tuple[Lesson, ...]:
    """Returns the nine activities in order, each with exercises whose answers are read from the records."""
    found = []
    for activity in handbook.catalogues.activities.activities:
        link = LinkView(t("Activity {number}", number=activity.number), activity.title, addresses.of_activity(activity.number))
        made = tuple(Exercise(question, why, _look(handbook, kind), finder(handbook)) for question, why, kind, finder in EXERCISES[activity.number])
        found.append(Lesson(link, activity.purpose, made))
    return tuple(found)


def _look(handbook: Handbook, kind: type[Record]) -> LinkView:
    return LinkView("", kind.spec.plural, _register(handbook, kind))


def _register(handbook: Handbook, kind: type[Record]) -> Address:
    return addresses.of_kind(handbook, kind.spec)
