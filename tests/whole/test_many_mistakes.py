"""Thirty and more mistakes in one product: as many located messages in one run, none misleading, none double."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Severity
from handbook.pipeline import load
from tests.conftest import MINIMAL

Mistake = Callable[[list[str]], tuple[int, int, str] | None]
"""Spoils the lines of a file and returns line, column and code of the message that must come back."""


def first(lines: list[str], start: str) -> int | None:
    return next((number for number, line in enumerate(lines) if line.startswith(start)), None)


def misspelt_key(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  title: ")
    if number is None:
        return None
    lines[number] = lines[number].replace("title", "titel")
    return number + 1, 3, "unknown-key"


def value_outside_the_list(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  status: assessed")
    if number is None:
        return None
    lines[number] = "  status: asessed"
    return number + 1, 11, "unknown-value"


def unknown_owner(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  owner: ") or first(lines, "  status: ")
    if number is None:
        return None
    lines.insert(number + 1, "  owner: ROL-77") if "owner" not in lines[number] else lines.__setitem__(number, "  owner: ROL-77")
    found = first(lines, "  owner: ROL-77")
    assert found is not None
    return found + 1, 10, "unknown-reference"


def impossible_date(lines: list[str]) -> tuple[int, int, str] | None:
    if first(lines, "  reviewed_on: ") is not None:
        return None
    number = first(lines, "  title: ")
    if number is None:
        return None
    lines.insert(number + 1, "  reviewed_on: 2026-02-30")
    return number + 2, 16, "wrong-type"


def key_twice(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  status: ")
    if number is None:
        return None
    lines.insert(number + 1, "  status: draft")
    return number + 2, 3, "duplicate-key"


def empty_text(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  title: ")
    if number is None or first(lines, "  notes: ") is not None:
        return None
    lines.insert(number + 1, "  notes: ''")
    return number + 2, 10, "empty-text"


def withdrawn_entry(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  title: ")
    if number is None or first(lines, "  references:") is not None:
        return None
    lines[number + 1 : number + 1] = [
        "  references:",
        "    - entry: PR.AC-1",
        "      who: customer",
        "      strength: primary",
        "      rationale: It was so once.",
    ]
    return number + 3, 14, "withdrawn-reference"


def refused_link(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  title: ")
    if number is None or first(lines, "  notes: ") is not None:
        return None
    lines.insert(number + 1, "  notes: '[now](javascript:x)'")
    return number + 2, 10, "refused-link"


def unknown_question(lines: list[str]) -> tuple[int, int, str] | None:
    number = first(lines, "  title: ")
    if number is None or first(lines, "  answers:") is not None:
        return None
    lines[number + 1 : number + 1] = ["  answers:", "    - Q9-01"]
    return number + 3, 7, "unknown-reference"


MISTAKES: tuple[Mistake, ...] = (
    misspelt_key, value_outside_the_list, unknown_owner, impossible_date, key_twice, empty_text, withdrawn_entry, refused_link, unknown_question,
)  # fmt: skip


@pytest.mark.parametrize("offset", range(len(MISTAKES)))
def test_every_mistake_of_one_run_is_told_once_at_its_place(tmp_path: Path, catalogues: Catalogues, offset: int) -> None:
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    expected = []
    for position, path in enumerate(sorted(product.glob("*/*.yaml"))):
        lines = path.read_text(encoding="utf-8").splitlines()
        for turn in range(len(MISTAKES)):
            made = MISTAKES[(position + offset + turn) % len(MISTAKES)](lines)
            if made is not None:
                expected.append((path.relative_to(product).as_posix(), *made))
                break
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(expected) >= 30
    found = load(product, catalogues).diagnostics
    errors = [(one.place.file, one.place.line, one.place.column, one.code) for one in found if one.severity is Severity.ERROR]
    assert errors == sorted(expected)
