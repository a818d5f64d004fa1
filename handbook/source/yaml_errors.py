"""What the YAML parser's errors mean for an author: where the mistake begins, what it is, and what to write instead."""

from __future__ import annotations

import re
from typing import Any

import yaml

from handbook.findings.diagnostics import Diagnostic, Place, make

_BREAK = re.compile("\r\n|[\r\n]")


def place_at(index: int, text: str, file: str) -> Place:
    """Returns the line and column of the character at `index` of `text`, counted as editors count them."""
    before = _BREAK.split(text[:index])
    return Place(file, len(before), len(before[-1]) + 1)


def character_finding(error: yaml.reader.ReaderError, text: str, file: str) -> Diagnostic:
    """Returns a finding about the character that the parser refused to read."""
    message = f"the character U+{_ordinal(error.character):04X} is not allowed in YAML"
    return make("yaml-syntax", place_at(error.position, text, file), message, expected="printable text")


def syntax_finding(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Returns what the parser's `error` in `text` means for its author, at the place where the mistake begins."""
    problem = (error.problem or "unknown problem").strip()
    begun = next((what for words, what in _BEGUN.items() if words in problem), "")
    mark = (error.context_mark if begun else error.problem_mark) or error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = _BREAK.split(text)
    if place.line > len(lines):  # the end of a file whose last line is not ended
        place = Place(file, len(lines), len(lines[-1]) + 1)
    if mark and "cannot start any token" in problem and _character(text, mark) == "\t":
        problem = "found a tab character"
    return make("yaml-syntax", place, f"this is not YAML: {begun or problem}", expected=_advice(problem))


_BEGUN = {
    "unexpected end of stream": "the quote that opens here is not closed",
    "could not find expected ':'": "could not find expected ':'",
    "alphabetic or numeric character": "found a '*' or '&' with no name after it",
    "expected <document start>": "this line does not go with what stands above it",
}
"""Problems that are found further down than where the mistake begins, and how they are told there."""

_ADVICE = {
    "mapping values are not allowed": "quotes around text that contains ': ', a space after the colon of the key before, and keys in one column",
    "tab character": "spaces instead of tabs",
    "cannot start any token": "quotes around text that starts with this character",
    "alphabetic or numeric character": "quotes around text that starts with this character",
    "did not find expected key": "keys at the same indentation as those above, and no quote inside quoted text",
    "did not find expected '-' indicator": "each entry of the list to start with '- ' at the same indentation, and its keys below its first key",
    "could not find expected ':'": "'key: value' with a space after the colon, or text over several lines after 'key: >-'",
    "did not find expected ',' or ']'": "a comma between entries and ']' after the last one",
    "did not find expected ',' or '}'": "a comma between entries and '}' after the last one",
    "unexpected end of stream": "a closing quote",
    "expected <document start>": "each record to start with '- ' in the first column, the first one too; in product.yaml, each outermost key there",
}


def _advice(problem: str) -> str:
    for words, advice in _ADVICE.items():
        if words in problem:
            return advice
    return "valid YAML; the mistake may stand in the line above"


def _character(text: str, mark: Any) -> str:
    lines = text.splitlines()
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""


def _ordinal(character: object) -> int:
    if isinstance(character, int):
        return character
    return ord(character) if isinstance(character, str) and len(character) == 1 else 0xFFFD
