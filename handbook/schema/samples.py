"""Samples: the words by which the schema explains itself, as a new product folder, the data format and messages print them.

A value that is one of them was copied or left, and says nothing of a product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.schema.fields import Part
from handbook.schema.kinds import KINDS
from handbook.schema.marks import part_of
from handbook.schema.words import shape_in_words, type_in_words

WORDS_OF_A_SAMPLE = 4
"""Shorter examples, such as `Rev A` or `3.2.1`, may be true of any product."""

_EXAMPLE = re.compile(r"\bExample: (?:`([^`\n]{1,300})`|([^`.\n]{1,300}))\.?")


def explanations(models: Iterable[type[Part]]) -> Iterator[str]:
    """Yields what is said of each kind of record and of each field of these models, groups of fields included, examples apart."""
    yield from (kind.about for kind in KINDS.values())
    for model in with_parts(models):
        for info in model.model_fields.values():
            yield without_example(info.description or "")


def without_example(text: str) -> str:
    """Returns what is said of a field, without the example at its end."""
    return _EXAMPLE.sub("", text).strip()


def examples(models: Iterable[type[Part]]) -> Iterator[str]:
    """Yields the examples of the fields of these models that are long enough to be true of one product alone."""
    for model in with_parts(models):
        for info in model.model_fields.values():
            for found in _EXAMPLE.finditer(info.description or ""):
                text = found[1] or found[2]
                if len(text.split()) >= WORDS_OF_A_SAMPLE:
                    yield text


def shapes(models: Iterable[type[Part]]) -> Iterator[str]:
    """Yields how the types of the fields are said: `prose`, `list of NEED-…`."""
    for model in with_parts(models):
        for info in model.model_fields.values():
            yield type_in_words(info.annotation, info.metadata)
            yield shape_in_words(info.annotation, info.metadata)


def with_parts(models: Iterable[type[Part]]) -> tuple[type[Part], ...]:
    """Returns these models and the groups of fields inside them, each once."""
    found: dict[type[Part], None] = {}
    left = list(models)
    while left:
        model = left.pop()
        if model not in found:
            found[model] = None
            left += [part for info in model.model_fields.values() if (part := part_of(info.annotation)) is not None]
    return tuple(found)
