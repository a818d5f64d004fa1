"""View of a call in the risk method: the product's own scales, dimensions of impact and matrix, and who accepts what."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import n, t
from handbook.methods.risk import LEVELS, MATRIX, SCALES, dimensions_of, matrix_of, scale_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.governance import RiskCriteria
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.words import level_words


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A scale with what each level means, from VL to VH; empty where that is not said."""

    name: str
    meanings: tuple[str, ...]
    about: str = ""
    """What the criteria say of the dimension, or empty."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Scales of which some are the product's and the others this handbook's own."""

    own: tuple[ScaleRow, ...]
    default: tuple[ScaleRow, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who may accept a level."""

    level: str
    by: LinkView | None
    """The role; None where nobody may."""
    months: str
    told: str


@dataclass(frozen=True, slots=True)
class CriteriaView:
    """What a product's risk criteria fix, beside what the method holds where they say nothing."""

    criteria: LinkView | None
    levels: tuple[str, ...]
    factors: dict[str, Scales]
    """The scales of attempt and success."""
    impacts: Scales
    matrix: tuple[tuple[str, tuple[str, ...]], ...]
    """Level of risk by likelihood, the highest first, for impact from VL to VH."""
    published: bool
    """Whether the matrix is that of SP 800-30, level for level."""
    acceptance: tuple[Acceptance, ...]


def criteria_view(handbook: Handbook) -> CriteriaView:
    """Returns what the product's risk criteria fix, and the method's own scales where they write none."""
    item = next(iter(handbook.of(RiskCriteria)), None)
    criteria = item.record if item is not None else None
    matrix = matrix_of(handbook)
    return CriteriaView(
        criteria=record_link(item) if item is not None else None,
        levels=LEVELS,
        factors={name: _scales(criteria, (name,)) for name in ("attempt", "success")},
        impacts=_scales(criteria, tuple(dimensions_of(handbook))),
        matrix=tuple((likelihood, tuple(matrix[likelihood])) for likelihood in reversed(LEVELS)),
        published=dict(matrix) == dict(MATRIX),
        acceptance=_acceptance(handbook, criteria),
    )


def _scales(criteria: RiskCriteria | None, names: tuple[str, ...]) -> Scales:
    own, default = [], []
    for name in names:
        scale = scale_of(criteria, name) if criteria else None
        about = next((one.meaning for one in criteria.dimensions if one.name == name), "") if criteria else ""
        if scale is not None:
            said = {str(level.level): level.meaning for level in scale.levels}
            own.append(ScaleRow(name, tuple(said.get(level, "") for level in LEVELS), about))
        elif criteria and (name in criteria.standard_scales or name not in SCALES):
            own.append(ScaleRow(name, _of_method(name), about))
        else:
            default.append(ScaleRow(name, _of_method(name), about))
    return Scales(tuple(own), tuple(default))


def _of_method(name: str) -> tuple[str, ...]:
    """Returns what each level of a scale of the risk method means."""
    return tuple(t(meaning, SCALE) if meaning else "" for meaning in SCALES.get(name, ("",) * len(LEVELS)))


SCALE = "scale"
"""Context of what levels mean."""


def _acceptance(handbook: Handbook, criteria: RiskCriteria | None) -> tuple[Acceptance, ...]:
    found = []
    for rule in criteria.acceptance if criteria else ():
        role: Item | None = handbook.items.get(rule.accepted_by) if rule.accepted_by else None
        months = n("{number} month", "{number} months", rule.months_at_most) if rule.months_at_most is not None else t("until the next review")
        told = {True: t("yes"), False: t("no"), None: "–"}[rule.customers_told]
        found.append(Acceptance(level_words(rule.level), record_link(role) if role else None, months if role else "–", told))
    return tuple(found)
