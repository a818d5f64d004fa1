"""The third example: a bought-in module without an update, clean for release, honest about what is not met, and no paraphrase of the others."""

from __future__ import annotations

import re

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.checks.every_text import found_in_texts
from handbook.checks.residue import every_fact, titles_of
from handbook.findings.diagnostics import as_text
from handbook.methods.coverage import DEVICE_BASELINE
from handbook.methods.risk import after_treatment, initial, matrix_of
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.flows import Interface
from handbook.schema.records.information import InformationItem
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Component, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm
from tests.support.example import EXAMPLE, SECOND, THIRD


@pytest.fixture(scope="module")
def fan(catalogues: Catalogues) -> Loaded:
    """The third example."""
    return load(THIRD, catalogues)


def test_it_is_clean_for_release_on_its_own_day_and_finds_nothing_doubtful(fan: Loaded) -> None:
    assert str(fan.handbook.today) == "2026-11-28"
    assert [as_text(finding) for finding in fan.diagnostics] == []
    assert fan.handbook.depth == "minimum"
    assert 40 <= len(list(fan.handbook.records())) <= 85


def test_each_record_was_assessed_by_somebody_who_does_not_own_it(fan: Loaded) -> None:
    records = [item.record for item in fan.handbook.records()]
    assert {record.status for record in records} == {"assessed"}
    assert [record.id for record in records if record.owner == record.assessed_by or not record.owner] == []


@pytest.mark.our_example
def test_no_field_is_that_of_another_example(fan: Loaded, pump: Loaded, example: Loaded) -> None:
    for folder, other in ((SECOND, pump), (EXAMPLE, example)):
        theirs = {fact.fingerprint: fact.name for fact in every_fact(other.handbook, folder) if fact.fingerprint}
        assert [(fact.name, theirs[fact.fingerprint]) for fact in every_fact(fan.handbook, THIRD) if fact.fingerprint in theirs] == []
        names = {title.split()[0].casefold() for title in titles_of(other.handbook)}
        assert [text for _, text in found_in_texts(fan.handbook, str) if names & set(re.findall(r"\w+", text.casefold()))] == []


def test_it_is_one_device_that_nobody_reaches_from_afar(fan: Loaded) -> None:
    (component,) = fan.handbook.of(Component)
    assert component.record.component_kind == "device"
    assert not component.record.remote_data_processing
    assert {one.record.exposure for one in fan.handbook.of(Interface)} <= {"LAN", "inside the case", "outer case"}


def test_every_element_of_software_update_is_not_met_and_told(fan: Loaded) -> None:
    elements = {found.cited for found in fan.handbook.catalogues.entries.values() if found.cited.startswith(f"{DEVICE_BASELINE}:SU-")}
    assert len(elements) == 6
    realised = {one.element for item in fan.handbook.of(Capability) for one in item.record.baseline}
    assert not elements & realised
    (deviation,) = [item for item in fan.handbook.of(Deviation) if set(item.record.elements) & elements]
    assert set(deviation.record.elements) == elements
    assert deviation.record.decision == "not met"
    assert deviation.record.must_be_told
    assert {item.record.heading for item in fan.handbook.of(InformationItem) if deviation.id in item.record.discloses} == {"4.3.1 risk-related assumptions"}


def test_a_risk_stays_where_it_was_and_a_flaw_stays_in_the_field(fan: Loaded) -> None:
    matrix = matrix_of(fan.handbook)
    levels = {item.id: (initial(item.record, matrix).level, after_treatment(fan.handbook, item.record, matrix)[1].level) for item in fan.handbook.of(Risk)}
    assert levels == {"RSK-01": ("M", "M"), "RSK-02": ("L", "L"), "RSK-03": ("M", "L")}
    (case,) = fan.handbook.of(Vulnerability)
    assert [one.status for one in case.record.vex] == ["affected", "fixed"]


def test_support_is_short_and_says_why(fan: Loaded) -> None:
    (term,) = [item.record for item in fan.handbook.of(SupportTerm)]
    (part,) = [item.record for item in fan.handbook.of(HardwareOrSoftwarePart)]
    assert term.sold_until
    assert term.ends
    assert term.expected_years_of_use
    assert term.ends.year - term.sold_until.year < term.expected_years_of_use
    assert str(part.support_end) in str(term.why_not_later)


def test_its_numbers_agree(fan: Loaded) -> None:
    """Boards made, exchanged and in use, and what follows from them, are told in several records."""
    (component,) = fan.handbook.of(Component)
    in_field = [int(str(one.in_field).split()[0].replace(",", "")) for one in component.record.revisions]
    made, exchanged, of_the_next, lot = 18_400, 640, 15_200, 800
    assert in_field == [made - exchanged, 13_840]
    assert made % lot == of_the_next % lot == 0
    texts = " ".join(text for _, text in found_in_texts(fan.handbook, str))
    for number in (sum(in_field), made, exchanged, of_the_next, *in_field):
        assert f"{number:,}" in texts
    assert f"EUR {160 * 800:,}" in texts
    assert f"EUR {round(in_field[0] * 160 / 1e6, 1)} million" in texts
    assert f"EUR {1900 * 21:,}" in texts
    assert round(made / exchanged) == 29
