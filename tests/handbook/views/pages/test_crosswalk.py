"""Crosswalks: entries with nothing against them are told apart, and both directions agree."""

from __future__ import annotations

import re

import pytest

from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.views.pages.crosswalk import STATES, crosswalk
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT

CASES = MINIMAL.parents[1] / "cases"
SCOPE = "every-activity/scope-decisions.yaml"
DEVIATIONS = "activity-4/deviations.yaml"


@pytest.mark.parametrize(("page", "sentence"), [("reading.md", r"; each entry is ([^|]+) \|"), ("glossary.md", r"Each entry is ([^.]+)\.")])
def test_the_pages_that_explain_a_crosswalk_name_every_state(page: str, sentence: str) -> None:
    (named,) = re.findall(sentence, (ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert tuple(one.strip("*").removeprefix("a ") for one in re.split(r", | or ", named)) == STATES


@pytest.mark.parametrize("document", ["CSF", "8259A", "8259B", "8425", "213A", "303645", "CRA", "PSTI", "SSDF", "STRIDE"])
def test_both_directions_hold_the_same_ties(pump: Loaded, document: str) -> None:
    handbook = pump.handbook
    view = crosswalk(handbook, handbook.catalogues.documents[document])
    down = {(row.entry.id, link.id) for row in view.rows for link in (*row.capabilities, *row.records, *(one.link for one in row.reasons))}
    up = {(entry.id, row.record.id) for row in view.reverse for entry, _ in row.entries}
    assert up <= down
    assert sum(count for _, count in view.counts) == len(view.rows)
    assert {row.state for row in view.rows} <= set(STATES)


def test_what_is_set_aside_has_a_reason_and_what_nobody_saw_has_none(pump: Loaded, minimal: Handbook) -> None:
    for handbook in (pump.handbook, minimal):
        for document in handbook.catalogues.documents.values():
            for row in crosswalk(handbook, document).rows:
                if row.state == "out of scope":
                    assert row.reasons
                    assert all(one.reason for one in row.reasons)
                if row.state in ("gap", "not assessed"):
                    assert not row.capabilities
                    assert not row.records
                    assert not row.reasons


def test_capabilities_stand_apart_from_other_records(pump: Loaded) -> None:
    rows = crosswalk(pump.handbook, pump.handbook.catalogues.documents["CSF"]).rows
    assert {link.id.partition("-")[0] for row in rows for link in row.capabilities} == {"CAP"}
    assert "CAP" not in {link.id.partition("-")[0] for row in rows for link in row.records}


def test_the_minimal_product_says_openly_what_it_has_not_looked_at(minimal: Handbook) -> None:
    states = dict(crosswalk(minimal, minimal.catalogues.documents["CSF"]).counts)
    assert states["not assessed"] > 90


def test_only_where_each_entry_must_be_answered_are_there_gaps(minimal: Handbook, product: WriteProduct) -> None:
    assert not any(row.gap for row in crosswalk(minimal, minimal.catalogues.documents["8259A"]).rows)
    handbook = load(product(**{SCOPE: "[]"})).handbook
    must = crosswalk(handbook, handbook.catalogues.documents["8259A"])
    assert must.has_gaps
    assert [row.gap for row in must.rows] == [row.state == "gap" or bool(row.left) for row in must.rows]
    assert sum(row.gap for row in must.rows) == 19
    may = crosswalk(handbook, handbook.catalogues.documents["CSF"])
    assert not may.has_gaps
    assert not any(row.gap for row in may.rows)


def test_what_a_scope_decision_sets_aside_is_no_gap_on_the_page_either(minimal: Handbook) -> None:
    rows = crosswalk(minimal, minimal.catalogues.documents["8259A"]).rows
    assert {row.state for row in rows} == {"out of scope", "answered", "not met"}
    assert not [row.left for row in rows if row.left]


def test_a_deviation_that_was_overturned_answers_nothing_for_page_and_check(product: WriteProduct) -> None:
    decisions = (MINIMAL / SCOPE).read_text(encoding="utf-8").replace("8259A:LA-2, ", "")
    deviations = (
        (MINIMAL / DEVIATIONS)
        .read_text(encoding="utf-8")
        .replace("must_be_told: yes", "state: overturned\n  notes: Overturned by a review.\n  must_be_told: yes")
    )
    loaded = load(product(**{SCOPE: decisions, DEVIATIONS: deviations}))
    rows = {row.entry.id: row for row in crosswalk(loaded.handbook, loaded.handbook.catalogues.documents["8259A"]).rows}
    assert [name for name, row in rows.items() if row.gap] == ["8259A:LA-2"]
    assert [one.code for one in loaded.diagnostics] == ["unrealised-element", "interface-unguarded"]
    assert "8259A:LA-2" in loaded.diagnostics[0].message


def test_an_element_left_on_a_revision_is_a_gap_on_page_and_in_check(product: WriteProduct) -> None:
    case = CASES / "element-left-on-revision" / "forgotten-batch"
    files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.yaml")}
    loaded = load(product(**files))
    rows = {row.entry.id: row for row in crosswalk(loaded.handbook, loaded.handbook.catalogues.documents["8259A"]).rows}
    assert {name: row.left for name, row in rows.items() if row.gap} == {"8259A:DP-3": "COM-01 Batch 1", "8259A:LA-1": "COM-01 Batch 1"}
    assert "element-left-on-revision" in {one.code for one in loaded.diagnostics}


def test_an_action_of_the_maker_is_open_on_the_page_where_the_check_says_so(product: WriteProduct) -> None:
    decisions = re.sub(r"entries: \[8259B:[^\]]*\]", "document: CSF", (MINIMAL / SCOPE).read_text(encoding="utf-8"))
    loaded = load(product(**{SCOPE: decisions}))
    rows = crosswalk(loaded.handbook, loaded.handbook.catalogues.documents["8259B"]).rows
    told = next(one.message for one in loaded.diagnostics if one.code == "unrealised-element")
    assert [row.entry.id for row in rows if row.gap] == re.findall(r"8259B:[\w-]+", told.rpartition(": ")[2])
    assert {row.level for row in rows if row.gap} == {"Action"}
