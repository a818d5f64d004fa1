"""Words that can be translated, as they are gathered for translators."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Words of a template, or of whatever else has any."""

    english: str
    many: str = ""
    """The English for several things, '' where it has no number."""
    context: str = ""
    place: str = ""
    """Where they stand, for translators."""


class Noting:
    """Takes the words of a template in their order, and leaves them as they are."""

    def __init__(self) -> None:
        self.found: list[Message] = []

    def __call__(self, english: str) -> None:
        """Takes words that stand between tags."""
        self.found.append(Message(english))

    def call(self, one: str, many: str, context: str) -> None:
        """Takes words that are marked in a call."""
        self.found.append(Message(one, many, context))
