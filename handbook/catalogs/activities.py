"""The nine activities of NIST IR 8259 Revision 1 with the questions that each asks, and where each stood in earlier editions."""

from __future__ import annotations

from typing import Literal

from handbook.catalogs.wording import Wording
from handbook.findings.messages import Words, either, say
from handbook.schema.fields import Count, Many, Part, Plain, YesNo
from handbook.schema.kinds import KINDS
from handbook.schema.record import Reference
from handbook.schema.words import in_a_sentence


class PassesOn(Part):
    """What one activity hands to another."""

    to: Count
    what: Wording


class Effort(Part):
    """What an activity takes of a team, by this handbook's own estimate; the guidance says it in the same words."""

    team: Count
    """People in the team."""
    least_days: Count
    """Person-days for a first version, at least."""
    most_days: Count
    """Person-days for a first version, at most."""
    words: Wording
    """As the guidance of the activity says it."""
    afterwards: Wording | None = None
    """What it takes after the first version, as the guidance says it."""
    days_a_year: Count | None = None
    """The same as person-days a year, where it comes with the calendar and not with events."""


class Activity(Part):
    """One activity of IR 8259r1."""

    number: Count
    title: Wording
    section: Plain
    phase: Literal["pre-market", "post-market"]
    """The phase that the activity impacts."""
    origin: Wording
    purpose: Wording
    inputs: Many[Wording]
    outputs: Many[Wording]
    efforts: Many[Effort] = ()
    """By the size of the team, the smallest first."""
    passes_on: Many[PassesOn] = ()


class Edition(Part):
    """An edition of the publication."""

    name: Plain
    date: Plain
    activities: Plain
    confidence: Wording
    note: Wording | None = None


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
    confidence: Wording
    activities: Many[Activity]
    editions: Many[Edition]
    cross_edition: Many[EditionRow]


class Question(Part):
    """A question that an activity asks."""

    id: Plain
    text: Wording
    whose: Literal["ours", "NIST"]
    basis: Wording
    """Where it comes from."""
    small_team: YesNo = False
    """Whether the minimum version for a small team answers it."""
    kinds: Many[Plain]
    """Kinds of records that can answer it, by their names, the most usual first; an entry of the activity's log always can."""

    @property
    def answered_with(self) -> Words:
        """Returns in words which records can answer it."""
        names = [KINDS[kind].singular for kind in self.kinds if kind in KINDS]
        return either(*map(in_a_sentence, names), say("part.entry-of-log"))

    outcome: Wording
    do: Many[Wording]
    show: Many[Wording]
    bad: Wording | None = None
    better: Wording | None = None


class QuestionList(Part):
    """The questions of one activity, and what its guidance refers to."""

    activity: Count
    questions: Many[Question]
    references: Many[Reference] = ()
