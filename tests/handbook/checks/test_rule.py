"""What a rule is: a gap stands at its field where that is filled in, and how far a rule minds errors is what becomes of its findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

import handbook.checks as checks
from handbook.checks.rule import Check, Minds, gap
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.model.recording import ABOVE
from handbook.schema.records.needs import Need
from tests.conftest import MINIMAL

MESSAGE = say("need-without-source", id="NEED-01")
NEEDS_FILE = "activity-2/needs.yaml"
BOTH, ONE_LEFT, NONE = ["NEED-01", "NEED-02"], ["NEED-02"], []


def statements(handbook: Handbook) -> Iterator[Diagnostic]:
    """A gap at each need, for which its statement was read."""
    for item in handbook.of(Need):
        assert item.record.statement
        yield gap("need-without-source", item, MESSAGE)


def found(monkeypatch: pytest.MonkeyPatch, handbook: Handbook, check: Check, **lost: frozenset[str]) -> list[str]:
    """Returns the records of which a rule tells where a need lost the fields `left_out`, and whole kinds are `unread`."""
    other = replace(handbook.items["NEED-01"], record=handbook.items["NEED-01"].record.model_copy(update={"id": "NEED-02"}))
    first = replace(handbook.items["NEED-01"], left_out=lost.get("left_out", frozenset()))
    monkeypatch.setattr(checks, "ALL", (check,))
    told = checks.run_checks(replace(handbook, items={**handbook.items, "NEED-01": first, "NEED-02": other}), lost.get("unread", frozenset()))
    return [one.record for one in told]


def test_a_gap_stands_at_the_field_or_where_that_is_missing_at_the_record(minimal: Handbook) -> None:
    lines = (MINIMAL / NEEDS_FILE).read_text(encoding="utf-8").split("\n")
    item = minimal.items["NEED-01"]
    at_record, at_field = gap("need-without-source", item, MESSAGE), gap("need-without-source", item, MESSAGE, "statement", expected="a source")
    assert lines[at_record.place.line - 1] == "- id: NEED-01"
    assert lines[at_field.place.line - 1].startswith("  statement: ")
    assert (at_record.place.file, at_record.record, at_record.severity) == (NEEDS_FILE, "NEED-01", Severity.GAP)
    assert (at_record.right, at_field.right) == ("", "a source")
    assert gap("need-without-source", item, MESSAGE, "notes").place == item.place("notes")


def test_a_rule_speaks_where_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, minimal: Handbook) -> None:
    assert found(monkeypatch, minimal, Check(statements)) == BOTH


@pytest.mark.parametrize(("minds", "told"), [("everything", NONE), ("its record", ONE_LEFT), ("nothing", BOTH)])
def test_a_lost_field_that_the_rule_reads_silences_as_much_as_it_minds(
    monkeypatch: pytest.MonkeyPatch, minimal: Handbook, minds: Minds, told: list[str]
) -> None:
    assert found(monkeypatch, minimal, Check(statements, minds), left_out=frozenset({"statement"})) == told


@pytest.mark.parametrize("minds", get_args(Minds))
def test_a_lost_field_that_the_rule_does_not_read_silences_nothing(monkeypatch: pytest.MonkeyPatch, minimal: Handbook, minds: Minds) -> None:
    assert found(monkeypatch, minimal, Check(statements, minds), left_out=frozenset({"goals"})) == BOTH


@pytest.mark.parametrize("minds", get_args(Minds))
def test_a_kind_that_was_not_read_in_full_silences_every_rule_over_it(monkeypatch: pytest.MonkeyPatch, minimal: Handbook, minds: Minds) -> None:
    assert found(monkeypatch, minimal, Check(statements, minds), unread=frozenset({"need"})) == NONE
    assert found(monkeypatch, minimal, Check(statements, minds), unread=frozenset({"goal"})) == BOTH


def test_what_stands_above_records_silences_only_rules_that_read_it(monkeypatch: pytest.MonkeyPatch, minimal: Handbook) -> None:
    assert found(monkeypatch, minimal, Check(statements), unread=frozenset({ABOVE})) == BOTH
    assert found(monkeypatch, minimal, Check(statements, above=True), unread=frozenset({ABOVE})) == NONE
