"""Text of a product as it may stand in a line that is printed: nothing in it ends the line or steers a terminal."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Returns a text with each run of blanks as one, and a replacement for what is not printable."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in " ".join(text.split()))
