"""Records that have another id and say the same, or nearly the same: what was renamed, rather than removed here and added there.

Pairs are looked for within a kind. Those that say exactly the same come first, then those that are most alike; each record is used once, and ties
are broken by the ids, so that the answer hangs on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from handbook.compare.fields import written
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID_IN_TEXT
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


def renamed(gone: Iterable[Item], come: Iterable[Item], before: Handbook, after: Handbook) -> tuple[Renamed, ...]:
    """Returns which of the records that went are records that came, in the order of their earlier ids.

    A record that names renamed ones says the same once these are followed, so exact pairs are looked for until none is found any more. Of several
    that say the same, those are one that the same records name.
    """
    old = sorted(map(_said, gone), key=lambda one: one.id)
    new = sorted(map(_said, come), key=lambda one: one.id)
    found: dict[str, Renamed] = {}
    renames: dict[str, str] = {}
    while exact := _exact(old, new) or _by_who_names_them(old, new, before, after, renames):
        found |= {one: Renamed(one, other, 1.0) for one, other in exact}
        renames |= dict(exact)
        taken = {other for _, other in exact}
        old = [_following(one, renames) for one in old if one.id not in found]
        new = [one for one in new if one.id not in taken]
    for kind in sorted({one.kind for one in old} & {one.kind for one in new}):
        near = _alike([one for one in old if one.kind == kind], [one for one in new if one.kind == kind])
        found |= {one.before: one for one in near}
    return tuple(found[one] for one in sorted(found))


@dataclass(frozen=True, slots=True)
class _Said:
    id: str
    kind: str
    fields: frozenset[tuple[str, str]]
    """What tells it from others: its own fields, with what they say."""
    text: str


def _exact(old: Sequence[_Said], new: Sequence[_Said]) -> list[tuple[str, str]]:
    """Returns the pairs that say the same, where no third record does."""
    return [(olds[0].id, news[0].id) for olds, news in _same(old, new) if len(olds) == len(news) == 1]


def _by_who_names_them(old: Sequence[_Said], new: Sequence[_Said], before: Handbook, after: Handbook, renames: Mapping[str, str]) -> list[tuple[str, str]]:
    """Returns pairs of which several say the same: first those that most of the same records name, by the same fields."""
    pairs: list[tuple[str, str]] = []
    for olds, news in _same(old, new):
        named_old = {one.id: {(renames.get(link.source, link.source), link.field) for link in before.links_to(one.id)} for one in olds}
        named_new = {one.id: {(link.source, link.field) for link in after.links_to(one.id)} for one in news}
        scored = sorted((-len(named_old[one.id] & named_new[other.id]), one.id, other.id) for one in olds for other in news)
        pairs += _each_once((one, other) for _, one, other in scored)
    return pairs


def _same(old: Sequence[_Said], new: Sequence[_Said]) -> Iterator[tuple[list[_Said], list[_Said]]]:
    """Yields the records of both states that say the same."""
    sides: dict[tuple[str, str], tuple[list[_Said], list[_Said]]] = {}
    for side, said in enumerate((old, new)):
        for one in said:
            sides.setdefault((one.kind, one.text), ([], []))[side].append(one)
    yield from ((olds, news) for olds, news in sides.values() if olds and news)


def _each_once(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Returns the pairs, the best first, without those of which either was taken before."""
    ones: set[str] = set()
    others: set[str] = set()
    kept = []
    for one, other in pairs:
        if one not in ones and other not in others:
            kept.append((one, other))
            ones.add(one)
            others.add(other)
    return kept


def _following(one: _Said, renames: Mapping[str, str]) -> _Said:
    text = RECORD_ID_IN_TEXT.sub(lambda found: renames.get(found[0], found[0]), one.text)
    return one if text == one.text else replace(one, text=text)


def _alike(old: Sequence[_Said], new: Sequence[_Said]) -> Iterator[Renamed]:
    scored = []
    for one, other in _candidates(old, new):
        if min(len(one.text), len(other.text)) >= SHORTEST:
            likeness = Indel.normalized_similarity(one.text, other.text, score_cutoff=ALIKE)
            if likeness:
                scored.append((-likeness, one.id, other.id))
    likenesses = {(one, other): -negative for negative, one, other in scored}
    best = _each_once((one, other) for _, one, other in sorted(scored))
    yield from (Renamed(one, other, likenesses[one, other]) for one, other in best)


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
    return _Said(item.id, item.kind.name, frozenset(own.items()), "\n".join(own.values()))
