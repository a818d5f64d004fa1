"""View of a call in a guide: what an author can get wrong, what the check says of it, and what is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from handbook.findings.codes import CODES, Code

FILE = "mistakes.json"
"""The mistakes as data, among the catalogues; `handbook.authoring.mistakes` makes it of the cases of the tests, each of which gives exactly these messages."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of a file as they were written and as they should be."""

    file: str
    line: int
    """Line of the file at which `wrong` starts."""
    wrong: str | None
    """None where the file is not there."""
    right: str | None
    """None where there should be no such file."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake."""

    title: str
    anchor: str
    excerpts: tuple[Excerpt, ...]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MistakesOfCode:
    """All mistakes that are told under one code."""

    code: Code
    mistakes: tuple[Mistake, ...]


def mistakes_view() -> tuple[MistakesOfCode, ...]:
    """Returns the mistakes by code, in the order of the codes; a code without any is left out."""
    cases: list[dict[str, Any]] = json.loads(files("handbook.catalogs").joinpath(FILE).read_text(encoding="utf-8"))
    found = []
    for name, code in CODES.items():
        own = tuple(_mistake(case) for case in cases if case["code"] == name)
        if own:
            found.append(MistakesOfCode(code, own))
    return tuple(found)


def _mistake(case: dict[str, Any]) -> Mistake:
    words = case["name"].replace("-", " ")
    excerpts = tuple(Excerpt(one["file"], one["line"], one["wrong"], one["right"]) for one in case["excerpts"])
    return Mistake(f"{words[:1].upper()}{words[1:]}", f"{case['code']}-{case['name']}", excerpts, tuple(case["messages"]))
