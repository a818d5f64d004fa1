"""One reason that several deviations and scope decisions share: what is counted together, what is not, and where the line is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.checks.deviations import ALIKE, none_for_everything_in_parts
from handbook.model.handbook import Handbook

NO_TIME, NO_TIME_EITHER = "There was no time for it in 2025.", "We had no time for that in 2024."


def told(handbook: Handbook, **changed: dict[str, object]) -> list[tuple[tuple[str, ...], str]]:
    """Returns the records and the sentence of each finding once scope decisions of the minimal product, by `SCO_01`, say something else."""
    ids = {name.replace("_", "-"): values for name, values in changed.items()}
    items = {one: replace(item, record=item.record.model_copy(update=ids.get(one, {}))) for one, item in handbook.items.items()}
    return [(one.records, one.sentence) for one in none_for_everything_in_parts(replace(handbook, items=items))]


def test_near_reasons_of_several_scope_decisions_count_together(minimal: Handbook) -> None:
    ((records, sentence),) = told(minimal, SCO_05={"reason": NO_TIME}, SCO_06={"reason": NO_TIME_EITHER})
    assert records == ("SCO-05", "SCO-06")
    assert sentence.startswith("SCO-05 and SCO-06 answer 7 elements on COM-01 with one reason, where one may hold for 6 answers")


def test_actions_of_the_maker_are_on_no_component(minimal: Handbook) -> None:
    ((records, sentence),) = told(minimal, SCO_02={"reason": NO_TIME}, SCO_08={"reason": NO_TIME}, SCO_09={"reason": NO_TIME_EITHER})
    assert records == ("SCO-02", "SCO-08", "SCO-09")
    assert "answer 7 elements with one reason" in sentence


def test_as_many_as_the_largest_family_may_share_a_reason(minimal: Handbook) -> None:
    shared = {"SCO_01": {"reason": NO_TIME}, "SCO_02": {"reason": NO_TIME}}
    assert told(minimal, **shared) == []
    assert len(minimal.items["SCO-01"].record.entries) + len(minimal.items["SCO-02"].record.entries) == ALIKE
    assert len(told(minimal, **shared, SCO_09={"reason": NO_TIME})) == 1


@pytest.mark.parametrize("reason", ["The display shows a dash when it fails, so that nobody has to watch it.", "", None])
def test_other_reasons_and_none_yet_are_not_one_reason(minimal: Handbook, reason: str | None) -> None:
    assert told(minimal, SCO_05={"reason": reason}, SCO_06={"reason": NO_TIME}) == []
    if not reason:
        assert told(minimal, SCO_05={"reason": reason}, SCO_06={"reason": reason}) == []


def test_what_something_else_answers_as_well_is_not_counted(minimal: Handbook) -> None:
    """A capability meets DP-3 and LA-1, and a deviation leaves LA-2, so three families of three are six elements."""
    shared: dict[str, dict[str, object]] = {name: {"reason": NO_TIME} for name in ("SCO_03", "SCO_04", "SCO_05")}
    assert told(minimal, **shared) == []
    ((_, sentence),) = told(minimal, **shared, SCO_01={"reason": NO_TIME})
    assert "answer 8 elements on COM-01" in sentence


def test_what_has_another_reason_as_well_is_not_counted(minimal: Handbook) -> None:
    everything = minimal.catalogues.choices(("8259A",))
    assert told(minimal, SCO_01={"entries": everything, "reason": NO_TIME}, SCO_02={"reason": NO_TIME}) == []


def test_two_that_set_aside_the_same_are_counted_once(minimal: Handbook) -> None:
    entries = minimal.items["SCO-06"].record.entries
    assert told(minimal, SCO_05={"entries": entries, "reason": NO_TIME}, SCO_06={"reason": NO_TIME}) == []


def test_one_that_is_too_much_alone_is_told_alone(minimal: Handbook) -> None:
    freed: dict[str, dict[str, object]] = {name: {"entries": ()} for name in ("SCO_03", "SCO_04", "SCO_05")}
    assert told(minimal, **freed, SCO_01={"document": "8259A", "entries": (), "reason": NO_TIME}, SCO_02={"reason": NO_TIME}) == []
