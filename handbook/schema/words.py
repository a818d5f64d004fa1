"""The type of a field in words, `list of NEED-…`, for the data format, messages and the comments of a new product folder."""

from __future__ import annotations

from typing import Any

from handbook.findings.messages import Words, both, either, say
from handbook.languages.said import Said, retold
from handbook.schema.kinds import KINDS
from handbook.schema.marks import MOST_KEYS, closed_list, is_many, mark_of, part_of


def type_in_words(annotation: Any, metadata: Any = ()) -> str:
    """Returns the type of a field as an author would say it."""
    literals = closed_list(annotation)
    prefix = "list of " if is_many(annotation) else ""
    if literals:
        return f"{prefix}one of: {both(*literals)}"
    part = part_of(annotation)
    if part is not None:
        return f"{prefix}{part.__name__}"
    mark = mark_of(annotation, metadata)
    if mark is not None:
        return prefix + _marked(mark.meaning, mark.kinds, mark.levels)
    text = str(annotation)
    for name, words in (("bool", "yes or no"), ("datetime.date", "date"), ("int", "whole number"), ("float", "number")):
        if name in text:
            return prefix + words
    return f"{prefix}text"


def shape_in_words(annotation: Any, metadata: Any = ()) -> str:
    """Returns the type of a field in words, with the keys of a group of fields instead of its name: for whoever sees the field alone."""
    part = part_of(annotation)
    if part is None or closed_list(annotation):
        return type_in_words(annotation, metadata)
    keys = [f"'{name}'" for name, info in part.model_fields.items() if info.is_required() or part_of(info.annotation) is None][:MOST_KEYS]
    named = both(*keys, "more") if len(part.model_fields) > len(keys) else both(*keys)
    return f"list of entries, each with {named}" if is_many(annotation) else f"{named} beneath it"


def _marked(meaning: str, kinds: tuple[str, ...], levels: tuple[str, ...]) -> str:
    if meaning == "record":
        return str(either(*(f"{KINDS[kind].prefix}-…" for kind in kinds))) if kinds else "id of any record"
    if meaning == "entry":
        return f"entry of {either(*levels)}" if levels else "entry of a reference document"
    return {
        "prose": "prose",
        "question": "question of an activity",
        "file": "file in files/",
        "moment": "date, or date and time",
        "dimension": "dimension of impact",
    }.get(meaning, "text")


def with_article(noun: str) -> Words:
    """Returns the name of a kind as it stands in a sentence: 'a need or goal', 'an entity'."""
    noun = in_a_sentence(noun)
    vowel = noun[0] in "aeiou" and not noun.startswith("use")
    return say("part.an" if vowel else "part.a", noun=noun)


def in_a_sentence(noun: str) -> str:
    """Returns the name of a kind with the letter that it has inside a sentence: 'data flows', 'CSF profile entry'."""
    lowered = noun[0].lower() + noun[1:] if not noun[:3].isupper() else noun
    return retold(noun, lowered) if isinstance(noun, Said) else lowered
