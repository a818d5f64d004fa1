"""Ratings against what they rest on: the table of reach and tier, the impacts that were rated, the choice of a treatment."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import both, either, say
from handbook.methods.risk import SUCCESS, initial, matrix_of, rank, residual
from handbook.model.handbook import Handbook
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk, Threat

TIERS = ("T1", "T2", "T3")
"""Tiers in the order of the columns of the table."""


def adversaries_placed(handbook: Handbook) -> Iterator[Diagnostic]:
    """A threat by an adversary says from where and by whom at least, so that its success can be read from the table."""
    for item in handbook.of(Threat):
        missing = [f"'{field}'" for field in ("reach", "tier") if getattr(item.record, field) is None]
        if item.record.agent == "adversarial" and missing:
            message = say("adversary-unplaced", id=item.id, fields=both(*missing))
            yield gap("adversary-unplaced", item, message, "agent", expected=say("adversary-unplaced.right"))


def success_follows_table(handbook: Handbook) -> Iterator[Diagnostic]:
    """Success of a risk that adversaries bring about is that of the table for one of them, or the rating says what shows another level."""
    for item in handbook.of(Risk):
        risk = item.record
        threats = [target.record for target in handbook.targets(item.id, "threats", Threat)]
        if not threats or risk.success is None or risk.success.departs is not None:
            continue
        placed = [(threat.id, threat.reach, threat.tier) for threat in threats if threat.agent == "adversarial" and threat.reach and threat.tier]
        if len(placed) < len(threats):
            continue  # success is judged, or cannot be looked up yet
        levels = {SUCCESS[reach][TIERS.index(tier)]: (threat, reach, tier) for threat, reach, tier in placed if reach and tier}
        if risk.success.level not in levels:
            table = (say("part.level-for-threat", level=level, threat=threat, reach=reach, tier=tier) for level, (threat, reach, tier) in levels.items())
            message = say("success-off-table", id=item.id, level=risk.success.level, levels=both(*table))
            expected = say("success-off-table.right", levels=either(*levels))
            yield make("success-off-table", item.place("success", "level"), message, expected=expected, record=item.id)


def impacts_kept(handbook: Handbook) -> Iterator[Diagnostic]:
    """A treatment that rates impacts anew rates every dimension of the risk, so that none is lost."""
    for item in handbook.of(Treatment):
        risk = handbook.record(item.record.risk, Risk)
        if risk is not None and item.record.impacts:
            rated = {impact.dimension for impact in item.record.impacts}
            lost = [impact.dimension for impact in risk.impacts if impact.dimension not in rated]
            if lost:
                message = say("impact-left-out", id=item.id, dimensions=both(*dict.fromkeys(lost)), risk=risk.id)
                yield gap("impact-left-out", item, message, "impacts", expected=say("impact-left-out.right"))


def choice_kept(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a treatment leaves fits its choice: accepted as it is, avoided for less, never more than before."""
    matrix = matrix_of(handbook)
    for item in handbook.of(Treatment):
        treatment = item.record
        risk = handbook.record(treatment.risk, Risk)
        if risk is None or treatment.choice is None:
            continue
        before, after = initial(risk, matrix), residual(risk, treatment, matrix)
        if before.level is None or after.level is None or before.impact is None or after.impact is None:
            continue
        factors = ((before.attempt, after.attempt), (before.success, after.success), (before.impact, after.impact))
        lowered = any(one and other and rank(other) < rank(one) for one, other in factors)
        if rank(after.level) > rank(before.level):
            message = say("treatment-choice.higher", id=item.id, choice=treatment.choice, risk=risk.id, level=after.level, before=before.level)
            expected = say("treatment-choice.higher.right", level=before.level)
        elif treatment.choice == "accept" and lowered:
            message = say("treatment-choice.accept", id=item.id, risk=risk.id)
            expected = say("treatment-choice.accept.right")
        elif treatment.choice == "avoid" and not lowered:
            message = say("treatment-choice.avoid", id=item.id, risk=risk.id, level=after.level)
            expected = say("treatment-choice.avoid.right")
        else:
            continue
        yield make("treatment-choice", item.place("choice"), message, expected=expected, record=item.id)


CHECKS = (
    Check(adversaries_placed),
    Check(success_follows_table),
    Check(impacts_kept),
    Check(choice_kept),
)
