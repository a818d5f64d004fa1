"""The support timeline: every term and part at its day, from the first unit on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.schema.records.product import Component
from handbook.schema.records.support import SupportTerm
from handbook.views.diagrams.timeline import NAMES, timeline_view
from tests.support.handbooks import instead


def ids(handbook: Handbook, *kinds: str) -> set[str]:
    return {item.id for kind in kinds for item in handbook.of_kind(kind)}


def test_every_support_term_and_part_is_on_the_timeline_at_its_day(pump: Loaded) -> None:
    handbook = pump.handbook
    view = timeline_view(handbook)
    assert [row.link.id for row in view.rows] == [item.id for item in handbook.of_kind("support-term")]
    bars = [bar for group in view.groups for bar in group.bars]
    assert {bar.link.id for bar in bars if bar.link.id.startswith("TRM")} == ids(handbook, "support-term")
    told = {part.id for row in view.rows for part, _ in row.parts} | {row.link.id for row in view.parts}
    assert told == ids(handbook, "part")
    assert {bar.link.id for bar in bars if bar.link.id.startswith("PRT")} == {part.id for row in view.rows for part, _ in row.parts}
    ends = sorted({(bar.words, bar.x + bar.width) for bar in bars if bar.words.startswith("to ")})
    assert [place for _, place in ends] == sorted(place for _, place in ends), "a later day lies further right"
    assert all(bar.x >= NAMES and bar.x + bar.width <= view.width for bar in bars)
    assert view.today is not None
    for bar in bars:
        term = handbook.record(bar.link.id)
        if isinstance(term, SupportTerm) and term.ends and handbook.today:
            assert (bar.x + bar.width >= view.today.x) == (term.ends >= handbook.today)
    lines = [(bar.top, bar.top + bar.height) for bar in bars]
    assert all(one[1] <= other[0] + 0.2 for one, other in pairwise(lines)), "no line lies over the next"


def test_days_at_the_ends_of_the_calendar_are_drawn(pump: Loaded) -> None:
    terms = pump.handbook.of_kind("support-term")
    far = replace(terms[0], record=terms[0].record.model_copy(update={"starts": "0001-01-01", "ends": date(9999, 12, 31)}))
    wrong = replace(terms[1], record=terms[1].record.model_copy(update={"starts": "from 2020-13-45 on"}))
    handbook = instead(pump.handbook, "support-term", (far, wrong))
    view = timeline_view(handbook)
    assert len(view.ticks) < 60
    assert [bar.open for group in view.groups for bar in group.bars if bar.link.id == wrong.id] == [True]


def test_support_begins_when_the_first_unit_was_made_even_where_only_later_releases_are_written_down(whole: Loaded) -> None:
    handbook = whole.handbook
    made = {item.id: item for item in handbook.of(Component) if item.record.revisions}
    term = next(item for item in handbook.of(SupportTerm) if item.record.component in made)
    component = made[term.record.component]
    revisions = tuple(one.model_copy(update={"first_made": date(2001, 2, 3)}) for one in component.record.revisions)
    items = {**handbook.items, component.id: replace(component, record=component.record.model_copy(update={"revisions": revisions}))}
    unsaid = replace(term, record=term.record.model_copy(update={"starts": "day of sale", "revisions": tuple(one.name for one in revisions)}))
    changed = instead(replace(handbook, items=items), "support-term", (unsaid,))
    assert timeline_view(changed).rows[0].starts == "2001-02-03"
    without = instead(handbook, "support-term", (unsaid,))
    assert timeline_view(without).rows[0].starts > "2001-02-03"
