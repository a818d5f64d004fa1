"""Two texts word by word."""

from __future__ import annotations

import pytest

from handbook.compare.wording import Piece, shortened, words

PAIRS = [
    ("one two three", "one 2 three"),
    ("", "new"),
    ("old", ""),
    ("The key is kept in flash.", "The key is kept in a secure element, not in flash."),
    ("a\nb c", "a b d"),
    ("a b", "a\nb"),
    ("x" * 30, "y" * 30),
    ("- one\n- two", "- one - two"),
]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_both_texts_are_made_of_the_pieces(before: str, after: str) -> None:
    found = words(before, after)
    kept = "".join(piece.text for piece in found if piece.op != "come")
    come = "".join(piece.text for piece in found if piece.op != "gone")
    assert kept == before
    assert come.split() == after.split()
    assert any(piece.op != "same" for piece in found)


def test_a_phrase_that_is_replaced_is_one_change() -> None:
    assert words("keep the old way of it", "keep a new road of it") == (
        Piece("same", "keep "), Piece("gone", "the old way"), Piece("come", "a new road"), Piece("same", " of it"),
    )  # fmt: skip


def test_a_line_broken_elsewhere_is_no_change_beside_others_and_is_told_where_it_is_all() -> None:
    assert [piece.text for piece in words("a\nb c", "a b d") if piece.op != "same"] == ["c", "d"]
    assert [piece.op for piece in words("a b", "a\nb")] == ["same", "gone", "come", "same"]


def test_what_is_the_same_is_cut_and_what_changed_never_is() -> None:
    long = "word " * 50
    found = shortened(words(f"{long}old {long}", f"{long}new {long}"), 20)
    assert [piece.op for piece in found] == ["same", "gone", "come", "same"]
    assert found[0].text.startswith("… ")
    assert found[-1].text.endswith(" …")
    assert max(len(piece.text) for piece in found) < 25
