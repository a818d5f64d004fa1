"""Nearest right answers."""

from __future__ import annotations

import time

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.nearest import LONGEST_WORD, edit_distance, nearest, same_but_for_form, same_form


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


@pytest.mark.slow
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


def test_forms_are_found_among_many_in_their_order() -> None:
    known = ["NEED-03", "NEED-30", "need-003", "NEED\u201103", "NEED-3 ", "NEED-300", "Straße", "a\0b"]
    assert same_form("NEED-3", known) == ("NEED-03", "need-003", "NEED\u201103", "NEED-3 ")
    assert same_form("STRASSE", known) == ("Straße",)
    assert same_form("NEED-3", []) == ()
    assert nearest("a\0c", known) == ("a\0b",)
    assert nearest("NEED-3", []) == ()


def test_nothing_is_near_a_word_of_no_end() -> None:
    word = "a" * (LONGEST_WORD + 1)
    assert nearest(word, [word, word[1:]]) == ()
    assert nearest(word[1:], [word, word[1:]]) == (word[1:], word)


def test_one_wrong_id_among_ten_thousand_costs_a_moment() -> None:
    """In processor time, the best of five: 20 ms are allowed; 3 ms were measured."""
    known = [f"NEED-{number:04}" for number in range(10_000)]
    took = []
    for _ in range(5):
        start = time.process_time()
        assert nearest("NEDE-0777", known) == ("NEED-0777",)
        assert same_form("need-777", known) == ("NEED-0777",)
        took.append(time.process_time() - start)
    assert min(took) < 0.02
