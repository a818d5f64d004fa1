"""Which risks have another level than before, before or after treatment, and which factor moved it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from handbook.compare.fields import Renames
from handbook.languages.said import UNTOLD, t, word
from handbook.methods.risk import Rated, after_treatment, initial, matrix_of
from handbook.model.handbook import Handbook
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk

When = Literal["before treatment", "after treatment"]

UNRATED = "not assessed"


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A risk whose level is another one."""

    risk: str
    """Its id in the later state."""
    when: When
    before: str
    """Level from VL to VH, or 'not assessed'."""
    after: str
    because: tuple[str, ...]
    """What moved it: factors with their levels before and after, the treatment that stands now, or the matrix."""


def level_changes(before: Handbook, after: Handbook, renames: Renames) -> Iterator[LevelChange]:
    """Yields the risks of both states whose level differs, in the order of the later one; each state is rated by its own matrix."""
    before, after = _rated(before), _rated(after)
    earlier = {renames.get(item.id, item.id): item.record for item in before.of(Risk)}
    old_matrix, new_matrix = matrix_of(before), matrix_of(after)
    for item in after.of(Risk):
        was = earlier.get(item.id)
        if was is None:
            continue
        old, new = initial(was, old_matrix), initial(item.record, new_matrix)
        if old.level != new.level:
            yield LevelChange(item.id, "before treatment", old.level or UNRATED, new.level or UNRATED, _factors(old, new))
        old_by, old_left = after_treatment(before, was, old_matrix)
        new_by, new_left = after_treatment(after, item.record, new_matrix)
        if old_left.level != new_left.level:
            then, now = renames.get(old_by.id, old_by.id) if old_by else "", new_by.id if new_by else ""
            because = (t("treated by {now} instead of {then}", now=now or t("nothing"), then=then or t("nothing")),) if then != now else ()
            moved = _factors(old_left, new_left, or_matrix=not because)
            yield LevelChange(item.id, "after treatment", old_left.level or UNRATED, new_left.level or UNRATED, (*because, *moved))


def _rated(handbook: Handbook) -> Handbook:
    """Returns the handbook with those records alone on which a level rests, so that no other links are looked up."""
    kinds = {kind.spec.name for kind in (Risk, Treatment, RiskCriteria)}
    return replace(handbook, items={name: item for name, item in handbook.items.items() if item.kind.name in kinds})


def _factors(old: Rated, new: Rated, *, or_matrix: bool = True) -> tuple[str, ...]:
    """Returns the factors that moved; the matrix where none did."""
    names = ("attempt", "success", "impact")
    moved = tuple(_moved(name, getattr(old, name), getattr(new, name)) for name in names if getattr(old, name) != getattr(new, name))
    return moved or ((t("another matrix, or safety at VH"),) if or_matrix else ())


def _moved(name: str, old: str | None, new: str | None) -> str:
    return t("{name} {old} → {new}", UNTOLD, name=word(name), old=old or word(UNRATED), new=new or word(UNRATED))
