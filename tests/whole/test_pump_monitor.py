"""The second example: a locally managed product of a small team, clean for release, and no paraphrase of the first."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.checks.every_text import found_in_texts
from handbook.checks.residue import every_fact, titles_of
from handbook.findings.diagnostics import as_text, stops_release
from handbook.methods.risk import initial, matrix_of, residual
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.schema.records.capabilities import Capability
from handbook.schema.records.flows import Interface
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Component, Entity
from handbook.views.pages.activity import example_view
from handbook.views.shared.values import value_of
from tests.support.example import EXAMPLE, SECOND


def test_it_is_clean_for_release_on_its_own_day_and_finds_nothing_doubtful(pump: Loaded) -> None:
    product = pump.handbook.product
    assert product is not None
    assert product.as_of is not None
    assert product.as_of.isoformat() == "2026-11-27"
    assert [as_text(finding) for finding in pump.diagnostics] == []


def test_it_is_as_large_as_a_small_team_can_keep(pump: Loaded) -> None:
    assert pump.handbook.depth == "minimum"
    assert 100 <= len(list(pump.handbook.records())) <= 180


@pytest.mark.our_example
def test_no_field_and_no_file_is_that_of_the_first_example(pump: Loaded, example: Loaded) -> None:
    theirs = {fact.fingerprint: fact.name for fact in every_fact(example.handbook, EXAMPLE) if fact.fingerprint}
    assert len(theirs) > 1000
    assert [(fact.name, theirs[fact.fingerprint]) for fact in every_fact(pump.handbook, SECOND) if fact.fingerprint in theirs] == []


@pytest.mark.our_example
def test_it_names_neither_product_nor_maker_of_the_first_example(pump: Loaded, example: Loaded) -> None:
    names = {title.split()[0].casefold() for title in titles_of(example.handbook)}
    texts = [text for _, text in found_in_texts(pump.handbook, str)] + [
        path.read_text("utf-8", "replace") for path in (SECOND / "files").rglob("*") if path.is_file()
    ]
    assert [text for text in texts if names & set(re.findall(r"\w+", text.casefold()))] == []


def test_it_has_no_cloud_and_no_app(pump: Loaded) -> None:
    components = [item.record for item in pump.handbook.of_kind("component") if isinstance(item.record, Component)]
    assert {component.component_kind for component in components} <= {"device", "companion application"}
    assert {component.management for component in components} == {"locally managed"}
    assert not any(component.remote_data_processing for component in components)
    assert [component.title for component in components if component.component_kind != "device" and component.needed_for == "basic use"] == []
    assert all(item.record.exposure not in ("internet", "radio range") for item in pump.handbook.of_kind("interface") if isinstance(item.record, Interface))
    assert not any("cloud provider" in item.record.roles for item in pump.handbook.of_kind("entity") if isinstance(item.record, Entity))


def test_its_program_for_the_laptop_is_reached_by_hand_alone(pump: Loaded) -> None:
    programs = {item.id for item in pump.handbook.of_kind("component") if isinstance(item.record, Component) and item.record.component_kind != "device"}
    assert programs
    assert not any(set(item.record.components) & programs for item in pump.handbook.of_kind("interface") if isinstance(item.record, Interface))


def test_three_residual_risks_are_moderate_and_the_rest_low(pump: Loaded) -> None:
    matrix = matrix_of(pump.handbook)
    levels = {}
    for item in pump.handbook.of_kind("treatment"):
        assert isinstance(item.record, Treatment)
        risk = pump.handbook.record(item.record.risk)
        assert isinstance(risk, Risk)
        levels[risk.id] = (initial(risk, matrix).level, residual(risk, item.record, matrix).level)
    assert levels == {
        "RSK-01": ("M", "M"),
        "RSK-02": ("M", "M"),
        "RSK-03": ("M", "L"),
        "RSK-04": ("M", "L"),
        "RSK-05": ("M", "M"),
        "RSK-06": ("M", "L"),
    }


def test_an_optional_cell_that_says_nothing_is_shown_as_no_gap(pump: Loaded) -> None:
    capability, criteria = pump.handbook.record("CAP-04"), pump.handbook.record("CRI-01")
    assert isinstance(capability, Capability)
    assert isinstance(criteria, RiskCriteria)
    table = value_of(pump.handbook, capability, "baseline")
    assert [row[1].text for row in table.rows] == ["–", "–", "–", "–", "–", ""]
    assert table.rows[5][1].links[0].id == "COM-01"
    assert "–" in [cell.text for row in value_of(pump.handbook, criteria, "acceptance").rows for cell in row]
    assert value_of(pump.handbook, capability.model_copy(update={"statement": None}), "statement").shape == "empty"


def test_kinds_that_only_time_brings_are_no_gap_where_there_are_none(pump: Loaded) -> None:
    samples = {sample.plural: sample for sample in example_view(pump.handbook, 6).samples}
    assert [name for name, sample in samples.items() if not sample.count] == ["Incidents", "Notifications", "Life-cycle events"]
    assert {sample.standing.stands for sample in samples.values()} == {"there", "not asked"}
    assert samples["Incidents"].standing.words == "Not asked in the minimum for a small team, and not looked for."


def test_a_supplier_that_agreed_to_nothing_needs_the_rule_that_says_so(pump: Loaded, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(SECOND, folder)
    path = folder / "activity-0" / "supplier-rules.yaml"
    text = path.read_text(encoding="utf-8")
    assert "ENT-03: too large" in text
    path.write_text(text.replace("ENT-03: too large", "One of them: too large"), encoding="utf-8")
    found = [finding.code for finding in load(folder).diagnostics if stops_release(finding) and finding.code != "residue"]
    assert found == ["supplier-without-clause"]
