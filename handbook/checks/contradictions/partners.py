"""Decisions and organizations against what rests on them: a bridge over a gap of support, who makes, who supplies, who agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.contradictions.overlap import words_of
from handbook.checks.registry import check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.model.handbook import Handbook, Item
from handbook.schema.marks import closed_list
from handbook.schema.records.flows import Decision
from handbook.schema.records.governance import SupplierRule
from handbook.schema.records.product import Entity, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm

ROLES = frozenset(closed_list(Entity.model_fields["roles"].annotation))
"""What an entity can be to the product."""
MAKES_NOTHING = frozenset({"authority", "data recipient", "installer"})
"""Of these, what neither makes nor supplies a component or part."""
ANSWERS = frozenset({"manufacturer", "white-label brand"})
"""Of these, who can answer for the product as its maker."""

_WORD = re.compile(r"\w{4,}")
_TOKEN = re.compile(r"\w+(?:[-.]\w+)*")
_NUMBERED = re.compile(r"(?<![\w-])(?=[\w-]{0,40}[^\W\d_])(?=[\w-]{0,40}\d)[\w-]{2,40}(?![\w-])")
"""A word with letters and digits, such as the type number of a chip."""
_COMMON = frozenset({"with", "from", "that", "this", "part", "parts", "version", "hardware", "software", "service", "series", "model", "maker"})
"""Words of a title that tell no part from another."""


def bridges_fit(handbook: Handbook) -> Iterator[Diagnostic]:
    """A decision that bridges a gap of support speaks of the component and of the parts that end early."""
    for item in handbook.of(SupportTerm):
        term = item.record
        decision = handbook.record(term.bridged_by)
        if not isinstance(decision, Decision) or term.ends is None:
            continue
        short = [part for part in handbook.targets(item.id, "parts", HardwareOrSoftwarePart) if _ends_before(part, term)]
        said, basis = words_of(decision).casefold(), words_of(term, "basis").casefold()
        spoken = [part for part in short if _speaks_of(handbook, said, part)]
        left = [part for part in short if part not in spoken and not (spoken and _speaks_of(handbook, basis, part))]
        if decision.concerns and term.component and term.component not in decision.concerns:
            message = f"{item.id} is about {term.component}, and {decision.id}, which is to bridge it, concerns {' and '.join(decision.concerns)}"
            yield gap("bridge-elsewhere", item, message, "bridged_by", expected="a decision on this component")
        elif left:
            names = " and ".join(f"{part.id} ({part.record.title})" for part in left)
            message = f"{item.id} promises longer than {names}, and {decision.id} ({decision.title}), which is to bridge that, does not speak of it"
            yield gap("bridge-elsewhere", item, message, "bridged_by", expected=f"a decision on {left[0].id} that names it by its id or title")


def _ends_before(part: Item[HardwareOrSoftwarePart], term: SupportTerm) -> bool:
    end = part.record.support_end
    return end is not None and term.ends is not None and end < term.ends


def _speaks_of(handbook: Handbook, text: str, part: Item[HardwareOrSoftwarePart]) -> bool:
    """Returns whether a text, in small letters, names a part.

    By its id, the end of its support, its supplier, a type number, or two words of its title (one where it has no more).
    """
    record = part.record
    supplier = handbook.record(record.supplier)
    title, tokens = record.title.casefold(), set(_TOKEN.findall(text))
    exact = {part.id.casefold(), str(record.support_end), *_NUMBERED.findall(f"{title} {(record.version or '').casefold()}")}
    words = {word.rstrip("s") for word in _WORD.findall(title) if word not in _COMMON}
    met = len(words & {word.rstrip("s") for word in _WORD.findall(text)})
    by_supplier = supplier is not None and (supplier.id.casefold() in tokens or supplier.title.casefold() in text)
    return bool(exact & tokens) or by_supplier or met >= min(2, len(words)) > 0


def roles_fit(handbook: Handbook) -> Iterator[Diagnostic]:
    """Who makes a component, supplies a part or answers for the product has a role that does so."""
    for kind, field, what in (("component", "provided_by", "makes"), ("part", "supplier", "supplies")):
        for item in handbook.of_kind(kind):
            for target in handbook.targets(item.id, field, "entity"):
                roles = set(getattr(target.record, "roles", ()))
                if roles and roles <= MAKES_NOTHING:
                    message = f"{target.id} ({target.record.title}) {what} {item.id} and is only {_and(roles)}"
                    yield make("role-mismatch", item.place(field), message, expected=f"a further role of {target.id}, or another entity", record=item.id)
    for item in handbook.of_kind("product"):
        for target in handbook.targets(item.id, "maker", "entity"):
            roles = set(getattr(target.record, "roles", ()))
            if roles and not roles & ANSWERS:
                message = f"{target.id} ({target.record.title}) answers for the product and is only {_and(roles)}"
                expected = f"{' or '.join(sorted(ANSWERS))} among the roles of {target.id}"
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
                message = f"{entity.id} has agreed to {item.id}, which binds {_and(set(rule.applies_to))}, and is {_and(set(entity.roles))}"
                yield make("role-mismatch", place, message, expected=f"a role of {entity.id} under 'applies_to', or another rule", record=item.id)
            clauses = {agreement.incident_clause for agreement in entity.agreements}
            if rule.incident_clause and clauses == {False}:
                message = f"{entity.id} has agreed to {item.id}, which obliges to tell of incidents, and no agreement with it has an incident clause"
                yield make("role-mismatch", place, message, expected=f"'incident_clause: yes' in an agreement of {entity.id}", record=item.id)


def _and(words: set[str]) -> str:
    return " and ".join(sorted(words))


CHECKS = (
    check(bridges_fit),
    check(roles_fit),
    check(suppliers_are_bound),
)
