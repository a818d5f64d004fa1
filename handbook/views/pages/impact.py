"""Part of any record's page: what needs another look if the record changes, counted by kind, the nearest with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.methods.impact import impact
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS
from handbook.schema.words import in_a_sentence
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView, record_link

SHOWN = 6
"""So many records stand in the open."""
LISTED = 16
"""So many are listed, folded ones included, however large the product is; the command has them all."""
COUNTED = 600
"""So many are counted; beyond that it says that there are more."""


@dataclass(frozen=True, slots=True)
class ReachedView:
    """A record that needs another look."""

    link: LinkView
    reason: str
    """In words, from the record to what changes."""


@dataclass(frozen=True, slots=True)
class ImpactView:
    """What a change of a record reaches."""

    number: int
    """How many records are reached, as far as they are counted."""
    is_whole: bool
    """Whether all are counted."""
    kinds: tuple[tuple[str, int, Address], ...]
    """Name of a kind, how many of it are reached, and its register."""
    nearest: tuple[ReachedView, ...]
    folded: tuple[ReachedView, ...]
    """Those that follow when somebody asks for them."""
    more: int
    """How many of those that are counted are not listed."""
    verify_again: tuple[LinkView, ...]
    """The verifications among those that are counted, nearest first."""
    more_to_verify: int
    """How many further ones there are."""


def impact_view(handbook: Handbook, record_id: str) -> ImpactView:
    """Returns what a record's page shows of the impact of its change."""
    found = impact(handbook, (record_id,), most=COUNTED)
    listed = tuple(ReachedView(record_link(handbook.items[one.id]), one.reason) for one in found.reached[:LISTED])
    counts = found.counts(handbook).items()
    kinds = tuple(
        (in_a_sentence(KINDS[name].singular if number == 1 else KINDS[name].plural), number, addresses.of_kind(handbook, KINDS[name]))
        for name, number in counts
    )
    again = tuple(record_link(handbook.items[one.id]) for one in found.reached if handbook.items[one.id].kind.name == "verification")
    return ImpactView(
        number=len(found.reached),
        is_whole=found.is_whole,
        kinds=kinds,
        nearest=listed[:SHOWN],
        folded=listed[SHOWN:],
        more=len(found.reached) - len(listed),
        verify_again=again[:LISTED],
        more_to_verify=max(0, len(again) - LISTED),
    )
