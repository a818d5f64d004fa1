"""View of a call in a guidance page: everything that a small team must do, in order, with the effort of each activity summed."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.activities import Effort, Question
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView

TEAM = 5
"""People in the team whose work is listed."""


@dataclass(frozen=True, slots=True)
class Task:
    """A question that the minimum for a small team answers."""

    question: Question
    guidance: Address
    example: Address
    activity: LinkView
    position: int
    """In which place it is done, from 1."""
    kind: str
    """Plural of the kind of record that answers it most often."""
    file: str
    """File in which that is written."""
    answers: int
    """How many records of this product answer it."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one activity takes."""

    activity: LinkView
    effort: Effort
    tasks: int
    least_so_far: int
    most_so_far: int


@dataclass(frozen=True, slots=True)
class WorkloadView:
    """The work of a small team."""

    team: int
    shares: tuple[Share, ...]
    tasks: tuple[Task, ...]
    least: int
    most: int
    a_year: int
    """Person-days a year after the first version, of what comes with the calendar."""


def workload(handbook: Handbook, team: int = TEAM) -> WorkloadView:
    """Returns the questions of the minimum for a small team in the order of the activities, and the person-days of each activity with their sum."""
    catalogues = handbook.catalogues
    links = {
        one.number: LinkView(t("Activity {number}", number=one.number), one.title, addresses.of_activity(one.number))
        for one in catalogues.activities.activities
    }
    tasks: list[Task] = []
    for question_id, (number, question) in catalogues.questions.items():
        if question.small_team:
            kind = KINDS.get(question.kinds[0]) if question.kinds else None
            answers = len(handbook.answers_to(question_id))
            places = addresses.of_question(question_id, number), addresses.of_example(number, f"answer-{question_id.lower()}")
            tasks.append(Task(question, *places, links[number], len(tasks) + 1, kind.plural if kind else "", kind.file if kind else "", answers))
    shares: list[Share] = []
    least = most = a_year = 0
    for activity in catalogues.activities.activities:
        effort = next((one for one in activity.efforts if one.team == team), None)
        if effort is not None:
            least, most, a_year = least + effort.least_days, most + effort.most_days, a_year + (effort.days_a_year or 0)
            shares.append(Share(links[activity.number], effort, sum(one.activity.id == f"Activity {activity.number}" for one in tasks), least, most))
    return WorkloadView(team, tuple(shares), tuple(tasks), least, most, a_year)
