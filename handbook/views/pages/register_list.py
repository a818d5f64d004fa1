"""View of a call in a guidance page: the list of all registers, activity by activity."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.handbook import Handbook
from handbook.schema.kinds import of_activity
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.words import activity_name


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A kind in the list of registers."""

    plural: str
    about: str
    prefix: str
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The registers of an activity."""

    title: str
    entries: tuple[RegisterEntry, ...]


def register_groups(handbook: Handbook) -> tuple[RegisterGroup, ...]:
    """Returns each kind with the number of its records and the place of its register, by activity."""
    return tuple(
        RegisterGroup(
            activity_name(activity),
            tuple(
                RegisterEntry(kind.plural, kind.about, kind.prefix, len(handbook.of_kind(kind.name)), addresses.of_kind(handbook, kind))
                for kind in of_activity(activity)
            ),
        )
        for activity in handbook.catalogues.groups
    )
