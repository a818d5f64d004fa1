"""What lies beneath a promise of support: its parts, their suppliers' agreements, suppliers' own terms; and which of them ends first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handbook.languages.said import t
from handbook.methods.revisions import share_revision
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.product import Component, Entity, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm


@dataclass(frozen=True, slots=True)
class Cap:
    """Something beneath a promise, with the day on which it ends."""

    item: Item
    """The part, the organization or the supplier's term."""
    what: str
    """What of it ends: its support, or the agreement by its title."""
    day: date
    days: int | None
    """How many days after the promise it ends, negative where it ends before; None where the promise has no day."""


def parts_beneath(handbook: Handbook, item: Item, term: SupportTerm) -> list[Item[HardwareOrSoftwarePart]]:
    """Returns the parts that a term names and, where it promises more than spares, the critical ones that its component and revisions contain."""
    named = handbook.targets(item.id, "parts", HardwareOrSoftwarePart)
    alive = term.promised_by is None and term.covers != ("spares",)
    contained = handbook.sources(term.component or "", HardwareOrSoftwarePart, "components") if alive else ()
    critical = [one for one in contained if one.record.critical and share_revision(one.record.revisions, term.revisions)]
    return list({one.id: one for one in (*named, *critical)}.values())


def suppliers_beneath(handbook: Handbook, item: Item[SupportTerm]) -> list[Item[Entity]]:
    """Returns whoever supplies a part beneath a promise, makes its component or runs it, each once."""
    component = handbook.record(item.record.component, Component)
    named = [part.record.supplier for part in parts_beneath(handbook, item, item.record)]
    named += [component.provided_by, component.operated_by] if component else []
    wanted = dict.fromkeys(named)
    return sorted((one for one in handbook.of(Entity) if one.id in wanted), key=lambda one: list(wanted).index(one.id))


def contracts_short(handbook: Handbook, item: Item[SupportTerm]) -> list[tuple[Item[Entity], date]]:
    """Returns whoever beneath a promise has no agreement that lasts as long, with the day on which the last one ends.

    An agreement without a day lasts. Where each part that somebody supplies has a day of its own, that day counts and not the contract.
    """
    ends, found = item.record.ends, []
    dated = {part.record.supplier: True for part in parts_beneath(handbook, item, item.record)}
    for part in parts_beneath(handbook, item, item.record):
        dated[part.record.supplier] = dated[part.record.supplier] and part.record.support_end is not None
    for supplier in suppliers_beneath(handbook, item):
        days = [agreement.until for agreement in supplier.record.agreements]
        known = [day for day in days if day is not None]
        if ends and known and len(known) == len(days) and max(known) < ends and not dated.get(supplier.id, False):
            found.append((supplier, max(known)))
    return found


def caps(handbook: Handbook, item: Item[SupportTerm]) -> tuple[Cap, ...]:
    """Returns all beneath a promise that has an end, the first to end first."""
    found = {(one.id, what): (one, what, day) for one, what, day in _ends(handbook, item)}
    ends = item.record.ends
    ordered = sorted(found.values(), key=lambda one: (one[2], one[0].id, one[1]))
    return tuple(Cap(one, what, day, (day - ends).days if ends else None) for one, what, day in ordered)


def _ends(handbook: Handbook, item: Item[SupportTerm]) -> Iterator[tuple[Item, str, date]]:
    parts = parts_beneath(handbook, item, item.record)
    for part in parts:
        if part.record.support_end:
            yield part, t("its own support"), part.record.support_end
    for entity in suppliers_beneath(handbook, item):
        for agreement in entity.record.agreements:
            if agreement.until:
                yield entity, agreement.title, agreement.until
    undated = {part.id for part in parts if part.record.support_end is None}
    for other in handbook.once(_suppliers_terms) if undated else ():
        if other.id != item.id and other.record.ends and undated & set(other.record.parts):
            yield other, t("the supplier's own term"), other.record.ends


def _suppliers_terms(handbook: Handbook) -> tuple[Item[SupportTerm], ...]:
    return tuple(one for one in handbook.of(SupportTerm) if one.record.promised_by)
