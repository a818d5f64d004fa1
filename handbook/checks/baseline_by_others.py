"""A component whose baseline another organization answers for: it is not the maker, and evidence of theirs is at hand."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.product import Component


def answered_by_others(handbook: Handbook) -> Iterator[Diagnostic]:
    """Whoever answers for the baseline of a component is not the maker of the product."""
    for item, component in _modules(handbook):
        if handbook.product is not None and component.baseline_by == handbook.product.maker:
            message = say("own-module", id=item.id, organization=component.baseline_by)
            expected = say("own-module.right")
            yield make("own-module", item.place("baseline_by"), message, expected=expected, record=item.id)


def modules_proven(handbook: Handbook) -> Iterator[Diagnostic]:
    """A device or gateway whose baseline another answers for has evidence of theirs that came out well and that nothing replaced."""
    repeated = {link.target for one in handbook.of(Evidence) for link in handbook.links_from(one.id, "repeats")}
    for item, component in _modules(handbook):
        own = handbook.product is not None and component.baseline_by == handbook.product.maker
        proofs = [one for one in handbook.sources(item.id, Evidence, "result_of") if one.id not in repeated]
        if not own and not any(one.record.result == "pass" for one in proofs):
            message = say("module-unproven", organization=component.baseline_by, id=item.id)
            expected = say("module-unproven.right")
            yield gap("module-unproven", item, message, "baseline_by", expected=expected)


def _modules(handbook: Handbook) -> Iterator[tuple[Item, Component]]:
    for item in handbook.of(Component):
        if item.record.baseline_by is not None and item.record.component_kind in ("device", "gateway"):
            yield item, item.record


CHECKS = (
    Check(answered_by_others),
    Check(modules_proven),
)
