"""The risk method: levels from attempt, success and impact by a matrix, acceptances in force, and the order of work by SSVC.

Scales and matrix after NIST SP 800-30r1 (Appendices D, G, H; Table I-2). Two things are this handbook's own: likelihood is the
lower of attempt and success (never above Table G-5, often a level below), and safety VH is never below M. The vulnerability table is the SSVC
supplier table of CERT/CC (patch development priority 1.0.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import SsvcDecision
from handbook.schema.records.governance import ImpactDimension, RiskCriteria, Scale
from handbook.schema.records.means import Acceptance, Treatment
from handbook.schema.records.needs import Impact, Risk
from handbook.schema.scales import Dimension

LEVELS = ("VL", "L", "M", "H", "VH")
"""Levels from very low to very high."""

WORDS = {"VL": "very low", "L": "low", "M": "moderate", "H": "high", "VH": "very high"}
"""The levels in words."""

Matrix = Mapping[str, tuple[str, ...]]
"""Level of risk by likelihood, for each impact from VL to VH."""

MATRIX: Matrix = {
    "VH": ("VL", "L", "M", "H", "VH"),
    "H": ("VL", "L", "M", "H", "VH"),
    "M": ("VL", "L", "M", "M", "H"),
    "L": ("VL", "L", "L", "L", "M"),
    "VL": ("VL", "VL", "VL", "L", "L"),
}
"""Level of risk by likelihood (row) and impact from VL to VH (column); SP 800-30r1, Table I-2."""

DIMENSIONS: tuple[str, ...] = get_args(Dimension)
"""The dimensions of impact in which every product is rated."""

SCALES: Mapping[str, tuple[str, ...]] = {
    "attempt": (
        "Needs a motive nobody could name", "Plausible, not seen", "Seen in comparable products", "Seen yearly in this product class",
        "Seen monthly in this product class",
    ),
    "success": (
        "T3 at the outer case, or with the case open; without an adversary: harm follows only by a chain of chances",
        "T3 in radio range or on the local network, T2 at the outer case, T1 or T2 with the case open; without an adversary: harm is usually stopped in time",
        "T3 from the internet, a valid account or a supplier; T2 in radio range or on the local network; T1 at the outer case; "
        "without an adversary: about every second time",
        "T2 from the internet; T1 or T2 with a valid account or as a supplier; T1 in radio range or on the local network; without an adversary: mostly",
        "T1 from the internet; without an adversary: every time",
    ),
    "safety": ("none", "discomfort", "first aid", "injury with treatment, or a person in danger", "death or lasting harm"),
    "privacy": (
        "nothing personal", "contact details of one household", "habits or presence of one household", "intimate, health or location data",
        "such data of many, or a person traced by somebody they fear",
    ),
    "property and service": (
        "a nuisance", "an hour without the service", "a day without it, or repairable damage",
        "weeks without it, or serious damage to a building or stock", "loss of a building, a harvest or a business",
    ),
    "money": ("none", "under a week's rent", "under a month's income of a household", "a year's savings", "ruin"),
    "other networks": ("none", "a few stray packets", "one network disturbed", "takes part in attacks", "a fleet that attacks others"),
    "maker": ("an hour of work", "days of work", "a recall of one batch, or a regulator asks", "sales stop in a market", "the company ends"),
}  # fmt: skip
"""What each level means, from VL to VH, by scale; this handbook's own. Criteria take them by name, or write others."""

SUCCESS = {
    "internet": ("VH", "H", "M"),
    "valid account": ("H", "H", "M"),
    "supplier": ("H", "H", "M"),
    "radio range": ("H", "M", "L"),
    "LAN": ("H", "M", "L"),
    "outer case": ("M", "L", "VL"),
    "opened case": ("L", "L", "VL"),
}
"""Success by reach and tier (T1, T2, T3) with the design as it stands; this handbook's own."""

_SSVC = {
    "none": "DSSO SOSO SOOO",
    "public PoC": "SOSI SIOI OIOI",
    "active": "OIOI OIOI IIII",
}
_PRIORITIES = {"D": "defer", "S": "scheduled", "O": "out-of-cycle", "I": "immediate"}


@dataclass(frozen=True, slots=True)
class Rated:
    """A risk as rated; None where a factor is missing."""

    attempt: str | None
    success: str | None
    likelihood: str | None
    impact: str | None
    level: str | None


def rank(level: str) -> int:
    """Returns the position of a level, 0 for VL to 4 for VH."""
    return LEVELS.index(level)


def matrix_of(handbook: Handbook) -> Matrix:
    """Returns the matrix that the product's risk criteria fix, or the default where they hold none that is whole."""
    for item in handbook.of(RiskCriteria):
        if item.record.standard_matrix:
            return MATRIX
        rows: dict[str, tuple[str, ...]] = {row.likelihood: tuple(str(getattr(row, f"impact_{level}")) for level in LEVELS) for row in item.record.matrix}
        if set(rows) == set(LEVELS) and len(item.record.matrix) == len(LEVELS):
            return rows
    return MATRIX


def dimensions_of(handbook: Handbook) -> dict[str, ImpactDimension | None]:
    """Returns the dimensions of impact by name: those of the method, then those that the criteria add; each with what the criteria say of it."""
    found: dict[str, ImpactDimension | None] = dict.fromkeys(DIMENSIONS)
    for item in handbook.of(RiskCriteria):
        for dimension in item.record.dimensions:
            found[dimension.name] = found.get(dimension.name) or dimension
    return found


def scale_named(criteria: RiskCriteria, name: str) -> Scale | None:
    """Returns the scale that criteria write under a name, in any case, with or without *Impact:* before it."""
    wanted = _bare(name)
    return next((scale for scale in criteria.scales if _bare(scale.name) == wanted), None)


def scale_of(criteria: RiskCriteria, name: str) -> Scale | None:
    """Returns the scale that criteria write for a factor or a dimension: the one that the dimension names, else the one of its own name."""
    named = next((one.scale for one in criteria.dimensions if one.name == name and one.scale), None)
    return scale_named(criteria, named or name)


def _bare(name: str) -> str:
    return re.sub(r"^impact\b\W*", "", " ".join(name.casefold().split())) or name.casefold()


def initial(risk: Risk, matrix: Matrix = MATRIX) -> Rated:
    """Returns the risk as rated with the design as it stands."""
    return rate(
        risk.attempt.level if risk.attempt else None,
        risk.success.level if risk.success else None,
        risk.impacts,
        bool(risk.many_at_once),
        matrix,
    )


def residual(risk: Risk, treatment: Treatment, matrix: Matrix = MATRIX) -> Rated:
    """Returns what remains of the risk with the treatment's means in place; unchanged factors are the risk's."""
    attempt = treatment.attempt or risk.attempt
    success = treatment.success or risk.success
    many = risk.many_at_once if treatment.many_at_once is None else treatment.many_at_once
    return rate(attempt.level if attempt else None, success.level if success else None, treatment.impacts or risk.impacts, bool(many), matrix)


def is_replaced(handbook: Handbook, treatment: Item) -> bool:
    """Returns whether a later treatment of the same risk ended this one."""
    return bool(handbook.links_to(treatment.id, "treatment", "replaces"))


def after_treatment(handbook: Handbook, risk: Risk, matrix: Matrix = MATRIX) -> tuple[Item[Treatment] | None, Rated]:
    """Returns the treatment of a risk that is in force, and what it leaves: of several, the one that leaves most; without any, the risk as rated."""
    treatments = (one for one in handbook.sources(risk.id, Treatment, "risk") if not is_replaced(handbook, one))
    found = [(one, residual(risk, one.record, matrix)) for one in treatments]
    if not found:
        return None, initial(risk, matrix)
    return max(found, key=lambda one: rank(one[1].level) if one[1].level else -1)


def acceptances_in_force(handbook: Handbook, treatment: Item) -> list[Item[Acceptance]]:
    """Returns the acceptances in force of what a treatment leaves."""
    return [one for one in handbook.sources(treatment.id, Acceptance) if one.record.state == "in force"]


def rate(attempt: str | None, success: str | None, impacts: Iterable[Impact], many_at_once: bool, matrix: Matrix = MATRIX) -> Rated:
    """Returns likelihood, impact and level by the one method, the level by the matrix given."""
    impacts = tuple(impacts)
    likelihood = min(attempt, success, key=rank) if attempt and success else None
    worst = max((impact.level for impact in impacts), key=rank, default=None)
    impact = LEVELS[min(rank(worst) + many_at_once, 4)] if worst else None
    level = matrix[likelihood][rank(impact)] if likelihood and impact else None
    deadly = any(one.dimension == "safety" and one.level == "VH" for one in impacts)
    if level is not None and deadly and rank(level) < rank("M"):
        level = "M"
    return Rated(attempt, success, likelihood, impact, level)


def priority(points: SsvcDecision) -> str:
    """Returns the SSVC supplier decision: defer, scheduled, out-of-cycle or immediate."""
    automatable = bool(points.automatable)
    concentrated = points.value_density == "concentrated"
    utility = 2 if automatable and concentrated else 1 if automatable or concentrated else 0
    column = 2 * (points.technical_impact == "total") + (points.public_safety_impact == "significant")
    return _PRIORITIES[_SSVC[points.exploitation].split()[utility][column]]
