"""What a small team must do: tasks in order, and efforts that the guidance states in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.model.loaded import Loaded
from handbook.views.pages.workload import workload
from tests.support.building import ROOT

GUIDANCE: Path = ROOT / "docs" / "activities"


@pytest.mark.parametrize("number", range(9))
def test_each_activity_states_its_efforts_as_the_catalogue_has_them(catalogues: Catalogues, number: int) -> None:
    activity = catalogues.activities.activities[number]
    text = (GUIDANCE / str(number) / "index.md").read_text(encoding="utf-8")
    assert [one.team for one in activity.efforts] == [5, 50]
    for one in activity.efforts:
        assert one.words in text
        assert 0 < one.least_days <= one.most_days
        assert one.afterwards is None or one.afterwards in text
    assert "our estimate" in text


def test_tasks_stand_in_the_order_of_the_activities_and_efforts_are_summed(pump: Loaded) -> None:
    view = workload(pump.handbook)
    small = [question for question, (_, asked) in pump.handbook.catalogues.questions.items() if asked.small_team]
    assert [one.question.id for one in view.tasks] == small == sorted(small)
    assert [one.position for one in view.tasks] == list(range(1, len(small) + 1))
    assert sum(one.tasks for one in view.shares) == len(small)
    assert (view.least, view.most) == (sum(one.effort.least_days for one in view.shares), sum(one.effort.most_days for one in view.shares)) == (58, 75)
    assert (view.shares[-1].least_so_far, view.shares[-1].most_so_far) == (view.least, view.most)
    assert view.a_year == 48  # 4 half days for the upkeep of Activity 0; 12 times 3 days and 10 kept free for Activity 6
