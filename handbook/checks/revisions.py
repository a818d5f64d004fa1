"""Treatments by hardware revision: what lowers a risk is there on every unit that the risk is about."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import both, counted, say
from handbook.methods.affected import lowered_on, units_at_stake
from handbook.methods.lowering import lowered
from handbook.methods.revisions import Units, places_in_words
from handbook.model.handbook import Handbook


def lowered_everywhere(handbook: Handbook) -> Iterator[Diagnostic]:
    """A factor is lowered on every hardware revision in the field that the risk's threats are aimed at."""
    for factor in lowered(handbook):
        left: dict[str, Units] = {}
        for component, units in units_at_stake(handbook, factor.risk, factor.causes).items() if factor.causes else ():
            reached = frozenset[str]().union(*(lowered_on(handbook, cause, component, units) for cause in factor.causes))
            if open_units := tuple(unit for unit in units if unit not in reached):
                left[component] = open_units
        if left:
            message = counted(
                len(factor.causes),
                "factor-left-on-revision",
                id=factor.treatment.id,
                factor=factor.what,
                causes=both(*(cause.id for cause in factor.causes)),
                units=places_in_words(left),
                risk=factor.risk.id,
            )
            yield make("factor-left-on-revision", factor.place, message, expected=say("factor-left-on-revision.right"), record=factor.treatment.id)


CHECKS = (Check(lowered_everywhere),)
