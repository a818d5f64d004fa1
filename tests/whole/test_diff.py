"""Diff over a large product: every random edit is listed once, none is missed, none invented; what says nothing lists nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.compare.difference import Difference, difference
from handbook.compare.sides import folder_side
from handbook.methods.impact import impact
from tests.support.example import SECOND
from tests.support.grown import grown
from tests.support.revising import Layout, revised

RECORDS = 1_000
EDITS = 200
LAYOUTS: tuple[Layout, ...] = ("written anew", "in place")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grown(SECOND, tmp_path_factory.mktemp("diff") / "product", RECORDS)


def compared(before: Path, after: Path, catalogues: Catalogues) -> Difference:
    later = folder_side("after", after, catalogues)
    return difference(folder_side("before", before, catalogues, beside=later), later)


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(4))
def test_each_of_200_edits_is_listed_once_and_nothing_else(seed: int, layout: Layout, product: Path, tmp_path: Path, catalogues: Catalogues) -> None:
    done = revised(product, tmp_path / "later", EDITS, seed, layout)
    assert len(done.expected) == EDITS
    assert set(Counter(done.expected.values())) == {"changed", "renamed", "removed", "added"}
    found = compared(product, done.folder, catalogues)
    listed = Counter(one.id for one in found.records)
    assert max(listed.values()) == 1
    assert {one.id: one.what for one in found.records} == done.expected
    assert {one.before_id: one.id for one in found.records if one.what == "renamed"} == done.renames
    assert all(not one.fields for one in found.records if one.what == "renamed"), "what follows a renamed record is no change"
    assert not found.not_compared


@pytest.mark.slow
def test_edits_back_are_the_same_edits(product: Path, tmp_path: Path, catalogues: Catalogues) -> None:
    done = revised(product, tmp_path / "later", EDITS, 7, "in place")
    there, back = compared(product, done.folder, catalogues), compared(done.folder, product, catalogues)
    turned = {"added": "removed", "removed": "added"}
    originals = {after: before for before, after in done.renames.items()}
    assert {originals.get(one.id, one.id): turned.get(one.what, one.what) for one in there.records} == {one.id: one.what for one in back.records}


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_says_nothing_lists_nothing(layout: Layout, product: Path, tmp_path: Path, catalogues: Catalogues) -> None:
    done = revised(product, tmp_path / "later", 0, 1, layout)
    found = compared(product, done.folder, catalogues)
    assert found.is_empty
    assert not found.review
    assert not found.levels


@pytest.mark.slow
def test_what_to_look_at_again_is_the_impact_of_what_changed(product: Path, tmp_path: Path, catalogues: Catalogues) -> None:
    done = revised(product, tmp_path / "later", EDITS, 11, "in place")
    found = compared(product, done.folder, catalogues)
    changed = [one.id for one in found.records if one.what != "removed" and one.is_of_substance]
    of_later = {one.id for one in impact(found.after.handbook, changed).reached}
    of_earlier = {done.renames.get(one.id, one.id) for one in impact(found.before.handbook, [one.id for one in found.of("removed")]).reached}
    expected = ((of_later | of_earlier) & set(found.after.handbook.items)) - set(changed)
    assert {one.id for one in found.review} == expected
    assert expected
