"""Residue: what a copy still says of the example, field by field, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.catalog import Catalogues
from handbook.exports.fingerprints import example_folders, fingerprints
from handbook.load import load
from handbook.model import Loaded
from tests.conftest import MINIMAL
from tests.support.building import ROOT


def residue_of(loaded: Loaded) -> list[str]:
    return [f"{finding.place.file}:{finding.place.line}:{finding.place.column}" for finding in loaded.diagnostics if finding.code == "residue"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "my_product"
    shutil.copytree(ROOT / "worked_example", folder)
    return folder


def test_the_committed_fingerprints_are_those_of_the_examples() -> None:
    assert (ROOT / "handbook" / "published_examples.json").read_text(encoding="utf-8") == fingerprints()


def test_fingerprints_hold_no_word_of_an_example() -> None:
    text = (ROOT / "handbook" / "published_examples.json").read_text(encoding="utf-8")
    words = set(re.findall(r"[^\W\d_]{6,}", re.sub(r'"folder": "[^"]*"', "", text)))
    assert words - set(re.findall(r"[a-f]{6,}", text)) == {"examples", "product"}


@pytest.mark.parametrize("folder", example_folders())
def test_an_example_itself_has_none(folder: str, catalogues: Catalogues) -> None:
    loaded = load(ROOT / folder, catalogues)
    assert residue_of(loaded) == []
    assert loaded.facts == 0


def test_an_unrelated_product_has_none_and_is_compared_in_full(catalogues: Catalogues) -> None:
    loaded = load(MINIMAL, catalogues)
    assert residue_of(loaded) == []
    assert loaded.facts > 200


def test_a_copy_under_another_name_is_residue_all_over(copied: Path, catalogues: Catalogues) -> None:
    loaded = load(copied, catalogues)
    assert len(residue_of(loaded)) > 0.8 * loaded.facts
    assert {place.split(":")[0] for place in residue_of(loaded)} > {"product.yaml", "files/logo.svg", "activity-2/needs.yaml"}


def test_the_examples_own_folder_with_another_product_inside_is_compared(copied: Path, catalogues: Catalogues) -> None:
    renamed = copied.rename(copied.parent / "worked_example")
    assert residue_of(load(renamed, catalogues)) == []
    path = renamed / "product.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  title: Dovrin water-leak protection", "  title: Lift monitor", 1), encoding="utf-8")
    assert len(residue_of(load(renamed, catalogues))) > 1000


def test_replacing_one_fact_shrinks_the_list_by_exactly_that_one(copied: Path, catalogues: Catalogues) -> None:
    before = load(copied, catalogues)
    scalars = [finding for finding in before.diagnostics if finding.code == "residue" and finding.place.file.endswith(".yaml")]
    tried = 0
    for finding in scalars[::157]:
        path = copied / finding.place.file
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        line = lines[finding.place.line - 1]
        old = line[finding.place.column - 1 :].strip()
        if old[0] in "|>'\"" or (finding.place.line < len(lines) and re.match(r"\s{6,}\w+ ", lines[finding.place.line])):
            continue  # a text over several lines; one line of it would not be the whole fact
        lines[finding.place.line - 1] = line.replace(old, "Written anew for this very product", 1)
        path.write_text("".join(lines), encoding="utf-8")
        after = residue_of(load(copied, catalogues))
        path.write_text(text, encoding="utf-8")
        assert set(residue_of(before)) - set(after) == {f"{finding.place.file}:{finding.place.line}:{finding.place.column}"}, finding
        assert len(after) == len(residue_of(before)) - 1
        tried += 1
    assert tried >= 10
