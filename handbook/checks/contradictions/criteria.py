"""Risk criteria against themselves, roles and acceptances: a rising matrix, a rule for each level, who may accept what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.checks.contradictions.own_words import named_in
from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, say
from handbook.methods.risk import LEVELS, rank
from handbook.methods.telling import levels_told, told
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.customers import Customer, User
from handbook.schema.records.governance import AcceptanceRule, RiskCriteria, Role
from handbook.schema.records.means import Acceptance, Treatment
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Entity

BODILY = "H"
"""Lowest level of harm to safety that is an injury, so that no maker can bear it for somebody."""


def matrix_rises(handbook: Handbook) -> Iterator[Diagnostic]:
    """A level of risk never falls as impact or likelihood rises."""
    for item in handbook.of(RiskCriteria):
        criteria = item.record
        rows = sorted(enumerate(criteria.matrix), key=lambda pair: rank(pair[1].likelihood))
        for order, (position, row) in enumerate(rows):
            below = rows[order - 1][1] if order and rows[order - 1][1].likelihood != row.likelihood else None
            for lower, higher in zip((None, *LEVELS), LEVELS, strict=False):
                level = getattr(row, f"impact_{higher}")
                beside = [(getattr(row, f"impact_{lower}"), say("part.at-impact", level=lower))] if lower else []
                beneath = [(getattr(below, f"impact_{higher}"), say("part.at-likelihood", level=below.likelihood))] if below else []
                fallen = [(before, where) for before, where in (*beside, *beneath) if rank(level) < rank(before)]
                if fallen:
                    before, where = max(fallen, key=lambda pair: rank(pair[0]))
                    message = say("matrix-falls", id=item.id, level=level, likelihood=row.likelihood, impact=higher, higher=before, where=where)
                    place = item.place("matrix", position, f"impact_{higher}")
                    yield make("matrix-falls", place, message, expected=say("matrix-falls.right", higher=before), record=item.id)


def acceptance_rules_whole(handbook: Handbook) -> Iterator[Diagnostic]:
    """From the lowest level with a rule to the first that nobody may accept, each level has a rule, and none is laxer than one for a level below."""
    for item in handbook.of(RiskCriteria):
        criteria = item.record
        rules = _by_level(criteria)
        for level, found in rules.items():
            roles = [rule.accepted_by for _, rule in found]
            if len(found) > 1 and (None in roles or len(set(roles)) < len(roles)):
                message = say("acceptance-rules.twice", id=item.id, level=level)
                yield make("acceptance-rules", item.place("acceptance", found[1][0]), message, expected=say("acceptance-rules.twice.right"), record=item.id)
        closed = next((rank(level) for level, found in rules.items() if _nobody(found)), len(LEVELS))
        for level in LEVELS[rank(next(iter(rules))) : closed] if rules else ():
            if level not in rules:
                message = say("acceptance-rules.missing", id=item.id, level=level)
                yield make("acceptance-rules", item.place("acceptance"), message, expected=say("acceptance-rules.missing.right", level=level), record=item.id)
        for (_, below), (_, above) in pairwise(rules.items()):
            for position, rule in above:
                yield from _laxer(item, below, position, rule)


def _laxer(item: Item, below: list[tuple[int, AcceptanceRule]], position: int, rule: AcceptanceRule) -> Iterator[Diagnostic]:
    """Yields a finding where the rule for a level asks less than those for the level below."""
    lower = below[0][1].level
    if rule.accepted_by is None:
        return
    message: Words = ""
    expected: Words = ""
    limits = [one.months_at_most for _, one in below if one.months_at_most is not None]
    if _nobody(below):
        message = say("acceptance-rules.nobody", id=item.id, lower=lower, role=rule.accepted_by, level=rule.level)
        expected = say("acceptance-rules.nobody.right", level=rule.level, lower=lower)
    elif limits and (rule.months_at_most or 0) > max(limits):
        message = say("acceptance-rules.longer", id=item.id, level=rule.level, months=rule.months_at_most, lower=lower, fewer=max(limits))
        expected = say("acceptance-rules.longer.right", fewer=max(limits))
    elif any(one.customers_told for _, one in below) and rule.customers_told is False:
        message = say("acceptance-rules.untold", id=item.id, lower=lower, level=rule.level)
        expected = say("acceptance-rules.untold.right", lower=lower, level=rule.level)
    if message:
        yield make("acceptance-rules", item.place("acceptance", position), message, expected=expected, record=item.id)


def authority_agrees(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a role may accept is what the criteria let it accept, and the other way about."""
    for item in handbook.of(RiskCriteria):
        criteria = item.record
        rules = _by_level(criteria)
        for role in handbook.of(Role):
            level = role.record.may_accept
            if rules and level is not None and level != "none":
                yield from _unfounded(handbook, item, role, level, rules.get(level, []))
        for position, rule in enumerate(criteria.acceptance):
            named = handbook.record(rule.accepted_by)
            if isinstance(named, Role) and named.may_accept and (named.may_accept == "none" or rank(named.may_accept) < rank(rule.level)):
                message = say("authority-differs.role", id=item.id, role=named.id, level=rule.level, may_accept=named.may_accept)
                place = item.place("acceptance", position, "accepted_by")
                yield make("authority-differs", place, message, expected=say("authority-differs.role.right", level=rule.level), record=item.id)


def _unfounded(handbook: Handbook, item: Item, role: Item, level: str, rules: list[tuple[int, AcceptanceRule]]) -> Iterator[Diagnostic]:
    """Yields a finding where the criteria do not let a role accept the highest level that it may accept by its own record."""
    allowed = [rule.accepted_by for _, rule in rules if rule.accepted_by]
    if not allowed:
        message = say("authority-differs.nobody" if rules else "authority-differs.no-rule", id=role.id, level=level, criteria=item.id)
        expected = say("authority-differs.highest.right", criteria=item.id, id=role.id)
    elif role.id in allowed or any(role.id in _above(handbook, one) for one in allowed):
        return
    else:
        message = say("authority-differs.others", id=role.id, level=level, criteria=item.id, roles=both(*allowed))
        expected = say("authority-differs.others.right", level=level, id=role.id)
    yield make("authority-differs", role.place("may_accept"), message, expected=expected, record=role.id)


def _above(handbook: Handbook, role_id: str) -> frozenset[str]:
    """Returns the roles to which a role reports, directly or through others."""
    found: set[str] = set()
    following = [role_id]
    while following:
        record = handbook.record(following.pop(), Role)
        if record is not None and record.reports_to and record.reports_to not in found:
            found.add(record.reports_to)
            following.append(record.reports_to)
    return frozenset(found)


def told_and_borne(handbook: Handbook) -> Iterator[Diagnostic]:
    """What customers are told of, as the risk criteria ask, they also bear; or the acceptance names the criteria and says who bears it instead."""
    for item in handbook.of(Acceptance):
        if item.record.state != "in force" or item.record.borne_by_customers is not False or not told(handbook, item.id):
            continue
        named = named_in(item.record)
        for treatment, level, criteria in levels_told(handbook, item):
            if criteria not in named:
                message = say("told-and-not-borne", criteria=criteria, level=level, id=item.id, treatment=treatment)
                expected = say("told-and-not-borne.right", criteria=criteria)
                yield gap("told-and-not-borne", item, message, "borne_by_customers", expected=expected)


def harm_is_borne(handbook: Handbook) -> Iterator[Diagnostic]:
    """What an acceptance leaves of harm to bodies, customers bear; or its reason names the people who bear it instead."""
    for item in handbook.of(Acceptance):
        if item.record.state != "in force" or item.record.borne_by_customers is not False:
            continue
        if any(handbook.record(name, kind) for name in named_in(item.record) for kind in (Customer, User, Entity)):
            continue
        for treatment in handbook.targets(item.id, "treatments", Treatment):
            risk = handbook.record(treatment.record.risk, Risk)
            levels = [one.level for one in treatment.record.impacts or (risk.impacts if risk else ()) if one.dimension == "safety"]
            if levels and rank(levels[0]) >= rank(BODILY):
                message = say("harm-not-borne", id=item.id, treatment=treatment.id, risk=treatment.record.risk, level=levels[0])
                yield gap("harm-not-borne", item, message, "borne_by_customers", expected=say("harm-not-borne.right"))


def _by_level(criteria: RiskCriteria) -> dict[str, list[tuple[int, AcceptanceRule]]]:
    """Returns the rules about each level with their positions, lowest level first; several roles may have one each."""
    found = {level: [(position, rule) for position, rule in enumerate(criteria.acceptance) if rule.level == level] for level in LEVELS}
    return {level: rules for level, rules in found.items() if rules}


def _nobody(rules: list[tuple[int, AcceptanceRule]]) -> bool:
    return all(rule.accepted_by is None for _, rule in rules)


CHECKS = (
    Check(matrix_rises),
    Check(acceptance_rules_whole),
    Check(authority_agrees),
    Check(told_and_borne),
    Check(harm_is_borne),
)
