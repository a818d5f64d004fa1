"""Handbooks that differ from a given one in some of their records."""

from __future__ import annotations

from dataclasses import replace

from handbook.model.handbook import Handbook
from handbook.model.item import Item


def instead(handbook: Handbook, kind: str, items: tuple[Item, ...]) -> Handbook:
    """Returns the handbook with these records of a kind and no others of it."""
    kept = {item.id: item for item in handbook.records() if item.kind.name != kind}
    return replace(handbook, items={**kept, **{item.id: item for item in items}})
