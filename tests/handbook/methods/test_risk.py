"""The risk method, by hand-worked lines and over all cells."""

from __future__ import annotations

import re

import pytest

from handbook.methods.risk import LEVELS, MATRIX, SUCCESS, initial, matrix_of, priority, rank, rate
from handbook.pipeline import load
from handbook.schema.records.after_sale import SsvcDecision
from handbook.schema.records.needs import Impact, Risk
from tests.conftest import WriteProduct


def impact(dimension: str, level: str) -> Impact:
    return Impact.model_validate({"dimension": dimension, "level": level, "reason": "said"})


def test_worked_line_of_the_former_tenant() -> None:
    before = rate("M", SUCCESS["valid account"][0], [impact("privacy", "M"), impact("safety", "H")], many_at_once=False)
    assert (before.likelihood, before.impact, before.level) == ("M", "H", "M")
    after = rate("M", "L", [impact("privacy", "M"), impact("safety", "H")], many_at_once=False)
    assert (after.likelihood, after.level) == ("L", "L")


def test_likelihood_is_the_lower_of_attempt_and_success() -> None:
    for attempt in LEVELS:
        for success in LEVELS:
            assert rate(attempt, success, [], False).likelihood == LEVELS[min(rank(attempt), rank(success))]


def test_many_at_once_raises_impact_by_one_and_not_beyond_the_top() -> None:
    assert rate("M", "M", [impact("money", "M")], many_at_once=True).impact == "H"
    assert rate("M", "M", [impact("money", "VH")], many_at_once=True).impact == "VH"


def test_safety_of_very_high_is_never_below_moderate() -> None:
    assert rate("VL", "VL", [impact("safety", "VH")], many_at_once=False).level == "M"
    assert rate("VL", "VL", [impact("money", "VH")], many_at_once=False).level == "L"


def test_a_missing_factor_leaves_the_level_open() -> None:
    assert rate(None, "H", [impact("money", "H")], False).level is None
    assert rate("H", "H", [], False).level is None


def test_matrix_never_falls_as_likelihood_or_impact_rises() -> None:
    for row in MATRIX.values():
        assert [rank(level) for level in row] == sorted(rank(level) for level in row)
    for column in range(5):
        ranks = [rank(MATRIX[likelihood][column]) for likelihood in LEVELS]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("exploitation", "automatable", "density", "technical", "safety", "expected"),
    [
        ("none", "no", "diffuse", "partial", "minimal", "defer"),
        ("none", "no", "diffuse", "total", "significant", "out-of-cycle"),
        ("none", "yes", "diffuse", "partial", "minimal", "scheduled"),
        ("none", "yes", "concentrated", "partial", "significant", "out-of-cycle"),
        ("public PoC", "no", "diffuse", "total", "significant", "immediate"),
        ("public PoC", "no", "concentrated", "partial", "significant", "immediate"),
        ("public PoC", "yes", "concentrated", "total", "minimal", "out-of-cycle"),
        ("active", "no", "diffuse", "partial", "minimal", "out-of-cycle"),
        ("active", "no", "diffuse", "total", "significant", "immediate"),
        ("active", "yes", "concentrated", "partial", "minimal", "immediate"),
    ],
)
def test_order_of_work_by_the_supplier_table(exploitation: str, automatable: str, density: str, technical: str, safety: str, expected: str) -> None:
    points = SsvcDecision.model_validate(
        {
            "exploitation": exploitation,
            "automatable": automatable,
            "value_density": density,
            "technical_impact": technical,
            "public_safety_impact": safety,
        }
    )
    assert priority(points) == expected


def test_the_matrix_of_the_products_own_criteria_counts(product: WriteProduct) -> None:
    folder = product()
    before = load(folder).handbook
    risk = before.items["RSK-01"].record
    assert isinstance(risk, Risk)
    assert initial(risk, matrix_of(before)).level == "M"
    path = folder / "activity-0" / "risk-criteria.yaml"
    text = path.read_text(encoding="utf-8")
    stricter = "{likelihood: M, impact_VL: M, impact_L: H, impact_M: VH, impact_H: VH, impact_VH: VH}"
    path.write_text(re.sub(r"\{likelihood: M, [^}]*\}", stricter, text), encoding="utf-8")
    after = load(folder).handbook
    assert initial(risk, matrix_of(after)).level == "VH"


def test_a_matrix_that_is_not_whole_leaves_the_default(product: WriteProduct) -> None:
    folder = product()
    path = folder / "activity-0" / "risk-criteria.yaml"
    path.write_text(re.sub(r"    - \{likelihood: VL, [^}]*\}\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert matrix_of(load(folder).handbook) is MATRIX


TABLE_G_5 = {
    "VH": ("L", "M", "H", "VH", "VH"),
    "H": ("L", "M", "M", "H", "VH"),
    "M": ("L", "L", "M", "M", "H"),
    "L": ("VL", "L", "L", "M", "M"),
    "VL": ("VL", "VL", "L", "L", "L"),
}
"""Overall likelihood by attempt (row) and success (column) in NIST SP 800-30 Revision 1, Table G-5."""


def test_the_lower_of_two_is_never_above_the_table_of_sp_800_30_and_often_below() -> None:
    ours = {(attempt, success): min(attempt, success, key=rank) for attempt in LEVELS for success in LEVELS}
    theirs = {(attempt, success): level for attempt, row in TABLE_G_5.items() for success, level in zip(LEVELS, row, strict=True)}
    assert {pair for pair in ours if rank(ours[pair]) > rank(theirs[pair])} == set()
    assert {rank(theirs[pair]) - rank(ours[pair]) for pair in ours} == {0, 1}
