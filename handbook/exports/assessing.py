"""Tables for an assessor: each requirement with what the maker claims and shows, and four columns that only the assessor fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from handbook.exports.tables import Cell, Column, Table, cell_of
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
    "devices": ("Device baseline", "Elements of the device baseline on each device and gateway of which they are asked."),
    "maker": ("Maker's baseline", "Actions of the maker's baseline."),
    "outcomes": ("Outcomes and entries", "Outcomes of the CSF 2.0 and entries of other documents that any record cites, with the records that do."),
    "questions": ("Questions", "Questions of the activities, with the records that answer them."),
}
_COLUMNS = (
    Column(REQUIREMENT, "Requirement", "The requirement, as records cite it.", "text", is_key=True),
    Column(ON, "On", "The component of which it is asked; empty where it is asked once.", "id of a component", is_key=True),
    Column("title", "What is asked", "Its title, or the question.", "text", prose=True),
    Column("state", "State", "How the maker stands, as the handbook reckons it.", "text"),
    Column("claim", "Claim", "Records that answer it, one a line.", "text", prose=True),
    Column("evidence", "Evidence", "What shows it, one a line: result, day, what was seen.", "text", prose=True),
    Column("verdict", "Verdict", "For the assessor: one of the words of the list.", "text", choices=get_args(Verdict)),
    Column("question", "Question", "For the assessor: what is asked or remarked.", "text", prose=True),
    Column("by", "By", "For the assessor: who says so, and for whom.", "text"),
    Column("day", "Day", "For the assessor: the day on which it was said, as 2026-11-16.", "date"),
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
    claims, evidence = "\n".join(_claims(one.claims)), "\n".join(_evidence(one.evidence))
    return (one.id, one.on or None, one.title, one.state, claims or None, evidence or None, *filled_in)


def _claims(claims: tuple[Item, ...]) -> Iterator[str]:
    for item in claims:
        yield f"{item.id} {item.record.title} ({item.record.status})"


def _evidence(evidence: tuple[Item, ...]) -> Iterator[str]:
    for item in evidence:
        result, seen = getattr(item.record, "result", None), getattr(item.record, "seen_on", None)
        yield f"{item.id} {item.record.title} ({', '.join(str(one) for one in (result or 'no result', seen) if one)})"
