"""The types of fields: which text each takes and as what, what it refuses and with which error, and how a part gets its descriptions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from handbook.schema import fields
from handbook.schema.fields import NO_COLOUR, Many, Part, Plain, Prose, YesNo, links_in, refused_scheme


class Lamp(Part):
    """A part that stands for any."""

    alone = "name"

    name: Plain
    """What it is called,
    on two lines."""
    lit: YesNo | None = None
    rooms: Many[Plain] = ()
    """Where it stands."""


class Lantern(Lamp):
    """Takes over the fields of a lamp."""

    fuel: Plain | None = None
    """What it burns."""


def taken(kind: Any, value: Any) -> Any:
    """Returns the value that a type makes of one, or the name of the error with which it refuses it."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["type"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Plain", "  as typed ", "  as typed "),
        ("Plain", "on", "on"),
        ("Prose", "See [the manual](files/manual.pdf) or <https://maker.example>.", "See [the manual](files/manual.pdf) or <https://maker.example>."),
        ("Date", "2024-02-29", date(2024, 2, 29)),
        ("Moment", "2026-10-02", "2026-10-02"),
        ("Moment", "2026-10-02 23:59", "2026-10-02 23:59"),
        ("Count", "0", 0),
        ("Count", "007", 7),
        ("Count", "9" * 12, 999_999_999_999),
        ("Number", "1.10", 1.1),
        ("Number", "12", 12.0),
        ("YesNo", "yes", True),
        ("YesNo", "TRUE", True),
        ("YesNo", "No", False),
        ("Colour", "#0b5563", "#0b5563"),
    ],
)  # fmt: skip
def test_a_type_takes_what_it_is_for(kind: str, text: str, value: object) -> None:
    found = taken(getattr(fields, kind), text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "value", "error"),
    [
        ("Plain", " \n", "handbook_empty"),
        ("Plain", ["a"], "handbook_type"),
        ("Prose", "[x](javascript:alert(1))", "handbook_link"),
        ("Prose", "[x]\n\n[x]: <java\tscript:alert(1)>", "handbook_link"),
        ("Prose", {"a": "b"}, "handbook_type"),
        ("Date", "2023-02-29", "handbook_type"),
        ("Date", "2026-1-2", "handbook_type"),
        ("Date", "2026-01-02\n", "handbook_type"),
        ("Date", "20260102", "handbook_type"),
        ("Moment", "2026-10-02 24:00", "handbook_type"),
        ("Moment", "2026-10-02 29:00", "handbook_type"),
        ("Moment", "2026-10-02T10:00", "handbook_type"),
        ("Moment", "2026-13-02 10:00", "handbook_type"),
        ("Count", "-1", "handbook_type"),
        ("Count", "1.0", "handbook_type"),
        ("Count", "9" * 13, "handbook_type"),
        ("Count", "٣", "handbook_type"),
        ("Number", "1e3", "handbook_type"),
        ("Number", "nan", "handbook_type"),
        ("Number", "1,5", "handbook_type"),
        ("YesNo", "on", "handbook_type"),
        ("YesNo", "", "handbook_type"),
        ("Colour", "red", NO_COLOUR),
        ("Colour", "#0b5563\n", NO_COLOUR),
        ("Colour", None, NO_COLOUR),
    ],
)
def test_a_type_refuses_what_it_is_not_for(kind: str, value: object, error: str) -> None:
    assert taken(getattr(fields, kind), value) == error


def test_a_list_may_be_empty_and_is_never_one_text() -> None:
    assert taken(Many[Plain], ["a", "b"]) == ("a", "b")
    assert taken(Many[Plain], None) == ()
    assert taken(Many[Plain], "a") == "handbook_type"
    assert taken(Many[Plain], ["a", ""]) == "handbook_empty"


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("https://maker.example", ""),
        ("HTTPS://maker.example", ""),
        ("mailto:psirt@maker.example", ""),
        ("files/a.pdf", ""),
        ("#anchor", ""),
        ("", ""),
        ("http://maker.example", "http"),
        ("javascript:alert(1)", "javascript"),
        ("java\tscript:alert(1)", "javascript"),
        (" javascript:alert(1)", "javascript"),
        ("javascript&#58;alert(1)", "javascript"),
        ("&#x6A;avascript:alert(1)", "javascript"),
        ("//maker.example", "//"),
        ("/&#47;maker.example", "//"),
    ],
)
def test_a_link_is_judged_as_a_browser_reads_it(target: str, scheme: str) -> None:
    assert refused_scheme(target) == scheme


def test_links_are_found_however_they_are_written() -> None:
    text = "[a](one) and [b]( <two> ) and <https://three.example>\n\n[c]: four(4).txt\n  [d \\] e]: <five and a half>\nno [link] here (six)"
    assert links_in(text) == ("one", "two", "https://three.example", "four(4).txt", "five and a half")


def test_descriptions_are_the_docstrings_below_the_fields() -> None:
    described = {name: info.description for name, info in Lantern.model_fields.items()}
    assert described == {"name": "What it is called,\non two lines.", "lit": None, "rooms": "Where it stands.", "fuel": "What it burns."}


def test_a_part_knows_its_keys_and_stays_as_read() -> None:
    lamp = Lamp.model_validate({"name": "Hall", "rooms": ["hall"]})
    with pytest.raises(ValidationError, match="frozen"):
        lamp.name = "Kitchen"
    with pytest.raises(ValidationError, match="nmae"):
        Lamp.model_validate({"name": "Hall", "nmae": "Hall"})
    assert (lamp.alone, lamp.is_file) == ("name", False)


def test_an_expected_field_may_be_left_out() -> None:
    class Drafted(Part):
        said: Prose | None = fields.expected()
        listed: Many[Plain] = fields.expected_list()

    drafted = Drafted.model_validate({})
    assert (drafted.said, drafted.listed) == (None, ())
    assert all(info.json_schema_extra == {fields.EXPECTED: True} for info in Drafted.model_fields.values())
