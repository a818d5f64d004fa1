"""Risks: rated, treated where they are above the appetite, and what remains accepted by somebody who may."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import both, say
from handbook.methods.risk import LEVELS, initial, matrix_of, rank, residual
from handbook.methods.treating import above_appetite, lacks_acceptance, lacks_risk, lacks_treatment
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.governance import RiskCriteria, Role
from handbook.schema.records.means import Acceptance, Treatment
from handbook.schema.records.needs import Risk, Threat


def matrix_whole(handbook: Handbook) -> Iterator[Diagnostic]:
    """A matrix that the criteria hold has one row for each likelihood; otherwise it says nothing."""
    for item in handbook.of(RiskCriteria):
        rows = [str(row.likelihood) for row in item.record.matrix]
        missing = [level for level in reversed(LEVELS) if level not in rows]
        twice = [level for level in reversed(LEVELS) if rows.count(level) > 1]
        if rows and (missing or twice):
            without = [say("part.no-row-for", levels=both(*missing))] if missing else []
            doubled = [say("part.more-than-one-row-for", levels=both(*twice))] if twice else []
            message = say("matrix-incomplete", id=item.id, faults=both(*without, *doubled))
            yield gap("matrix-incomplete", item, message, "matrix", expected=say("matrix-incomplete.right"))


def risks_rated_and_treated(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every risk has a level; one above the appetite has a treatment."""
    appetite, matrix = above_appetite(handbook), matrix_of(handbook)
    for item in handbook.of(Risk):
        level = initial(item.record, matrix).level
        if level is None:
            missing = [f"'{field}'" for field in ("attempt", "success", "impacts") if not getattr(item.record, field)]
            yield gap("risk-unrated", item, say("risk-unrated", id=item.id, fields=both(*missing)))
        elif lacks_treatment(handbook, item):
            yield gap("risk-untreated", item, say("risk-untreated", id=item.id, level=level, appetite=appetite))


def threats_lead_to_risks(handbook: Handbook) -> Iterator[Diagnostic]:
    """A threat leads to a risk; one that hangs loose is told by another rule."""
    for item in handbook.of(Threat):
        if lacks_risk(handbook, item) and (handbook.links_to(item.id) or handbook.targets(item.id, "targets")):
            message = say("threat-without-risk", id=item.id, title=item.record.title)
            yield gap("threat-without-risk", item, message, expected=say("threat-without-risk.right"))


def factors_have_causes(handbook: Handbook) -> Iterator[Diagnostic]:
    """A factor that a treatment lowers names the means that lowers it."""
    for item, risk, treatment in _treated(handbook):
        for name in ("attempt", "success"):
            before, after = getattr(risk, name), getattr(treatment, name)
            if before and after and rank(after.level) < rank(before.level) and not after.changed_by:
                place = item.place(name)
                message = say("factor-without-cause", id=item.id, field=name, level=before.level, lower=after.level)
                yield make("factor-without-cause", place, message, expected="'changed_by'", record=item.id)
        if treatment.impacts and not treatment.impact_changed_by and _worst(treatment) < _worst(risk):
            message = say("factor-without-cause.impact", id=item.id)
            yield make("factor-without-cause", item.place("impacts"), message, expected="'impact_changed_by'", record=item.id)


def residuals_accepted(handbook: Handbook) -> Iterator[Diagnostic]:
    """What remains above the appetite is accepted, by a role that may, and not for ever."""
    matrix = matrix_of(handbook)
    for item, risk, treatment in _treated(handbook):
        level = residual(risk, treatment, matrix).level
        acceptances = handbook.sources(item.id, Acceptance)
        if lacks_acceptance(handbook, item):
            yield gap("residual-not-accepted", item, say("residual-not-accepted", id=item.id, level=level))
        for acceptance in acceptances:
            yield from _authority(handbook, acceptance, acceptance.record, level)


def _authority(handbook: Handbook, item: Item, acceptance: Acceptance, level: str | None) -> Iterator[Diagnostic]:
    as_of = handbook.today
    role = handbook.record(acceptance.accepted_by)
    if isinstance(role, Role) and role.may_accept and level is not None and acceptance.state in ("in force", "renewed"):
        authority = -1 if role.may_accept == "none" else rank(role.may_accept)
        if authority < rank(level):
            message = say("residual-above-authority", role=role.id, may_accept=role.may_accept, id=item.id, level=level)
            yield gap("residual-above-authority", item, message, "accepted_by")
        else:
            yield from _permitted(handbook, item, level)
    yield from _duration(handbook, item, acceptance, level)
    if acceptance.state == "in force" and acceptance.until and as_of and acceptance.until < as_of:
        yield gap("acceptance-expired", item, say("acceptance-expired", id=item.id, until=acceptance.until, today=as_of), "until")


def _permitted(handbook: Handbook, item: Item, level: str) -> Iterator[Diagnostic]:
    """Yields a finding where the criteria let nobody accept a level, or have no rule for it."""
    for criteria in handbook.of(RiskCriteria):
        rules = [rule for rule in criteria.record.acceptance if rule.level == level]
        if criteria.record.acceptance and all(rule.accepted_by is None for rule in rules):
            message = say("residual-above-authority.nobody" if rules else "residual-above-authority.no-rule", id=item.id, level=level, criteria=criteria.id)
            yield gap(
                "residual-above-authority",
                item,
                message,
                "accepted_by",
                expected=say("residual-above-authority.criteria.right", level=level, criteria=criteria.id),
            )


def _duration(handbook: Handbook, item: Item, acceptance: Acceptance, level: str | None) -> Iterator[Diagnostic]:
    if not acceptance.accepted_on or not acceptance.until:
        return
    for criteria in handbook.of(RiskCriteria):
        for rule in criteria.record.acceptance:
            if rule.level == level and rule.months_at_most is not None:
                day = acceptance.accepted_on
                months = day.year * 12 + day.month - 1 + rule.months_at_most
                if (acceptance.until.year, acceptance.until.month, acceptance.until.day) > (months // 12, months % 12 + 1, day.day):
                    message = say("acceptance-too-long", id=item.id, level=level, months=rule.months_at_most, day=day, until=acceptance.until)
                    yield gap("acceptance-too-long", item, message, "until")


def _treated(handbook: Handbook) -> Iterator[tuple[Item[Treatment], Risk, Treatment]]:
    for item in handbook.of(Treatment):
        treatment = item.record
        risk = handbook.record(treatment.risk, Risk)
        if risk is not None:
            yield item, risk, treatment


def _worst(record: Risk | Treatment) -> int:
    return max((rank(impact.level) for impact in record.impacts), default=0)


CHECKS = (
    Check(matrix_whole),
    Check(threats_lead_to_risks),
    Check(risks_rated_and_treated),
    Check(factors_have_causes),
    Check(residuals_accepted),
)
