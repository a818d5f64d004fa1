"""How each baseline element is answered, for each revision of each component and by the maker: met, deviated from, set aside.

It is decided here alone; the rules and the pages ask. An element is met by a capability, left by a deviation or set aside by a
scope decision, each for the hardware revisions for which it speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from handbook.catalogs.catalogue import Found
from handbook.methods.revisions import UNLISTED, Units, among, units_in_field
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.every_activity import ScopeDecision
from handbook.schema.records.product import Component

DEVICE_BASELINE = "8259A"
"""The document whose elements are answered for each device and gateway."""
MAKER_BASELINE = "8259B"
"""The document whose actions are answered for the maker."""
ASKED_OF_MAKERS = "Action"
"""The level of that document at which an answer is asked for."""


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


def hosts(handbook: Handbook) -> list[Item[Component]]:
    """Returns the components of which the device baseline is asked."""
    return [item for item in handbook.of(Component) if item.record.asked_for_elements]


def on_devices(handbook: Handbook) -> Mapping[tuple[str, str], Standing]:
    """Returns how each element of the device baseline stands on each device and gateway, by element and component."""
    return handbook.once(_on_devices)


def _on_devices(handbook: Handbook) -> Mapping[tuple[str, str], Standing]:
    given = handbook.once(_given)
    found: dict[tuple[str, str], Standing] = {}
    for host in hosts(handbook):
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
    return handbook.once(_of_the_maker)


def _of_the_maker(handbook: Handbook) -> Mapping[str, Standing]:
    given = handbook.once(_given)
    fleet = [(host.id, unit) for host in hosts(handbook) for unit in units_in_field(handbook, host.record) if unit]
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
    for item in handbook.of(Capability):
        record = item.record
        for realisation in record.baseline:
            yield realisation.element, _Given(item, "met", realisation.components or record.components, record.revisions)
    for left in handbook.of(Deviation):
        for element in answered_by(left.record):
            yield element, _Given(left, "deviation", left.record.components, left.record.revisions)
    for decided in handbook.of(ScopeDecision):
        document = decided.record.document
        whole = handbook.catalogues.choices((document,)) if document else ()
        for element in dict.fromkeys((*decided.record.entries, *whole)):
            yield element, _Given(decided, "set aside", decided.record.components, ())


def _names(given: _Given, component: str, unit: str) -> bool:
    return (not given.components or component in given.components) and bool(among((unit,), given.revisions))


def _below(name: str, element: str) -> bool:
    return name.startswith(element) and name[len(element) :].isalpha()
