"""Records that have another id and say the same, or nearly the same: what was renamed, rather than removed here and added there.

Pairs are looked for within a kind. Those that say exactly the same come first, then those that are most alike; each record is used once, and ties
are broken by the ids, so that the answer hangs on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from handbook.compare.fields import written
from handbook.model.item import Item
from handbook.schema.record import COMMON

ALIKE = 0.75
"""Share of the text that two records must have in common, as the ratio of what is kept to all, to be one under two ids."""
SHORTEST = 24
"""Characters that a record must say at least, for likeness to mean something; shorter ones must say exactly the same."""
MOST_PAIRS = 20_000
"""So many pairs of a kind are all compared; beyond that, only those that have a whole field in common."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record under its earlier and its later id."""

    before: str
    after: str
    likeness: float
    """Share of the text that is the same, 0 to 1."""


def renamed(gone: Iterable[Item], come: Iterable[Item]) -> tuple[Renamed, ...]:
    """Returns which of the records that went are records that came, in the order of their earlier ids."""
    old, new = _by_kind(gone), _by_kind(come)
    found = [one for kind in old if kind in new for one in _of_kind(old[kind], new[kind])]
    return tuple(sorted(found, key=lambda one: one.before))


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    fields: frozenset[tuple[str, str]]
    """What tells it from others: its own fields, with what they say."""
    text: str


def _of_kind(gone: Sequence[Item], come: Sequence[Item]) -> Iterator[Renamed]:
    old, new = sorted(map(_said, gone), key=lambda one: one.id), sorted(map(_said, come), key=lambda one: one.id)
    scored = []
    for one, other in _candidates(old, new):
        likeness = 1.0 if one.text == other.text else 0.0
        if not likeness and min(len(one.text), len(other.text)) >= SHORTEST:
            likeness = Indel.normalized_similarity(one.text, other.text, score_cutoff=ALIKE)
        if likeness:
            scored.append((-likeness, one.id, other.id))
    used: set[str] = set()
    for negative, before, after in sorted(scored):
        if before not in used and after not in used:
            used |= {before, after}
            yield Renamed(before, after, -negative)


def _candidates(old: Sequence[_Said], new: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    if len(old) * len(new) <= MOST_PAIRS:
        yield from ((one, other) for one in old for other in new)
        return
    holding: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for other in new:
        for field in other.fields:
            holding[field].append(other)
    few = max(1, MOST_PAIRS // len(old))
    for one in old:
        near = {other.id: other for field in sorted(one.fields) if len(holding[field]) <= few for other in holding[field]}
        yield from ((one, near[name]) for name in sorted(near))


def _said(item: Item) -> _Said:
    fields = written(item.record)
    own = {name: text for name, text in fields.items() if name not in COMMON or name == "title"}
    return _Said(item.id, frozenset(own.items()), "\n".join(own.values()))


def _by_kind(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.kind.name, []).append(item)
    return found
