"""For which record, kind and activity a finding counts: told by its fields, whatever its message says."""

from __future__ import annotations

import pytest

from handbook.findings.diagnostics import Place, make
from handbook.methods.belonging import activity_of, by_record, kind_of
from handbook.model.handbook import Handbook
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL

MISLEADING = "question Q7-01 of Activity 7 is not answered yet: Why?"


@pytest.mark.parametrize(
    ("file", "details", "activity", "kind"),
    [
        ("activity-2/needs.yaml", {}, 2, "need"),
        ("product.yaml", {}, PRODUCT_MODEL, "product"),
        ("every-activity/activity-log.yaml", {"question": "Q3-01"}, 3, None),
        ("activity-4/ideas.yaml", {}, 4, None),
        ("rules.yaml", {}, EVERY_ACTIVITY, None),
        ("", {}, EVERY_ACTIVITY, None),
    ],
)
def test_a_finding_counts_for_its_question_or_else_its_file(minimal: Handbook, file: str, details: dict[str, str], activity: int, kind: str | None) -> None:
    finding = make("unanswered-question", Place(file), MISLEADING, **details)
    found = kind_of(minimal, finding)
    assert activity_of(minimal, finding) == activity
    assert (found.name if found else None) == kind


def test_a_finding_counts_for_its_record_first(minimal: Handbook) -> None:
    item = next(minimal.records())
    finding = make("unanswered-question", Place("activity-2/needs.yaml"), MISLEADING, record=item.id, question="Q3-01")
    assert (activity_of(minimal, finding), kind_of(minimal, finding)) == (item.kind.activity, item.kind)


def test_a_finding_about_several_records_stands_with_each_once() -> None:
    alone = make("no-records", Place("a"), "x", record="A")
    both = make("no-records", Place("a"), "y", record="A", records=("A", "B"))
    assert by_record([alone, both, make("no-records", Place("a"), "z")]) == {"A": (alone, both), "B": (both,)}
