"""Crosswalks: entries with nothing against them are told apart, and both directions agree."""

from __future__ import annotations

import pytest

from handbook.model import Handbook, Loaded
from handbook.views.crosswalk import STATES, crosswalk


@pytest.mark.parametrize("document", ["CSF", "8259A", "8259B", "8425", "213A", "303645", "CRA", "PSTI", "SSDF", "STRIDE"])
def test_both_directions_hold_the_same_ties(example: Loaded, document: str) -> None:
    handbook = example.handbook
    view = crosswalk(handbook, handbook.catalogues.documents[document])
    down = {(row.entry.id, link.id) for row in view.rows for link in (*row.records, *(reason for reason, _ in row.reasons))}
    up = {(entry.id, row.record.id) for row in view.reverse for entry, _ in row.entries}
    assert up <= down
    assert sum(count for _, count in view.counts) == len(view.rows)
    assert {row.state for row in view.rows} <= set(STATES)


def test_what_is_set_aside_has_a_reason_and_what_nobody_saw_has_none(example: Loaded, minimal: Handbook) -> None:
    for handbook in (example.handbook, minimal):
        for document in handbook.catalogues.documents.values():
            for row in crosswalk(handbook, document).rows:
                if row.state == "out of scope":
                    assert row.reasons
                    assert all(reason for _, reason in row.reasons)
                if row.state in ("gap", "not assessed"):
                    assert not row.records
                    assert not row.reasons


def test_every_device_and_gateway_has_a_cell_for_every_element(example: Loaded) -> None:
    view = crosswalk(example.handbook, example.handbook.catalogues.documents["8259A"])
    assert len(view.rows) == 22
    assert len(view.components) == 3
    assert all(len(row.cells) == 3 for row in view.rows)
    assert all(cell.state != "gap" for row in view.rows for cell in row.cells)


def test_the_minimal_product_says_openly_what_it_has_not_looked_at(minimal: Handbook) -> None:
    states = dict(crosswalk(minimal, minimal.catalogues.documents["CSF"]).counts)
    assert states["not assessed"] > 90


def test_only_where_each_entry_must_be_answered_are_there_gaps(minimal: Handbook) -> None:
    must = crosswalk(minimal, minimal.catalogues.documents["8259A"])
    assert must.has_gaps
    assert [row.gap for row in must.rows] == [row.state == "gap" or "gap" in {cell.state for cell in row.cells} for row in must.rows]
    assert any(row.gap for row in must.rows)
    may = crosswalk(minimal, minimal.catalogues.documents["CSF"])
    assert not may.has_gaps
    assert not any(row.gap for row in may.rows)
