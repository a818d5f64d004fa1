"""Revisions in the field that are open to something: to a risk that nothing lowers there, or by an interface without guard."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.methods.revisions import Units, among, among_own, in_field
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.flows import Interface
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Component, HardwareOrSoftwarePart


def unguarded(handbook: Handbook, interface: Item[Interface]) -> dict[str, Units] | None:
    """Returns on which revisions of which components nothing guards an interface, or None where nothing guards it at all."""
    record = interface.record
    standing: list[Capability | Deviation] = [one.record for one in handbook.sources(interface.id, Capability, "interfaces")]
    standing += [one.record for one in handbook.sources(interface.id, Deviation, "interfaces") if one.record.state == "in force"]
    if not standing:
        return None
    left: dict[str, Units] = {}
    for component, units in in_field(handbook, record.components, record.revisions).items():
        guarded = frozenset[str]().union(*(among_own(one.components, one.revisions, component, units) for one in standing))
        if open_units := tuple(unit for unit in units if unit not in guarded):
            left[component] = open_units
    return left


def at_risk(handbook: Handbook, risk: Risk) -> dict[str, Units]:
    """Returns the components that a risk's threats are aimed at, by themselves or through what belongs to them, each with its revisions at risk."""
    found: dict[str, set[str]] = {}
    order: dict[str, Units] = {}
    threats = [handbook.items[one] for one in risk.threats if one in handbook.items]
    for target in {one.id: one for threat in threats for one in handbook.targets(threat.id, "targets")}.values():
        limits = target.record.revisions if isinstance(target.record, (Interface, HardwareOrSoftwarePart)) else ()
        for component, units in in_field(handbook, _components_of(handbook, target), limits).items():
            found.setdefault(component, set()).update(among(units, risk.revisions))
            order |= in_field(handbook, (component,), ())
    return {component: units for component, here in found.items() if (units := tuple(one for one in order[component] if one in here))}


def units_at_stake(handbook: Handbook, risk: Risk, causes: Iterable[Item]) -> dict[str, Units]:
    """Returns the components at risk with their revisions, or those of the causes that name revisions, where none of them is at risk itself."""
    reached = at_risk(handbook, risk)
    capabilities = [one.record for cause in causes for one in (handbook.sources(cause.id, Capability, "means") if cause.kind.name == "means" else (cause,))]
    own = {component for one in capabilities if isinstance(one, Capability) and one.revisions for component in one.components}
    return reached if not own or own & set(reached) else {**reached, **in_field(handbook, sorted(own), risk.revisions)}


def lowered_on(handbook: Handbook, cause: Item, component: str, units: Units) -> frozenset[str]:
    """Returns on which of a component's units something that changed a factor of a risk has its effect.

    A means has the effect of its capabilities, and all of it where it has none. A capability that names revisions has it on those of
    its components; whatever names none has it everywhere.
    """
    if cause.kind.name == "means":
        capabilities = handbook.sources(cause.id, Capability, "means")
        return frozenset[str]().union(*(lowered_on(handbook, one, component, units) for one in capabilities)) if capabilities else frozenset(units)
    if isinstance(cause.record, Capability):
        return among_own(cause.record.components, cause.record.revisions, component, units)
    return frozenset(units)


def _components_of(handbook: Handbook, target: Item) -> list[str]:
    """Returns the components that a target of a threat is, belongs to, rests in, ends at or contains."""
    if target.kind.name == "component":
        return [target.id]
    fields = {
        "interface": ("components",),
        "part": ("components",),
        "data-flow": ("source", "destination"),
        "data-asset": ("held_in",),
        "key": ("held_in",),
        "trust-zone": ("contains",),
    }.get(target.kind.name, ())
    return [one.id for field in fields for one in handbook.targets(target.id, field, Component)]
