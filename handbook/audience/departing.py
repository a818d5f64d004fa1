"""How a product departs from shared records, as an audience sees it: nothing of those that it does not see, in texts neither."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from handbook.audience.levels import is_left_out, sees
from handbook.audience.unsaid import NOT_PUBLISHED, Unsaid
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Departure
from handbook.schema.record import Visibility


def departures_seen(handbook: Handbook, audience: Visibility, kept: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the ids of the shared records of which an audience sees that the product departs from them, and the ids that no text may name.

    `kept` are the records that it sees. Of an override it sees nothing where it does not see both records.
    """
    seen: set[str] = set()
    unsaid: set[str] = set()
    for name, one in (*handbook.overridden.items(), *handbook.not_taken.items()):
        hidden = one.shared is None or is_left_out(one.shared, audience)
        if not hidden and sees(audience, one.said.visibility) and (name in kept or name in handbook.not_taken):
            seen.add(name)
        elif name not in kept:
            unsaid.add(name)
    return frozenset(seen), frozenset(unsaid)


def departures_told(handbook: Handbook, seen: Collection[str], texts: Unsaid) -> dict[str, Any]:
    """Returns the fields `overridden` and `not_taken` of a handbook with what is `seen` of them."""
    overridden = {name: _departure(one, texts) for name, one in handbook.overridden.items() if name in seen}
    return {"overridden": overridden, "not_taken": {name: _departure(one, texts) for name, one in handbook.not_taken.items() if name in seen}}


def _departure(departure: Departure, texts: Unsaid) -> Departure:
    """Returns a departure with its reason as it may be told, and of the shared record what is shown: its id, its title and where it stands."""
    said = departure.said
    by = NOT_PUBLISHED if said.by in texts.ids else said.by
    shared = _named(departure.shared, texts) if departure.shared else None
    return replace(departure, said=said.model_copy(update={"because": _told(texts, said.because), "by": by}), shared=shared)


def _named(item: Item, texts: Unsaid) -> Item:
    record = item.record
    return replace(item, record=type(record)(id=record.id, title=_told(texts, record.title)), inherited={}, mentioned=())


def _told(texts: Unsaid, text: str) -> str:
    return texts.without_files(texts.without_ids(texts.without_facts(text)))
