"""How far the catalogues of a language are: what is missing, older than its English, spoilt, or asked for by nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handbook.authoring.catalogue_words import translatable, words_of
from handbook.authoring.translations import messages_po
from handbook.authoring.words import words
from handbook.languages.catalogue import Entry, Key, read_catalogue
from handbook.languages.english import SOURCES
from handbook.languages.guidance import anchors, calls, fingerprint, made_from
from handbook.languages.interface_file import updated
from handbook.languages.language import CATALOGUES, GUIDANCE, INTERFACE, MESSAGES
from handbook.languages.message import Message

Fault = Literal["missing", "older than its source", "places differ", "asked for by nobody", "cannot be read"]
"""What may be wrong with an entry. What nobody asks for does no harm; each of the others leaves English in its place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a catalogue that somebody has to look at."""

    file: str
    line: int
    """Line of the entry; 0 of one that is not there."""
    fault: Fault
    english: str

    @property
    def harms(self) -> bool:
        """Returns whether readers meet English because of it."""
        return self.fault != "asked for by nobody"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one catalogue is."""

    file: str
    asked: int
    """How many words and sentences there are to translate."""
    findings: tuple[Finding, ...]

    @property
    def translated(self) -> int:
        """Returns how many of them are translated."""
        return self.asked - sum(one.harms for one in self.findings)


def standings(folder: Path, root: Path) -> tuple[Standing, ...]:
    """Returns how far the catalogues in the folder of a language are, sentences of findings first; `root` is the checkout."""
    listed = {_key(one): one for one in words(root)}
    sentences = {name: Message(english, context=name) for name, english in SOURCES.items()}
    return (
        _standing(folder / MESSAGES, {(name, one.english): one for name, one in sentences.items()}),
        _standing(folder / INTERFACE, listed),
        *_of_catalogues(folder),
        _of_guidance(folder / GUIDANCE, root / "docs"),
    )


def _of_catalogues(folder: Path) -> Iterator[Standing]:
    """Yields how far each file of questions or readings is, of those that are there: one that nobody has begun stands in English and is no fault."""
    known = translatable()
    for path in sorted((folder / CATALOGUES).rglob("*.po")):
        name, file = path.relative_to(folder / CATALOGUES).as_posix(), path.relative_to(folder).as_posix()
        if name in known:
            yield _standing(path, {_key(one): one for one in words_of(name)}, file)
        else:
            yield Standing(file, 0, (Finding(file, 1, "asked for by nobody", name),))


def _of_guidance(folder: Path, docs: Path) -> Standing:
    """Returns how far pages of guidance are, of those that are there: a page that nobody has translated stands in English and is no fault."""
    pages = sorted(folder.rglob("*.md"))
    return Standing(GUIDANCE, len(pages), tuple(found for path in pages for found in _about_page(path, docs / path.relative_to(folder), folder.parent)))


def _about_page(path: Path, source: Path, folder: Path) -> Iterator[Finding]:
    name = path.relative_to(folder).as_posix()
    title = path.relative_to(folder / GUIDANCE).as_posix()
    if not source.is_file():
        yield Finding(name, 1, "asked for by nobody", title)
        return
    translation, english = path.read_text(encoding="utf-8"), source.read_text(encoding="utf-8")
    if made_from(translation) != fingerprint(english):
        yield Finding(name, 1, "older than its source", title)
    elif anchors(translation) != anchors(english) or calls(translation) != calls(english):
        yield Finding(name, 1, "places differ", title)


def update(folder: Path, root: Path) -> None:
    """Writes today's English into the files of a language, translations kept; of questions and readings into those that are there.

    Raises ValueError where one cannot be read.
    """
    text = messages_po(folder)
    interface = updated(folder / INTERFACE, folder.name, words(root))
    begun = [name for name in translatable() if (folder / CATALOGUES / name).is_file()]
    for name, made in [(name, updated(folder / CATALOGUES / name, folder.name, words_of(name))) for name in begun]:
        (folder / CATALOGUES / name).write_text(made, encoding="utf-8", newline="\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MESSAGES).write_text(text, encoding="utf-8", newline="\n")
    (folder / INTERFACE).write_text(interface, encoding="utf-8", newline="\n")


def _key(message: Message) -> Key:
    return (message.context, message.english) if message.context else message.english


def _standing(path: Path, asked: Mapping[Key, Message], file: str = "") -> Standing:
    """Returns how far one catalogue is, which is told as `file`, or by its name alone."""
    file = file or path.name
    read = read_catalogue(path, file)
    if read.diagnostics:
        found = tuple(Finding(file, one.place.line, "cannot be read", one.sentence) for one in read.diagnostics)
        return Standing(file, len(asked), found + tuple(Finding(file, 0, "missing", one.english) for one in list(asked.values())[len(found) :]))
    return Standing(file, len(asked), tuple(_faults(file, asked, {one.key: one for one in read.entries}, read.plural_forms)))


def _faults(file: str, asked: Mapping[Key, Message], there: Mapping[Key, Entry], forms: int) -> Iterator[Finding]:
    for key, message in asked.items():
        entry = there.get(key)
        if entry is None or not any(entry.forms):
            yield Finding(file, entry.line if entry else 0, "missing", message.english)
        elif entry.fuzzy:
            yield Finding(file, entry.line, "older than its source", message.english)
        elif entry.differing or (message.many and len(entry.forms) != forms):
            yield Finding(file, entry.line, "places differ", message.english)
    yield from (Finding(file, entry.line, "asked for by nobody", entry.english) for key, entry in there.items() if key not in asked)
