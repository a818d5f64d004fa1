"""Two states of a product as an audience sees them: what either keeps back is told of neither."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from handbook.audience.seen import left_out, rulings_seen, without
from handbook.compare.sides import Side
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.record import Visibility


def for_readers(before: Side, after: Side, audience: Visibility, more: Collection[str] = ()) -> tuple[Side, Side]:
    """Returns both sides without the records and fields that either keeps from an audience, and without the records of the ids `more`."""
    left = left_out(before.handbook, audience) | left_out(after.handbook, audience) | frozenset(more)
    earlier, later = (without(side.handbook, audience, left) for side in (before, after))
    return _narrowed(before, earlier, later, left), _narrowed(after, later, earlier, left)


def _narrowed(side: Side, own: Handbook, other: Handbook, left: frozenset[str]) -> Side:
    """Returns a side without the fields that the other side withholds; what is wrong with it is not told, since that may quote anything."""
    handbook = replace(own, items={name: _like(item, other.items) for name, item in own.items.items()})
    return replace(side, handbook=handbook, errors=(), rulings=tuple(rulings_seen(side.rulings, handbook, left).values()))


def _like(item: Item, other: Mapping[str, Item]) -> Item:
    twin = other.get(item.id)
    gone = sorted(twin.withheld & set(type(item.record).model_fields)) if twin is not None else ()
    emptied = {field: type(item.record).model_fields[field].get_default() for field in gone}
    return replace(item, record=item.record.model_copy(update=emptied)) if emptied else item
