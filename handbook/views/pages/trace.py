"""Part of any record's page: all that it reaches, up to the customers that it is for and down to evidence and communication.

A later record names an earlier one, so *up* follows links and *down* follows backlinks, along the fields that are steps of the chain (`Chain` in
the schema) only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from handbook.model.handbook import Handbook
from handbook.model.item import Link
from handbook.schema.fields import Chain
from handbook.schema.kinds import KIND_ORDER, KINDS
from handbook.schema.marks import carried
from handbook.schema.record import Record
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView, record_link

SHOWN = 12
"""So many records of a kind stand in the open; the rest are folded away."""

LISTED = 100
"""At most this many records of a kind are listed, folded ones included; the register has the rest."""

ENDS_DOWN = frozenset({"information-item", "evidence", "review", "notification"})
"""Kinds at which a trace downwards ends: what was seen and what was said explain no other record by what names them."""


@dataclass(frozen=True, slots=True)
class TraceGroup:
    """Records of one kind that are reached."""

    kind: str
    plural: str
    links: tuple[LinkView, ...]
    """Those in the open."""
    folded: tuple[LinkView, ...]
    """Those that follow when somebody asks for them."""
    more: int
    """How many further ones there are."""
    near: int
    """How many of those listed, the first ones, are linked with the record itself; the rest by way of others, which they serve too."""
    register: Address


@dataclass(frozen=True, slots=True)
class Trace:
    """Both directions."""

    up: tuple[TraceGroup, ...]
    down: tuple[TraceGroup, ...]


def trace(handbook: Handbook, record_id: str) -> Trace:
    """Returns what the record stands for and what it leads to, grouped by kind, nearest first."""
    named = {link.target for link in handbook.links_from(record_id)}
    naming = {link.source for link in handbook.links_to(record_id)}
    return Trace(
        _groups(handbook, _walk(handbook, record_id, upwards=True), named),
        _groups(handbook, _walk(handbook, record_id, upwards=False), naming),
    )


def _walk(handbook: Handbook, start: str, *, upwards: bool) -> list[str]:
    """Returns what is reached, nearest first."""
    reached: dict[str, None] = {start: None}
    frontier = [start]
    while frontier:
        following: list[str] = []
        for record_id in frontier:
            if not upwards and record_id != start and handbook.items[record_id].kind.name in ENDS_DOWN:
                continue
            links = handbook.links_from(record_id) if upwards else handbook.links_to(record_id)
            for link in links:
                if not _on_chain(handbook, link):
                    continue
                other = link.target if upwards else link.source
                if other not in reached:
                    reached[other] = None
                    following.append(other)
        frontier = following
    return [record_id for record_id in reached if record_id != start]


def _on_chain(handbook: Handbook, link: Link) -> bool:
    """Returns whether a link is a step of the chain."""
    chain = _chain(type(handbook.items[link.source].record), link.field)
    return chain is not None and (not chain.kinds or handbook.items[link.target].kind.name in chain.kinds)


@cache
def _chain(model: type[Record], field: str) -> Chain | None:
    """Returns the mark by which a field is a step of the chain. A function of the class alone."""
    info = model.model_fields[field]
    return carried(Chain, info.annotation, info.metadata)


def _groups(handbook: Handbook, reached: list[str], linked: set[str]) -> tuple[TraceGroup, ...]:
    """Returns what is reached by kind; what a field of either record links stands first, whether or not the chain leads over that field."""
    by_kind: dict[str, list[str]] = {}
    for record_id in reached:
        by_kind.setdefault(handbook.items[record_id].kind.name, []).append(record_id)
    groups = []
    for name in sorted(by_kind, key=KIND_ORDER.__getitem__):
        found = sorted(by_kind[name], key=lambda record_id: record_id not in linked)
        groups.append(group_of(handbook, name, found, sum(record_id in linked for record_id in found)))
    return tuple(groups)


def group_of(handbook: Handbook, kind: str, found: list[str], near: int) -> TraceGroup:
    """Returns the records of a kind, by id, as a group whose first ones stand in the open."""
    links = tuple(record_link(handbook.items[record_id]) for record_id in found[:LISTED])
    more = len(found) - len(links)
    return TraceGroup(kind, KINDS[kind].plural, links[:SHOWN], links[SHOWN:], more, near, addresses.of_kind(handbook, KINDS[kind]))
