"""Keeps the names of standing facts in a text that somebody changed in its filled-in form: `{fact:hubs}` was shown as its value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate

from handbook.model.item import Item
from handbook.resolve.facts import REFERENCE, said
from handbook.schema.records.facts import Fact

_MOST_PIECES = 20_000
"""A changed stretch of more words and signs is not compared: what stands before and behind it is, and the rest counts as changed."""
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def with_references(raw: str, new: str, named: Mapping[str, Item[Fact]]) -> tuple[str, tuple[str, ...]]:
    """Returns the new text with each fact by its name where its value stands as it did, and the names that the text lost.

    `raw` is the text as the file has it, `new` what somebody made of it as it was shown.
    """
    spans: list[tuple[int, int, str]] = []
    filled, last = "", 0
    for match in REFERENCE.finditer(raw):
        filled += raw[last : match.start()]
        value = said(match[0], named)
        spans.append((len(filled), len(filled) + len(value), match[0]))
        filled += value
        last = match.end()
    filled += raw[last:]
    moved = _moved(filled, new)
    lost: list[str] = []
    for start, end, reference in reversed(spans):
        left, right = start, end
        while left > 0 and not filled[left - 1].isspace():  # the whole word, so that 30 in 300 is no longer the fact
            left -= 1
        while right < len(filled) and not filled[right].isspace():
            right += 1
        at = next((there + left - here for here, there, size in moved if here <= left and right <= here + size), -1)
        after = at + right - left
        if at < 0 or not _bounded(new, at, after):
            at, after = _by_itself(moved, start, end), -1
            if at < 0 or not _apart(new, at, at + end - start):
                lost.append(reference)
                continue
            new = new[:at] + reference + new[at + end - start :]
        else:
            at += start - left
            new = new[:at] + reference + new[at + end - start :]
    return new, tuple(reversed(lost))


def _by_itself(moved: list[tuple[int, int, int]], start: int, end: int) -> int:
    return next((there + start - here for here, there, size in moved if here <= start and end <= here + size), -1)


def _apart(text: str, start: int, end: int) -> bool:
    """Returns whether nothing joins a stretch of text to a longer word or number."""
    before, after = text[:start][-1:], text[end : end + 2]
    return not (before.isalnum() or before in ("-", ".", ",") or after[:1].isalnum() or (after[:1] in (".", ",", "-") and after[1:].isalnum()))


def _bounded(text: str, start: int, end: int) -> bool:
    return (not start or text[start - 1].isspace()) and (end >= len(text) or text[end].isspace())


def _moved(old: str, new: str) -> list[tuple[int, int, int]]:
    """Returns which stretches of an old text stand in a new one, in their order: place in the old, place in the new, length."""
    from rapidfuzz.distance import LCSseq

    head = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    most = min(len(old), len(new)) - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    found = [(0, 0, head)] if head else []
    first, second = (_PIECES.findall(text[head : len(text) - tail]) for text in (old, new))
    if first and second and len(first) * len(second) <= _MOST_PIECES**2:
        starts, others = ([head, *(head + end for end in accumulate(map(len, pieces)))] for pieces in (first, second))
        blocks = LCSseq.opcodes(first, second).as_matching_blocks()
        found += [(starts[one.a], others[one.b], starts[one.a + one.size] - starts[one.a]) for one in blocks if one.size]
    return _joined([*found, (len(old) - tail, len(new) - tail, tail)] if tail else found)


def _joined(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Returns stretches with those that touch in both texts as one."""
    found: list[tuple[int, int, int]] = []
    for here, there, size in blocks:
        if found and found[-1][0] + found[-1][2] == here and found[-1][1] + found[-1][2] == there:
            found[-1] = (*found[-1][:2], found[-1][2] + size)
        else:
            found.append((here, there, size))
    return found
