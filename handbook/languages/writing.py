"""Writes `messages.po`: today's English sentences with their translations, and marks on those that are older than their English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from handbook.languages.catalogue import Entry
from handbook.languages.english import SOURCES

_HEAD = """\
# What the checks of the handbook say, and what each code means.
#
# msgctxt is the name of the sentence, msgid its English, msgstr the translation. Places for values stand in braces and keep their names; their
# order is free. {{ and }} are braces. An entry that is marked `fuzzy` is older than its English, which stands in its place until somebody has
# looked: `#|` shows the English that it was made from. `part.day` is how a day is written, `part.figure` the number 1,234.5.
# `python -m handbook.authoring.translations` brings this file to today's English and changes no translation.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def updated(entries: Mapping[str, Entry]) -> Iterator[tuple[str, str, str, str]]:
    """Yields for each sentence in order: its name, today's English, the translation or '', and the English that an older translation was made from."""
    for name, english in SOURCES.items():
        entry = entries.get(name)
        if entry is None or not any(entry.forms):
            yield name, english, "", ""
        elif entry.english != english:
            yield name, english, entry.forms[0], entry.english
        else:
            yield name, english, entry.forms[0], english if entry.fuzzy else ""


def as_po(code: str, entries: Mapping[str, Entry]) -> str:
    """Returns the text of `messages.po` of the language `code`, with the translations of `entries`, which are by name. What nobody asks for is left out."""
    from babel.messages import Catalog  # by whoever writes a catalogue, and not by each start of the command
    from babel.messages.pofile import write_po

    catalog = Catalog(fuzzy=False)
    for name, english, said, before in updated(entries):
        catalog.add(english, said, context=name, flags=("fuzzy",) if before else (), previous_id=before if before != english else ())
    written = BytesIO()
    write_po(written, catalog, width=0, omit_header=True, include_previous=True)
    return _HEAD.replace("{code}", code) + "\n" + written.getvalue().decode("utf-8").strip() + "\n"


def outdated(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Returns the names of the sentences whose translation is older than their English, or is marked as one to look at again."""
    return tuple(name for name, _, _, before in updated(entries) if before)


def untranslated(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Returns the names of the sentences without a translation."""
    return tuple(name for name, _, said, _ in updated(entries) if not said)


def unasked(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Returns the names of translations that no sentence has any more."""
    return tuple(name for name in entries if name not in SOURCES)
