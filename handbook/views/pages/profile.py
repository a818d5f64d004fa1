"""View of a call in a guidance page: the CSF Organizational Profile, by Function and Category, and row by row."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import LOCAL_DOCUMENT
from handbook.languages.said import day, joined, word
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.governance import ProfileEntry
from handbook.views.shared.links import LinkView, entry_link, record_link


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One row of the profile."""

    record: LinkView
    outcome: LinkView | None
    scope: str
    current: str
    target: str
    gap: str
    action: str
    due: str
    owner: LinkView | None
    evidence: tuple[LinkView, ...]
    state: str
    """`at target`, `gap open` or `not assessed`."""


@dataclass(frozen=True, slots=True)
class ProfileCategory:
    """A Category with its rows."""

    link: LinkView
    rows: tuple[ProfileRow, ...]


@dataclass(frozen=True, slots=True)
class ProfileFunction:
    """A Function with its Categories."""

    link: LinkView
    categories: tuple[ProfileCategory, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The whole profile."""

    functions: tuple[ProfileFunction, ...]
    rows: tuple[ProfileRow, ...]
    at_target: int
    open: int


def profile_view(handbook: Handbook) -> ProfileView:
    """Returns the profile, by Function and Category and in the order of the file."""
    catalogues = handbook.catalogues
    made = [(item, _row(handbook, item)) for item in handbook.of(ProfileEntry)]
    by_category: dict[str, list[ProfileRow]] = {}
    for item, row in made:
        found = catalogues.entries.get(item.record.outcome or "")
        if found is not None and found.entry.parent is not None:
            by_category.setdefault(found.entry.parent, []).append(row)
    functions = tuple(
        ProfileFunction(
            entry_link(handbook, function),
            tuple(ProfileCategory(entry_link(handbook, category), tuple(by_category.get(category.entry.id, ()))) for category in catalogues.below(function)),
        )
        for function in catalogues.entries.values()
        if function.document.document == LOCAL_DOCUMENT and function.entry.parent is None
    )
    rows = tuple(row for _, row in made)
    return ProfileView(functions, rows, sum(row.state == "at target" for row in rows), sum(row.state == "gap open" for row in rows))


def _row(handbook: Handbook, item: Item[ProfileEntry]) -> ProfileRow:
    entry = item.record
    found = handbook.catalogues.entries.get(entry.outcome or "")
    owner = handbook.items.get(entry.owner or "")
    return ProfileRow(
        record=record_link(item),
        outcome=entry_link(handbook, found) if found else None,
        scope=joined(", ", [part for part in (word(entry.scope or ""), entry.scope_note or "") if part]),
        current=entry.current or "",
        target=entry.target or "",
        gap=entry.gap or "",
        action=entry.action or "",
        due=day(entry.due) if entry.due else "",
        owner=record_link(owner) if owner else None,
        evidence=tuple(record_link(source) for source in handbook.sources(item.id, Evidence, "result_of")),
        state=entry.standing,
    )
