"""Walking values by the marks on their types: through lists, optional types and parts inside parts, with the path to each."""

from __future__ import annotations

from typing import Annotated, Literal

from handbook.schema.fields import (
    AnyId,
    Bounds,
    Chain,
    Chained,
    Count,
    DateDone,
    DateOfLaw,
    DateSet,
    Many,
    Mark,
    MomentDone,
    Part,
    Plain,
    Prose,
    Tense,
    expected,
    expected_list,
)
from handbook.schema.kinds import MODELS
from handbook.schema.marks import bounded, carried, closed_list, is_expected, is_many, mark_of, marked, part_of, tensed

Colour = Literal["red", "green"]


class Screw(Part):
    maker: AnyId
    bought: DateDone | None = None
    length: Annotated[Count, Bounds(1, 120)] | None = None


class Leg(Part):
    screws: Many[Screw] = ()
    colour: Colour | None = None


class Table(Part):
    name: Plain
    story: Prose | None = expected()
    drawn_by: Many[AnyId] = expected_list()
    front: Leg | None = None
    legs: Many[Leg] = ()
    due: DateSet | None = None
    seen: MomentDone | None = None
    weight: Annotated[Count, Bounds(0, 50)] | None = None
    plain_number: Count | None = None
    colours: Many[Colour] = ()
    follows: Chained[Many[AnyId]] = ()


WHOLE = Table.model_validate(
    {
        "name": "Desk",
        "story": "Stands.",
        "drawn_by": ["ROL-01", "ROL-02"],
        "front": {"colour": "red"},
        "legs": [{}, {"screws": [{"maker": "ENT-01"}, {"maker": "ENT-02", "bought": "2026-01-02", "length": "40"}]}],
        "due": "2027-01-02",
        "seen": "2026-03-04 10:00",
        "weight": "0",
        "plain_number": "3",
        "colours": ["green"],
        "follows": ["NEED-01"],
    }
)
ANY, PLAIN, PROSE = Mark("record"), Mark("plain"), Mark("prose")


def annotation(field: str, model: type[Part] = Table) -> object:
    return model.model_fields[field].annotation


def test_every_marked_text_is_found_with_its_path() -> None:
    assert list(marked(WHOLE)) == [
        (("name",), PLAIN, "Desk"),
        (("story",), PROSE, "Stands."),
        (("drawn_by", 0), ANY, "ROL-01"),
        (("drawn_by", 1), ANY, "ROL-02"),
        (("legs", 1, "screws", 0, "maker"), ANY, "ENT-01"),
        (("legs", 1, "screws", 1, "maker"), ANY, "ENT-02"),
        (("seen",), Mark("moment"), "2026-03-04 10:00"),
        (("follows", 0), ANY, "NEED-01"),
    ]


def test_what_is_left_out_is_passed_over() -> None:
    assert list(marked(Table.model_validate({"name": "Desk"}))) == [(("name",), PLAIN, "Desk")]
    assert list(tensed(Table.model_validate({"name": "Desk"}))) == []


def test_a_path_goes_on_from_where_the_part_stands() -> None:
    assert [path for path, _, _ in marked(Screw.model_validate({"maker": "ENT-01"}), ("legs", 0))] == [("legs", 0, "maker")]


def test_days_and_moments_tell_what_they_mean() -> None:
    assert list(tensed(WHOLE)) == [
        (("legs", 1, "screws", 1, "bought"), Tense(done=True), "2026-01-02"),
        (("due",), Tense(done=False), "2027-01-02"),
        (("seen",), Tense(done=True), "2026-03-04 10:00"),
    ]


def test_numbers_tell_their_bounds_and_zero_is_a_number() -> None:
    assert list(bounded(WHOLE)) == [(("legs", 1, "screws", 1, "length"), Bounds(1, 120), "40"), (("weight",), Bounds(0, 50), "0")]


def test_the_nearest_mark_counts() -> None:
    assert mark_of(annotation("drawn_by")) == ANY
    assert mark_of(annotation("story")) == PROSE
    assert mark_of(annotation("legs")) is None, "a part has marks inside and none itself"
    assert mark_of(Annotated[AnyId, PLAIN]) == ANY, "the first that is written, since annotations of annotations are one list"
    assert carried(Tense, DateOfLaw) == Tense(done=False, earliest="1800-01-01")
    assert carried(Chain, Table.model_fields["follows"].annotation, Table.model_fields["follows"].metadata) == Chain()
    assert carried(Chain, annotation("drawn_by")) is None


def test_forms_of_types_are_told_apart() -> None:
    assert [name for name in Table.model_fields if is_many(annotation(name))] == ["drawn_by", "legs", "colours", "follows"]
    assert [name for name in Table.model_fields if part_of(annotation(name))] == ["front", "legs"]
    assert part_of(annotation("screws", Leg)) is Screw
    assert (closed_list(annotation("colours")), closed_list(annotation("colour", Leg)), closed_list(annotation("name"))) == (
        ("red", "green"),
        ("red", "green"),
        (),
    )


def test_expected_is_what_was_declared_so() -> None:
    assert [name for name, info in Table.model_fields.items() if is_expected(info)] == ["story", "drawn_by"]


def test_every_text_of_a_kind_says_what_it_means() -> None:
    for model in MODELS.values():
        assert mark_of(annotation("id", model), model.model_fields["id"].metadata) == PLAIN
        unmarked = [name for name, info in model.model_fields.items() if info.annotation is str and mark_of(info.annotation, info.metadata) is None]
        assert unmarked == [], model.__name__
