"""Which factors of a risk its treatment lowers: those that it rates lower than the risk does, each with what it names for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.findings.diagnostics import Place
from handbook.findings.messages import Words, say
from handbook.methods.risk import is_replaced, rank
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Impact, Risk


@dataclass(frozen=True, slots=True)
class Lowered:
    """A factor of a risk that a treatment lowers."""

    treatment: Item
    risk: Risk
    what: Words
    """`attempt`, `success` or `the impact`."""
    place: Place
    """Where the treatment says it."""
    causes: tuple[Item, ...]
    """Means, capabilities and safeguards that it names for it; empty where it names none."""


def lowered(handbook: Handbook) -> Iterator[Lowered]:
    """Yields each factor that a treatment in force lowers, in the order of the handbook."""
    for item in handbook.of(Treatment):
        record = item.record
        risk = handbook.record(record.risk, Risk)
        if risk is None or is_replaced(handbook, item):
            continue
        for name in ("attempt", "success"):
            before, after = getattr(risk, name), getattr(record, name)
            if before and after and rank(after.level) < rank(before.level):
                yield Lowered(item, risk, name, item.place(name), _items(handbook, after.changed_by))
        fewer = bool(risk.many_at_once) and record.many_at_once is False
        if fewer or (record.impacts and _worst(record.impacts) < _worst(risk.impacts)):
            place = item.place("impact_changed_by") if record.impact_changed_by else item.place("impacts" if record.impacts else "many_at_once")
            yield Lowered(item, risk, say("part.the-impact"), place, _items(handbook, record.impact_changed_by))


def _items(handbook: Handbook, ids: tuple[str, ...]) -> tuple[Item, ...]:
    return tuple(handbook.items[one] for one in ids if one in handbook.items)


def _worst(impacts: tuple[Impact, ...]) -> int:
    return max((rank(impact.level) for impact in impacts), default=-1)
