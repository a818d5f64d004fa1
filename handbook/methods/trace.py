"""The trace of a record along the chain: all that it reaches, and the shortest answer to why, how shown and who is told.

A later record names an earlier one, so *up* follows links and *down* follows backlinks, along the fields that are steps of the chain (`Chain` in
the schema) only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from handbook.model.handbook import Handbook
from handbook.model.item import Link
from handbook.schema.fields import Chain
from handbook.schema.marks import carried
from handbook.schema.record import Record

ENDS_DOWN = frozenset({"information-item", "evidence", "review", "notification"})
"""Kinds at which a trace downwards ends: what was seen and what was said explain no other record by what names them."""
SETTLES = {"customer": ("need",), "risk": ("treatment",), "treatment": ("acceptance", "means", "capability")}
"""What shows that something is done for a customer or about a risk: their needs; its treatment, and what that rests on or who accepts what it leaves."""
RESTS_ON = ("means", "changed_by", "impact_changed_by", "attempt", "success")
"""Fields of a treatment that name what it rests on, which is on the chain above it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A record that a trace reaches."""

    record: str
    hops: int
    """Steps from where the trace begins, which is 0."""
    before: str = ""
    """The record from which it was reached."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The shortest answer that a trace gives, each part as the records on the way, the nearest to the record first; empty where there is none."""

    why: tuple[str, ...]
    """Up to the nearest customer, or to where the chain begins."""
    shown: tuple[str, ...]
    """Down to the nearest evidence; where there is none, to the acceptance of what is left as it is."""
    told: tuple[str, ...]
    """Down to the nearest text."""
    readers: tuple[str, ...]
    """The audiences of that text."""


def above(handbook: Handbook, start: str) -> dict[str, Step]:
    """Returns what a record is for, nearest first, by id."""
    return _walk(start, lambda one: _up(handbook, one))


def below(handbook: Handbook, start: str) -> dict[str, Step]:
    """Returns what shows and tells a record, nearest first, by id."""
    return _walk(start, lambda one: _down(handbook, one, one == start))


def answer(handbook: Handbook, start: str) -> Answer:
    """Returns why a record is there, how it is shown, and who is told, each by the shortest way."""
    return Answer(_why(handbook, start), _shown(handbook, start), *_told(handbook, start))


def on_chain(handbook: Handbook, link: Link) -> bool:
    """Returns whether a link is a step of the chain."""
    chain = _chain(type(handbook.items[link.source].record), link.field)
    return chain is not None and (not chain.kinds or handbook.items[link.target].kind.name in chain.kinds)


def _why(handbook: Handbook, start: str) -> tuple[str, ...]:
    kind = handbook.items[start].kind.name

    def up(one: str) -> Iterator[str]:
        """Yields what a record names, but for the audiences of the text from which the trace begins: these are who, not why."""
        for link in handbook.links_from(one):
            told_to = kind == "information-item" and one == start and link.field == "audiences"
            if on_chain(handbook, link) and not told_to:
                yield link.target

    reached = _walk(start, up)
    customers = [one for one in reached if _is(handbook, one, "customer")]
    beginnings = [one for one in reached if not any(True for _ in up(one))]
    return _way(reached, next(iter((*customers, *beginnings)), ""))


def _shown(handbook: Handbook, start: str) -> tuple[str, ...]:
    def on(one: str) -> Iterator[str]:
        """Yields what shows a record."""
        kinds = SETTLES.get(handbook.items[one].kind.name)
        if kinds is None:
            yield from _down(handbook, one, one == start)
            return
        found = [*_down(handbook, one, one == start)]
        if handbook.items[one].kind.name == "treatment":
            found += [link.target for link in handbook.links_from(one) if link.field in RESTS_ON]
        yield from (other for other in found if handbook.items[other].kind.name in kinds)

    reached = _walk(start, on)
    evidence = [one for one in reached if _is(handbook, one, "evidence")]
    accepted = [one for one in reached if _is(handbook, one, "acceptance")]
    return _way(reached, next(iter((*evidence, *accepted)), ""))


def _told(handbook: Handbook, start: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def down(one: str) -> Iterator[str]:
        """Yields what tells a record; of a customer, what is told to them, and not what is said of their use."""
        reading = one == start and _is(handbook, one, "customer")
        return (other for other in _down(handbook, one, one == start) if not reading or _is(handbook, other, "audience"))

    reached = _walk(start, down)
    text = next((one for one in (start, *reached) if _is(handbook, one, "information-item")), "")
    audiences = tuple(dict.fromkeys(link.target for link in handbook.links_from(text, "audiences"))) if text else ()
    return _way(reached, text), audiences


def _is(handbook: Handbook, record: str, kind: str) -> bool:
    return handbook.items[record].kind.name == kind


def _way(reached: Mapping[str, Step], end: str) -> tuple[str, ...]:
    """Returns the records on the way to one that is reached, the nearest first; nothing where it is not."""
    found: list[str] = []
    while end in reached:
        found.append(end)
        end = reached[end].before
    return tuple(reversed(found))


def _walk(start: str, neighbours: Callable[[str], Iterator[str]]) -> dict[str, Step]:
    """Returns what is reached from a record, without it, nearest first."""
    reached = {start: Step(start, 0)}
    frontier = [start]
    while frontier:
        following: list[str] = []
        for one in frontier:
            for other in neighbours(one):
                if other not in reached:
                    reached[other] = Step(other, reached[one].hops + 1, one)
                    following.append(other)
        frontier = following
    del reached[start]
    return reached


def _up(handbook: Handbook, record: str) -> Iterator[str]:
    return (link.target for link in handbook.links_from(record) if on_chain(handbook, link))


def _down(handbook: Handbook, record: str, is_start: bool) -> Iterator[str]:
    if is_start or handbook.items[record].kind.name not in ENDS_DOWN:
        yield from (link.source for link in handbook.links_to(record) if on_chain(handbook, link))


@cache
def _chain(model: type[Record], field: str) -> Chain | None:
    """Returns the mark by which a field is a step of the chain. A function of the class alone."""
    info = model.model_fields[field]
    return carried(Chain, info.annotation, info.metadata)
