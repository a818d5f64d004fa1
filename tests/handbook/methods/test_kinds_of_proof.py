"""Kinds of proof of a capability: by polarity, component, state of the unit and threat on what it guards."""

from __future__ import annotations

from handbook.methods.kinds_of_proof import kinds_of_proof
from handbook.pipeline import load
from handbook.schema.records.capabilities import Capability
from tests.conftest import MINIMAL, WriteProduct

CAPABILITIES, VERIFICATIONS = "activity-4/capabilities.yaml", "activity-4/verifications.yaml"


def text(file: str, old: str = "", new: str = "") -> str:
    found = (MINIMAL / file).read_text(encoding="utf-8")
    assert old in found
    return found.replace(old, new, 1)


def test_what_people_do_has_no_such_kinds(product: WriteProduct) -> None:
    handbook = load(product()).handbook
    assert kinds_of_proof(handbook, handbook.of(Capability)[1]) == ()


def test_a_missing_polarity_is_a_hole(product: WriteProduct) -> None:
    handbook = load(product(**{VERIFICATIONS: text(VERIFICATIONS, "polarity: must be refused", "polarity: must succeed")})).handbook
    found = {one.name: one for one in kinds_of_proof(handbook, handbook.of(Capability)[0])}
    assert [one.id for one in found["Must succeed"].by] == ["VER-01", "VER-02"]
    assert found["Must be refused"].missing == "no verification of what must be refused"
    assert found["Must be refused"].is_hole


def test_a_state_that_the_capability_names_and_no_verification_was_held_in_is_a_hole(product: WriteProduct) -> None:
    files = {
        CAPABILITIES: text(CAPABILITIES, "  failure: Without", "  life_cycle_states: [in use, wiped]\n  failure: Without"),
        VERIFICATIONS: text(VERIFICATIONS, "  procedure: Pair a phone", "  life_cycle_states: [in use]\n  procedure: Pair a phone"),
    }
    loaded = load(product(**files))
    found = {one.name: one for one in kinds_of_proof(loaded.handbook, loaded.handbook.of(Capability)[0])}
    assert [one.id for one in found["In the state “in use”"].by] == ["VER-01"]
    assert found["In the state “wiped”"].missing == "none of its verifications was held in this state"


def test_threats_on_what_is_guarded_are_told_and_are_no_hole(product: WriteProduct) -> None:
    handbook = load(product()).handbook
    found = [one for one in kinds_of_proof(handbook, handbook.of(Capability)[0]) if one.name.startswith("Threats on")]
    assert found
    assert not any(one.is_hole for one in found)


def test_components_on_which_it_was_seen_stand_together(product: WriteProduct) -> None:
    handbook = load(product()).handbook
    found = [one for one in kinds_of_proof(handbook, handbook.of(Capability)[0]) if one.name.startswith("Seen on")]
    assert [(one.name, [by.id for by in one.by], one.missing) for one in found] == [("Seen on", ["COM-01"], "")]
