"""Impact of a change: every record that needs another look when one changes, nearest first, each with its reason.

Which way a change runs along a link is decided in `schema.change`. From there it is a walk over the links, layer by layer, so that the shortest
reason is found first; a record is visited again only where the change may run further from it than before, so three times at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

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


State = tuple[str, Phase]
Steps = Mapping[str, tuple[Step, ...]]
Allowed = Callable[[str, str], bool]
"""Tells whether a change may run from one record to another, by their ids."""


@dataclass(frozen=True, slots=True)
class Because:
    """One link of a reason."""

    words: str
    id: str
    """The record that is named."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A record that needs another look."""

    id: str
    distance: int
    """How many links away from what changes."""
    because: tuple[Because, ...]
    """The chain of links that leads to what changes."""

    @property
    def reason(self) -> str:
        """Returns the chain in words: `verifies CAP-07, which rests on COM-03`."""
        return ", which ".join(f"{one.words} {one.id}" for one in self.because)


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


def steps(handbook: Handbook) -> Steps:
    """Returns each way that a change takes from a record, by its id, in the order of the links."""
    found: dict[str, dict[Step, None]] = {}
    for link in handbook.links:
        how = runs(handbook.items[link.source].kind.name, link.path)
        if how.turned:
            least = Phase.FIRST if how.at_first else Phase.ON
            found.setdefault(link.source, {})[Step(link.target, how.turned, least, Phase.FIRST)] = None
        if how.on:
            then = Phase.FIRST if how.keeps_first else Phase.ENDED if how.ends else Phase.ON
            found.setdefault(link.target, {})[Step(link.source, how.words, Phase.ON, then)] = None
    for kind, (other, words) in IMPLIED.items():
        for item in handbook.of_kind(kind):
            rated = (Step(one.id, words, Phase.ON, Phase.ON) for one in handbook.of_kind(other))
            found.setdefault(item.id, {}).update(dict.fromkeys(rated))
    return {record: tuple(ways) for record, ways in found.items()}


def impact(handbook: Handbook, starts: Iterable[str], allowed: Allowed | None = None, most: int | None = None) -> Impact:
    """Returns what needs another look when the records `starts` change, at most `most` records, over steps that are `allowed`.

    Costs a visit to each link of what is reached, and is as deterministic as the order of the files. Ids of no record reach nothing.
    """
    ways = handbook.once(steps)
    starts = tuple(dict.fromkeys(starts))
    came: dict[State, tuple[State, str] | None] = {(start, Phase.FIRST): None for start in starts}
    highest = dict.fromkeys(starts, Phase.FIRST)
    found: dict[str, tuple[int, State]] = {start: (0, (start, Phase.FIRST)) for start in starts}
    frontier, distance, is_whole = list(came), 0, True
    while frontier and is_whole:
        distance += 1
        following: list[State] = []
        for state in frontier:
            record, phase = state
            for step in ways.get(record, ()):
                if phase < step.least or (allowed is not None and not allowed(record, step.to)):
                    continue
                there = (step.to, min(phase, step.then))
                if highest.get(step.to, -1) >= there[1]:
                    continue
                highest[step.to] = there[1]
                came[there] = (state, step.words)
                following.append(there)
                found.setdefault(step.to, (distance, there))
        frontier = following
        is_whole = most is None or len(found) - len(starts) <= most
    reached = (Reached(record, far, _because(came, state)) for record, (far, state) in found.items() if far)
    return Impact(starts, tuple(islice(reached, most)), is_whole)


def _because(came: Mapping[State, tuple[State, str] | None], state: State) -> tuple[Because, ...]:
    chain: list[Because] = []
    before = came[state]
    while before is not None:
        state, words = before
        chain.append(Because(words, state[0]))
        before = came[state]
    return tuple(chain)
