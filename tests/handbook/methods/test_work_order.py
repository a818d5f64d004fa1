"""The order of work: risks by level, open vulnerabilities by exploitation, priority and clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handbook.methods.risk import after_treatment, initial, matrix_of, rank
from handbook.methods.work_order import Due, by_level, in_order, next_due
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.loaded import Loaded
from handbook.schema.kinds import KINDS
from handbook.schema.records.after_sale import SsvcDecision, Vulnerability
from handbook.schema.records.needs import Risk
from handbook.views.pages.register import kind_register
from tests.support.handbooks import instead

POINTS = {"exploitation": "none", "automatable": "no", "value_density": "diffuse", "technical_impact": "partial", "public_safety_impact": "minimal"}


def vulnerability(item: Item[Any], number: int, **fields: Any) -> Item[Any]:
    """Returns a vulnerability like another, unfixed and of the lowest priority but for these fields."""
    points = SsvcDecision.model_validate({**POINTS, **fields.pop("points", {})})
    base = {"id": f"VUL-{number:02}", "fixed_on": None, "exploited": False, "aware_on": "2026-11-01 10:00", "priority": points}
    return replace(item, record=item.record.model_copy(update={**base, **fields}))


def with_vulnerabilities(handbook: Handbook, *fields: dict[str, Any]) -> Handbook:
    item = handbook.of(Vulnerability)[0]
    return instead(handbook, "vulnerability", tuple(vulnerability(item, number, **one) for number, one in enumerate(fields, 1)))


OUT_OF_CYCLE = {"technical_impact": "total", "public_safety_impact": "significant"}
IMMEDIATE = {"exploitation": "active", **OUT_OF_CYCLE}


def test_open_ones_stand_first_then_the_exploited_then_by_priority_and_clock(pump: Loaded) -> None:
    found = with_vulnerabilities(
        pump.handbook,
        {"fixed_on": "2026-11-02"},
        {},
        {"points": OUT_OF_CYCLE},
        {"points": OUT_OF_CYCLE, "aware_on": "2026-10-01"},
        {"points": IMMEDIATE},
        {"exploited": True},
        {"fixed_on": "2026-11-02", "exploited": True, "points": IMMEDIATE},
    )
    assert [item.id for item in in_order(found)] == ["VUL-06", "VUL-05", "VUL-04", "VUL-03", "VUL-02", "VUL-07", "VUL-01"]
    table = kind_register(found, KINDS["vulnerability"], {}).tables[0]
    assert [row.link.id for row in table.rows] == [item.id for item in in_order(found)]


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({"points": IMMEDIATE}, Due(date(2026, 11, 8), "fix")),
        ({"points": OUT_OF_CYCLE}, Due(date(2026, 12, 1), "fix")),
        ({"points": {"technical_impact": "total"}}, Due(date(2027, 1, 30), "fix")),
        ({}, None),
        ({"points": IMMEDIATE, "fixed_on": "2026-11-03"}, None),
        ({"points": IMMEDIATE, "aware_on": None}, None),
    ],
)
def test_a_fix_is_due_by_the_days_of_the_risk_method(pump: Loaded, fields: dict[str, Any], due: Due | None) -> None:
    (item,) = in_order(with_vulnerabilities(pump.handbook, fields))
    assert next_due(pump.handbook, item.record) == due


@pytest.mark.our_example
def test_a_notification_that_was_not_sent_comes_before_a_later_fix(example: Loaded) -> None:
    handbook = example.handbook
    notice = next(item for item in handbook.of_kind("notification") if handbook.targets(item.id, "cases", Vulnerability))
    unsent = replace(notice, record=notice.record.model_copy(update={"sent": None}))
    changed = replace(handbook, items={**handbook.items, notice.id: unsent})
    case = handbook.targets(notice.id, "cases", Vulnerability)[0]
    assert next_due(changed, case.record) == Due(date.fromisoformat(notice.record.due[:10]), notice.id)  # type: ignore[attr-defined]
    assert next_due(handbook, case.record) is None


def test_risks_fall_by_level_and_unrated_ones_are_not_lost_at_the_end(pump: Loaded) -> None:
    handbook = pump.handbook
    matrix = matrix_of(handbook)
    first, *rest = handbook.of(Risk)
    unrated = replace(first, record=first.record.model_copy(update={"success": None}))
    found = by_level(instead(handbook, "risk", (*rest, unrated)))
    assert found[0].id == first.id
    levels = [(initial(item.record, matrix).level, after_treatment(handbook, item.record, matrix)[1].level) for item in found[1:]]
    ranks = [(rank(before or "VL"), rank(after or "VL")) for before, after in levels]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) > 1


def test_the_risk_register_has_what_a_reviewer_asks_and_can_be_narrowed_to_an_owner(pump: Loaded) -> None:
    table = kind_register(pump.handbook, KINDS["risk"], {}).tables[0]
    labels = [column.label for column in table.columns]
    assert labels == [
        "Level before treatment", "Treated by", "Choice", "Level after treatment", "Accepted in", "Accepted until", "Accepted by", "Owner", "Threats",
    ]  # fmt: skip
    assert table.columns[labels.index("Owner")].closed
    for row in table.rows:
        owner = row.cells[labels.index("Owner")]
        assert [link.id for link in owner.links] == [pump.handbook.items[row.link.id].record.owner]
