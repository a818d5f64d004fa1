"""Kinds of records as somebody types them after an option, several with commas."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.methods.naming import kind_meant
from handbook.schema.kinds import KINDS


class UnknownKindError(ValueError):
    """A word names no kind; the message says which is near."""


def kinds_meant(given: Iterable[str]) -> tuple[str, ...]:
    """Returns the names of the kinds that the words mean, each once. Raises UnknownKindError."""
    found: dict[str, None] = {}
    for words in (word.strip() for one in given for word in one.split(",") if word.strip()):
        kind, near = kind_meant(words)
        if kind is None:
            hint = f"did you mean {' or '.join(near)}?" if near else f"expected one of {', '.join(KINDS)}"
            raise UnknownKindError(f"'{words}' is no kind of record; {hint}")
        found[kind] = None
    return tuple(found)
