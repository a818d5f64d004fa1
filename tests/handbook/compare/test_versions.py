"""In which releases records and pages are."""

from __future__ import annotations

from handbook.compare.versions import not_everywhere, presence


def test_releases_in_a_row_are_one_run() -> None:
    found = presence([{"NEED-01": "records/need-01/", "NEED-02": "records/need-02/"}, {}, {"NEED-01": "records/need-01/"}, {"NEED-01": "records/need-01/"}])
    assert found.runs == {"NEED-01": ((0, 0), (2, 3)), "NEED-02": ((0, 0),)}
    assert found.elsewhere == {}


def test_a_record_that_stands_elsewhere_is_told_by_release() -> None:
    found = presence([{"NEED-01": "needs/1/"}, {"NEED-01": "records/need-01/"}])
    assert found.runs == {"NEED-01": ((0, 1),)}
    assert found.elsewhere == {"NEED-01": {0: "needs/1/"}}


def test_pages_are_told_only_where_some_release_lacks_them() -> None:
    assert not_everywhere([{"", "a/", "b/"}, None, {"", "b/"}, {"", "b/", "c/"}]) == {"a/": ((0, 0),), "c/": ((3, 3),)}
    assert not_everywhere([None]) == {}
