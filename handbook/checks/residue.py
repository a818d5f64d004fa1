"""Residue: what a product still says of a published example, from which its folder was copied.

A fact is a text field or a file. It is residue where it is word for word a fact of a published example, and long enough
not to be so by chance, or where it names the example's product or maker. The examples are known by fingerprints alone
(`published_examples.json`), so that no build holds a word of another product. An example itself has no residue: it is known
by its folder together with the titles of its product and maker, so a folder that was copied elsewhere or renamed
inside is compared. `handbook.authoring.fingerprints` writes the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook
from handbook.schema.marks import marked
from handbook.schema.records.product import Product
from handbook.source.disk import read_whole

FINGERPRINTS = "published_examples.json"
WORDS_NEEDED = 4
"""Shorter texts, such as `Firmware update`, are alike by chance."""
CHARACTERS_NEEDED = 20
NAMES_OF_LAWS = frozenset({("obligation", "title"), ("obligation", "source"), ("obligation", "jurisdiction")})
"""Fields that hold the name of a law or standard and where it binds: the same for everybody whom it binds."""
TOLD_ONE_BY_ONE = 10
"""Fewer facts than these are told one by one, however few others there are."""
LARGEST_FILE = 1024 * 1024
"""Larger files are not compared."""

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A text field or a file of a product."""

    place: Place
    name: Words
    """How a message names it."""
    record: str
    fingerprint: str
    """Of the text with white space folded; empty where it is too short to be compared."""
    words: frozenset[str]
    """Fingerprints of its words, by which names are found."""


@dataclass(frozen=True, slots=True)
class Example:
    """A published example, as far as it must be known."""

    folder: str
    titles: tuple[str, str]
    """Fingerprints of the titles of product and maker."""
    names: frozenset[str]
    facts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Left:
    """A fact that is still an example's."""

    fact: Fact
    names: bool
    """Whether it is not the example's word for word, and names its product or maker."""


def facts_in(handbook: Handbook, folder: Path) -> tuple[Fact, ...]:
    """Returns the facts of a product that are compared with those of the examples.

    None where it is one of them itself, and none where that cannot be told, since the product's own file could not be read.
    """
    if handbook.product is None or any(_is(example, handbook, folder) for example in published()):
        return ()
    return tuple(every_fact(handbook, folder))


def left(facts: tuple[Fact, ...]) -> tuple[Left, ...]:
    """Returns the facts that are still an example's."""
    known = frozenset().union(*(example.facts for example in published()))
    names = frozenset().union(*(example.names for example in published()))
    found = []
    for fact in facts:
        whole = bool(fact.fingerprint) and fact.fingerprint in known
        if whole or fact.words & names:
            found.append(Left(fact, not whole))
    return tuple(found)


def residue(facts: tuple[Fact, ...], found: tuple[Left, ...]) -> list[Diagnostic]:
    """Returns what is still an example's: one finding each, one for a file that is mostly so, or one for the product if that is."""
    if _mostly(len(found), len(facts)):
        first = min(found, key=lambda one: one.fact.place)
        message = say("residue.product", count=len(found), total=len(facts))
        expected = say("residue.product.right")
        return [make("residue", first.fact.place, message, expected=expected)]
    diagnostics = []
    all_in = Counter(fact.place.file for fact in facts)
    left_in = Counter(one.fact.place.file for one in found)
    told: set[str] = set()
    for one in sorted(found, key=lambda one: one.fact.place):
        file = one.fact.place.file
        if _mostly(left_in[file], all_in[file]):
            if file not in told:
                message = say("residue.file", count=left_in[file], total=all_in[file])
                diagnostics.append(make("residue", one.fact.place, message, expected=say("residue.right")))
            told.add(file)
        elif one.names:
            message = say("residue.names", what=one.fact.name)
            diagnostics.append(make("residue", one.fact.place, message, expected=say("residue.names.right"), record=one.fact.record))
        else:
            message = say("residue", what=one.fact.name)
            diagnostics.append(make("residue", one.fact.place, message, expected=say("residue.right"), record=one.fact.record))
    return diagnostics


def _mostly(number: int, total: int) -> bool:
    """Returns whether so many of so many are too many to be told one by one."""
    return number >= TOLD_ONE_BY_ONE and 2 * number > total


@cache
def published() -> tuple[Example, ...]:
    """Returns the published examples. A function of the package alone."""
    data = json.loads(files("handbook.catalogs").joinpath(FINGERPRINTS).read_text(encoding="utf-8"))
    return tuple(Example(one["folder"], (one["product"], one["maker"]), frozenset(one["names"]), frozenset(one["facts"].split())) for one in data["examples"])


def _is(example: Example, handbook: Handbook, folder: Path) -> bool:
    tail = Path(example.folder).parts
    product, maker = map(fingerprint, titles_of(handbook))
    unknown = handbook.product is not None and handbook.product.maker is not None and not handbook.maker  # an error took the maker away
    return folder.resolve().parts[-len(tail) :] == tail and product == example.titles[0] and (unknown or maker == example.titles[1])


def titles_of(handbook: Handbook) -> tuple[str, str]:
    """Returns the titles of product and maker, empty where there is none."""
    return handbook.name, handbook.maker


def every_fact(handbook: Handbook, folder: Path) -> Iterator[Fact]:
    """Yields every text field and file of a product."""
    known: dict[str, str] = {}
    product = next(iter(handbook.of(Product)), None)
    if product is not None:
        for path, _, text in marked(handbook.site):
            yield _fact(product.document.place(("site", *path)), say("part.field", field=path[0], owner=say("part.the-site")), "", text, known)
    for item in handbook.records():
        for path, mark, text in marked(item.record):
            if mark.meaning in ("plain", "prose") and path != ("id",):
                shared = (item.kind.name, str(path[0])) in NAMES_OF_LAWS
                yield _fact(item.place(*path), say("part.field", field=path[0], owner=item.id), item.id, text, known, compared=not shared)
    for part, names in (("files", handbook.attachments), ("pages", handbook.pages)):
        for name in names:
            file = f"{part}/{name}"
            try:
                data = read_whole(folder / part / name, LARGEST_FILE)
            except OSError:
                data = b""
            yield _fact(Place(file), say("part.file", file=file), "", data.decode("utf-8", "replace"), known, whole=True)


def _fact(place: Place, name: Words, record: str, text: str, known: dict[str, str], *, whole: bool = False, compared: bool = True) -> Fact:
    """Returns a text as a fact; `known` are the words of the product that have a fingerprint already, and gets those of this text."""
    folded = " ".join(text.split())
    compared = compared and len(folded) >= CHARACTERS_NEEDED and (whole or len(folded.split()) >= WORDS_NEEDED)
    words = set(_WORD.findall(folded.casefold()))
    known.update((word, fingerprint(word)) for word in words - known.keys())
    return Fact(place, name, record, fingerprint(folded) if compared else "", frozenset(known[word] for word in words))


def fingerprint(text: str) -> str:
    """Returns the first 12 hexadecimal digits of the text's SHA-256, by which published examples are recognised without their words."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
