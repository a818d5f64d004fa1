"""The type of a field in words, `list of NEED-…`, for the data format, messages and the comments of a new product folder."""

from __future__ import annotations

from typing import Any

from handbook.findings.messages import Words, both, either, say
from handbook.languages.said import UNTOLD, Said, retold, t
from handbook.schema.kinds import KINDS
from handbook.schema.marks import MOST_KEYS, closed_list, is_many, mark_of, part_of


def type_in_words(annotation: Any, metadata: Any = ()) -> str:
    """Returns the type of a field as an author would say it."""
    words = _type(annotation, metadata)
    return t("list of {what}", what=words) if is_many(annotation) else words


def _type(annotation: Any, metadata: Any) -> str:
    """Returns the type of a value, of one of them where the field is a list."""
    literals = closed_list(annotation)
    if literals:
        return t("one of: {values}", values=both(*literals))
    part = part_of(annotation)
    if part is not None:
        return part.__name__
    mark = mark_of(annotation, metadata)
    if mark is not None:
        return _marked(mark.meaning, mark.kinds, mark.levels)
    text = str(annotation)
    for name, words in (("bool", t("yes or no")), ("datetime.date", t("date")), ("int", t("whole number")), ("float", t("number"))):
        if name in text:
            return words
    return t("text")


def shape_in_words(annotation: Any, metadata: Any = ()) -> str:
    """Returns the type of a field in words, with the keys of a group of fields instead of its name: for whoever sees the field alone."""
    part = part_of(annotation)
    if part is None or closed_list(annotation):
        return type_in_words(annotation, metadata)
    keys = [f"'{name}'" for name, info in part.model_fields.items() if info.is_required() or part_of(info.annotation) is None][:MOST_KEYS]
    more = (say("part.more-keys"),) if len(part.model_fields) > len(keys) else ()
    named = both(*keys, *more)
    return t("list of entries, each with {keys}", keys=named) if is_many(annotation) else t("{keys} beneath it", keys=named)


def _marked(meaning: str, kinds: tuple[str, ...], levels: tuple[str, ...]) -> str:
    if meaning == "record":
        return t("{ids}", UNTOLD, ids=either(*(f"{KINDS[kind].prefix}-…" for kind in kinds))) if kinds else t("id of any record")
    if meaning == "entry":
        return t("entry of {documents}", documents=either(*levels)) if levels else t("entry of a reference document")
    return {
        "prose": t("prose"),
        "question": t("question of an activity"),
        "file": t("file in files/"),
        "moment": t("date, or date and time"),
        "dimension": t("dimension of impact"),
    }.get(meaning, t("text"))


def with_article(noun: str) -> Words:
    """Returns the name of a kind as it stands in a sentence: 'a need or goal', 'an entity'."""
    noun = in_a_sentence(noun)
    vowel = noun[0] in "aeiou" and not noun.startswith("use")
    return say("part.an" if vowel else "part.a", noun=noun)


def in_a_sentence(noun: str) -> str:
    """Returns the name of a kind with the letter that it has inside a sentence: 'data flows', 'CSF profile entry'."""
    if noun[:3].isupper():
        return noun
    lowered = noun[0].lower() + noun[1:]
    return retold(noun, lowered) if isinstance(noun, Said) else lowered
