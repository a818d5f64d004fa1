"""Audiences: their order, whom a build is made for, and what of a record each may read."""

from __future__ import annotations

import pytest

from handbook.audience.levels import AUDIENCES, UnknownAudienceError, audience_asked, audience_named, is_left_out, sees, withheld
from handbook.model.handbook import Handbook
from handbook.schema.kinds import MODELS
from handbook.schema.product_file import Site
from handbook.schema.record import KEPT_FROM, may_be_withheld
from tests.support.handbooks import with_record


def test_each_audience_sees_what_the_one_before_it_sees_and_more() -> None:
    assert [[sees(audience, visibility) for visibility in AUDIENCES] for audience in AUDIENCES] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


@pytest.mark.parametrize(
    ("environment", "published_for", "serving", "expected"),
    [
        ({}, None, False, "public"),
        ({}, "internal", False, "internal"),
        ({"AUDIENCE": "assessor"}, "internal", False, "assessor"),
        ({"AUDIENCE": " Public "}, None, True, "public"),
        ({"AUDIENCE": ""}, "assessor", False, "assessor"),
        ({}, "public", True, "internal"),
    ],
)
def test_the_variable_wins_over_the_product_and_who_serves_sees_all(environment: dict[str, str], published_for: str, serving: bool, expected: str) -> None:
    assert audience_asked(environment, Site.model_validate({"published_for": published_for}), serving=serving) == expected


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("publik", "AUDIENCE is 'publik', which is no audience; did you mean public?"),
        ("everybody", "AUDIENCE is 'everybody', which is no audience; expected one of public, assessor, internal"),
    ],
)
def test_another_word_is_told_in_one_sentence(name: str, said: str) -> None:
    with pytest.raises(UnknownAudienceError) as told:
        audience_named(name, "AUDIENCE")
    assert str(told.value) == said


def test_fields_are_kept_from_those_before(minimal: Handbook) -> None:
    record = with_record(minimal, "ROL-01", internal_only=("duties",), assessor_only=("people",)).items["ROL-01"].record
    assert [withheld(record, audience) for audience in AUDIENCES] == [{"duties", "people"}, {"duties"}, set()]


def test_a_record_is_left_out_where_it_cannot_be_told_what_it_keeps(minimal: Handbook) -> None:
    for wrong in ("title", "status", "shoe_size"):
        item = with_record(minimal, "ROL-01", internal_only=(wrong,)).items["ROL-01"]
        assert [is_left_out(item, audience) for audience in AUDIENCES] == [True, True, False], wrong


def test_what_may_be_kept_is_what_may_be_empty() -> None:
    for kind, model in MODELS.items():
        possible = set(may_be_withheld(model))
        assert not possible & {"id", "title", "status", "visibility", *KEPT_FROM}, kind
        assert {"notes", "owner", "references"} <= possible, kind
        assert all(model.model_fields[name].get_default() in (None, ()) for name in possible), kind
