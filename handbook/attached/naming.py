"""How several names that a file states become one text."""

from __future__ import annotations

from collections.abc import Iterable


def in_a_row(names: Iterable[str]) -> str:
    """Returns names with commas between them; '' of none."""
    return ", ".join(names)
