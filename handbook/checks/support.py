"""Support: promises, what they rest on, suppliers, and the status of releases to vulnerabilities."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.registry import check, gap
from handbook.diagnostics import Diagnostic, make
from handbook.identifiers import RECORD_ID_IN_TEXT
from handbook.model import Handbook
from handbook.schema.activity0 import SupplierRule
from handbook.schema.activity5 import SupportTerm
from handbook.schema.activity6 import Vulnerability
from handbook.schema.product_model import Entity, HardwareOrSoftwarePart

CLAUSE_OR_RULE = "an agreement with 'incident_clause', or a supplier rule that says in 'not_agreed', with the id of the supplier, what stands in its place"


def components_supported(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every component has a support term."""
    for item in handbook.of_kind("component"):
        if not handbook.sources(item.id, "support-term"):
            yield gap("component-without-support", item, f"no support term says how long {item.id} ({item.record.title}) is supported")


def promises_can_be_kept(handbook: Handbook) -> Iterator[Diagnostic]:
    """A promise ends no later than the support of the parts beneath it, or a decision bridges the difference."""
    for item in handbook.of_kind("support-term"):
        term = item.record
        assert isinstance(term, SupportTerm)
        if term.ends is None or term.bridged_by is not None:
            continue
        for target in handbook.targets(item.id, "parts"):
            part = target.record
            if isinstance(part, HardwareOrSoftwarePart) and part.support_end and part.support_end < term.ends:
                message = f"{item.id} promises until {term.ends}, and {part.id} ({part.title}) is supported until {part.support_end}"
                yield gap("support-gap", item, message, "ends", expected="'bridged_by' with a decision (DEC-…) on who mends that part afterwards")


def critical_suppliers_bound(handbook: Handbook) -> Iterator[Diagnostic]:
    """The supplier of a critical part has an incident clause, or a supplier rule says what stands in its place."""
    rules = [item.record for item in handbook.of_kind("supplier-rule") if isinstance(item.record, SupplierRule)]
    unagreed = {found[0] for rule in rules for found in RECORD_ID_IN_TEXT.finditer(rule.not_agreed or "")}
    for item in handbook.of_kind("part"):
        part = item.record
        assert isinstance(part, HardwareOrSoftwarePart)
        supplier = handbook.record(part.supplier)
        if not part.critical or not isinstance(supplier, Entity):
            continue
        bound = any(agreement.incident_clause for agreement in supplier.agreements)
        if not bound and not handbook.sources(supplier.id, "supplier-rule") and supplier.id not in unagreed:
            message = f"{supplier.id} supplies the critical part {item.id} and has no incident clause"
            yield gap("supplier-without-clause", item, message, "supplier", expected=CLAUSE_OR_RULE)


def vex_justified(handbook: Handbook) -> Iterator[Diagnostic]:
    """'Not affected' has one of the five justifications."""
    for item in handbook.of_kind("vulnerability"):
        assert isinstance(item.record, Vulnerability)
        for position, statement in enumerate(item.record.vex):
            if statement.status == "not affected" and statement.justification is None:
                message = f"{item.id} says that {statement.release} is not affected and does not say why"
                yield make("vex-without-justification", item.place("vex", position), message, record=item.id)


CHECKS = (
    check(components_supported),
    check(promises_can_be_kept),
    check(critical_suppliers_bound),
    check(vex_justified),
)
