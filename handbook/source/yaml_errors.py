"""What the YAML parser's errors mean for an author: where the mistake begins, what it is, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, say

_BREAK = re.compile("\r\n|[\r\n]")


def place_at(index: int, text: str, file: str) -> Place:
    """Returns the line and column of the character at `index` of `text`, counted as editors count them."""
    before = _BREAK.split(text[:index])
    return Place(file, len(before), len(before[-1]) + 1)


def character_finding(error: yaml.reader.ReaderError, text: str, file: str) -> Diagnostic:
    """Returns a finding about the character that the parser refused to read."""
    message = say("yaml-syntax.character", character=_ordinal(error.character))
    return make("yaml-syntax", place_at(error.position, text, file), message, say("yaml-syntax.character.right"))


def syntax_finding(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Returns what the parser's `error` in `text` means for its author, at the place where the mistake begins."""
    problem = (error.problem or "unknown problem").strip()
    begun = next((what for words, what in _BEGUN.items() if words in problem), None)
    shown: Words = begun or _PROBLEMS.get(problem) or say("part.yaml-other", problem=problem)
    mark = (error.context_mark if begun else error.problem_mark) or error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = _BREAK.split(text)
    if place.line > len(lines):  # the end of a file whose last line is not ended
        place = Place(file, len(lines), len(lines[-1]) + 1)
    if mark and "cannot start any token" in problem and _character(text, mark) == "\t":
        problem, shown = _TAB, begun or say("part.tab-found")
    return make("yaml-syntax", place, say("yaml-syntax", problem=shown), _advice(problem))


_TAB = "tab character"
"""What a problem is called that the parser does not tell as one of its own."""

_BEGUN: Mapping[str, Words] = {
    "unexpected end of stream": say("part.quote-not-closed"),
    "could not find expected ':'": say("part.no-colon"),
    "alphabetic or numeric character": say("part.no-name-after-sign"),
    "expected <document start>": say("part.line-does-not-go"),
}
"""Problems that are found further down than where the mistake begins, and how they are told there."""

_PROBLEMS: Mapping[str, Words] = {
    "did not find expected key": say("part.yaml-key"),
    "did not find expected '-' indicator": say("part.yaml-dash"),
    "did not find expected ',' or ']'": say("part.yaml-comma-or-bracket"),
    "did not find expected ',' or '}'": say("part.yaml-comma-or-brace"),
    "did not find expected node content": say("part.yaml-content"),
    "mapping values are not allowed in this context": say("part.yaml-values"),
    "mapping keys are not allowed in this context": say("part.yaml-keys"),
    "block sequence entries are not allowed in this context": say("part.yaml-entries"),
    "found character that cannot start any token": say("part.yaml-token"),
    "found a tab character that violates indentation": say("part.yaml-tab"),
    "found a tab character where an indentation space is expected": say("part.yaml-tab-for-space"),
    "found unknown escape character": say("part.yaml-escape"),
    "found unexpected document indicator": say("part.yaml-document"),
    "did not find expected whitespace or line break": say("part.yaml-blank"),
    "did not find expected comment or line break": say("part.yaml-comment"),
    "did not find expected hexdecimal number": say("part.yaml-hex"),
    "found undefined alias": say("part.yaml-alias"),
    "found undefined tag handle": say("part.yaml-handle"),
}
"""Problems as the parser tells them, by its words."""

_ADVICE: Mapping[str, Words] = {
    "mapping values are not allowed": say("expected.quotes-around-colon"),
    _TAB: say("expected.spaces-for-tabs"),
    "cannot start any token": say("expected.quotes-around-start"),
    "alphabetic or numeric character": say("expected.quotes-around-start"),
    "did not find expected key": say("expected.keys-in-line"),
    "did not find expected '-' indicator": say("expected.entries-in-line"),
    "could not find expected ':'": say("expected.key-and-value"),
    "did not find expected ',' or ']'": say("expected.comma-or-bracket"),
    "did not find expected ',' or '}'": say("expected.comma-or-brace"),
    "unexpected end of stream": say("expected.closing-quote"),
    "expected <document start>": say("expected.records-in-first-column"),
}
"""What to write instead, by what the parser says."""


def _advice(problem: str) -> Words:
    return next((advice for words, advice in _ADVICE.items() if words in problem), say("yaml-syntax.right"))


def _character(text: str, mark: Any) -> str:
    lines = text.splitlines()
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""


def _ordinal(character: object) -> int:
    if isinstance(character, int):
        return character
    return ord(character) if isinstance(character, str) and len(character) == 1 else 0xFFFD
