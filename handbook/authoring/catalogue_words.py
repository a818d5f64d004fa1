"""What questions and readings of the catalogues say in words of their own: for each file the texts that can be translated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from handbook.catalogs.activities import QuestionList
from handbook.catalogs.readings import ReadingList
from handbook.catalogs.shipped import shipped, shipped_in
from handbook.catalogs.wording import CATALOGUE
from handbook.languages.message import Message
from handbook.languages.said import Said
from handbook.schema.fields import Part

_MODELS: dict[str, type[Part]] = {"questions": QuestionList, "readings": ReadingList}
"""What a file holds, by its folder."""


def translatable() -> tuple[str, ...]:
    """Returns the files whose texts can be translated, as a language has them: `questions/activity-0.po`."""
    return tuple(PurePosixPath(name).with_suffix(".po").as_posix() for folder in _MODELS for name in shipped_in(folder))


def words_of(name: str) -> tuple[Message, ...]:
    """Returns the texts of a file, each once; `name` is one of `translatable`. Their places are the ids of questions and entries."""
    found: dict[str, Message] = {}
    for message in _of(shipped(_MODELS[name.partition("/")[0]], PurePosixPath(name).with_suffix(".yaml").as_posix()), ""):
        found.setdefault(message.english, message)
    return tuple(found.values())


def _of(value: object, place: str) -> Iterator[Message]:
    if isinstance(value, Said):
        yield Message(str(value), context=CATALOGUE, place=place)
    elif isinstance(value, tuple):
        for one in value:
            yield from _of(one, place)
    elif isinstance(value, Part):
        place = str(getattr(value, "id", place))
        for name in type(value).model_fields:
            yield from _of(getattr(value, name), place)
