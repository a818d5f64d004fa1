"""Which risks must be treated and what is left accepted, by the appetite of the risk criteria; how far each threat has been followed.

It is decided here alone; the rules, the matrices and the traces ask.
"""

from __future__ import annotations

from handbook.methods.risk import acceptances_in_force, initial, is_replaced, matrix_of, rank, residual
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk, Threat


def above_appetite(handbook: Handbook) -> str:
    """Returns the lowest level that must be treated, by the risk criteria; M where they do not say."""
    for item in handbook.of(RiskCriteria):
        if item.record.above_appetite:
            return item.record.above_appetite
    return "M"


def lacks_risk(handbook: Handbook, threat: Item[Threat]) -> bool:
    """Returns whether nobody has said what a threat would do to people."""
    return not handbook.sources(threat.id, Risk, "threats")


def lacks_treatment(handbook: Handbook, risk: Item[Risk]) -> bool:
    """Returns whether a rated risk above the appetite has no treatment."""
    level = initial(risk.record, matrix_of(handbook)).level
    return level is not None and rank(level) >= rank(above_appetite(handbook)) and not handbook.sources(risk.id, Treatment)


def lacks_acceptance(handbook: Handbook, treatment: Item[Treatment]) -> bool:
    """Returns whether what a treatment in force leaves is above the appetite and nobody has accepted it."""
    risk = handbook.record(treatment.record.risk, Risk)
    level = residual(risk, treatment.record, matrix_of(handbook)).level if risk is not None else None
    if level is None or rank(level) < rank(above_appetite(handbook)):
        return False
    return not acceptances_in_force(handbook, treatment) and not is_replaced(handbook, treatment)
