"""What an assessor asks, or finds not satisfied: each is open until the assessor says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook


def questions_are_closed(handbook: Handbook) -> Iterator[Diagnostic]:
    """What an assessor asked has an answer that satisfied the assessor."""
    for one in handbook.assessments:
        said = one.said
        if not said.is_open:
            continue
        requirement: Words = say("part.on", requirement=said.requirement, component=said.on) if said.on else said.requirement
        if said.question:
            message = say("assessor-asks", by=said.by, requirement=requirement, question=quoted(said.question))
        else:
            message = say("assessor-asks.verdict", by=said.by, day=said.day, requirement=requirement, verdict=said.verdict)
        place = one.place("question" if said.question else "verdict")
        asked = said.requirement if said.requirement in handbook.catalogues.questions else ""
        yield make("assessor-asks", place, message, say("assessor-asks.right"), found=said.requirement, question=asked)


CHECKS = (Check(questions_are_closed),)
