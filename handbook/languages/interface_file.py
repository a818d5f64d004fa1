"""Writes the catalogue of a language: the same words in the same order whoever writes it, translations kept."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from handbook.languages.message import Message

HEADER = "# Words of the site in another language: msgstr is the translation of msgid; {places} and <1>tags</1> stand in both.\n"
CLOSE = 0.75
"""How like an English text must be to one before it, for its translation to be proposed."""


def updated(path: Path, code: str, words: Iterable[Message]) -> str:
    """Returns the catalogue that a file holds, with these words.

    A translation whose English changed a little is kept as one to look at again (`fuzzy`); one whose English is gone, goes.
    """
    former = read_po(BytesIO(path.read_bytes()), locale=_locale(code)) if path.is_file() else Catalog(locale=_locale(code))
    made = Catalog(locale=_locale(code), fuzzy=False, header_comment=HEADER.strip())
    listed = tuple(words)
    asked = {(one.context, one.english) for one in listed}
    gone = {one.id: one for one in former if one.id and isinstance(one.id, str) and ((one.context or ""), one.id) not in asked and one.string}
    for one in listed:
        ident = (one.english, one.many) if one.many else one.english
        before = former.get(one.english, one.context or None)
        string, flags = (before.string, set(before.flags)) if before is not None else ("", set())
        if before is None and not one.many and (close := get_close_matches(one.english, gone, 1, CLOSE)):
            string, flags = gone[close[0]].string, {"fuzzy"}
        if one.many and not isinstance(string, (tuple, list)):
            string = ("",) * made.num_plurals
        made.add(ident, string, context=one.context or None, flags=flags & {"fuzzy"}, auto_comments=[one.place] if one.place else [])
    out = BytesIO()
    write_po(out, made, width=0, omit_header=True, sort_output=False)
    header = f'{HEADER}msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {code}\\n"\n"Plural-Forms: {made.plural_forms}\\n"\n\n'
    return header + out.getvalue().decode("utf-8").strip() + "\n"


def _locale(code: str) -> str | None:
    """Returns a language as Babel knows it, or None."""
    try:
        return str(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None
