"""Diagnostics: what is wrong, where, and what would be right.

A diagnostic is a value. Every stage returns its diagnostics beside its result; nothing in this package prints or logs
them. The command and the MkDocs hook do. The closed list of codes is in `codes`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from handbook.findings.codes import CODES
from handbook.findings.messages import ENGLISH, Words, either, say, spoken

LONGEST_QUOTE = 60
"""Characters that a message quotes of what stands in a file."""

_BLANKS = re.compile(r"[ \t\r\n]+")


class Severity(Enum):
    """How much a diagnostic weighs, most severe first."""

    ERROR = "error"
    """Cannot be read or resolved."""
    GAP = "gap"
    """Something that the chain or a required field still lacks."""
    WARNING = "warning"
    """Consistent with itself, but doubtful."""


SEVERITIES = {Severity.ERROR: say("severity.error"), Severity.GAP: say("severity.gap"), Severity.WARNING: say("severity.warning")}
"""How severities are told to people."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the product. Line and column count from 1; the column counts characters."""

    file: str
    """Path relative to the product folder, with forward slashes; empty for the folder itself. That of a shared record leads out of it by `../`."""
    line: int = 1
    column: int = 1

    def within(self, folder: str) -> str:
        """Returns the path of the file with the product's `folder` in front; the folder itself where the place has no file."""
        path = "/".join(part for part in (folder.rstrip("/"), self.file) if part)
        return posixpath.normpath(path) if self.file.startswith("../") else path


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding about the product, addressed to its author."""

    code: str
    place: Place
    told: Words
    """One sentence: what was found."""
    right: Words = ""
    """What would be right, as a phrase that follows the word *expected*; empty where nothing is named."""
    suggestions: tuple[str, ...] = ()
    """The nearest right answers, best first, at most five."""
    found: str = ""
    """What stands there, for machines; the message quotes it already."""
    record: str = ""
    """Id of the record that it concerns, or empty."""
    records: tuple[str, ...] = ()
    """Ids of the records where it concerns several at once."""
    question: str = ""
    """Id of the question that it concerns, or empty."""
    severity: Severity = Severity.ERROR

    @property
    def message(self) -> str:
        """Returns what was found, in English."""
        return str(self.told)

    @property
    def expected(self) -> str:
        """Returns what would be right, in English."""
        return str(self.right)

    def concerns(self, record: str) -> bool:
        """Returns whether it concerns a record, alone or with others."""
        return record in (self.record, *self.records)

    @property
    def sentence(self) -> str:
        """Returns message, expectation and suggestions as one line."""
        return self.in_language(ENGLISH)

    def in_language(self, words: Mapping[str, str]) -> str:
        """Returns the same in the language of `words` (`findings.messages`)."""
        parts: list[Words] = [self.told]
        if self.right:
            parts.append(say("part.expected", what=self.right))
        if self.suggestions:
            parts.append(say("part.meant", suggestions=either(*(f"'{suggestion}'" for suggestion in self.suggestions))))
        return printable("; ".join(str(spoken(part, words)) for part in parts))


def quoted(value: str) -> str:
    """Returns what stands in a file, in quotes, on one line and cut where it is long."""
    folded = _BLANKS.sub(" ", value)
    return f"'{folded[: LONGEST_QUOTE - 3]}...'" if len(folded) > LONGEST_QUOTE else f"'{folded}'"


def printable(sentence: str) -> str:
    """Returns a sentence as a terminal may be given it: on one line, and with nothing in it that steers, turns or hides text."""
    return sentence if sentence.isprintable() else "".join(map(_printable, sentence))


def make(code: str, place: Place, message: Words, expected: Words = "", **details: Any) -> Diagnostic:
    """Returns a diagnostic of `code`, with the severity that the list of codes gives it."""
    return Diagnostic(code=code, place=place, told=message, right=expected, severity=Severity(CODES[code].severity), **details)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Returns the diagnostics sorted by place, code and message, each once."""
    there: dict[tuple[Place, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        there.setdefault((diagnostic.place, diagnostic.code), []).append(diagnostic)
    found: list[Diagnostic] = []
    for key in sorted(there):
        same = there[key]
        found += same if len(same) == 1 else [one for _, one in sorted({one.sentence: one for one in same}.items())]
    return tuple(found)


def as_text(diagnostic: Diagnostic, folder: str = "", words: Mapping[str, str] = ENGLISH) -> str:
    """Returns `path:line:column: severity: message [code]` in the language of `words`, the path with `folder` in front."""
    place = diagnostic.place
    path = "".join(map(_printable, place.within(folder) or "."))
    severity = SEVERITIES[diagnostic.severity].in_language(words)
    return f"{path}:{place.line}:{place.column}: {severity}: {diagnostic.in_language(words)} [{diagnostic.code}]"


def counts(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Returns how many diagnostics there are of each severity, zeros included."""
    found = list(diagnostics)
    return {severity: sum(d.severity is severity for d in found) for severity in Severity}


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Returns whether any of the diagnostics is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def stops_release(diagnostic: Diagnostic) -> bool:
    """Returns whether a release fails for this finding: every error, every gap, and what is stale."""
    return diagnostic.severity is not Severity.WARNING or CODES[diagnostic.code].stops_release


def _printable(character: str) -> str:
    """Returns a character as it may stand in a message: none ends the line, steers a terminal, turns its direction or is unseen."""
    if character.isprintable():
        return character
    return " " if character in "\t\r\n" else f"\\u{ord(character):04x}"
