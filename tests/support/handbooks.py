"""Handbooks that differ from a given one in some of their records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handbook.model.handbook import Handbook
from handbook.model.item import Item


def instead(handbook: Handbook, kind: str, items: tuple[Item, ...]) -> Handbook:
    """Returns the handbook with these records of a kind and no others of it."""
    kept = {item.id: item for item in handbook.records() if item.kind.name != kind}
    return replace(handbook, items={**kept, **{item.id: item for item in items}})


def with_record(handbook: Handbook, record_id: str, **fields: Any) -> Handbook:
    """Returns the handbook with other values in fields of a record."""
    item = handbook.items[record_id]
    return replace(handbook, items={**handbook.items, record_id: replace(item, record=item.record.model_copy(update=fields))})
