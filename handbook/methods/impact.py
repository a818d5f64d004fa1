"""Impact of a change: every record that needs another look when one changes, nearest first, each with its reason.

Which way a change runs along a link is decided in `schema.change`. From there it is a walk over the links, layer by layer, so that the shortest
reason is found first; a record is visited again only where the change may run further from it than before, so three times at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, reduce
from itertools import islice
from typing import NamedTuple

from handbook.languages.said import UNTOLD, t
from handbook.model.handbook import Handbook
from handbook.schema.change import IMPLIED, runs
from handbook.schema.kinds import KIND_ORDER


class Phase(IntEnum):
    """How far a change may still run from a record; what may run from a lower one may run from a higher one too."""

    ENDED = 0
    """Nowhere: whoever looks at the record decides."""
    ON = 1
    """To whatever rests on it."""
    FIRST = 2
    """That, and to what the record speaks of, since the change begins here."""


class Step(NamedTuple):
    """One way that a change takes from a record."""

    to: str
    words: str
    """What `to` does with the record that changed, or what that does with it."""
    least: Phase
    """The phase that a change must be in to take it."""
    then: Phase
    """The phase that it is in afterwards, at most."""


Allowed = Callable[[str, str], bool]
"""Tells whether a change may run from one record to another, by their ids."""


DOES = "does"
"""Context of what a record does to one that it names."""


class Because(NamedTuple):
    """One link of a reason, with those that follow: what two reasons end with is kept once."""

    words: str
    id: str
    """The record that is named."""
    further: Because | None = None
    """The next link towards what changes; None where that is named."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A record that needs another look."""

    id: str
    distance: int
    """How many links away from what changes."""
    nearest: Because
    """The first link of the chain that leads to what changes."""

    @property
    def because(self) -> Iterator[Because]:
        """Yields the chain of links that leads to what changes."""
        link: Because | None = self.nearest
        while link is not None:
            yield link
            link = link.further

    @property
    def reason(self) -> str:
        """Returns the chain in words: `verifies CAP-07, which rests on COM-03`."""
        chain = [t("{does} {id}", UNTOLD, does=t(one.words, DOES), id=one.id) for one in self.because]
        return reduce(lambda first, then: t("{first}, which {then}", first=first, then=then), chain)


@dataclass(frozen=True)
class Impact:
    """What needs another look when something changes."""

    starts: tuple[str, ...]
    """The records that change."""
    reached: tuple[Reached, ...]
    """Nearest first; the starts themselves are not among them."""
    is_whole: bool = True
    """Whether the walk went to its end, or stopped at the most that were asked for."""

    @cached_property
    def by_id(self) -> Mapping[str, Reached]:
        """Returns what is reached, by id."""
        return {one.id: one for one in self.reached}

    def counts(self, handbook: Handbook) -> dict[str, int]:
        """Returns how many records of each kind are reached, by the kind's name, in the order of kinds."""
        found = Counter(handbook.items[one.id].kind.name for one in self.reached)
        return {name: found[name] for name in sorted(found, key=KIND_ORDER.__getitem__)}


def steps_from(handbook: Handbook, record_id: str) -> tuple[Step, ...]:
    """Returns each way that a change takes from a record, in the order of the links; none from what is no record."""
    known = handbook.once(_Known)
    if record_id not in known.steps:
        known.steps[record_id] = tuple(dict.fromkeys(_steps_from(handbook, record_id, known.order)))
    return known.steps[record_id]


class _Known:
    """What is known of a handbook's steps so far; of a record from which no change is followed, none are looked for."""

    def __init__(self, handbook: Handbook) -> None:
        self.order = {record_id: number for number, record_id in enumerate(handbook.items)}
        self.steps: dict[str, tuple[Step, ...]] = {}


def _steps_from(handbook: Handbook, record_id: str, order: Mapping[str, int]) -> Iterator[Step]:
    both_ways = dict.fromkeys((*handbook.links_from(record_id), *handbook.links_to(record_id)))  # a record that names itself has its link in both
    for link in sorted(both_ways, key=lambda link: order[link.source]):
        how = runs(handbook.items[link.source].kind.name, link.path)
        if how.turned and link.source == record_id:
            yield Step(link.target, how.turned, Phase.FIRST if how.at_first else Phase.ON, Phase.FIRST)
        if how.on and link.target == record_id:
            yield Step(link.source, how.words, Phase.ON, Phase.FIRST if how.keeps_first else Phase.ENDED if how.ends else Phase.ON)
    item = handbook.items.get(record_id)
    if item is not None and item.kind.name in IMPLIED:
        other, words = IMPLIED[item.kind.name]
        yield from (Step(one.id, words, Phase.ON, Phase.ON) for one in handbook.of_kind(other))


def impact(handbook: Handbook, starts: Iterable[str], allowed: Allowed | None = None, most: int | None = None) -> Impact:
    """Returns what needs another look when the records `starts` change, at most `most` records, over steps that are `allowed`.

    Costs a visit to each link of what is reached, and is as deterministic as the order of the files. Ids of no record reach nothing.
    """
    starts = tuple(dict.fromkeys(starts))
    highest: dict[str, Phase] = dict.fromkeys(starts, Phase.FIRST)
    found: dict[str, Reached] = {}
    frontier: list[tuple[str, Phase, Because | None]] = [(start, Phase.FIRST, None) for start in starts]
    distance, is_whole = 0, True
    while frontier and is_whole:
        distance += 1
        following: list[tuple[str, Phase, Because | None]] = []
        for record, phase, chain in frontier:
            for to, words, least, then in steps_from(handbook, record):
                if phase < least or (allowed is not None and not allowed(record, to)):
                    continue
                there = phase if phase < then else then
                before = highest.get(to)
                if before is not None and before >= there:
                    continue
                highest[to] = there
                link = Because(words, record, chain)
                following.append((to, there, link))
                if before is None:
                    found[to] = Reached(to, distance, link)
        frontier = following
        is_whole = most is None or len(found) <= most
    return Impact(starts, tuple(islice(found.values(), most)), is_whole)
