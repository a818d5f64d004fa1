"""Finds the right answers that are nearest to a wrong word or path, and ids that differ in form alone.

Ids of records are assigned by the author (`NEED-03`), ids of reference documents are written as their publisher prints them. This module
knows neither; which exist is known to the resolver and the catalogues.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rapidfuzz.distance import OSA

LONGEST_WORD = 1000
"""Characters of a word beyond which nothing is near it: no id, key or path of a file has so many."""

_BETWEEN = "\0"
"""Stands in no word: YAML and file systems refuse it."""
CLEAR = 3
"""So many equally near answers can be read at a glance; more are a list of neighbours."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212_."), "-")


def nearest(word: str, candidates: Iterable[str], limit: int = 5) -> tuple[str, ...]:
    """Returns the candidates that `word` may have been meant to be, best first, at most `limit`.

    Distance counts inserted, dropped, replaced and swapped characters (Damerau, restricted); letter case and the kind
    of dash cost nothing. Up to a third of the word (at least one, at most three characters) may differ.
    """
    wanted = _fold(word)
    if len(wanted) > LONGEST_WORD:
        return ()
    allowed = min(3, max(1, len(wanted) // 3))
    known = list(dict.fromkeys(candidates))
    scored = []
    for candidate, folded in zip(known, _folded(known), strict=True):
        distance = OSA.distance(wanted, folded, score_cutoff=allowed)
        if distance <= allowed:
            scored.append((distance, OSA.distance(word, candidate), candidate))
    scored.sort()
    if not scored:
        return ()
    best = scored[0][0]
    return tuple(candidate for distance, _, candidate in scored if distance <= max(best, 1))[:limit]


def clearly_nearest(word: str, candidates: Iterable[str], at_most: int = CLEAR) -> tuple[str, ...]:
    """Returns the same, or nothing where more than so many are as near as each other: then none of them is what was meant more than another."""
    found = nearest(word, candidates, at_most + 1)
    return found if len(found) <= at_most else ()


def edit_distance(left: str, right: str, limit: int) -> int:
    """Returns the number of single-character edits between two words, or `limit` + 1 if there are more."""
    return OSA.distance(left, right, score_cutoff=limit)


def same_form(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Returns the candidates that differ from `word` only in letter case, kind of dash and leading zeros, in their order."""
    known = list(candidates)
    bare = _fold(word).replace("0", "")
    return tuple(
        candidate
        for candidate, folded in zip(known, _folded(known, "0"), strict=True)
        if folded == bare and same_but_for_form(word, candidate)  # the quick look first
    )


def same_but_for_form(word: str, candidate: str) -> bool:
    """Returns whether two ids differ only in letter case, kind of dash and leading zeros."""
    return without_form(word) == without_form(candidate)


def _fold(word: str) -> str:
    return word.strip().casefold().translate(_DASHES)


def _folded(words: list[str], without: str = "") -> list[str]:
    """Returns each of the words folded, without one of its characters where that is named; all at once, which is ten times as fast."""
    joined = _BETWEEN.join(word.strip() for word in words).casefold().translate(_DASHES)
    found = (joined.replace(without, "") if without else joined).split(_BETWEEN) if words else []
    if len(found) == len(words):
        return found
    return [_fold(word).replace(without, "") if without else _fold(word) for word in words]


def without_form(word: str) -> str:
    """Returns an id without what is form alone, equal for ids that differ only in letter case, kind of dash and leading zeros."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", _fold(word))


def nearest_files(path: str, files: Collection[str], folder: str) -> tuple[str, ...]:
    """Returns the files of a folder that a path may have been meant to be, best first: without its folders, in another folder, misspelt."""
    bare = path.removeprefix("./").removeprefix(f"{folder}/")
    if bare in files:
        return (bare,)
    name = path.rpartition("/")[2].casefold()
    return nearest(path, files) or tuple(known for known in files if known.rpartition("/")[2].casefold() == name)[:5]
