"""A handbook that notes what is read of it: everything read is noted, nothing else is, and it says the same as the plain one."""

from __future__ import annotations

import pytest

from handbook.checks import ALL
from handbook.checks.rule import Check
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.model.recording import SITE, recording
from handbook.pipeline import load
from handbook.schema.records.needs import Need
from tests.conftest import MINIMAL


def test_it_says_what_the_plain_one_says(pump: Loaded) -> None:
    recorded, _ = recording(pump.handbook)
    for check in ALL:
        assert list(check.rule(recorded)) == list(check.rule(pump.handbook)), check.rule.__name__


def test_a_field_is_noted_when_it_is_read_and_not_before(minimal: Handbook) -> None:
    recorded, reads = recording(minimal)
    need = recorded.items["NEED-01"].record
    assert isinstance(need, Need)
    assert reads.fields == set()
    assert need.statement
    assert reads.fields == {("need", "statement")}
    assert reads.kinds == set()


def test_who_asks_for_what_names_a_record_asks_every_kind_that_could(minimal: Handbook) -> None:
    recorded, reads = recording(minimal)
    recorded.sources("NEED-01", "means")
    assert reads.kinds == {"means"}
    assert ("means", "needs") in reads.fields
    assert ("means", "title") not in reads.fields
    reads.clear()
    recorded.links_to("NEED-01")
    assert {"means", "risk", "capability"} & reads.kinds >= {"means"}


def test_what_names_records_in_groups_of_fields_is_noted(minimal: Handbook) -> None:
    recorded, reads = recording(minimal)
    recorded.links_from("TRT-01")
    assert {("treatment", "risk"), ("treatment", "success")} <= reads.fields
    assert ("treatment", "statement") not in reads.fields


def test_the_site_and_the_products_day_are_noted(minimal: Handbook) -> None:
    recorded, reads = recording(minimal)
    assert recorded.site.name
    assert recorded.today
    assert reads.kinds == {SITE}
    assert reads.fields == {("product", "as_of")}


def test_the_plain_handbook_is_left_alone(minimal: Handbook) -> None:
    _, reads = recording(minimal)
    assert minimal.items["NEED-01"].record.title
    assert minimal.of_kind("need")
    assert (reads.fields, reads.kinds) == (set(), set())


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.rule.__name__)
def test_a_rule_that_minds_nothing_asks_for_itself(check: Check) -> None:
    """What no error silences must look at what was left out, or judge by what is there alone."""
    assert check.minds != "nothing" or check.rule.__name__ in ("expected_fields", "nothing_internal_in_public")


def test_every_rule_reads_something() -> None:
    recorded, reads = recording(load(MINIMAL).handbook)
    for check in ALL:
        reads.clear()
        list(check.rule(recorded))
        assert reads.fields or reads.kinds, check.rule.__name__
