"""The summary for managers: what it shows is what the records say, and it stays short however many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.schema.records.needs import Risk
from handbook.views.pages.summary import ROWS, ROWS_OF_A_LEVEL, summary
from tests.support.handbooks import instead


def test_each_section_names_records_and_counts_what_it_leaves_out(whole: Loaded) -> None:
    view = summary(whole.handbook)
    assert [one.anchor for one in view.sections] == ["risks", "promises", "not-met", "weaknesses", "days"]
    for section in view.sections:
        assert len(section.lines) <= (ROWS_OF_A_LEVEL if section.anchor == "risks" else ROWS)
        assert bool(section.shown) == bool(section.more)
        assert not section.more or section.shown.startswith(f"{len(section.lines)} of {len(section.lines) + section.more}, ")
        assert all(line.link.id in whole.handbook.items for line in section.lines)
        assert section.nothing
    assert sum(count for _, count in view.before) == sum(count for _, count in view.after) == len(whole.handbook.of(Risk))


def test_the_days_that_come_next_lie_ahead_and_in_order(whole: Loaded) -> None:
    days = [line.cells[0] for line in summary(whole.handbook).sections[-1].lines]
    assert days == sorted(days)
    assert whole.handbook.today is not None
    assert all(day >= whole.handbook.today.isoformat() for day in days)


def test_an_unaccepted_risk_says_so(minimal: Handbook) -> None:
    lines = summary(instead(minimal, "acceptance", ())).sections[0].lines
    assert lines
    assert {line.cells[1] for line in lines} == {"nobody has accepted it"}


def test_it_stays_as_short_with_many_risks(minimal: Handbook) -> None:
    item = minimal.of(Risk)[0]
    many = tuple(replace(item, record=item.record.model_copy(update={"id": f"RSK-{number}"})) for number in range(1000, 1200))
    section = summary(instead(minimal, "risk", many)).sections[0]
    assert (len(section.lines), section.more) == (ROWS, 200 - ROWS)


def test_no_level_of_risk_is_cut_without_a_word(whole: Loaded, minimal: Handbook) -> None:
    handbook = whole.handbook
    section = summary(handbook).sections[0]
    shown = Counter(line.cells[0] for line in section.lines)
    for level, count in summary(handbook).after:
        assert shown[level] in (0, count) or f"of those that are {level}, {shown[level]} of {count}" in section.shown
    item = minimal.of(Risk)[0]
    many = tuple(replace(item, record=item.record.model_copy(update={"id": f"RSK-{number}"})) for number in range(1000, 1200))
    cut = summary(instead(minimal, "risk", many)).sections[0]
    assert cut.shown.startswith("6 of 200, the highest first; of those that are ")
    assert cut.shown.endswith(", 6 of 200")
