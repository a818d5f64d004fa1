"""Identifiers and nearest right answers.

Record ids are assigned by the author: an upper-case prefix of the kind and a number (`NEED-03`). Ids of reference
documents are written as their publisher prints them. This module knows only the shape of ids; which exist is known
to the resolver and the catalogues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

RECORD_ID = re.compile(r"^([A-Z]{3,4})-([0-9]{2,4})\Z")
"""Prefix of the kind, a hyphen, two to four digits."""
RECORD_ID_IN_TEXT = re.compile(r"(?<![\w.:-])[A-Z]{3,4}-[0-9]{2,4}(?![\w-])")
"""The same, as a word of a text."""

CLEAR = 3
"""So many equally near answers can be read at a glance; more are a list of neighbours."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212_."), "-")


def nearest(word: str, candidates: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Returns the candidates that `word` may have been meant to be, best first, at most `limit`.

    Distance counts inserted, dropped, replaced and swapped characters (Damerau, restricted); letter case and the kind
    of dash cost nothing. Up to a third of the word (at least one, at most three characters) may differ.
    """
    wanted = _fold(word)
    allowed = min(3, max(1, len(wanted) // 3))
    scored = []
    for candidate in dict.fromkeys(candidates):
        distance = edit_distance(wanted, _fold(candidate), allowed)
        if distance <= allowed:
            scored.append((distance, edit_distance(word, candidate, 99), candidate))
    scored.sort()
    if not scored:
        return ()
    best = scored[0][0]
    return tuple(candidate for distance, _, candidate in scored if distance <= max(best, 1))[:limit]


def clearly_nearest(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Returns the same, or nothing where more than three are as near as each other: then none of them is what was meant more than another."""
    found = nearest(word, candidates, CLEAR + 1)
    return found if len(found) <= CLEAR else ()


def edit_distance(left: str, right: str, limit: int) -> int:
    """Returns the number of single-character edits between two words, or `limit` + 1 if there are more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, left_character in enumerate(left, 1):
        current = [row]
        for column, right_character in enumerate(right, 1):
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (left_character != right_character),
            )
            if row > 1 and column > 1 and left_character == right[column - 2] and left[row - 2] == right_character:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


def same_but_for_form(word: str, candidate: str) -> bool:
    """Returns whether two ids differ only in letter case, kind of dash and leading zeros."""
    return _bare(word) == _bare(candidate)


def _fold(word: str) -> str:
    return word.strip().casefold().translate(_DASHES)


def _bare(word: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", _fold(word))
