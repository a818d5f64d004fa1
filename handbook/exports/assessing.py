"""Tables for an assessor: each requirement with what the maker claims and shows, and four columns that only the assessor fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from handbook.exports.tables import Cell, Column, Table, cell_of
from handbook.languages.said import UNTOLD, Said, day, joined, t, word
from handbook.methods.requirements import Requirement, Sort, requirements
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.assessment import Assessment, Verdict

PREFIX = "assessment."
"""Begins the names of these tables."""
REQUIREMENT, ON = "requirement", "on"
FILLED_IN = ("verdict", "question", "by", "day")
"""Columns of the assessor, by the fields of an entry of `assessments.yaml`."""
TITLES: Mapping[Sort, tuple[str, str]] = {
    "devices": (t("Device baseline"), t("Elements of the device baseline on each device and gateway of which they are asked.")),
    "maker": (t("Maker's baseline"), t("Actions of the maker's baseline.")),
    "outcomes": (t("Outcomes and entries"), t("Outcomes of the CSF 2.0 and entries of other documents that any record cites, with the records that do.")),
    "questions": (t("Questions"), t("Questions of the activities, with the records that answer them.")),
}
_COLUMNS = (
    Column(REQUIREMENT, t("Requirement"), t("The requirement, as records cite it."), t("text"), is_key=True),
    Column(ON, t("On", "a component"), t("The component of which it is asked; empty where it is asked once."), t("id of a component"), is_key=True),
    Column("title", t("What is asked"), t("Its title, or the question."), t("text"), prose=True),
    Column("state", t("State"), t("How the maker stands, as the handbook reckons it."), t("text")),
    Column("claim", t("Claim"), t("Records that answer it, one a line."), t("text"), prose=True),
    Column("evidence", t("Evidence"), t("What shows it, one a line: result, day, what was seen."), t("text"), prose=True),
    Column("verdict", t("Verdict"), t("For the assessor: one of the words of the list."), t("text"), choices=get_args(Verdict)),
    Column("question", t("Question"), t("For the assessor: what is asked or remarked."), t("text"), prose=True),
    Column("by", t("By"), t("For the assessor: who says so, and for whom."), t("text")),
    Column("day", t("Day"), t("For the assessor: the day on which it was said, as 2026-11-16."), t("date")),
)


def assessor_tables(handbook: Handbook) -> tuple[Table, ...]:
    """Returns a table for each sort of requirement that the product has, with what an assessor has said already."""
    said = {(one.said.requirement, one.said.on or ""): one.said for one in handbook.assessments}
    found: dict[Sort, list[tuple[Cell, ...]]] = {}
    for one in requirements(handbook):
        found.setdefault(one.sort, []).append(_row(one, said.get((one.id, one.on))))
    return tuple(Table(f"{PREFIX}{sort}", *TITLES[sort], _COLUMNS, tuple(rows)) for sort, rows in found.items())


def _row(one: Requirement, said: Assessment | None) -> tuple[Cell, ...]:
    filled_in = tuple(cell_of(getattr(said, name)) if said is not None else None for name in FILLED_IN)
    claims, evidence = [*map(_named, one.claims)], [*map(_shown, one.evidence)]
    texts = (joined("\n", found) if found else None for found in (claims, evidence))
    return (one.id, one.on or None, one.title, word(one.state), *texts, *filled_in)


def _named(item: Item) -> Said:
    return t("{id} {title} ({status})", UNTOLD, id=item.id, title=item.record.title, status=word(item.record.status))


def _shown(item: Item) -> Said:
    result, seen = getattr(item.record, "result", None), getattr(item.record, "seen_on", None)
    told = joined(", ", [word(result) if result else t("no result"), *([day(seen)] if seen else [])])
    return t("{id} {title} ({told})", UNTOLD, id=item.id, title=item.record.title, told=told)
