"""Nearest right answers."""

from __future__ import annotations

import pytest

from handbook.catalog import Catalogues
from handbook.identifiers import edit_distance, nearest, same_but_for_form


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1), ("abc", "abcd", 1), ("kitten", "sitting", 3), ("a", "xyz", 3)],
)
def test_edit_distance(left: str, right: str, distance: int) -> None:
    assert edit_distance(left, right, 9) == distance
    assert edit_distance(right, left, 9) == distance


def test_edit_distance_stops_at_its_limit() -> None:
    assert edit_distance("a" * 50, "b" * 50, 2) == 3


def test_nearest_is_best_first_and_at_most_five() -> None:
    assert nearest("titel", ["title", "status", "tile"])[0] == "title"
    assert len(nearest("NEED-0", [f"NEED-0{digit}" for digit in range(1, 10)])) == 5


def test_nothing_near_is_nothing() -> None:
    assert nearest("colour", ["title", "status"]) == ()


def test_form_does_not_count() -> None:
    assert same_but_for_form("need\u20133", "NEED-03")
    assert not same_but_for_form("NEED-30", "NEED-03")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("PR.A-02", {"PR.AA-02", "PR.AT-02"}),
        ("ID.AM.01", {"ID.AM-01"}),
        ("pr.aa-03", {"PR.AA-03"}),
        ("PR.AA\u201303", {"PR.AA-03"}),
        ("PR.AA-3", {"PR.AA-03"}),
        ("8259A-SU-2", {"8259A:SU-2"}),
    ],
)
def test_slips_of_the_pen_find_the_entry(catalogues: Catalogues, wrong: str, right: set[str]) -> None:
    found = catalogues.nearest(wrong)
    assert found[0] in right
    assert right <= set(found)
    assert len(found) <= 5


def test_a_slip_of_one_character_finds_the_right_entry_among_few(catalogues: Catalogues) -> None:
    missed = []
    slips = 0
    for entry in catalogues.choices(("CSF",)):
        for position in range(len(entry)):
            for slip in (entry[:position] + entry[position + 1 :], entry[:position] + "X" + entry[position + 1 :]):
                if catalogues.lookup(slip) is None:
                    slips += 1
                    if entry not in (catalogues.nearest(slip, ("CSF",)) or catalogues.neighbours(slip)):
                        missed.append((entry, slip))
    assert slips > 1000
    assert len(missed) <= slips * 0.05, missed[:20]
