"""How many cells of a table have which state, as heads of rows and columns say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from handbook.languages.said import UNTOLD, n, t, word
from handbook.methods.matrices.cells import STATES, Cell, State

TELLING: tuple[State, ...] = ("gap", "open", "not applicable", "not assessed")
"""States of which the heads of rows and columns say how many there are."""
Counts = tuple[tuple[State, str], ...]
"""States with what is said of their number: ('gap', '2 gaps')."""


def counts_of(cells: Iterable[Cell], states: Iterable[State] = TELLING) -> Counts:
    """Returns the states that there are among cells, in words with their number."""
    found = Counter(cell.state for cell in cells)
    return tuple((state, in_words(found[state], state)) for state in states if found[state])


def all_counts(cells: Iterable[Cell]) -> Counts:
    """Returns the same for every state, but what is not asked."""
    return counts_of(cells, (state for state in STATES if state != "not asked"))


def in_words(number: int, state: State) -> str:
    """Returns a number of cells with their state: '1 gap', '2 gaps', '3 not assessed'."""
    return n("{number} gap", "{number} gaps", number) if state == "gap" else t("{number} {state}", UNTOLD, number=number, state=word(state))
