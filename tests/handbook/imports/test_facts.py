"""A text that named facts and was changed in its filled-in form names them still where their values stand as they did."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from handbook.imports.facts import with_references

NAMED: Any = {
    "hubs": SimpleNamespace(record=SimpleNamespace(value="30", says="30 hubs")),
    "days": SimpleNamespace(record=SimpleNamespace(value="90", says="90 days")),
}


@pytest.mark.parametrize(
    ("raw", "typed", "becomes", "lost"),
    [
        ("There are {fact:hubs} here.", "There are 30 hubs here. And more.", "There are {fact:hubs} here. And more.", ()),
        ("There are {fact:hubs} here.", "Today there are 30 hubs here.", "Today there are {fact:hubs} here.", ()),
        ("There are {fact:hubs} here.", "There are 31 hubs here.", "There are 31 hubs here.", ("{fact:hubs}",)),
        ("Of {fact:hubs.value} in all.", "Of 300 in all.", "Of 300 in all.", ("{fact:hubs.value}",)),
        ("Of {fact:hubs.value} in all.", "Of 30.5 in all.", "Of 30.5 in all.", ("{fact:hubs.value}",)),
        ("Of {fact:hubs.value}, all.", "Of 30; all, and more.", "Of {fact:hubs.value}; all, and more.", ()),
        ("{fact:hubs} for {fact:days}", "30 hubs for 91 days", "{fact:hubs} for 91 days", ("{fact:days}",)),
        ("{fact:hubs}", "", "", ("{fact:hubs}",)),
        ("{fact:hubs} and {fact:nothing}", "30 hubs and {fact:nothing} too", "{fact:hubs} and {fact:nothing} too", ()),
        ("No fact.", "Now {fact:days}.", "Now {fact:days}.", ()),
    ],
)
def test_a_fact_keeps_its_name_where_its_value_stands_as_it_did(raw: str, typed: str, becomes: str, lost: tuple[str, ...]) -> None:
    assert with_references(raw, typed, NAMED) == (becomes, lost)


def test_a_long_text_is_compared_by_words() -> None:
    raw = f"{'word ' * 3_000}{{fact:hubs}} {'more ' * 3_000}"
    typed = raw.replace("{fact:hubs}", "30 hubs").replace("word", "term", 2_000).replace("more", "else", 9)
    assert with_references(raw, typed, NAMED)[0].count("{fact:hubs}") == 1
