"""Texts as an audience reads them: what gives way, and what stays."""

from __future__ import annotations

import pytest

from handbook.audience.unsaid import Unsaid

UNSAID = Unsaid(frozenset({"ROL-07"}), {}, ("kept/plan of 2026.pdf", "plan of 2026.pdf", "a.txt"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("As ROL-07 says, see ROL-08.", "As (not published) says, see ROL-08."),
        ("`ROL-07` and ROL-071, XROL-07, ROL-07-1", "`(not published)` and ROL-071, XROL-07, ROL-07-1"),
        ("nothing of it", "nothing of it"),
    ],
)
def test_ids_give_way_as_whole_words(text: str, read: str) -> None:
    assert UNSAID.without_ids(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("See [the plan](files/kept/plan%20of%202026.pdf).", "See the plan (not published)."),
        ("See [the plan](<files/kept/plan of 2026.pdf> 'Plan').", "See the plan (not published)."),
        ("See [it][p].\n\n[p]: <files/kept/plan of 2026.pdf>\n", "See [it][p].\n\n\n"),
        ("It is plan of 2026.pdf, or kept/plan of 2026.pdf.", "It is (not published), or (not published)."),
        ("files/a.txt, a.txt, aa.txt, a.txts, b/a.txt", "(not published), (not published), aa.txt, a.txts, b/(not published)"),
        ("See [b](files/b.txt).", "See [b](files/b.txt)."),
    ],
)
def test_links_to_files_and_their_names_give_way(text: str, read: str) -> None:
    assert UNSAID.without_files(text) == read


def test_a_fact_that_may_not_be_said_gives_way() -> None:
    assert UNSAID.filled("For {fact:grant} or {fact:grant.value} hours") == "For (not published) or (not published) hours"
