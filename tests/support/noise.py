"""The operator that puts anything at all anywhere: characters, lines and bytes by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.support.mutation import Mutation
from tests.support.written import Book


def noise(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A character too many or too few, a line moved or indented otherwise: whatever comes of it, nothing is lost in silence."""
    for file, text in book.files():
        lines = text.split("\n")
        for _ in range(12):
            where, row = rng.randrange(len(text)), rng.randrange(len(lines) - 2)
            drawn = rng.choice("-:#'\"{}[],&*!|>%@`? \t\n~")
            moved = [*lines[:row], lines[row + 1], lines[row], *lines[row + 2 :]]
            deeper = [*lines[:row], " " + lines[row], *lines[row + 1 :]]
            flatter = [*lines[:row], lines[row][1:] if lines[row].startswith(" ") else lines[row], *lines[row + 1 :]]
            left, what = rng.choice(
                (
                    (text[:where] + drawn + text[where:], f"{drawn!r} at {where}"),
                    (text[:where] + text[where + 1 :], f"{text[where]!r} gone at {where}"),
                    ("\n".join(moved), f"lines {row + 1} and {row + 2} swapped"),
                    ("\n".join(deeper), f"line {row + 1} indented"),
                    ("\n".join(flatter), f"line {row + 1} outdented"),
                )
            )
            if left != text:
                yield Mutation(operator="noise", what=f"{file} {what}", changes={file: left})
