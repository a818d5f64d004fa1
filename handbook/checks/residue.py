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

from handbook.checks.every_text import Said, of_site, texts_of
from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
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

    file: str
    fingerprint: str
    """Of the text with white space folded; empty where it is too short to be compared."""
    names: bool
    """Whether it names the product or the maker of a published example."""
    said: Said | None = None
    """The text field; None where it is a file."""

    @property
    def place(self) -> Place:
        return self.said.place if self.said else Place(self.file)

    @property
    def name(self) -> Words:
        """Returns how a message names it."""
        if self.said is None:
            return say("part.file", file=self.file)
        return say("part.field", field=self.said.path[0], owner=say("part.the-site") if self.said.of_site else self.record)

    @property
    def record(self) -> str:
        """Returns the id of the record that says it, or ''."""
        return "" if self.said is None or self.said.of_site else self.said.item.id


@dataclass(frozen=True, slots=True)
class Example:
    """A published example, as far as it must be known."""

    folder: str
    titles: tuple[str, str]
    """Fingerprints of the titles of product and maker."""
    names: frozenset[str]
    facts: frozenset[str]
    """What it says, and what it said in earlier states: a product may have started as a copy of one."""


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
    return tuple(Left(fact, fact.fingerprint not in known) for fact in facts if fact.fingerprint in known or fact.names)


def residue(facts: tuple[Fact, ...], found: tuple[Left, ...]) -> list[Diagnostic]:
    """Returns what is still an example's: one finding each, one for a file that is mostly so, or one for the product if that is."""
    if _mostly(len(found), len(facts)):
        file = min(one.fact.file for one in found)  # places go by their files first, and of thousands of facts few are asked for theirs
        first = min((one for one in found if one.fact.file == file), key=lambda one: one.fact.place)
        message = say("residue.product", count=len(found), total=len(facts))
        expected = say("residue.product.right")
        return [make("residue", first.fact.place, message, expected=expected)]
    diagnostics = []
    all_in = Counter(fact.file for fact in facts)
    left_in = Counter(one.fact.file for one in found)
    told: set[str] = set()
    for one in sorted(found, key=lambda one: one.fact.place):
        file = one.fact.file
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
    return tuple(
        Example(one["folder"], (one["product"], one["maker"]), frozenset(one["names"]), frozenset((*one["facts"].split(), *one["former"].split())))
        for one in data["examples"]
    )


def _is(example: Example, handbook: Handbook, folder: Path) -> bool:
    tail = Path(example.folder).parts
    product, maker = map(fingerprint, titles_of(handbook))
    unknown = handbook.product is not None and handbook.product.maker is not None and not handbook.maker  # an error took the maker away
    return folder.resolve().parts[-len(tail) :] == tail and product == example.titles[0] and (unknown or maker == example.titles[1])


def titles_of(handbook: Handbook) -> tuple[str, str]:
    """Returns the titles of product and maker, empty where there is none."""
    return handbook.name, handbook.maker


def every_fact(handbook: Handbook, folder: Path) -> Iterator[Fact]:
    """Yields every text field, every entry of an assessor and every file of a product."""
    for said in of_site(handbook):
        yield Fact(said.item.document.file, _fingerprint(said.text), _names_an_example(said.text), said)
    for item in handbook.records():
        yield from item.alone(_facts_of)
    for one in handbook.assessments:
        text = " ".join(filter(None, (one.said.requirement, one.said.question, one.said.by, one.said.day.isoformat())))
        yield Fact(one.document.file, _fingerprint(text), _names_an_example(text))
    for part, listed in (("files", handbook.attachments), ("pages", handbook.pages)):
        for name in listed:
            try:
                text = read_whole(folder / part / name, LARGEST_FILE).decode("utf-8", "replace")
            except OSError:
                text = ""
            yield Fact(f"{part}/{name}", _fingerprint(text, words=1), _names_an_example(text))


def _facts_of(item: Item) -> tuple[Fact, ...]:
    """Returns every text field of a record."""
    texts = texts_of(item)
    some_name = _names_an_example("\n".join(text for _, _, text in texts))
    shared = {path for path, _, _ in texts if (item.kind.name, str(path[0])) in NAMES_OF_LAWS}
    return tuple(
        Fact(
            item.document.file,
            "" if path in shared else _fingerprint(text),
            some_name and _names_an_example(text),
            Said(text, prose, path, item),
        )
        for path, prose, text in texts
    )


def _fingerprint(text: str, words: int = WORDS_NEEDED) -> str:
    """Returns the fingerprint of a text with white space folded, or '' where it has not so many words or too few characters."""
    pieces = text.split()
    folded = " ".join(pieces)
    return fingerprint(folded) if len(folded) >= CHARACTERS_NEEDED and len(pieces) >= words else ""


def _names_an_example(text: str) -> bool:
    return not _names().isdisjoint(map(fingerprint, set(_WORD.findall(text.casefold()))))


@cache
def _names() -> frozenset[str]:
    """Returns the fingerprints of the names of all examples. A function of the package alone."""
    return frozenset().union(*(example.names for example in published()))


def fingerprint(text: str) -> str:
    """Returns the first 12 hexadecimal digits of the text's SHA-256, by which published examples are recognised without their words."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
