"""Decisions and organizations against what rests on them: a bridge over a gap of support, who makes, who supplies, who agreed."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.contradictions.own_words import speaks_of, words_of
from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, either, say
from handbook.methods.beneath import contracts_short, parts_beneath
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.marks import closed_list
from handbook.schema.records.flows import Decision
from handbook.schema.records.governance import SupplierRule
from handbook.schema.records.product import Entity, HardwareOrSoftwarePart, Product
from handbook.schema.records.support import SupportTerm

ROLES = frozenset(closed_list(Entity.model_fields["roles"].annotation))
"""What an entity can be to the product."""
MAKES_NOTHING = frozenset({"authority", "data recipient", "installer"})
"""Of these, what neither makes nor supplies a component or part."""
ANSWERS = frozenset({"manufacturer", "white-label brand"})
"""Of these, who can answer for the product as its maker."""


def bridges_fit(handbook: Handbook) -> Iterator[Diagnostic]:
    """A decision that bridges a gap of support speaks of the component, and of the parts and the suppliers beneath it that end early."""
    for item in handbook.of(SupportTerm):
        term = item.record
        decision = handbook.record(term.bridged_by)
        if not isinstance(decision, Decision) or term.ends is None:
            continue
        short = [part for part in parts_beneath(handbook, item, term) if _ends_before(part, term)]
        said, basis = words_of(decision).casefold(), words_of(term, "basis").casefold()
        spoken = [part for part in short if speaks_of(handbook, said, part)]
        left: list[Item] = [part for part in short if part not in spoken and not (spoken and speaks_of(handbook, basis, part))]
        left += [one for one, _ in contracts_short(handbook, item) if not any(name.casefold() in said + basis for name in (one.id, one.record.title))]
        if decision.concerns and term.component and term.component not in decision.concerns:
            message = say("bridge-elsewhere.component", id=item.id, component=term.component, decision=decision.id, components=both(*decision.concerns))
            yield gap("bridge-elsewhere", item, message, "bridged_by", expected=say("bridge-elsewhere.component.right"))
        elif left:
            parts = both(*(say("part.titled", id=part.id, title=part.record.title) for part in left))
            message = say("bridge-elsewhere.part", id=item.id, parts=parts, decision=decision.id, title=decision.title)
            yield gap("bridge-elsewhere", item, message, "bridged_by", expected=say("bridge-elsewhere.part.right", part=left[0].id))


def _ends_before(part: Item[HardwareOrSoftwarePart], term: SupportTerm) -> bool:
    end = part.record.support_end
    return end is not None and term.ends is not None and end < term.ends


def roles_fit(handbook: Handbook) -> Iterator[Diagnostic]:
    """Who makes a component, supplies a part or answers for the product has a role that does so."""
    for kind, field in (("component", "provided_by"), ("part", "supplier")):
        for item in handbook.of_kind(kind):
            for target in handbook.targets(item.id, field, Entity):
                roles = set[str](target.record.roles)
                if roles and roles <= MAKES_NOTHING:
                    message = say("role-mismatch.supplier", entity=target.id, title=target.record.title, part=item.id, roles=_and(roles))
                    if kind == "component":
                        message = say("role-mismatch.component", entity=target.id, title=target.record.title, component=item.id, roles=_and(roles))
                    yield make("role-mismatch", item.place(field), message, expected=say("role-mismatch.supplier.right", entity=target.id), record=item.id)
    for item in handbook.of(Product):
        for target in handbook.targets(item.id, "maker", Entity):
            roles = set[str](target.record.roles)
            if roles and not roles & ANSWERS:
                message = say("role-mismatch.maker", entity=target.id, title=target.record.title, roles=_and(roles))
                expected = say("role-mismatch.maker.right", roles=either(*sorted(ANSWERS)), entity=target.id)
                yield make("role-mismatch", item.place("maker"), message, expected=expected, record=item.id)


def suppliers_are_bound(handbook: Handbook) -> Iterator[Diagnostic]:
    """Who has agreed to a supplier rule is of a role that it binds, and where the rule obliges to tell of incidents, so does the agreement."""
    for item in handbook.of(SupplierRule):
        rule = item.record
        for link in handbook.links_from(item.id, "agreed_with"):
            entity = handbook.record(link.target)
            if not isinstance(entity, Entity):
                continue
            place = item.place(*link.path)
            if set(rule.applies_to) <= ROLES and rule.applies_to and entity.roles and not set(entity.roles) & set(rule.applies_to):
                message = say("role-mismatch.rule", entity=entity.id, rule=item.id, bound=_and(set(rule.applies_to)), roles=_and(set(entity.roles)))
                yield make("role-mismatch", place, message, expected=say("role-mismatch.rule.right", entity=entity.id), record=item.id)
            clauses = {agreement.incident_clause for agreement in entity.agreements}
            if rule.incident_clause and clauses == {False}:
                message = say("role-mismatch.clause", entity=entity.id, rule=item.id)
                yield make("role-mismatch", place, message, expected=say("role-mismatch.clause.right", entity=entity.id), record=item.id)


def _and(words: set[str]) -> Words:
    return both(*sorted(words))


CHECKS = (
    Check(bridges_fit),
    Check(roles_fit),
    Check(suppliers_are_bound),
)
