"""Words of the site that know their English, so that they can be said in another language where a page is made.

Views and tables hold such words as texts: in English they are the text itself, may be compared and sorted as one, and nobody has to know of languages.
The environment of the templates says them in the language of the product (`macros.render.environment`). Words of the product are plain texts and
stay as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import ENGLISH as ENGLISH_SENTENCES
from handbook.findings.messages import Listed, Phrases, Sentence, spoken
from handbook.languages.english import SOURCES
from handbook.languages.language import SOURCE, Language

ENGLISH = Language()
"""The language in which everything is written."""
UNTOLD = "\0"
"""Context of words that hold nothing to translate but other words."""


class Said(str):
    """A text of the handbook's own in English, with what its translation is looked up by."""

    __slots__ = ("context", "many", "number", "pattern", "values")
    pattern: str
    """The English with places for values, by which the translation is found."""
    context: str
    """What tells it from another with the same English, '' where nothing has to."""
    values: dict[str, object]
    many: str
    """The English for several things, '' where it has no number."""
    number: int

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Returns what a copy is made of: the English alone."""
        return str, (str(self),)


def t(pattern: str, /, context: str = "", **values: object) -> Said:
    """Returns words of the site, a literal with `{places}` for the values. What is written here in a call is what translators get."""
    said = Said(pattern.format_map(values) if values else pattern)
    said.pattern, said.context, said.values, said.many, said.number = pattern, context, values, "", 0
    return said


def n(one: str, many: str, number: int, /, context: str = "", **values: object) -> Said:
    """Returns words about a number of things, which stands at `{number}`: `one` of a single one, else `many`."""
    values = {"number": number, **values}
    said = Said((one if number == 1 else many).format_map(values))
    said.pattern, said.context, said.values, said.many, said.number = one, context, values, many, number
    return said


def day(value: date) -> Said:
    """Returns a day, which each language writes in its own way; in English as ISO 8601 does."""
    return t("{day}", UNTOLD, day=value)


def figure(value: float) -> Said:
    """Returns a number, without zeros that say nothing, with the marks of the language."""
    return t("{figure:g}", UNTOLD, figure=value)


NAMED = "\1"
"""Context of sentences of findings, and of what is said of codes, which are looked up by their names."""


def named(name: str) -> Said:
    """Returns a sentence of findings, or what is said of a code, by its name: `meaning/duplicate-id`."""
    said = retold(t(name), SOURCES[name])
    said.context = NAMED
    return said


VALUE = "value"
"""Context of words of closed lists, such as levels and states."""


def word(text: str) -> Said:
    """Returns a word of a closed list; one that a view has made already stays."""
    return text if isinstance(text, Said) else t(text, VALUE)


def told_of(finding: Diagnostic) -> Said:
    """Returns the sentence of a finding."""
    return retold(t("{finding}", UNTOLD, finding=finding.sentence), finding.sentence, finding=finding)


def retold(said: Said, english: str, **values: object) -> Said:
    """Returns the same words with another spelling in English, such as without its capital."""
    made = Said(english)
    made.pattern, made.context, made.values, made.many, made.number = said.pattern, said.context, values or said.values, said.many, said.number
    return made


def joined(separator: str, things: Sequence[object]) -> Said:
    """Returns several texts in one, each said in the language of the page: 'a, b' with the separator ', '."""
    names = [f"t{position}" for position in range(len(things))]
    return t(separator.join(f"{{{name}}}" for name in names), UNTOLD, **dict(zip(names, things, strict=True)))


def in_language(value: object, language: Language) -> tuple[str, bool]:
    """Returns a text as it stands in a language, and whether that is no English that lacks a translation."""
    if isinstance(value, (Sentence, Listed)):
        return value.in_language(phrases(language)), not isinstance(value, Sentence) or value.name not in language.missing
    if isinstance(value, Diagnostic):
        return value.in_language(phrases(language)), True
    if not isinstance(value, Said) or language.code == SOURCE:
        return str(value), True
    values = {
        name: in_language(one, language) if isinstance(one, (Said, Sentence, Listed, Diagnostic)) else (spoken(one, language.messages), True)
        for name, one in value.values.items()
    }
    if value.context == UNTOLD:
        pattern, there = value.pattern, all(known for _, known in values.values())
    elif value.context == NAMED:
        pattern, there = language.messages[value.pattern], value.pattern not in language.missing
    elif value.many:
        there = ((value.context, value.pattern) if value.context else value.pattern) in language.plurals
        pattern = language.counts(value.pattern, value.many, value.number, value.context)
    else:
        there, pattern = language.has(value.pattern, value.context), language.says(value.pattern, value.context)
    if not values:
        return pattern, there
    return pattern.format_map({name: said for name, (said, _) in values.items()}), there


class _Phrases(Phrases):
    """The sentences of a language with its other words."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __getitem__(self, name: str) -> str:
        return self._language.messages[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._language.messages)

    def __len__(self) -> int:
        return len(self._language.messages)

    def say(self, words: str) -> str:
        """Returns a text in the language where it is the handbook's own, else as it is."""
        return told(words, self._language) if isinstance(words, Said) else words


def phrases(language: Language) -> Mapping[str, str]:
    """Returns the words in which findings are told in a language, and with them those of the site that stand in a sentence, such as names of kinds."""
    return ENGLISH_SENTENCES if language is ENGLISH else _Phrases(language)


def told(value: object, language: Language) -> str:
    """Returns a text as it stands in a language; English where it has no translation."""
    return in_language(value, language)[0]
