"""A mutation of a valid product: what is spoilt, what must be said about it, and how a sample of them is drawn.

Each operator yields every mutation of its kind that a product allows; `sample` takes so many of them, spread over files and by a
seed, so that a run is the same on any day and any machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.written import Book, Spot, chunks, in_block, joined, position, replaced

At = tuple[str, int, int]
"""File, line and column."""


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A product with one thing spoilt."""

    operator: str
    what: str
    changes: Mapping[str, str | bytes | None]
    """New content by file; None for a file that is gone."""
    codes: tuple[str, ...] = ()
    """One of these must be found at each of `places`, or somewhere in `span`."""
    places: tuple[At, ...] = ()
    span: tuple[str, int, int] | None = None
    """File, first and last line."""
    alone: bool = False
    """Whether nothing else may be found."""
    same: bool = False
    """Whether nothing may be found, and the product is the same but for the order of what is listed."""
    reads: tuple[At, str] | None = None
    """Unless something is found at that place, the value there must read so."""
    named: str = ""
    """What the finding must name as right, in its suggestions or in what it expects."""


Operator = Callable[[Book, random.Random], Iterator[Mutation]]


def sample(book: Book, operator: Operator, count: int, seed: str) -> list[Mutation]:
    """Returns so many mutations, as even as can be over the files of the product."""
    rng = random.Random(f"{seed}/{operator.__name__}")
    files = sorted(book.texts)
    rng.shuffle(files)
    by_file: dict[str, list[Mutation]] = {}
    for file in files:
        found = list(operator(book.on(file), rng)) if len(by_file) < count else []
        rng.shuffle(found)
        if found:
            by_file[file] = found
    taken: list[Mutation] = []
    while len(taken) < count and any(by_file.values()):
        for file in by_file:
            if by_file[file] and len(taken) < count:
                taken.append(by_file[file].pop())
    return taken


def edit(operator: str, book: Book, spot: Spot, new: str, what: str, **claim: Any) -> Mutation:
    text = replaced(book.texts[spot.file], spot.node, new)
    return Mutation(operator=operator, what=f"{spot.file}:{spot.place[0]} {name_of(spot.path)}: {what}", changes={spot.file: text}, **claim)


def name_of(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))


def place_of(spot: Spot) -> tuple[At]:
    return ((spot.file, *spot.place),)


def place_of_key(spot: Spot) -> tuple[At]:
    return ((spot.file, *position(spot.key)),)


def without(text: str, parent: Any, position: int) -> str | None:
    """Returns the text without one entry of a list or of keys, or None where nothing would be left of them."""
    if not in_block(parent) or len(parent.value) < 2:
        return None
    before, pieces, after = chunks(text, parent)
    return joined(text, parent, before, pieces[:position] + pieces[position + 1 :], after)
