"""The risk matrix: every risk in its cell, before and after treatment."""

from __future__ import annotations

from dataclasses import replace

from handbook.methods.risk import LEVELS, initial, matrix_of, rank
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.schema.records.needs import Risk
from handbook.views.diagrams.matrix import matrix_view
from tests.support.handbooks import instead


def ids(handbook: Handbook, *kinds: str) -> set[str]:
    return {item.id for kind in kinds for item in handbook.of_kind(kind)}


def test_every_risk_stands_in_the_cell_of_its_likelihood_and_impact(pump: Loaded) -> None:
    handbook = pump.handbook
    view, matrix = matrix_view(handbook), matrix_of(handbook)
    assert [row.link.id for row in view.rows] == [item.id for item in handbook.of_kind("risk")]
    before = view.pictures[0]
    cells = {(likelihood, impact): before.cells[row * 5 + column] for row, likelihood in enumerate(reversed(LEVELS)) for column, impact in enumerate(LEVELS)}
    for (likelihood, impact), cell in cells.items():
        assert cell.level == matrix[likelihood][rank(impact)]
        here = {
            item.id for item in handbook.of_kind("risk") if isinstance(item.record, Risk)
            and (initial(item.record, matrix).likelihood, initial(item.record, matrix).impact) == (likelihood, impact)
        }  # fmt: skip
        assert {mark.link.id for mark in cell.marks} == here
        assert cell.more == 0
    for picture in view.pictures:
        marked = [mark.link.id for cell in picture.cells for mark in cell.marks]
        assert sorted(marked) == sorted(ids(handbook, "risk") - {link.id for link in view.unrated})
        assert all(mark.y <= cell.y + cell.height for cell in picture.cells for mark in cell.marks)


def test_a_treatment_that_another_replaced_is_not_the_one_after(pump: Loaded) -> None:
    former = pump.handbook.items["TRT-01"]
    for later, after in (("TRT-90", "TRT-90"), ("", "TRT-01")):
        added = {later: replace(former, record=former.record.model_copy(update={"id": later, "replaces": "TRT-01"}))} if later else {}
        rows = matrix_view(replace(pump.handbook, items={**pump.handbook.items, **added})).rows
        assert [row.treatment.id for row in rows if row.link.id == "RSK-01" and row.treatment] == [after]


def test_a_risk_that_the_floor_for_safety_raises_is_marked_in_its_cell(pump: Loaded) -> None:
    """By the table: very low by very high is low, and the highest harm to safety is moderate at least."""
    risk, treatment = pump.handbook.items["RSK-01"], pump.handbook.items["TRT-01"]
    worst = tuple(one.model_copy(update={"level": "VH"}) for one in risk.record.impacts if one.dimension == "safety")
    rare = treatment.record.success.model_copy(update={"level": "VL"})
    changed = {
        "RSK-01": replace(risk, record=risk.record.model_copy(update={"impacts": worst})),
        "TRT-01": replace(treatment, record=treatment.record.model_copy(update={"success": rare, "impacts": ()})),
    }
    before, after = matrix_view(replace(pump.handbook, items={**pump.handbook.items, **changed})).pictures
    assert {mark.link.id: cell.level for cell in after.cells for mark in cell.marks if mark.raised} == {"RSK-01": "L"}
    assert not [mark for cell in before.cells for mark in cell.marks if mark.raised]


def test_many_risks_in_one_cell_are_counted(pump: Loaded) -> None:
    risks = pump.handbook.of_kind("risk")
    many = tuple(replace(risks[0], record=risks[0].record.model_copy(update={"id": f"RSK-{number:02}"})) for number in range(40, 60))
    handbook = instead(pump.handbook, "risk", many)
    cell = next(cell for cell in matrix_view(handbook).pictures[0].cells if cell.marks)
    assert (len(cell.marks), cell.more) == (8, 12)
    assert len(matrix_view(handbook).rows) == 20
