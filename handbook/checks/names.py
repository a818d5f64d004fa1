"""Names that fields repeat instead of an id: states of life from `product.yaml`, hardware revisions from the components."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.registry import check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.nearest import nearest
from handbook.model.handbook import Handbook, Item
from handbook.schema.records.product import Component, Product

STATES = {"interface": "open_in", "use-case": "life_cycle_states"}
"""Kinds with the field that names states of life."""
WITH_REVISIONS = {
    "part": "components",
    "release": "component",
    "interface": "components",
    "risk": "",
    "capability": "components",
    "deviation": "components",
    "support-term": "component",
    "life-cycle-event": "components",
}
"""Kinds whose field `revisions` names hardware revisions, with the field that names their components."""


def states_known(handbook: Handbook) -> Iterator[Diagnostic]:
    """A state of life that a record names is one of the product's, where the product lists any."""
    for product in handbook.of(Product):
        names = [state.name for state in product.record.life_cycle_states]
        for kind, field in STATES.items():
            for item in handbook.of_kind(kind):
                yield from _unknown(item, field, names, "state of life of the product", "product.yaml")


def revisions_known(handbook: Handbook) -> Iterator[Diagnostic]:
    """A hardware revision that a record names is one of its components', where these list any."""
    for kind, field in WITH_REVISIONS.items():
        for item in handbook.of_kind(kind):
            hosts = handbook.targets(item.id, field) or handbook.of_kind("component")
            names = [revision.name for host in hosts if isinstance(host.record, Component) for revision in host.record.revisions]
            yield from _unknown(item, "revisions", names, "hardware revision of its components", "product-model/components.yaml")


def _unknown(item: Item, field: str, names: list[str], what: str, file: str) -> Iterator[Diagnostic]:
    """Yields a finding for each name that is none of `names`; what stands in brackets after a name is left to the author."""
    for position, written in enumerate(getattr(item.record, field)):
        name = written.partition(" (")[0]
        if names and name not in names:
            close = nearest(name, names)
            expected = "" if close else f"one of {', '.join(names)}, as in {file}"
            message = f"'{field}' of {item.id} names '{name}', which is no {what}"
            yield make("unknown-name", item.place(field, position), message, expected=expected, suggestions=close, record=item.id)


CHECKS = (
    check(states_known),
    check(revisions_known),
)
