"""Reads one gettext catalogue, a PO file; what is wrong in it is told with its line, and the entry left out."""

from __future__ import annotations

import gettext
import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import Words, both, say

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

Key: TypeAlias = str | tuple[str, str]
"""What an entry is looked up by: its English words, with the context before them where it has one."""

_PERCENT = re.compile(r"%\([A-Za-z_]+\)[sd]")
_LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[[0-9]\])?)[ \t]+)?"([^"\\]|\\.)*")?[ \t]*')
"""A line of a PO file. Babel reads a text whose quote is not closed as if its last letter were one."""
_LONGEST = 8 * 1024 * 1024
"""Bytes of a catalogue that is read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation."""

    english: str
    """The English words that it was made from."""
    context: str = ""
    """What tells it from another entry with the same English; the name of the sentence in `messages.po`."""
    forms: tuple[str, ...] = ("",)
    """The translation; of an entry with a number, a form for each number that the language tells apart."""
    plural: str = ""
    """The English words for several things, where it has a number."""
    fuzzy: bool = False
    """Whether the translator marked it as one to look at again."""
    line: int = 1

    @property
    def key(self) -> Key:
        """Returns what it is looked up by."""
        return (self.context, self.english) if self.context else self.english

    @property
    def translated(self) -> bool:
        """Returns whether it may stand in place of the English: there, whole, and not marked as one to look at again."""
        return all(self.forms) and not self.fuzzy

    @property
    def differing(self) -> tuple[str, ...]:
        """Returns the places for values that stand in the English or in the translation alone, or are written otherwise in it, in order."""
        english = places(self.english) | places(self.plural)
        said = frozenset[str]().union(*map(places, self.forms))
        names = {name_of(place) for place in english} ^ {name_of(place) for place in said}
        return tuple(sorted(names | {place for place in said - english if place != name_of(place)}))


def places(words: str) -> frozenset[str]:
    """Returns the places for values in words as they stand there, `{id}`, `{size:.1f}`, `%(id)s`; a brace alone is one that nothing fills."""
    try:
        found = [
            "{" + name + (f"!{conversion}" if conversion else "") + (f":{asked}" if asked else "") + "}"
            for _, name, asked, conversion in string.Formatter().parse(words)
            if name is not None
        ]
    except ValueError:
        found = ["{"]
    return frozenset((*found, *_PERCENT.findall(words)))


def name_of(place: str) -> str:
    """Returns a place without what it asks of the form of its value: `{size}` of `{size:.1f}`."""
    return re.sub(r"[!:].*", "}", place, flags=re.DOTALL) if place.startswith("{") else place


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one PO file holds."""

    entries: tuple[Entry, ...] = ()
    plural_form: Callable[[int], int] = field(default=lambda number: int(number != 1))
    """Which of the forms is right for a number."""
    plural_forms: int = 2
    """How many forms there are."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def by_key(self) -> Mapping[Key, Entry]:
        """Returns the entries by what they are looked up by."""
        return {entry.key: entry for entry in self.entries}


def read_catalogue(path: Path, file: str) -> Catalogue:
    """Returns what a PO file holds; nothing where there is none. `file` is its name in findings. Nothing is raised for whatever it holds."""
    try:
        if path.stat().st_size > _LONGEST:
            return _unread(file, 1, say("too-large.file", size=path.stat().st_size / 1024**2))
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Catalogue()
    except UnicodeDecodeError as error:
        return _unread(file, 1, say("not-utf8", byte=f"0x{error.object[error.start]:02x}"))
    except OSError as error:
        return _unread(file, 1, (error.strerror or "").lower() or say("part.unknown-reason"))
    lines = text.splitlines()
    wrong = next((number for number, line in enumerate(lines, 1) if not _LINE.fullmatch(line)), 0)
    if wrong:
        return _unread(file, wrong, quoted(lines[wrong - 1].strip()))
    from babel.messages.pofile import PoFileError, read_po  # by whoever has a catalogue, and not by each start of the command

    try:
        catalog = read_po(lines, abort_invalid=True)
        form = gettext.c2py(catalog.plural_expr)
        if not all(0 <= form(number) < catalog.num_plurals for number in range(201)):
            raise ValueError(f"nplurals={catalog.num_plurals}")
    except PoFileError as error:
        return _unread(file, error.lineno + 1, quoted(str(error.line).strip()))
    except Exception as error:  # the reader raises whatever a spoilt head leads to
        return _unread(file, 1, say("translation-unread.header", reason=quoted(str(error))))
    return Catalogue(tuple(_entries(catalog)), form, catalog.num_plurals, ())


def _entries(catalog: Catalog) -> Iterator[Entry]:
    for message in catalog:
        if message.id:
            yield _entry(message)


def _entry(message: Message) -> Entry:
    english, plural = (message.id[0], message.id[1]) if isinstance(message.id, (tuple, list)) else (message.id, "")
    said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    forms = tuple(form or "" for form in said)
    return Entry(str(english), message.context or "", forms, str(plural), "fuzzy" in message.flags, message.lineno or 1)


def places_differ(entry: Entry, file: str) -> Diagnostic:
    """Returns the finding that a translation does not have the places of its English."""
    english = sorted({name_of(place) for place in places(entry.english) | places(entry.plural)})
    wanted = both(*english) if english else say("part.no-places")
    message = say("translation-unread.places", name=quoted(entry.context or entry.english), places=both(*entry.differing))
    return make("translation-unread", Place(file, entry.line), message, say("translation-unread.places.right", places=wanted))


def _unread(file: str, line: int, reason: Words) -> Catalogue:
    found = make("translation-unread", Place(file, line), say("translation-unread", reason=reason), say("translation-unread.right"))
    return Catalogue(diagnostics=(found,))
