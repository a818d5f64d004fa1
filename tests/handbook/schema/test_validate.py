"""Reading a node into a record: what could not be taken is told, the rest stays, and the node is as it was."""

from __future__ import annotations

from handbook.schema.exemption import Exemption
from handbook.schema.product_file import Colours
from handbook.schema.validate import Read, validate
from handbook.source.nodes import Document
from handbook.source.yaml_text import parse

COMPLETE = "rule: text-differs\nreason: It is quoted.\ndecided_by: ROL-01\nreview_by: 2027-01-02\n"


def document_of(text: str) -> Document:
    document, _ = parse(text, "some.yaml")
    assert document is not None
    return document


def read(text: str) -> Read[Exemption]:
    document = document_of(text)
    return validate(Exemption, document.root, document, "an exemption")


def test_what_is_right_is_taken_whole() -> None:
    found = read(COMPLETE)
    assert found.record is not None
    assert found.record.rule == "text-differs"
    assert (found.left_out, found.diagnostics) == (frozenset(), ())


def test_what_is_wrong_is_left_out_and_told() -> None:
    found = read(COMPLETE + "severity: dreadful\n")
    assert found.record is not None
    assert found.record.severity is None
    assert found.left_out == {"severity"}
    assert [one.code for one in found.diagnostics] == ["unknown-value"]


def test_a_misspelt_key_is_told_once_and_its_value_has_its_place() -> None:
    document = document_of(COMPLETE.replace("reason", "reasn"))
    found = validate(Exemption, document.root, document, "an exemption")
    assert [one.sentence for one in found.diagnostics] == ["an exemption has no key 'reasn'; did you mean 'reason'?"]
    assert found.record is not None
    assert found.record.reason == "It is quoted."
    assert document.place(("reason",), root=found.node).column == 8


def test_the_node_stays_as_it_was_read() -> None:
    text = COMPLETE.replace("reason", "reasn") + "severity: dreadful\n"
    document = document_of(text)
    first = validate(Exemption, document.root, document, "an exemption")
    assert document == document_of(text)
    assert validate(Exemption, document.root, document, "an exemption") == first


def test_an_empty_colour_is_told_since_its_sign_begins_a_comment() -> None:
    document = document_of("primary: '#0b5563'\naccent:\n")
    found = validate(Colours, document.root, document, "the site")
    assert found.record is not None
    assert (found.record.primary, found.record.accent) == ("#0b5563", None)
    assert [one.sentence for one in found.diagnostics] == ["'accent' of the site is empty; expected a colour in quotes, such as '#0b5563'"]
