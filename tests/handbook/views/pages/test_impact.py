"""The impact of a record on its page: counted, the nearest listed, and no longer than a page can bear."""

from __future__ import annotations

import pytest

from handbook.methods.impact import impact
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.views.pages import impact as page
from handbook.views.pages.impact import impact_view


def test_counts_and_nearest_are_those_of_the_method(pump: Loaded) -> None:
    for record in pump.handbook.items:
        found, view = impact(pump.handbook, [record]), impact_view(pump.handbook, record)
        assert view.number == len(found.reached) == sum(number for _, number, _ in view.kinds)
        listed = (*view.nearest, *view.folded)
        assert [(one.link.id, one.reason) for one in listed] == [(one.id, one.reason) for one in found.reached[: page.LISTED]]
        assert view.more == view.number - len(listed)
        assert len(view.nearest) <= page.SHOWN


def test_a_page_counts_no_more_than_it_may(pump: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "COUNTED", 3)
    view = impact_view(pump.handbook, "COM-01")
    assert (view.number, view.is_whole) == (3, False)


def test_a_record_on_which_nothing_rests_says_so(minimal: Handbook) -> None:
    assert impact_view(minimal, "INF-01").number == 0
