"""Shared records: how a product departs from them, and what in them only this product has.

A folder of shared records stands by itself: what it names is in it, or in a folder before it in the product's list. So each product that inherits it
can resolve it. A record that the product overrides may be named still, and then leads to the product's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import both, say
from handbook.findings.nearest import nearest
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Departure
from handbook.reading.shared import Shared
from handbook.resolve.above_records import role_named
from handbook.resolve.attachments import is_of_product
from handbook.schema.fields import links_in
from handbook.schema.ids import RECORD_ID
from handbook.schema.kinds import PREFIXES
from handbook.schema.record import Record

STANDING = frozenset({"status", "assessed_by", "reviewed_on", "review_by"})
"""Fields that say how far a record is; one that differs in them alone says the same."""


def departures(shared: Shared, own: Iterable[Item], unread: frozenset[str], items: Mapping[str, Item]) -> Iterator[Diagnostic]:
    """Yields a finding for each id that is taken from a shared record without a word, and for each departure that does not hold.

    `own` are the records that stand in the product's folder, `unread` the kinds that could not be read in full, and `items` all that it has.
    """
    written = {item.id: item for item in own}
    offered = {item.id: item for item in reversed(shared.offered)}
    overridden = {one.said.record for one in shared.overrides}
    left_out = {one.said.record for one in shared.leaves_out}
    for name, item in written.items():
        if name in offered and name not in overridden | left_out:
            first = offered[name].place("id")
            message = say("duplicate-id.inherited", id=name, file=first.file, line=first.line)
            right = say("duplicate-id.inherited.right", id=name, free=_free(name, items, offered))
            yield make("duplicate-id", item.place("id"), message, right, found=name, record=name)
    seen: dict[str, Departure] = {}
    for departure, overrides in ((one, each is shared.overrides) for each in (shared.overrides, shared.leaves_out) for one in each):
        yield from _wrong(departure, overrides, written, offered, unread, seen)
        wrong_role = role_named(departure.place("by"), departure.said.by, items)
        if wrong_role is not None and PREFIXES["ROL"].name not in unread:
            yield wrong_role


def stands_alone(handbook: Handbook, shared: Shared) -> Iterator[Diagnostic]:
    """Yields a finding for each thing that a shared record names and that a folder of shared records cannot have."""
    order = {one.folder: position for position, one in enumerate(handbook.shared)}
    offered = {item.id: item.shared for item in reversed(shared.offered)}
    left_out = {one.said.record: one for one in shared.leaves_out}
    naming: dict[str, dict[str, None]] = {}
    for item in handbook.records():
        if not item.shared:
            continue
        for path, mark, value in item.marked:
            if mark.meaning == "file":
                message = say("shared-reference.file", id=item.id, found=quoted(value))
                yield make("shared-reference", item.place(*path), message, say("shared-reference.file.right"), found=value, record=item.id)
            for linked in links_in(value) if mark.meaning == "prose" else ():
                if is_of_product(item, linked):
                    message = say("shared-reference.file", id=item.id, found=quoted(linked))
                    yield make("shared-reference", item.place(*path), message, say("shared-reference.file.right"), found=linked, record=item.id)
            if mark.meaning == "record" and value in left_out and value not in handbook.items:
                naming.setdefault(value, {})[item.id] = None
        for link in handbook.links_from(item.id):
            target = handbook.items[link.target]
            home = target.shared or offered.get(target.id, "")  # one of the product's own may stand in place of a shared one
            if not home:
                message = say("shared-reference", id=item.id, target=_titled(target))
                right = say("shared-reference.right", id=item.id)
                yield make("shared-reference", item.place(*link.path), message, right, found=target.id, record=item.id)
            elif order.get(home, 0) > order.get(item.shared, 0):
                message = say("shared-reference.later", id=item.id, target=target.id, folder=quoted(home))
                yield make("shared-reference", item.place(*link.path), message, say("shared-reference.later.right"), found=target.id, record=item.id)
    for name, records in naming.items():
        message = say("shared-reference.left-out", id=name, records=both(*records))
        yield make("shared-reference", left_out[name].place("record"), message, say("shared-reference.left-out.right", id=name), found=name)


def says_the_same(one: Record, other: Record) -> bool:
    """Returns whether two records say the same, whatever is said of how far they are."""
    return type(one) is type(other) and one.model_dump(exclude=set(STANDING)) == other.model_dump(exclude=set(STANDING))


def _wrong(
    departure: Departure,
    overrides: bool,
    written: Mapping[str, Item],
    offered: Mapping[str, Item],
    unread: frozenset[str],
    seen: dict[str, Departure],
) -> Iterator[Diagnostic]:
    """Yields what is wrong with a departure; `seen` are those before it, by the id of the record."""
    name, place = departure.said.record, departure.place("record")
    first = seen.setdefault(name, departure)
    kind = PREFIXES[shape[1]] if (shape := RECORD_ID.match(name)) and shape[1] in PREFIXES else None
    if first is not departure:
        message = say("override-idle.twice", id=name, line=first.place("record").line)
        yield make("override-idle", place, message, say("override-idle.twice.right"), found=name)
    elif name not in offered:
        if kind is None or kind.name not in unread:
            candidates = [one for one in offered if one in written] if overrides else [*offered]
            close = nearest(name, candidates) or nearest(name, list(offered))
            expected = "" if close else say("override-idle.right")
            yield make("override-idle", place, say("override-idle", found=quoted(name)), expected, suggestions=close, found=name)
    elif overrides and name not in written:
        if kind is not None and kind.name not in unread:
            right = say("override-idle.unwritten.right", id=name, file=kind.file)
            yield make("override-idle", place, say("override-idle.unwritten", id=name), right, found=name)
    elif not overrides and name in written:
        where = written[name].place("id")
        message = say("override-idle.written", id=name, file=where.file, line=where.line)
        yield make("override-idle", place, message, say("override-idle.written.right"), found=name)
    elif overrides and says_the_same(written[name].record, offered[name].record):
        where = offered[name].place("id")
        message = say("override-same", id=name, file=where.file, line=where.line)
        yield make("override-same", written[name].place("id"), message, say("override-same.right"), found=name, record=name)


def _free(name: str, items: Mapping[str, Item], offered: Mapping[str, Item]) -> str:
    """Returns the first id of the same kind after the highest that is taken, here or in the shared records."""
    prefix = name.partition("-")[0]
    taken = [int(one.partition("-")[2]) for one in (*items, *offered) if one.startswith(f"{prefix}-") and one.partition("-")[2].isdigit()]
    return f"{prefix}-{max(taken, default=0) + 1:02}"


def _titled(item: Item) -> str:
    return f"{item.id} ({item.record.title})"
