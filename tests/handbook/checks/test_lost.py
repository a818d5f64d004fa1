"""What an error took out of the handbook: fields that could not be taken, fields that lead nowhere, and of which kinds they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.checks.lost import LostFields, lost_fields
from handbook.model.handbook import Handbook
from handbook.pipeline import load, resolved
from handbook.reading.product import read_product
from tests.conftest import MINIMAL, WriteProduct

NEEDS = (MINIMAL / "activity-2" / "needs.yaml").read_text(encoding="utf-8")


def test_of_a_whole_product_nothing_is_lost(minimal: Handbook) -> None:
    assert lost_fields(minimal) == LostFields(frozenset(), frozenset())


def test_a_value_that_could_not_be_taken_is_lost_at_its_record_and_its_kind(product: WriteProduct) -> None:
    wrong = NEEDS.replace("  owner: ROL-0", "  review_by: next spring\n  owner: ROL-0", 1)
    assert wrong != NEEDS
    lost = lost_fields(load(product(**{"activity-2/needs.yaml": wrong})).handbook)
    assert lost == LostFields(frozenset({("NEED-01", "review_by")}), frozenset({("need", "review_by")}))


def test_a_reference_that_leads_nowhere_is_lost_as_well(product: WriteProduct, minimal: Handbook) -> None:
    wrong = NEEDS.replace("CUS-01", "CUS-77", 1)
    assert wrong != NEEDS
    found = resolved(read_product(product(**{"activity-2/needs.yaml": wrong})), minimal.catalogues)
    assert found.led_nowhere == {("NEED-01", "customers")}
    assert lost_fields(found.handbook) == LostFields(frozenset(), frozenset()), "the record says it: only resolving tells"
    assert lost_fields(found.handbook, found.led_nowhere).of_kinds == {("need", "customers")}


def test_what_is_lost_twice_is_one_field(minimal: Handbook) -> None:
    handbook = replace(minimal, items={**minimal.items, "NEED-01": replace(minimal.items["NEED-01"], left_out=frozenset({"goals"}))})
    assert lost_fields(handbook, [("NEED-01", "goals"), ("CUS-01", "scope")]) == LostFields(
        frozenset({("NEED-01", "goals"), ("CUS-01", "scope")}), frozenset({("need", "goals"), ("customer", "scope")})
    )


def test_a_record_that_is_not_there_cannot_have_lost_anything(minimal: Handbook) -> None:
    with pytest.raises(KeyError, match="NEED-77"):
        lost_fields(minimal, [("NEED-77", "goals")])
