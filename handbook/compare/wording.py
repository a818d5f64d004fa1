"""Two states of a text word by word: what is kept, what went and what came, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

Op = Literal["same", "gone", "come"]

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 20_000
"""Words beyond which two texts are told whole instead of word by word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that share a fate."""

    op: Op
    text: str


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Returns the pieces of which both texts are made, but for where lines are broken: what is the same or gone is `before`, what is the same
    or came is `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > LONGEST:
        return tuple(piece for piece in (Piece("gone", before), Piece("come", after)) if piece.text)
    found = tuple(_joined(_pieces(old, new, [*map(_wrapped, old)], [*map(_wrapped, new)])))
    if all(piece.op == "same" for piece in found):  # nothing but where lines are broken, which may matter in a list
        found = tuple(_joined(_pieces(old, new, old, new)))
    return found


def _wrapped(token: str) -> str:
    """Returns a token as it counts: a line that is broken elsewhere says the same, and a new paragraph does not."""
    return token if not token.isspace() else "\n\n" if token.count("\n") > 1 else " "


def _pieces(old: Sequence[str], new: Sequence[str], said: Sequence[str], says: Sequence[str]) -> Iterator[Piece]:
    for one in Indel.opcodes(said, says):
        if one.tag == "equal":
            yield Piece("same", "".join(old[one.src_start : one.src_end]))
        elif one.tag == "delete":
            yield Piece("gone", "".join(old[one.src_start : one.src_end]))
        else:
            yield Piece("come", "".join(new[one.dest_start : one.dest_end]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yields the pieces with blanks between two changes taken into these, so that a phrase that is replaced is one change and not many."""
    gone, come = "", ""
    waiting = ""
    for piece in pieces:
        if piece.op == "same" and (gone or come) and not piece.text.strip() and not waiting:
            waiting = piece.text
            continue
        if piece.op == "same":
            yield from _flushed(gone, come)
            yield Piece("same", waiting + piece.text)
            gone = come = waiting = ""
            continue
        if waiting:
            gone, come, waiting = gone + waiting, come + waiting, ""
        gone += piece.text if piece.op == "gone" else ""
        come += piece.text if piece.op == "come" else ""
    yield from _flushed(gone, come)
    if waiting:
        yield Piece("same", waiting)


def _flushed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if come:
        yield Piece("come", come)


def shortened(pieces: Sequence[Piece], around: int = 40) -> tuple[Piece, ...]:
    """Returns the pieces with what is the same cut to some characters on each side of a change."""
    found = []
    for position, piece in enumerate(pieces):
        text = piece.text
        if piece.op == "same":
            first, last = position == 0, position == len(pieces) - 1
            if first and len(text) > around:
                text = f"… {_tail(text, around)}"
            elif last and len(text) > around:
                text = f"{_head(text, around)} …"
            elif len(text) > 2 * around + 5:
                text = f"{_head(text, around)} … {_tail(text, around)}"
        found.append(Piece(piece.op, text))
    return tuple(found)


def _head(text: str, size: int) -> str:
    return text[:size].rsplit(None, 1)[0] if text[:size].split() else text[:size]


def _tail(text: str, size: int) -> str:
    return text[-size:].split(None, 1)[-1] if text[-size:].split() else text[-size:]
