"""Single misspellings: one character too many, too few, replaced, or two swapped, and whether the right word is suggested."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic
from handbook.schema.kinds import FILES
from handbook.schema.marks import part_of
from tests.support.mutation import Mutation
from tests.support.written import Book, Spot, kinds_of, levels_of, position, records_in, replaced, words_of

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {"key": LETTERS + "_", "word": LETTERS + " ", "yes-no": LETTERS, "yaml file": LETTERS + "-", "file": LETTERS + "-./0123456789"}
IDS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."
PLAIN = re.compile(r"[A-Za-z][A-Za-z_]*")


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A word with one slip, where it stands, and the words that may stand there."""

    category: str
    wrong: str
    right: str
    choices: tuple[str, ...]
    mutation: Mutation

    @property
    def unique(self) -> bool:
        """Returns whether the right word is nearer than any other."""
        near = distance(self.wrong, self.right)
        return all(distance(self.wrong, other) > near for other in self.choices if other != self.right)


@dataclass(frozen=True)
class Outcome:
    """What was said about a slip."""

    slip: Slip
    told: tuple[Diagnostic, ...]
    """Findings at the place."""

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Returns what they suggest, best first."""
        return tuple(one for finding in self.told for one in finding.suggestions)

    @property
    def listed(self) -> bool:
        """Returns whether the right word is among the suggestions."""
        return self.slip.right in self.suggestions

    @property
    def first(self) -> bool:
        """Returns whether the right word is the first."""
        return self.suggestions[:1] == (self.slip.right,)


@lru_cache(maxsize=200_000)
def distance(left: str, right: str) -> int:
    """Returns how many characters must be inserted, dropped, replaced or swapped with their neighbour; after the definition, from the end."""
    if not left or not right:
        return len(left) + len(right)
    found = [distance(left[:-1], right) + 1, distance(left, right[:-1]) + 1, distance(left[:-1], right[:-1]) + (left[-1] != right[-1])]
    if len(left) > 1 and len(right) > 1 and left[-1] == right[-2] and left[-2] == right[-1]:
        found.append(distance(left[:-2], right[:-2]) + 1)
    return min(found)


def slipped(word: str, alphabet: str, rng: random.Random) -> str:
    """Returns the word with one slip."""
    where = rng.randrange(len(word))
    drawn = rng.choice(alphabet)
    swapped = word[:where] + word[where + 1 : where + 2] + word[where] + word[where + 2 :]
    return rng.choice((word[:where] + drawn + word[where:], word[:where] + word[where + 1 :], word[:where] + drawn + word[where + 1 :], swapped))


def slips(book: Book, catalogues: Catalogues, attachments: tuple[str, ...], rng: random.Random, enough: Callable[[str], bool]) -> Iterator[Slip]:
    """Yields a slip for every key, word, id and name of a product, in any order, but for categories of which there are enough."""
    ids = book.ids
    spots = book.spots()
    rng.shuffle(spots)
    named = {spot.node.value for spot in spots if spot.scalar and spot.holds == "record"}
    models = {id(node): model for file, text in book.texts.items() for node, model in records_in(file, text)}
    for spot in spots:
        if spot.key is not None and not enough("key"):
            yield from _slip("key", spot, spot.key, _keys(spot, models[id(spot.record)]), book, rng)
        if not spot.scalar:
            continue
        if spot.path == ("id",) and spot.node.value in named and not enough("own id"):
            yield from _slip("own id", spot, spot.node, (spot.node.value,), book, rng)
        if enough(spot.holds):
            continue
        choices: Iterable[str] = {
            "word": words_of(spot.info),
            "yes-no": ("yes", "no"),
            "record": tuple(known for known, kind in ids.items() if not kinds_of(spot.info) or kind in kinds_of(spot.info)),
            "entry": catalogues.choices(levels_of(spot.info)),
            "question": tuple(catalogues.questions),
            "file": attachments,
        }.get(spot.holds, ())
        yield from _slip(spot.holds, spot, spot.node, tuple(choices), book, rng)
    files = list(book.texts.items())
    rng.shuffle(files)
    for file, text in files:
        wrong = slipped(file, ALPHABETS["yaml file"], rng)
        free = tuple(known for known in FILES if known not in book.texts or known == file)
        if wrong not in FILES and wrong.strip("/") == wrong and "//" not in wrong and not wrong.startswith("."):
            mutation = Mutation(operator="misspell", what=f"{file} -> {wrong}", changes={file: None, wrong: text}, places=((wrong, 1, 1),))
            yield Slip(category="yaml file", wrong=wrong, right=file, choices=free, mutation=mutation)


def _slip(category: str, spot: Spot, node: object, choices: tuple[str, ...], book: Book, rng: random.Random) -> Iterator[Slip]:
    right = node.value  # type: ignore[attr-defined]
    if right not in choices:
        return
    wrong = slipped(right, ALPHABETS.get(category, IDS), rng)
    taken = [key.value for key, _ in spot.parent.value] if category == "key" else []
    if wrong in (*choices, *taken, "") or wrong.strip() != wrong or wrong.casefold() in ("true", "false", "null"):
        return
    if category == "own id" and re.fullmatch(rf"{right.partition('-')[0]}-[0-9]{{2,4}}", wrong):
        return  # an id like any other
    text = replaced(book.texts[spot.file], node, wrong if PLAIN.fullmatch(wrong) else json.dumps(wrong))
    what = f"{spot.file}:{position(node)[0]} {right} -> {wrong}"
    mutation = Mutation(operator="misspell", what=what, changes={spot.file: text}, places=((spot.file, *position(node)),))
    yield Slip(category=category, wrong=wrong, right=right, choices=choices, mutation=mutation)


def _keys(spot: Spot, model: object) -> tuple[str, ...]:
    """Returns the keys that may stand at a key and do not stand beside it."""
    current = model
    for segment in spot.path[:-1]:
        if isinstance(segment, str) and current is not None:
            info = current.model_fields.get(segment)  # type: ignore[attr-defined]
            current = part_of(info.annotation) if info is not None else None
    present = {key.value for key, _ in spot.parent.value} - {spot.key.value}
    return tuple(name for name in current.model_fields if name not in present) if current is not None else ()  # type: ignore[attr-defined]
