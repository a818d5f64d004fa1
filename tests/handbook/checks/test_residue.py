"""Residue: what a copy still says of the example, field by field, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from handbook.authoring.fingerprints import example_folders, fingerprints, fingerprints_of
from handbook.catalogs.catalogue import Catalogues
from handbook.checks.residue import TOLD_ONE_BY_ONE, facts_in, fingerprint, left
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT
from tests.support.example import PUBLISHED, SECOND


def remains(folder: Path, catalogues: Catalogues) -> set[tuple[str, int, int]]:
    """Returns where each fact stands that is still an example's, however they are told."""
    handbook = load(folder, catalogues).handbook
    return {(one.fact.place.file, one.fact.place.line, one.fact.place.column) for one in left(facts_in(handbook, folder))}


def residue_of(loaded: Loaded) -> list[str]:
    return [f"{finding.place.file}:{finding.place.line}:{finding.place.column}" for finding in loaded.diagnostics if finding.code == "residue"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "my_product"
    shutil.copytree(SECOND, folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("folder", PUBLISHED, ids=lambda folder: folder.name)
def test_the_committed_fingerprints_are_those_of_the_examples(folder: Path, catalogues: Catalogues) -> None:
    committed = json.loads((ROOT / "handbook" / "catalogs" / "published_examples.json").read_text(encoding="utf-8"))["examples"]
    name = folder.relative_to(ROOT).as_posix()
    (entry,) = [one for one in committed if one["folder"] == name]
    assert {key: said for key, said in entry.items() if key != "former"} == fingerprints_of(name, catalogues)


@pytest.mark.slow
@pytest.mark.our_example
def test_what_an_example_said_before_is_known_and_never_goes() -> None:
    committed = json.loads((ROOT / "handbook" / "catalogs" / "published_examples.json").read_text(encoding="utf-8"))["examples"]
    for one in committed:
        assert {*one["former"].split()}.isdisjoint(one["facts"].split())
    assert fingerprints() == (ROOT / "handbook" / "catalogs" / "published_examples.json").read_text(encoding="utf-8")
    (pump,) = [one for one in committed if one["folder"] == "examples/pump-monitor"]
    was = "Nine threats, four notes on what we set aside, six risks, five needs"  # of LOG-03, until two of the needs got a day of their own
    assert fingerprint(was) in pump["former"].split()
    assert len(pump["former"].split()) > 50


@pytest.mark.our_example
def test_the_committed_fingerprints_are_those_of_no_other_folder() -> None:
    committed = json.loads((ROOT / "handbook" / "catalogs" / "published_examples.json").read_text(encoding="utf-8"))["examples"]
    assert [one["folder"] for one in committed] == list(example_folders()) == [folder.relative_to(ROOT).as_posix() for folder in PUBLISHED]


def test_fingerprints_hold_no_word_of_an_example() -> None:
    text = (ROOT / "handbook" / "catalogs" / "published_examples.json").read_text(encoding="utf-8")
    words = set(re.findall(r"[^\W\d_]{6,}", re.sub(r'"folder": "[^"]*"', "", text)))
    assert words - set(re.findall(r"[a-f]{6,}", text)) == {"examples", "product", "former"}


@pytest.mark.slow
@pytest.mark.parametrize("folder", PUBLISHED, ids=lambda folder: folder.name)
def test_an_example_itself_has_none(folder: Path, catalogues: Catalogues) -> None:
    loaded = load(folder, catalogues)
    assert residue_of(loaded) == []
    assert loaded.facts == 0


def test_an_unrelated_product_has_none_and_is_compared_in_full(catalogues: Catalogues) -> None:
    loaded = load(MINIMAL, catalogues)
    assert residue_of(loaded) == []
    assert loaded.facts > 200


def test_a_copy_under_another_name_is_one_finding_with_the_number(copied: Path, catalogues: Catalogues) -> None:
    loaded = load(copied, catalogues)
    (found,) = [finding for finding in loaded.diagnostics if finding.code == "residue"]
    assert loaded.residue > 0.8 * loaded.facts > 700
    assert f"{loaded.residue} of {loaded.facts} texts and files" in found.message
    places = remains(copied, catalogues)
    assert len(places) == loaded.residue
    assert {file for file, _, _ in places} > {"product.yaml", "activity-2/needs.yaml"}
    assert any(file.startswith("files/") for file, _, _ in places)
    assert (found.place.file, found.place.line, found.place.column) == min(places)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("product.yaml", "  title: Thrumwell pump monitor", "  title: Lift monitor"),
        ("product.yaml", "  title: Thrumwell pump monitor", "  title: Thrumwell pump monitr"),
        ("product-model/entities.yaml", "  title: Ostrevik Instruments", "  title: Ostrevk Instruments"),
        ("product-model/entities.yaml", "- id: ENT-01", "- id: ENT-91"),
    ],
)
def test_one_slip_in_the_examples_own_folder_is_at_most_one_finding(copied: Path, catalogues: Catalogues, file: str, old: str, new: str) -> None:
    renamed = copied.parent / SECOND.relative_to(ROOT)
    renamed.parent.mkdir()
    copied.rename(renamed)
    assert residue_of(load(renamed, catalogues)) == []
    path = renamed / file
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    loaded = load(renamed, catalogues)
    assert len(residue_of(loaded)) <= 1
    assert loaded.residue == 0 or residue_of(loaded)
    assert bool(residue_of(loaded)) == ("title" in old)  # without the maker it cannot be told


def test_a_product_file_that_cannot_be_read_is_not_taken_for_a_copy(copied: Path, catalogues: Catalogues) -> None:
    path = copied / "product.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("product:\n", "product: [\n", 1), encoding="utf-8")
    loaded = load(copied, catalogues)
    assert "yaml-syntax" in {finding.code for finding in loaded.diagnostics}
    assert residue_of(loaded) == []


def test_one_file_taken_over_is_one_finding_and_single_texts_are_told_one_by_one(product: WriteProduct, catalogues: Catalogues) -> None:
    customers = (SECOND / "activity-1" / "customers.yaml").read_text(encoding="utf-8")
    folder = product(**{"activity-1/customers.yaml": customers})
    found = [finding for finding in load(folder, catalogues).diagnostics if finding.code == "residue"]
    assert len(found) == 1
    assert re.fullmatch(r"[0-9]+ of the [0-9]+ texts in this file are still the example's", found[0].message)
    assert int(found[0].message.split()[0]) == load(folder, catalogues).residue >= TOLD_ONE_BY_ONE
    lines = customers.split("- id: ")
    (folder / "activity-1" / "customers.yaml").write_text("- id: ".join(lines[:3]), encoding="utf-8")
    loaded = load(folder, catalogues)
    few = [finding for finding in loaded.diagnostics if finding.code == "residue"]
    assert 1 < len(few) == loaded.residue < TOLD_ONE_BY_ONE
    assert {finding.record for finding in few} == {"CUS-01", "CUS-02"}


@pytest.mark.slow
def test_replacing_one_fact_shrinks_what_is_left_by_exactly_that_one(copied: Path, catalogues: Catalogues) -> None:
    before = remains(copied, catalogues)
    tried = 0
    for file, at, column in sorted(place for place in before if place[0].endswith(".yaml"))[::61]:
        path = copied / file
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        line = lines[at - 1]
        old = line[column - 1 :].strip()
        if old[0] in "|>'\"" or (at < len(lines) and re.match(r"\s{6,}\w+ ", lines[at])):
            continue  # a text over several lines; one line of it would not be the whole fact
        lines[at - 1] = line.replace(old, "Written anew for this very product", 1)
        path.write_text("".join(lines), encoding="utf-8")
        after = remains(copied, catalogues)
        path.write_text(text, encoding="utf-8")
        assert before - after == {(file, at, column)}
        assert len(after) == len(before) - 1
        tried += 1
    assert tried >= 10
