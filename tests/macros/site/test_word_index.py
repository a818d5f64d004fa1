"""The index of words says what stands in the sections, to the word and to the letter."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from macros.site.word_index import PIECE, indexed, spaces_of

SEPARATOR = r'[\s\-,:!=\[\]()"/]+'
"""The separator of mkdocs.base.yml."""
SIGNS = [sign for sign in map(chr, range(32, 126)) if sign not in '"\\']
ENDS = 62


def entry(location: str, text: str, **more: Any) -> dict[str, Any]:
    return {"location": location, "title": location.upper(), "text": text, **more}


ENTRIES = [
    entry("", "<p>Home of the <code>sensor-hub</code>, of the Hub and of THE hub.</p>", tags=["start", "home"]),
    entry("#what", "What\u2019s said: <ul><li>one</li><li>Two</li></ul> 4\u00a0kB \u00fcber"),
    entry("a/", "hub " * 300, tags=["home"], boost=2),
    entry("a/#first", ""),
    *(entry(f"b/{number}/", f"word{number % 7} common " + ("rare" if number == 411 else "") + " padding" * 20) for number in range(420)),
    entry("#late", "of the home page, which has no section of its own here"),
]


def read(signs: str) -> list[int]:
    """Returns the numbers that stand in signs, as the browser reads them."""
    found, value = [], 0
    for sign in signs:
        place = SIGNS.index(sign)
        if place < ENDS:
            found.append(value * ENDS + place)
            value = 0
        else:
            value = value * (len(SIGNS) - ENDS) + place - ENDS
    return found


def unfolded(text: str) -> list[str]:
    words: list[str] = []
    for folded in text.split("\n"):
        words.append((words[-1] if words else "")[: SIGNS.index(folded[0])] + folded[1:])
    return words


def test_words_stand_with_their_sections_and_how_often() -> None:
    spaces = spaces_of({"separator": SEPARATOR, "lang": ["en"]})
    assert spaces is not None
    index, _ = indexed(ENTRIES, spaces)
    expected: dict[str, dict[int, int]] = {}
    for number, one in enumerate(ENTRIES):
        words = [word.lower() for text in re.split("<[^>]*>", one["text"]) for word in re.split(SEPARATOR, text) if word]
        for word, times in Counter(words).items():
            expected.setdefault(word, {})[number] = times
    words = unfolded(index["words"])
    assert words == sorted(expected)
    found = {}
    for word, steps, counts in zip(words, index["texts"].split("~"), index["counts"].split("~"), strict=True):
        number, often = -1, read(counts)
        found[word] = {}
        for place, step in enumerate(read(steps)):
            number += step + 1
            found[word][number] = 1 + (often[place] if place < len(often) else 0)
    assert found == expected
    assert (found["hub"], found["sensor"], found["rare"]) == ({0: 2, 2: 300}, {0: 1}, {4 + 411: 1})


def test_sections_are_told_in_few_words_and_texts_stand_apart() -> None:
    spaces = spaces_of({"separator": SEPARATOR, "lang": ["en"]})
    assert spaces is not None
    index, pieces = indexed(ENTRIES, spaces)
    assert index["locations"][:5] == ["", "#what", "a/", "#first", "b/0/"]
    assert index["locations"][-1] == " #late"  # not of the page before
    assert index["lengths"] == [len(one["text"]) for one in ENTRIES]
    assert [index["tags"][number] if number != -1 else None for number in index["tagged"][:4]] == [["start", "home"], None, ["home"], None]
    assert index["boosts"] == {2: 2}
    texts = [pair for piece in pieces for pair in json.loads(piece)]
    assert texts == [[one["location"], one["text"]] for one in ENTRIES]
    assert len(pieces) == len(index["pieces"]) > 3
    for piece, first in zip(pieces, index["pieces"], strict=True):
        held = json.loads(piece)
        assert held[0][0] == ENTRIES[first]["location"]
        assert sum(len(text) for _, text in held[:-1]) < PIECE
    assert indexed(ENTRIES, spaces) == (index, pieces)


def test_a_page_is_in_one_piece() -> None:
    entries = [entry(f"{page}/{anchor}", "x" * 9000) for page in range(5) for anchor in ("", "#a", "#b")]
    index, pieces = indexed(entries, {})
    assert index["pieces"] == [0, 3, 6, 9, 12]
    assert len(pieces) == 5
    assert indexed([], {})[0]["words"] == ""


@pytest.mark.parametrize(
    ("separator", "language"),
    [
        (r"[\s\-]+|(?<=[a-z])(?=[A-Z])", "en"),
        (r"\b", "en"),
        (r"[\s\u200b\-]+", "en"),
        (r"[\W]+", "en"),
        (r"[\s+--]+", "en"),
        (r"[\-,]+", "en"),
        (SEPARATOR, "ja"),
    ],
)
def test_where_a_browser_may_cut_otherwise_the_theme_does_it(separator: str, language: str) -> None:
    assert spaces_of({"separator": separator, "lang": ["en", language]}) is None


def test_a_class_of_signs_cuts_as_in_a_browser() -> None:
    spaces = spaces_of({"separator": r"[\s\-_.]+", "lang": ["de"]})
    assert spaces is not None
    assert "a-b_c.d\ufeffe,f\u00a0g\\h".translate(spaces).split() == ["a", "b", "c", "d", "e,f", "g\\h"]
