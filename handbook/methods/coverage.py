"""Coverage: for which hardware revisions of which component a record speaks, and how each element of the baselines is answered there.

It is decided here alone; the rules and the pages ask. A record that names no revisions speaks for all of its components' units. One
that names some leaves the others, as far as units of them are in the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from handbook.catalogs.catalogue import Found
from handbook.findings.messages import Words, both, say
from handbook.model.handbook import Handbook, Item
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.every_activity import ScopeDecision
from handbook.schema.records.flows import Interface
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Component, HardwareOrSoftwarePart

DEVICE_BASELINE = "8259A"
"""The document whose elements are answered for each device and gateway."""
MAKER_BASELINE = "8259B"
"""The document whose actions are answered for the maker."""
ASKED_OF_MAKERS = "Action"
"""The level of that document at which an answer is asked for."""

UNLISTED = ""
"""Stands for all units of a component that lists no hardware revisions."""
_NONE_LEFT = re.compile(r"(?:0(?![.,\d])|none\b|no units?\b)", re.IGNORECASE)

Units = tuple[str, ...]
"""Hardware revisions of one component by name, in the order of the component."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that answers an element, and for which units."""

    item: Item
    how: Literal["met", "deviation", "set aside"]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How an element of a baseline is answered on one component, or by the maker."""

    answers: tuple[Answer, ...]
    open: Units
    """Revisions in the field for which nothing answers it; empty where it is answered."""

    @property
    def state(self) -> str:
        """Returns `met`, `met, with a deviation`, `deviation`, `set aside` or `gap`; what is left open on some revisions stands in `open`."""
        found = {answer.how for answer in self.answers}
        if found >= {"met", "deviation"}:
            return "met, with a deviation"
        return next((how for how in ("met", "deviation", "set aside") if how in found), "gap")


def units_in_field(handbook: Handbook, component: Component) -> Units:
    """Returns the hardware revisions of a component that have units in the field, or `UNLISTED` where it lists none.

    A revision is in the field unless `in_field` says that no unit is left, or its first unit is still to be made. Where that leaves
    none, as before the first sale, all count.
    """
    today = handbook.today
    names = tuple(one.name for one in component.revisions)
    gone = {
        one.name
        for one in component.revisions
        if (one.in_field and _NONE_LEFT.match(one.in_field.strip())) or (one.first_made and today and one.first_made > today)
    }
    return tuple(name for name in names if name not in gone) or names or (UNLISTED,)


def among(units: Iterable[str], named: Iterable[str]) -> frozenset[str]:
    """Returns which units a field `revisions` names; all where it names none. What stands in brackets after a name is left to the author."""
    names = {name.partition(" (")[0] for name in named}
    return frozenset(unit for unit in units if unit in names) if names else frozenset(units)


def places_in_words(left: Mapping[str, Units]) -> Words:
    """Returns revisions by component as they stand in a sentence: `Rev A of COM-01 and COM-02 (which lists no revisions)`."""
    return both(*(_place_in_words(component, units) for component, units in left.items()))


def _place_in_words(component: str, units: Units) -> Words:
    if UNLISTED in units:
        return say("part.component-without-revisions", component=component)
    return say("part.revisions-of", revisions=both(*units), component=component)


def elements_of(deviation: Deviation) -> tuple[str, ...]:
    """Returns the baseline elements that a deviation is about, each once."""
    return tuple(dict.fromkeys((*deviation.elements, *(one.element for one in deviation.by_element))))


def places_of(deviation: Deviation) -> dict[str, tuple[str | int, ...]]:
    """Returns where in a deviation each element stands, the entry with a reason of its own first."""
    found: dict[str, tuple[str | int, ...]] = {}
    for position, one in enumerate(deviation.by_element):
        found.setdefault(one.element, ("by_element", position, "element"))
    for position, element in enumerate(deviation.elements):
        found.setdefault(element, ("elements", position))
    return found


def unnamed(deviation: Deviation) -> tuple[str, ...]:
    """Returns the elements that a deviation calls not applicable without naming what does not exist."""
    named = {one.element for one in deviation.by_element}
    return tuple(element for element in elements_of(deviation) if element not in named) if deviation.decision == "not applicable" else ()


def answered_by(deviation: Deviation) -> tuple[str, ...]:
    """Returns the elements that a deviation answers: none once it is overturned, and none of which it does not name what does not exist."""
    return tuple(one for one in elements_of(deviation) if one not in unnamed(deviation)) if deviation.state == "in force" else ()


def hosts(handbook: Handbook) -> list[Item]:
    """Returns the components of which the device baseline is asked."""
    return [item for item in handbook.of_kind("component") if isinstance(item.record, Component) and item.record.asked_for_elements]


def on_devices(handbook: Handbook) -> Mapping[tuple[str, str], Standing]:
    """Returns how each element of the device baseline stands on each device and gateway, by element and component."""
    given = _given(handbook)
    found: dict[tuple[str, str], Standing] = {}
    for host in hosts(handbook):
        assert isinstance(host.record, Component)
        units = units_in_field(handbook, host.record)
        for element in handbook.catalogues.choices((DEVICE_BASELINE,)):
            here = [one for one in given.get(element, ()) if not one.components or host.id in one.components]
            answers = tuple(Answer(one.item, one.how, speaks_for) for one in here if (speaks_for := among(units, one.revisions)) or UNLISTED in units)
            closed = frozenset[str]().union(*(answer.units for answer in answers))
            found[element, host.id] = Standing(answers, tuple(unit for unit in units if unit not in closed))
    return found


def of_the_maker(handbook: Handbook) -> Mapping[str, Standing]:
    """Returns how each action of the maker's baseline stands; what is said of a part of an action says it of the action.

    What names hardware revisions answers an action for those who own them. `open` then holds component and revision, as `COM-01 Rev A`.
    """
    given = _given(handbook)
    fleet = [(host.id, unit) for host in hosts(handbook) if isinstance(host.record, Component) for unit in units_in_field(handbook, host.record) if unit]
    found: dict[str, Standing] = {}
    for element in actions(handbook):
        here = [one for name, many in given.items() if name == element or _below(name, element) for one in many]
        answers = tuple(Answer(one.item, one.how, frozenset(f"{host} {unit}" for host, unit in fleet if _names(one, host, unit))) for one in here)
        closed = frozenset[str]().union(*(answer.units for answer in answers))
        left = tuple(name for host, unit in fleet if (name := f"{host} {unit}") not in closed) if here and fleet else (UNLISTED,)
        found[element] = Standing(answers, () if any(not one.revisions for one in here) else left)
    return found


def actions(handbook: Handbook) -> tuple[str, ...]:
    """Returns the actions of the maker's baseline that must be answered."""
    choices = handbook.catalogues.choices((MAKER_BASELINE,))
    return tuple(element for element in choices if handbook.catalogues.entries[element].entry.level == ASKED_OF_MAKERS)


def must_be_answered(found: Found) -> bool:
    """Returns whether an entry is one that every product answers."""
    return found.document.document == DEVICE_BASELINE or (found.document.document == MAKER_BASELINE and found.entry.level == ASKED_OF_MAKERS)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a record says of an element."""

    item: Item
    how: Literal["met", "deviation", "set aside"]
    components: tuple[str, ...]
    revisions: tuple[str, ...]


def _given(handbook: Handbook) -> dict[str, list[_Given]]:
    """Returns what records say of each element, in the order of the handbook."""
    found: dict[str, list[_Given]] = {}
    for element, given in _said(handbook):
        found.setdefault(element, []).append(given)
    return found


def _said(handbook: Handbook) -> Iterator[tuple[str, _Given]]:
    for item in handbook.of_kind("capability"):
        record = item.record
        assert isinstance(record, Capability)
        for realisation in record.baseline:
            yield realisation.element, _Given(item, "met", realisation.components or record.components, record.revisions)
    for item in handbook.of_kind("deviation"):
        record = item.record
        assert isinstance(record, Deviation)
        for element in answered_by(record):
            yield element, _Given(item, "deviation", record.components, record.revisions)
    for item in handbook.of_kind("scope-decision"):
        record = item.record
        assert isinstance(record, ScopeDecision)
        whole = handbook.catalogues.choices((record.document,)) if record.document else ()
        for element in dict.fromkeys((*record.entries, *whole)):
            yield element, _Given(item, "set aside", record.components, ())


def _names(given: _Given, component: str, unit: str) -> bool:
    return (not given.components or component in given.components) and bool(among((unit,), given.revisions))


def _below(name: str, element: str) -> bool:
    return name.startswith(element) and name[len(element) :].isalpha()


# Interfaces and risks ---------------------------------------------------------------------------------------------------


def unguarded(handbook: Handbook, interface: Item) -> dict[str, Units] | None:
    """Returns on which revisions of which components nothing guards an interface, or None where nothing guards it at all."""
    record = interface.record
    assert isinstance(record, Interface)
    guards = [one.record for one in handbook.sources(interface.id, "capability", "interfaces")]
    guards += [one.record for one in handbook.sources(interface.id, "deviation", "interfaces") if isinstance(one.record, Deviation)]
    standing = [one for one in guards if isinstance(one, Capability) or (isinstance(one, Deviation) and one.state == "in force")]
    if not standing:
        return None
    left: dict[str, Units] = {}
    for component, units in _carrying(handbook, record.components, record.revisions).items():
        guarded = frozenset[str]().union(*(_effect(one.components, one.revisions, component, units) for one in standing))
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
        for component, units in _carrying(handbook, _components_of(handbook, target), limits).items():
            found.setdefault(component, set()).update(among(units, risk.revisions))
            order.setdefault(component, units_in_field(handbook, _component(handbook, component)))
    return {component: units for component, here in found.items() if (units := tuple(one for one in order[component] if one in here))}


def units_at_stake(handbook: Handbook, risk: Risk, causes: Iterable[Item]) -> dict[str, Units]:
    """Returns the components at risk with their revisions, or those of the causes that name revisions, where none of them is at risk itself."""
    reached = at_risk(handbook, risk)
    capabilities = [one.record for cause in causes for one in (handbook.sources(cause.id, "capability", "means") if cause.kind.name == "means" else (cause,))]
    own = {component for one in capabilities if isinstance(one, Capability) and one.revisions for component in one.components}
    return reached if not own or own & set(reached) else {**reached, **_carrying(handbook, sorted(own), risk.revisions)}


def lowered_on(handbook: Handbook, cause: Item, component: str, units: Units) -> frozenset[str]:
    """Returns on which of a component's units something that changed a factor of a risk has its effect.

    A means has the effect of its capabilities, and all of it where it has none. A capability that names revisions has it on those of
    its components; whatever names none has it everywhere.
    """
    if cause.kind.name == "means":
        capabilities = handbook.sources(cause.id, "capability", "means")
        return frozenset[str]().union(*(lowered_on(handbook, one, component, units) for one in capabilities)) if capabilities else frozenset(units)
    if isinstance(cause.record, Capability):
        return _effect(cause.record.components, cause.record.revisions, component, units)
    return frozenset(units)


def _effect(components: tuple[str, ...], revisions: tuple[str, ...], component: str, units: Units) -> frozenset[str]:
    """Returns on which units of a component a record has effect; on one that is none of its own components, its revisions decide nothing."""
    return among(units, revisions) if not components or component in components else frozenset(units)


def _carrying(handbook: Handbook, components: Iterable[str], revisions: tuple[str, ...]) -> dict[str, Units]:
    """Returns the components with those of their units in the field that a field `revisions` names."""
    found: dict[str, Units] = {}
    for component in components:
        if component in handbook.items and isinstance(handbook.items[component].record, Component):
            units = units_in_field(handbook, _component(handbook, component))
            here = among(units, revisions)
            found[component] = tuple(unit for unit in units if unit in here)
    return found


def _component(handbook: Handbook, component: str) -> Component:
    record = handbook.items[component].record
    assert isinstance(record, Component)
    return record


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
    return [one.id for field in fields for one in handbook.targets(target.id, field, "component")]
