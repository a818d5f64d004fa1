"""Every mistake an author can make, with the exact words that come back.

A case is a folder `cases/<code>/<name>/`: files that replace or add to those of `products/minimal`, an `expected.txt` with the
whole output of the check, and, where files must go, a `remove.txt` that lists them. The minimal product itself has no finding,
so a message too many fails a case as well as one too few. Beside the product stands `products/organisation`, a folder of shared records;
files below `beside/` of a case replace or add to those, and to what else stands there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.authoring.mistakes import mistakes
from handbook.catalogs.catalogue import Catalogues
from handbook.findings.codes import CODES
from handbook.findings.diagnostics import as_text
from handbook.pipeline import load
from handbook.views.pages.mistakes import FILE, mistakes_view
from tests.conftest import LoadSpoilt
from tests.support.building import ROOT
from tests.support.cases import FOLDERS, MINIMAL, ORGANISATION, case_in
from tests.support.german import WORDS, english_left

FIRST = {case.parent: case for case in reversed(FOLDERS)}.values()


def first_of_its_code(case: Path) -> bool:
    """Returns whether a case is the first of those that show its code."""
    return case in FIRST


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=() if first_of_its_code(case) else pytest.mark.slow) for case in FOLDERS],
    ids=[f"{case.parent.name}/{case.name}" for case in FOLDERS],
)
def test_case_gives_exactly_the_expected_messages_and_they_have_a_german_form(case: Path, tmp_path: Path, load_spoilt: LoadSpoilt) -> None:
    product = case_in(case, tmp_path)
    found = load_spoilt(product).diagnostics
    assert [as_text(diagnostic) for diagnostic in found] == (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    for diagnostic in found:
        assert english_left(diagnostic, tmp_path) == [], diagnostic.in_language(WORDS)


@pytest.mark.slow
@pytest.mark.parametrize("case", list(FIRST)[::3], ids=lambda case: case.parent.name)
def test_case_gives_the_same_where_every_file_of_it_is_parsed(case: Path, tmp_path: Path, catalogues: Catalogues, load_spoilt: LoadSpoilt) -> None:
    product = case_in(case, tmp_path)
    assert load(product, catalogues).diagnostics == load_spoilt(product).diagnostics


def test_minimal_product_has_no_finding() -> None:
    assert [as_text(diagnostic) for diagnostic in load(MINIMAL).diagnostics] == []


def test_minimal_product_that_inherits_has_no_finding(tmp_path: Path) -> None:
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    shutil.copytree(ORGANISATION, tmp_path / ORGANISATION.name)
    file = product / "product.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("format: 1\n", "format: 1\ninherits: [../organisation]\n", 1), encoding="utf-8")
    loaded = load(product)
    assert [as_text(diagnostic) for diagnostic in loaded.diagnostics] == []
    assert sum(item.shared == "../organisation" for item in loaded.handbook.records()) == 4


def test_every_code_has_a_case_and_every_case_shows_its_code() -> None:
    for case in FOLDERS:
        assert f"[{case.parent.name}]" in (case / "expected.txt").read_text(encoding="utf-8"), case
    assert {case.parent.name for case in FOLDERS} | MADE_BY_TESTS == set(CODES)


MADE_BY_TESTS = {"kept-back-in-repository", "missing-folder", "outside-link", "too-large", "unreadable-file"}
"""Codes whose case cannot stand in a folder of text files; `handbook/test_pipeline.py` makes them."""


def test_published_mistakes_are_those_of_the_cases() -> None:
    written = ROOT / "handbook" / "catalogs" / FILE
    assert written.read_text(encoding="utf-8") == mistakes(), "run: python -m handbook.authoring.mistakes"
    shown = {(group.code.name, mistake.title, mistake.messages) for group in mistakes_view() for mistake in group.mistakes}
    assert len(shown) == len(FOLDERS) >= 40
