"""What an assessor goes through: elements of the baselines, cited entries, questions; each with claim and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from handbook.catalogs.catalogue import Catalogues
from handbook.methods.coverage import DEVICE_BASELINE, MAKER_BASELINE, Standing, actions, hosts, of_the_maker, on_devices
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Verification
from handbook.schema.records.every_activity import Evidence

Sort = Literal["devices", "maker", "outcomes", "questions"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement with what the maker claims and shows."""

    sort: Sort
    id: str
    """As records cite it: `8259A:SU-2`, `PR.PS-02`, `Q2-03`."""
    on: str
    """Id of the component of which it is asked; '' where it is asked once."""
    title: str
    state: str
    """How the maker stands: `met`, `gap`, `answered` and so on."""
    claims: tuple[Item, ...]
    evidence: tuple[Item[Evidence], ...]


def requirements(handbook: Handbook) -> tuple[Requirement, ...]:
    """Returns every requirement, in the order of documents: for devices, for the maker, outcomes, questions."""
    return (*_devices(handbook), *_maker(handbook), *_outcomes(handbook), *_questions(handbook))


def is_known(requirement: str, catalogues: Catalogues) -> bool:
    """Returns whether there is such a question, or an entry that records may cite."""
    return requirement in catalogues.questions or catalogues.citable(requirement, ()) is not None


def title_of(requirement: str, catalogues: Catalogues) -> str:
    """Returns what a requirement is called; '' where there is none of this id."""
    if requirement in catalogues.questions:
        return catalogues.questions[requirement][1].text
    found = catalogues.citable(requirement, ())
    return found.entry.title if found is not None else ""


def _devices(handbook: Handbook) -> Iterator[Requirement]:
    standings = on_devices(handbook)
    for element in handbook.catalogues.choices((DEVICE_BASELINE,)):
        for host in hosts(handbook):
            yield _answered(handbook, "devices", element, host.id, standings[element, host.id])


def _maker(handbook: Handbook) -> Iterator[Requirement]:
    standings = of_the_maker(handbook)
    for action in actions(handbook):
        yield _answered(handbook, "maker", action, "", standings[action])


def _answered(handbook: Handbook, sort: Sort, requirement: str, on: str, standing: Standing) -> Requirement:
    claims = tuple({answer.item.id: answer.item for answer in standing.answers}.values())
    state = "not published" if handbook.keeps_back and standing.state == "gap" else standing.state
    return Requirement(sort, requirement, on, title_of(requirement, handbook.catalogues), state, claims, _shown(handbook, claims))


def _outcomes(handbook: Handbook) -> Iterator[Requirement]:
    others = tuple(name for name in handbook.catalogues.documents if name not in (DEVICE_BASELINE, MAKER_BASELINE))
    for outcome in handbook.catalogues.choices(others):
        claims = tuple({one.source: handbook.items[one.source] for one in handbook.citations_of(outcome)}.values())
        if claims:
            yield Requirement("outcomes", outcome, "", title_of(outcome, handbook.catalogues), "cited", claims, _shown(handbook, claims))


def _questions(handbook: Handbook) -> Iterator[Requirement]:
    for question, (_, asked) in handbook.catalogues.questions.items():
        claims = handbook.answers_to(question)
        if claims or handbook.asks(asked):
            yield Requirement("questions", question, "", asked.text, "answered" if claims else "not answered", claims, _shown(handbook, claims))


def _shown(handbook: Handbook, claims: Iterable[Item]) -> tuple[Item[Evidence], ...]:
    """Returns the evidence of what is claimed: a claim that is evidence, and what is the result of a claim or of its verifications."""
    found: dict[str, Item[Evidence]] = {}
    for claim in claims:
        if isinstance(claim.record, Evidence):
            found.setdefault(claim.id, cast("Item[Evidence]", claim))
        for subject in (claim, *handbook.sources(claim.id, Verification, "capabilities")):
            for one in handbook.sources(subject.id, Evidence, "result_of"):
                found.setdefault(one.id, one)
    return tuple(found.values())
