"""Names that fields repeat instead of an id: states of life from `product.yaml`, hardware revisions from the components."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, say
from handbook.findings.nearest import nearest
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.marks import Path
from handbook.schema.records.product import Component, Product

STATES = {"interface": "open_in", "use-case": "life_cycle_states", "capability": "life_cycle_states", "verification": "life_cycle_states"}
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
                for position, name in _unknown(item, field, names):
                    message = say("unknown-name.state", field=field, id=item.id, name=name)
                    yield _wrong(item, (field, position), message, name, names, "product.yaml")


def revisions_known(handbook: Handbook) -> Iterator[Diagnostic]:
    """A hardware revision that a record names is one of its components', where these list any."""
    for kind, field in WITH_REVISIONS.items():
        for item in handbook.of_kind(kind):
            hosts = handbook.targets(item.id, field, Component) or handbook.of(Component)
            names = [revision.name for host in hosts for revision in host.record.revisions]
            for position, name in _unknown(item, "revisions", names):
                message = say("unknown-name.revision", id=item.id, name=name)
                yield _wrong(item, ("revisions", position), message, name, names, "product-model/components.yaml")


def _unknown(item: Item, field: str, names: list[str]) -> Iterator[tuple[int, str]]:
    """Yields each name in a field, with its position, that is none of `names`; what stands in brackets after a name is left to the author."""
    for position, written in enumerate(getattr(item.record, field)):
        name = written.partition(" (")[0]
        if names and name not in names:
            yield position, name


def _wrong(item: Item, path: Path, message: Words, name: str, names: list[str], file: str) -> Diagnostic:
    close = nearest(name, names)
    expected = "" if close else say("unknown-name.right", names=both(*names), file=file)
    return make("unknown-name", item.place(*path), message, expected=expected, suggestions=close, record=item.id)


CHECKS = (
    Check(states_known),
    Check(revisions_known),
)
