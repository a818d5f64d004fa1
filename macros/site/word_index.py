"""The index of the search as words and not as texts: which section holds which word, and the texts in pieces of their own.

The theme's index holds every text, and a browser cuts all of them into words before the first answer. Here the build does so, as the theme's
script would; that script still weighs and finds. `docs/assets/search-worker.js` reads what is written here.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

_CLASS = re.compile(r"\A\[((?:[^\\\[\]^-]|\\[^\w]|\\s)++)\]\+?\Z")
"""A separator that is one class of single characters, white space among them: it cuts the same in Python and in a browser."""
_ESCAPED = re.compile(r"\\(.)")
_TAG = re.compile(r"<[^<>]*>")
_SEGMENTED = frozenset({"ja", "hi", "th", "zh"})
"""Languages whose words the theme's script tells apart by more than a separator."""
_ENDS = 62
"""How many signs end a number; the others say that it goes on."""
_SIGNS = "".join(sign for sign in map(chr, range(32, 126)) if sign not in '"\\')
"""Signs of numbers: printable, of one byte, and none that JSON writes as two. The tilde parts the words."""
_BETWEEN = "~"
PIECE = 16_000
"""Characters of text after which a piece ends, with the page that it ends in."""


def spaces_of(config: Mapping[str, Any]) -> dict[int, str] | None:
    """Returns a table that makes a space of whatever parts words; None where the search cuts words in a way that only the theme's script knows."""
    found = _CLASS.match(str(config["separator"]))
    if found is None or r"\s" not in found[1] or _SEGMENTED.intersection(config["lang"]):
        return None
    return str.maketrans(dict.fromkeys(_ESCAPED.sub(r"\1", found[1].replace(r"\s", "\ufeff")), " "))


def indexed(entries: Sequence[Mapping[str, Any]], spaces: Mapping[int, str]) -> tuple[dict[str, Any], list[str]]:
    """Returns the index of these sections, and the pieces with their texts, each as JSON."""
    first = _first_of_pieces(entries)
    words, texts, counts = _postings(entries, spaces)
    distinct: dict[tuple[str, ...], int] = {}
    tags = [distinct.setdefault(tuple(entry["tags"]), len(distinct)) if "tags" in entry else -1 for entry in entries]
    index = {
        "words": _folded(words),
        "texts": _BETWEEN.join(texts),
        "counts": _BETWEEN.join(counts),
        "locations": _shortened([entry["location"] for entry in entries]),
        "titles": [entry["title"] for entry in entries],
        "lengths": [len(entry["text"]) for entry in entries],
        "tagged": tags,
        "tags": [list(one) for one in distinct],
        "boosts": {number: entry["boost"] for number, entry in enumerate(entries) if "boost" in entry},
        "pieces": first,
    }
    pieces = [_json([[entry["location"], entry["text"]] for entry in entries[start:end]]) for start, end in zip(first, [*first[1:], len(entries)], strict=True)]
    return index, pieces


def _postings(entries: Sequence[Mapping[str, Any]], spaces: Mapping[int, str]) -> tuple[list[str], list[str], list[str]]:
    """Returns all words of the texts in order; of each, how far it is from one section that holds it to the next; and how often each holds it."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for word, times in Counter(_TAG.sub(" ", entry["text"]).lower().translate(spaces).split()).items():
            held[word] += (number, times)
    words = sorted(held)
    signs = [_signs(number) for number in range(len(entries))]
    texts, counts = [], []
    for word in words:
        numbers, often = held[word][::2], held[word][1::2]
        texts.append("".join([signs[number - before - 1] for before, number in zip([-1, *numbers], numbers, strict=False)]))
        counts.append("" if max(often) == 1 else "".join([_signs(times - 1) for times in often]).rstrip(_SIGNS[0]))
    return words, texts, counts


def _folded(words: Sequence[str]) -> str:
    """Returns words in order as one text: of each, how much of its beginning is that of the one before, as a sign, and the rest of it."""
    found, before = [], ""
    for word in words:
        same, most = 0, min(len(before), len(word), len(_SIGNS) - 1)
        while same < most and word[same] == before[same]:
            same += 1
        found.append(_SIGNS[same] + word[same:])
        before = word
    return "\n".join(found)


def _signs(number: int) -> str:
    """Returns a number as signs, those that say that it goes on first."""
    written = _SIGNS[number % _ENDS]
    number //= _ENDS
    while number:
        number, rest = divmod(number, len(_SIGNS) - _ENDS)
        written = _SIGNS[_ENDS + rest] + written
    return written


def _first_of_pieces(entries: Sequence[Mapping[str, Any]]) -> list[int]:
    """Returns the number of the first section of each piece. A page is never cut."""
    first, at, size = [0], 0, 0
    for _, page in groupby(entries, lambda entry: str(entry["location"]).partition("#")[0]):
        sections = list(page)
        if size >= PIECE:
            first.append(at)
            size = 0
        at += len(sections)
        size += sum(len(entry["text"]) for entry in sections)
    return first


def _shortened(locations: Sequence[str]) -> list[str]:
    """Returns addresses, without the page where it is that of the one before; one that begins so of itself has a space before it."""
    found, before = [], ""
    for location in locations:
        page, mark, anchor = location.partition("#")
        found.append(f"#{anchor}" if mark and page == before else f" {location}" if location.startswith("#") else location)
        before = page
    return found


def _json(what: Any) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"), default=str)
