"""Risk criteria: what may be taken by name, dimensions that a product adds, and what the risk method's page shows of them."""

from __future__ import annotations

from pathlib import Path

from handbook.findings.diagnostics import as_text
from handbook.methods.risk import DIMENSIONS, LEVELS, MATRIX, SCALES, initial, matrix_of
from handbook.pipeline import load
from handbook.schema.records.needs import Risk
from handbook.views.diagrams.matrix import matrix_view
from handbook.views.pages.risk_criteria import CriteriaView, criteria_view
from tests.conftest import MINIMAL, WriteProduct

CRITERIA = (MINIMAL / "activity-0" / "risk-criteria.yaml").read_text(encoding="utf-8")
RISKS = (MINIMAL / "activity-2" / "risks.yaml").read_text(encoding="utf-8")
HEAD, _, REST = CRITERIA.partition("  scales:\n")
ACCEPTANCE = REST[REST.index("  acceptance:\n") :]
SHORT = f"{HEAD}  standard_scales: [attempt, success, safety, privacy]\n  standard_matrix: SP 800-30\n{ACCEPTANCE}"
ANIMALS = """  scales:
    - name: animals
      levels:
        - {level: VL, meaning: None notice}
        - {level: L, meaning: A pet is startled}
        - {level: M, meaning: One animal is hurt}
        - {level: H, meaning: One animal dies}
        - {level: VH, meaning: A herd dies}
  dimensions:
    - name: animals
      meaning: Pets and stock in the room
"""


def view_of(folder: Path) -> CriteriaView:
    loaded = load(folder)
    assert [as_text(finding) for finding in loaded.diagnostics] == []
    return criteria_view(loaded.handbook)


def test_every_scale_of_the_method_has_five_levels_and_every_dimension_a_scale() -> None:
    assert set(DIMENSIONS) < set(SCALES)
    assert {len(meanings) for meanings in SCALES.values()} == {len(LEVELS)}
    assert all(len(set(meanings)) == len(LEVELS) for meanings in SCALES.values())


def test_matrix_and_scales_by_name_say_as_much_as_thirty_lines(product: WriteProduct) -> None:
    folder = product(**{"activity-0/risk-criteria.yaml": SHORT})
    view = view_of(folder)
    assert len(SHORT.splitlines()) < len(CRITERIA.splitlines()) - 14
    assert matrix_of(load(folder).handbook) is MATRIX
    assert view.published
    assert [row.name for row in view.impacts.own] == ["safety", "privacy"]
    assert {row.name: row.meanings for row in view.impacts.own}["safety"] == SCALES["safety"]
    assert [row.name for row in view.impacts.default] == ["property and service", "money", "other networks", "maker"]
    assert not view.factors["attempt"].default


def test_the_same_matrix_written_out_beside_its_name_is_no_contradiction(product: WriteProduct) -> None:
    written = CRITERIA.replace("  matrix:\n", "  standard_matrix: SP 800-30\n  matrix:\n")
    assert view_of(product(**{"activity-0/risk-criteria.yaml": written})).published


def test_a_dimension_that_the_product_adds_rates_risks_like_any_other(product: WriteProduct) -> None:
    folder = product(
        **{
            "activity-0/risk-criteria.yaml": SHORT.replace("  standard_scales:", f"{ANIMALS}  standard_scales:"),
            "activity-2/risks.yaml": RISKS.replace("dimension: privacy\n      level: M", "dimension: animals\n      level: M", 1),
        }
    )
    view = view_of(folder)
    assert [(row.name, row.meanings[-1], row.about) for row in view.impacts.own][-1] == ("animals", "A herd dies", "Pets and stock in the room")
    handbook = load(folder).handbook
    risk = handbook.items["RSK-01"].record
    assert isinstance(risk, Risk)
    assert initial(risk, matrix_of(handbook)).impact == "M"
    assert matrix_view(handbook).rows[0].before[3] == "animals"


def test_a_dimension_of_the_method_may_be_rated_by_a_scale_of_another_name(product: WriteProduct) -> None:
    written = CRITERIA.replace("  matrix:\n", "  dimensions:\n    - {name: money, meaning: What a household loses, scale: Attempt}\n  matrix:\n")
    view = view_of(product(**{"activity-0/risk-criteria.yaml": written}))
    assert [(row.name, row.meanings[0], row.about) for row in view.impacts.own] == [("money", "Not in ten years", "What a household loses")]


def test_who_may_accept_is_said_by_the_products_own_criteria(product: WriteProduct) -> None:
    view = view_of(product())
    shown = [(rule.level, rule.by.title if rule.by else "nobody", rule.months, rule.told) for rule in view.acceptance]
    assert shown[0] == ("low (L)", "Security lead", "until the next review", "–")
    assert shown[-1] == ("high (H)", "nobody", "–", "–")


def test_before_there_are_criteria_the_method_speaks_and_nobody_may_accept(tmp_path: Path) -> None:
    (tmp_path / "product.yaml").write_text("format: 1\nproduct:\n  id: PRD-01\n  title: Thing\n", encoding="utf-8")
    view = criteria_view(load(tmp_path).handbook)
    assert view.criteria is None
    assert view.acceptance == ()
    assert [row.name for row in view.impacts.default] == list(DIMENSIONS)
    assert view.matrix == tuple((likelihood, MATRIX[likelihood]) for likelihood in reversed(LEVELS))
