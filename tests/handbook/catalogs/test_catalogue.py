"""The catalogues agree with what was published, and with each other."""

from __future__ import annotations

from collections import Counter

import pytest

from handbook.catalogs.catalogue import Catalogues, Found, Gone
from handbook.schema.kinds import KINDS


def levels(catalogues: Catalogues, document: str) -> Counter[str]:
    return Counter(entry.level for entry in catalogues.documents[document].entries)


def test_counts_of_csf_2_0(catalogues: Catalogues) -> None:
    assert levels(catalogues, "CSF") == {"Function": 6, "Category": 22, "Subcategory": 106}
    gone = catalogues.documents["CSF"].withdrawn
    assert Counter(entry.level for entry in gone) == {"Category": 12, "Subcategory": 79}
    moved = [entry for entry in gone if entry.relation == "moved to"]
    assert Counter(entry.level for entry in moved) == {"Category": 1, "Subcategory": 18}
    assert all(len(entry.targets) == 1 for entry in moved)
    assert {entry.id for entry in gone if not entry.targets} == {"PR.IP", "PR.PT", "DE.DP"}


def test_counts_of_the_baselines(catalogues: Catalogues) -> None:
    assert levels(catalogues, "8259A") == {"Capability": 6, "Element": 22}
    assert levels(catalogues, "8259B") == {"Capability": 4, "Action": 14, "Sub-action": 30}


def test_every_entry_has_its_parent_one_level_up(catalogues: Catalogues) -> None:
    for document in catalogues.documents.values():
        by_id = {entry.id: entry for entry in document.entries}
        for entry in document.entries:
            if entry.parent is None:
                assert entry.level == document.levels[0]
            else:
                above = by_id[entry.parent]
                assert document.levels.index(above.level) == document.levels.index(entry.level) - 1


def test_every_withdrawn_entry_went_to_entries_that_exist(catalogues: Catalogues) -> None:
    ids = {entry.id for entry in catalogues.documents["CSF"].entries}
    for entry in catalogues.documents["CSF"].withdrawn:
        assert set(entry.targets) <= ids
        assert entry.id not in ids


def test_titles_are_unique_and_short(catalogues: Catalogues) -> None:
    for document in catalogues.documents.values():
        for level in document.levels:
            titles = [entry.title for entry in document.entries if entry.level == level]
            assert len(set(titles)) == len(titles)
    assert max(len(entry.title) for entry in catalogues.documents["CSF"].entries if entry.level == "Subcategory") <= 60


def test_lookup_tells_current_from_withdrawn_in_both_spellings(catalogues: Catalogues) -> None:
    assert isinstance(catalogues.lookup("PR.AA-02"), Found)
    assert isinstance(catalogues.lookup("PR.AC-01"), Gone)
    assert isinstance(catalogues.lookup("PR.AC-1"), Gone)
    assert catalogues.lookup("PR.A-02") is None
    assert catalogues.lookup("SU-2") is None


def test_nine_activities_in_sequence(catalogues: Catalogues) -> None:
    activities = catalogues.activities.activities
    assert [activity.number for activity in activities] == list(range(9))
    assert [activity.phase for activity in activities] == ["pre-market"] * 6 + ["post-market"] * 3
    assert [row.final for row in catalogues.activities.cross_edition] == list(range(9))
    for activity in activities:
        assert activity.passes_on, activity.number
        assert all(0 <= passed.to <= 8 and passed.to != activity.number for passed in activity.passes_on)


@pytest.mark.parametrize("number", range(9))
def test_questions_of_an_activity(catalogues: Catalogues, number: int) -> None:
    (listed,) = [one for one in catalogues.question_lists if one.activity == number]
    ids = [question.id for question in listed.questions]
    assert ids == [f"Q{number}-{position:02}" for position in range(1, len(ids) + 1)]
    assert len(ids) >= 8
    assert any(question.small_team for question in listed.questions)
    for question in listed.questions:
        assert question.do
        assert question.show
        assert question.whose == "ours" or "2020" in question.basis


def test_references_of_guidance_exist_and_have_few_primaries(catalogues: Catalogues) -> None:
    for listed in catalogues.question_lists:
        for reference in listed.references:
            found = catalogues.lookup(reference.entry)
            assert isinstance(found, Found), reference.entry
            assert found.entry.level in found.document.cite
            assert reference.rationale
        assert 1 <= sum(reference.strength == "primary" for reference in listed.references) <= 7


def test_every_question_says_which_kinds_can_answer_it(catalogues: Catalogues) -> None:
    for name, (_, question) in catalogues.questions.items():
        assert question.kinds, name
        assert set(question.kinds) <= set(KINDS), name
        assert "activity-log" not in question.kinds, name  # it always can
    assert str(catalogues.questions["Q3-07"][1].answered_with) == "acceptance or entry of the activity log"
