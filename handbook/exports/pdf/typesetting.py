"""Setting: a document becomes a PDF by Typst, the same bytes for the same document, tagged by the rules of PDF/UA-1.

The fonts are those that Typst carries, and no others, so that every machine sets alike. They have glyphs for Latin, Greek, Cyrillic and more, and none for
Chinese, Japanese, Korean or pictures: what has no glyph is written as its number, `[U+4E2D]`, since a box in its place would say nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Any, Literal, get_args

from handbook.exports.pdf.nodes import Document, Paper

PAPERS: dict[str, str] = {"a4": "a4", "letter": "us-letter"}
"""Sizes of paper, each by the name that Typst gives it."""
assert tuple(PAPERS) == get_args(Paper)
STANDARD: Literal["ua-1"] = "ua-1"
LONGEST_WORD = 40
"""Characters of a word that stay together; a longer one may be broken anywhere, at places that take no room."""
BREAKABLE = "\u200b"
_LONG = re.compile(rf"\S{{{LONGEST_WORD},}}")
TEXTS = frozenset({"text", "label", "caption", "title", "subtitle", "author"})
"""Keys whose values are texts; other keys hold names, sizes and looks. Lists hold texts under `of`, `head` and `foot`."""
LISTS = frozenset({"of", "head", "foot"})


class TypesettingError(RuntimeError):
    """Typst refused a document, which is a mistake of ours."""


def missing() -> str:
    """Returns in a sentence what must be installed before a PDF can be set, or ''."""
    return "" if find_spec("typst") else "The package 'typst' is not installed, which sets PDFs; 'python run.py setup' or 'pip install typst' installs it."


def values_of(document: Document) -> bytes:
    """Returns all that a file is made of besides the template and the paper, as JSON."""
    return json.dumps(document.values(), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def typeset(document: Document, paper: str) -> bytes:
    """Returns the PDF. Raises TypesettingError where Typst refuses the document.

    A character may have a glyph alone and none together with another one. Then the document is set again with less that is shown as typed.
    """
    values = document.values()
    for shows in (_has_glyph, _stands_alone, _is_latin):
        found, problem = _set(shown(values, shows), paper)
        if found is not None:
            return found
    raise TypesettingError(problem)


def _set(values: Any, paper: str) -> tuple[bytes | None, str]:
    import typst

    template = resources.files("handbook.exports.pdf").joinpath("template.typ").read_bytes()
    inputs = {"document": json.dumps(values, ensure_ascii=True), "paper": PAPERS[paper]}
    try:
        made = typst.compile(template, font_paths=typst.Fonts(include_system_fonts=False), sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=0)
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            return None, error.message
        raise TypesettingError(f"{error.message} {error.diagnostic}") from None
    assert isinstance(made, bytes)  # a PDF is one file
    return made, ""


def shown(value: Any, shows: Callable[[str], bool], *, is_text: bool = True) -> Any:
    """Returns the values of a document with every text as the fonts can show it."""
    if isinstance(value, str):
        return shown_text(value, shows) if is_text else value
    if isinstance(value, (list, tuple)):
        return [shown(one, shows, is_text=is_text) for one in value]
    if isinstance(value, dict):
        return {key: shown(one, shows, is_text=key in TEXTS or key in LISTS) for key, one in value.items()}
    return value


def shown_text(text: str, shows: Callable[[str], bool]) -> str:
    """Returns a text in which every character that is not shown is its number, and long words may be broken."""
    if not text.isascii() or not text.isprintable():
        text = re.sub(r"[^\n]", lambda found: found[0] if shows(found[0]) else f"[U+{ord(found[0]):04X}]", text.replace("\t", "    "))
    return _LONG.sub(lambda found: BREAKABLE.join(found[0]), text)


@cache
def _ranges() -> tuple[tuple[int, int], ...]:
    """Returns the first and last characters of all ranges that the fonts of Typst have glyphs for. A function of a file of ours."""
    text = resources.files("handbook.exports.pdf").joinpath("glyphs.txt").read_text(encoding="ascii")
    pairs = (one.partition("-") for one in text.split("\n") if one and not one.startswith("#"))
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)


@cache
def _has_glyph(character: str) -> bool:
    number = ord(character)
    return unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp") and any(first <= number <= last for first, last in _ranges())


def _stands_alone(character: str) -> bool:
    return _has_glyph(character) and not unicodedata.category(character).startswith("M")


def _is_latin(character: str) -> bool:
    return character <= "\u00ff" and _has_glyph(character)
