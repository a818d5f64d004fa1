"""Messages: every sentence of a finding by name, with places for values; here alone stands the language in which findings are told.

A rule says *what* it found, `say("duplicate-id", id=..., file=..., line=...)`, and the words are looked up when somebody reads the finding. So
another language is another mapping of the same names, `Sentence.in_language`, and no rule changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Literal, TypeAlias

from handbook.findings.messages import around, assessor, attached, chain, contradictions, files, filled_in, references, risks, shared, texts, written

ENGLISH: Mapping[str, str] = {
    name: words
    for topic in (files, written, references, filled_in, chain, risks, texts, contradictions, attached, assessor, shared, around)
    for name, words in topic.ENGLISH.items()
}
"""The sentences in English, by name.

A name is the code of the finding and what tells this sentence from others of the code. One that ends in `.right` is what was expected, as a
phrase; `.one` and `.many` are the same sentence about one thing and about several. `expected.…` and `part.…` are phrases that several share.
`part.day` is how a day is written, and `part.figure` how the number 1,234.5 is.
"""


class Phrases(Mapping[str, str]):
    """The sentences of a language, by name, that also knows other words of the handbook, which stand among the values of sentences."""

    def say(self, words: str) -> str:
        """Returns a text in the language where it is the handbook's own, else as it is."""
        return words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or phrase by its name, with the values that it speaks of."""

    name: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Returns it in English."""
        return self.in_language(ENGLISH)

    def in_language(self, words: Mapping[str, str]) -> str:
        """Returns it in the language of `words`, phrases among its values too. Raises KeyError where a name or a value is missing."""
        return words[self.name].format_map({name: spoken(value, words) for name, value in self.values})


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things in one sentence: *a, b or c*, *a, b and c*, *a, b, ...*, *a to b to c*."""

    things: tuple[object, ...]
    by: Literal["or", "and", "more", "to", "comma"]
    """What stands before the last thing, with commas between the others; `to` and `comma` stand between each two. Behind the last one, `more` says
    that there are others."""

    def __str__(self) -> str:
        """Returns it in English."""
        return self.in_language(ENGLISH)

    def in_language(self, words: Mapping[str, str]) -> str:
        """Returns it in the language of `words`; '' of nothing."""
        said = [str(spoken(thing, words)) for thing in self.things] or [""]
        if self.by in ("to", "comma"):
            return _joined(said, words[f"part.{self.by}"])
        if self.by == "more":
            return words["part.and-others"].format(things=_joined(said, words["part.comma"]))
        return _joined([_joined(said[:-1], words["part.comma"]), said[-1]] if said[1:] else said, words[f"part.{self.by}"])


Words: TypeAlias = Sentence | Listed | str
"""What a finding tells. A plain text is what stands in a file or is the same in every language, such as a name of a field."""


def say(name: str, /, **values: object) -> Sentence:
    """Returns the sentence `name` about these values."""
    return Sentence(name, tuple(values.items()))


def counted(number: int, name: str, /, **values: object) -> Sentence:
    """Returns the sentence `name.one` or `name.many` about these values, whichever is right where `number` things are told of."""
    return Sentence(f"{name}.{'one' if number == 1 else 'many'}", tuple(values.items()))


def either(*things: object) -> Listed:
    """Returns the things as alternatives: 'a', 'a or b', 'a, b or c'."""
    return Listed(things, "or")


def both(*things: object) -> Listed:
    """Returns the things together: 'a', 'a and b', 'a, b and c'."""
    return Listed(things, "and")


def first_of(most: int, things: Sequence[object]) -> Listed:
    """Returns the things together, the first `most` of more than that: 'a', 'a and b', 'a, b, ...'."""
    return Listed(tuple(things[:most]), "more" if len(things) > most else "and")


def one_to_next(*things: object) -> Listed:
    """Returns the things as a way that leads from one to the next: 'a', 'a to b', 'a to b to c'."""
    return Listed(things, "to")


def listed(*things: object) -> Listed:
    """Returns the things one after another: 'a', 'a, b', 'a, b, c'."""
    return Listed(things, "comma")


def _joined(said: list[str], pattern: str) -> str:
    """Returns texts as one, each but the first tied to what stands before it as the pattern says."""
    return reduce(lambda first, last: pattern.format(first=first, last=last), said)


def spoken(value: object, words: Mapping[str, str]) -> object:
    """Returns a value as it stands in a sentence of that language: phrases in its words, days and numbers as it writes them."""
    if isinstance(value, (Sentence, Listed)):
        return value.in_language(words)
    if words is ENGLISH or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return _Number(value, words.get("part.figure", ""))
    if isinstance(value, str) and isinstance(words, Phrases) and (said := words.say(value)) is not value:
        return said
    day = _DAY.fullmatch(str(value)) if isinstance(value, (date, str)) else None
    return words.get("part.day", ENGLISH["part.day"]).format(year=day[1], month=day[2], day=day[3]) + day[4] if day else value


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})((?: [0-9]{2}:[0-9]{2})?)")
"""A day, or a moment, as YAML and Python write it."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as a language writes it, whatever a sentence asks of its form."""

    value: float
    figure: str

    def __str__(self) -> str:
        """Returns it with these marks."""
        return format(self, "")

    def __format__(self, asked: str) -> str:
        """Returns it with the marks of `figure`, which is 1,234.5 in that language."""
        said = format(self.value, asked)
        return said.translate({ord(","): self.figure[1:-5], ord("."): self.figure[-2]}) if len(self.figure) >= len("1234.5") else said
