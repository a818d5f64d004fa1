"""For which hardware revisions a record speaks: those that it names and that have units in the field, or all of the component.

A record that names no revisions speaks for all of its components' units. One that names some leaves the others, as far as units of
them are in the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from handbook.findings.messages import Words, both, say
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Component

UNLISTED = ""
"""Stands for all units of a component that lists no hardware revisions."""
_NONE_LEFT = re.compile(r"(?:0(?![.,\d])|none\b|no units?\b)", re.IGNORECASE)

Units = tuple[str, ...]
"""Hardware revisions of one component by name, in the order of the component."""


def share_revision(one: Iterable[str], other: Iterable[str]) -> bool:
    """Returns whether two lists of hardware revisions have one in common; an empty list stands for all."""
    left, right = ({name.partition(" (")[0] for name in names} for names in (one, other))
    return not left or not right or bool(left & right)


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


def among_own(components: tuple[str, ...], revisions: tuple[str, ...], component: str, units: Units) -> frozenset[str]:
    """Returns on which units of a component a record has effect; on one that is none of its own components, its revisions decide nothing."""
    return among(units, revisions) if not components or component in components else frozenset(units)


def in_field(handbook: Handbook, components: Iterable[str], revisions: tuple[str, ...]) -> dict[str, Units]:
    """Returns the components with those of their units in the field that a field `revisions` names."""
    found: dict[str, Units] = {}
    for component in components:
        record = handbook.record(component, Component)
        if record is not None:
            units = units_in_field(handbook, record)
            here = among(units, revisions)
            found[component] = tuple(unit for unit in units if unit in here)
    return found
