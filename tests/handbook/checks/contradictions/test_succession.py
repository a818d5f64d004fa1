"""Records that follow their own kind: which fields are watched, and how a loop is found."""

from __future__ import annotations

from handbook.checks.contradictions.succession import TO_OWN_KIND, ways_back


def test_every_field_to_ones_own_kind_is_watched_for_loops() -> None:
    assert {kind: set(fields) for kind, fields in TO_OWN_KIND.items()} == {
        "role": {"reports_to"},
        "treatment": {"replaces"},
        "acceptance": {"renews"},
        "evidence": {"repeats"},
        "notification": {"cases"},
    }


def test_loops_are_found_once_and_begin_at_the_first() -> None:
    assert list(ways_back({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a"]})) == [["b", "c"]]
    assert list(ways_back({"b": ["c"], "c": ["a"], "a": ["b"], "d": ["a"]})) == [["b", "c", "a"]]
    assert list(ways_back({"a": ["b", "c"], "b": ["c"], "c": [], "x": ["gone"]})) == []
    assert list(ways_back({str(one): [str(one + 1)] for one in range(5000)})) == []
