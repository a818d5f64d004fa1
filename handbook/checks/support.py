"""Support: what is promised, what it rests on, suppliers; and why a release is not affected by a vulnerability (VEX)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import both, say
from handbook.methods.beneath import contracts_short, parts_beneath
from handbook.methods.revisions import share_revision
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.records.after_sale import LifeCycleEvent, Vulnerability
from handbook.schema.records.governance import SupplierRule
from handbook.schema.records.product import Component, Entity, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm

ENDED = frozenset({"end of support", "end of service", "replacement"})
"""Life-cycle events that tell what happens when support ends."""
_NONE = re.compile(r"\b(?:no|none|not|never|nothing|nobody|without|unknown|open[- ]source|n't)\b|n't\b", re.IGNORECASE)


def makers_terms(handbook: Handbook, component_id: str) -> list[tuple[Item, SupportTerm]]:
    """Returns the maker's own terms of a component; a supplier's term kept beside them is none."""
    found = [(item, item.record) for item in handbook.sources(component_id, SupportTerm, "component")]
    return [(item, term) for item, term in found if term.promised_by is None or is_maker(handbook, term.promised_by)]


def is_maker(handbook: Handbook, entity_id: str) -> bool:
    """Returns whether an entity is the maker of the product."""
    return handbook.product is not None and handbook.product.maker == entity_id


def components_supported(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every component has a support term that is not over, or an event that says what came after it."""
    for item in handbook.of(Component):
        terms = makers_terms(handbook, item.id)
        if not terms:
            yield gap("component-without-support", item, say("component-without-support", id=item.id, title=item.record.title))
            continue
        last, term = max(terms, key=lambda pair: pair[1].ends or date.max)
        over = term.ends is not None and handbook.today is not None and term.ends < handbook.today
        if over and not any(one.record.nature in ENDED for one in handbook.sources(item.id, LifeCycleEvent)):
            message = say("component-without-support.over", id=item.id, title=item.record.title, term=last.id, ends=term.ends, today=handbook.today)
            yield gap("component-without-support", last, message, "ends", expected=say("component-without-support.over.right"))


def promises_can_be_kept(handbook: Handbook) -> Iterator[Diagnostic]:
    """A promise ends no later than the support of the parts beneath it, or a decision bridges the difference."""
    for item in handbook.of(SupportTerm):
        term = item.record
        for target in parts_beneath(handbook, item, term):
            part = target.record
            if term.ends is None:
                continue
            if part.support_end and part.support_end < term.ends and term.bridged_by is None:
                message = say("support-gap", id=item.id, ends=term.ends, part=part.id, title=part.title, support_end=part.support_end)
                yield gap("support-gap", item, message, "ends", expected=say("support-gap.right"))
            elif part.support_end is None and "security fixes" in term.covers and not (part.support_basis and (term.bridged_by or not part.critical)):
                expected = say("support-gap.right") if part.support_basis else say("support-gap.without-day.right", part=part.id)
                message = say("support-gap.without-day", id=item.id, ends=term.ends, part=part.id, title=part.title)
                yield gap("support-gap", item, message, "ends", expected=expected)


def contracts_last(handbook: Handbook) -> Iterator[Diagnostic]:
    """A promise ends no later than the last agreement with whoever supplies what lies beneath it, or a decision bridges the difference."""
    for item in handbook.of(SupportTerm):
        for supplier, until in contracts_short(handbook, item) if item.record.bridged_by is None else ():
            message = say("support-gap.agreement", id=item.id, ends=item.record.ends, supplier=supplier.id, title=supplier.record.title, until=until)
            yield gap("support-gap", item, message, "ends", expected=say("support-gap.agreement.right"))


def terms_agree(handbook: Handbook) -> Iterator[Diagnostic]:
    """Of two terms that promise the same for the same component and revision, both end on the same day."""
    for component in handbook.of(Component):
        terms = [pair for pair in makers_terms(handbook, component.id) if not (handbook.today and pair[1].ends and pair[1].ends < handbook.today)]
        for (first, one), (second, other) in combinations(terms, 2):
            same = [name for name in one.covers if name in other.covers]
            if same and one.ends and other.ends and one.ends != other.ends and share_revision(one.revisions, other.revisions):
                message = say(
                    "terms-differ",
                    first=first.id,
                    covers=both(*same),
                    component=component.id,
                    title=component.record.title,
                    ends=one.ends,
                    second=second.id,
                    other_ends=other.ends,
                )
                expected = say("terms-differ.right")
                yield gap("terms-differ", second, message, "ends", expected=expected)


def ends_have_reasons(handbook: Handbook) -> Iterator[Diagnostic]:
    """A part that says where the end of its support comes from says the day, unless it says that there is none."""
    for item in handbook.of(HardwareOrSoftwarePart):
        part = item.record
        if part.support_basis and part.support_end is None and not _NONE.search(part.support_basis):
            message = say("support-end-missing", id=item.id)
            yield gap("support-end-missing", item, message, "support_basis", expected=say("support-end-missing.right"))


def critical_suppliers_bound(handbook: Handbook) -> Iterator[Diagnostic]:
    """The supplier of a critical part has an incident clause, or a supplier rule says what stands in its place."""
    rules = [item.record for item in handbook.of(SupplierRule)]
    unagreed = {found[0] for rule in rules for found in RECORD_ID_IN_TEXT.finditer(rule.not_agreed or "")}
    for item in handbook.of(HardwareOrSoftwarePart):
        part = item.record
        supplier = handbook.record(part.supplier, Entity)
        if not part.critical or supplier is None:
            continue
        bound = any(agreement.incident_clause for agreement in supplier.agreements)
        if not bound and not handbook.sources(supplier.id, SupplierRule) and supplier.id not in unagreed:
            message = say("supplier-without-clause", supplier=supplier.id, part=item.id)
            yield gap("supplier-without-clause", item, message, "supplier", expected=say("supplier-without-clause.right"))


def vex_justified(handbook: Handbook) -> Iterator[Diagnostic]:
    """'Not affected' has one of the five justifications, nothing else has, and no release is told of twice."""
    for item in handbook.of(Vulnerability):
        for position, statement in enumerate(item.record.vex):
            if statement.status == "not affected" and statement.justification is None:
                message = say("vex-without-justification", id=item.id, release=statement.release)
                yield make("vex-without-justification", item.place("vex", position), message, record=item.id)
            elif statement.status != "not affected" and statement.justification is not None:
                message = say("vex-contradiction", id=item.id, release=statement.release, status=statement.status, justification=statement.justification)
                expected = say("vex-contradiction.right")
                yield make("vex-contradiction", item.place("vex", position, "justification"), message, expected=expected, record=item.id)


CHECKS = (
    Check(components_supported),
    Check(promises_can_be_kept),
    Check(contracts_last),
    Check(terms_agree),
    Check(ends_have_reasons),
    Check(critical_suppliers_bound),
    Check(vex_justified),
)
