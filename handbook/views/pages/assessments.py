"""Page kind: what an assessor says of each requirement, in the assessor's words and apart from the maker's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import get_args

from handbook.languages.said import day, t
from handbook.methods.requirements import Requirement, requirements, title_of
from handbook.model.handbook import Handbook
from handbook.model.statements import Assessed
from handbook.schema.assessment import ASSESSMENTS_FILE, Verdict
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown
from handbook.views.shared.links import LinkView, entry_link, record_link

NOTHING = t("nothing yet")
"""Stands for a verdict where the assessor only asks."""


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """What is said of one requirement."""

    anchor: str
    requirement: LinkView
    on: LinkView | None
    claims: tuple[LinkView, ...]
    """What the maker claims, by records."""
    evidence: tuple[LinkView, ...]
    verdict: str
    question: str
    by: str
    day: str
    is_open: bool
    line: int


@dataclass(frozen=True, slots=True)
class AssessmentsView:
    """The page of what an assessor says."""

    open: int
    counts: tuple[tuple[str, int], ...]
    """Verdicts that occur, each with how often."""
    assessed: int
    asked: int
    """Requirements that an assessor may speak of, all together."""
    said: tuple[AssessmentView, ...]
    folder: str
    file: str
    coverage: Address


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the page, where an assessor has said anything."""
    if shown.handbook.assessments:
        yield PageSpec(
            path=addresses.ASSESSMENTS.page,
            title=t("What the assessor says"),
            description=t("Verdicts and questions of an assessor on the requirements, beside what the maker claims and shows."),
            parent=addresses.COVERAGE.page,
            search_words=lambda: ("assessment", "verdict", "assessor", "audit"),
            source=shown.handbook.assessments[0].place("requirement"),
            hide=("navigation", "toc"),
            template="assessments.html",
            make=partial(assessments_view, shown),
        )


def assessments_view(shown: Shown) -> AssessmentsView:
    """Returns what an assessor says, in the order of the file."""
    handbook = shown.handbook
    every = requirements(handbook)
    asked = {(one.id, one.on): one for one in every}
    counts = Counter(one.said.verdict or NOTHING for one in handbook.assessments)
    return AssessmentsView(
        open=sum(one.said.is_open for one in handbook.assessments),
        counts=tuple((verdict, counts[verdict]) for verdict in (*get_args(Verdict), NOTHING) if counts[verdict]),
        assessed=len(handbook.assessments),
        asked=len(every),
        said=tuple(_said(handbook, one, asked.get((one.said.requirement, one.said.on or ""))) for one in handbook.assessments),
        folder=shown.folder,
        file=ASSESSMENTS_FILE,
        coverage=addresses.COVERAGE,
    )


def _said(handbook: Handbook, one: Assessed, asked: Requirement | None) -> AssessmentView:
    said = one.said
    on = handbook.items.get(said.on or "")
    place = one.place("requirement")
    return AssessmentView(
        anchor=f"assessment-{place.line}",
        requirement=_requirement(handbook, said.requirement),
        on=record_link(on) if on is not None else None,
        claims=tuple(map(record_link, asked.claims)) if asked is not None else (),
        evidence=tuple(map(record_link, asked.evidence)) if asked is not None else (),
        verdict=said.verdict or NOTHING,
        question=said.question or "",
        by=said.by,
        day=day(said.day),
        is_open=said.is_open,
        line=place.line,
    )


def _requirement(handbook: Handbook, requirement: str) -> LinkView:
    catalogues = handbook.catalogues
    if requirement in catalogues.questions:
        activity, question = catalogues.questions[requirement]
        return LinkView(requirement, question.text, addresses.of_question(requirement, activity), t("Question of Activity {activity}", activity=activity))
    found = catalogues.citable(requirement, ())
    return entry_link(handbook, found) if found is not None else LinkView(requirement, title_of(requirement, catalogues), addresses.COVERAGE)
