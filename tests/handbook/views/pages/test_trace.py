"""The trace of a record: the shortest honest answer, all that is reached with its steps, and the rule where the chain stops."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

import pytest

from handbook.methods.belonging import by_record
from handbook.methods.trace import above, answer, below
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.schema.records.means import Acceptance, Treatment
from handbook.views.pages.thread import thread_view
from handbook.views.pages.trace import LISTED, SHOWN, Trace, group_of, trace
from handbook.views.shared.derived import derived_fields
from tests.conftest import MINIMAL, WriteProduct
from tests.support.handbooks import instead

CASES = MINIMAL.parents[1] / "cases"


def made(loaded: Loaded, record: str) -> Trace:
    return trace(loaded.handbook, record, by_record(loaded.diagnostics))


def answers(found: Trace) -> dict[str, list[str]]:
    return {one.question: [step.link.id for step in one.steps] for one in found.answers}


def test_the_answer_is_the_shortest_way_up_and_down_by_hand_from_the_files(minimal: Handbook) -> None:
    """MNS-01 delivers NEED-01, which is CUS-01's; CAP-01 carries it out; VER-01 tries that; EVD-01 is its result; INF-01, for AUD-01, tells of DEV-01."""
    found = made(Loaded(minimal, ()), "CAP-01")
    assert answers(found) == {
        "Why is it here?": ["MNS-01", "NEED-01", "CUS-01"],
        "How is it shown?": ["VER-01", "EVD-01"],
        "Who is told?": [],
    }
    assert found.answers[2].without == "No text tells of it."
    told = made(Loaded(minimal, ()), "DEV-01").answers[2]
    assert [step.link.id for step in told.steps] == ["INF-01"]
    assert [link.id for link in told.readers] == ["AUD-01"]


@pytest.mark.parametrize("product", ["example", "pump"])
def test_at_most_sixteen_records_stand_in_the_open_and_half_of_the_traces_have_six_or_fewer(product: str, request: pytest.FixtureRequest) -> None:
    loaded: Loaded = request.getfixturevalue(product)
    findings = by_record(loaded.diagnostics)
    shown = [trace(loaded.handbook, item.id, findings).shown for item in loaded.handbook.records()]
    assert median(shown) <= 6
    assert max(shown) <= 16
    assert max(shown) > 6


def test_each_step_of_an_answer_is_a_link_and_no_way_is_shorter(pump: Loaded) -> None:
    handbook = pump.handbook
    for item in handbook.records():
        found = answer(handbook, item.id)
        for way in (found.why, found.shown, found.told):
            for one, other in pairwise((item.id, *way)):
                assert {link.target for link in handbook.links_from(one)} | {link.source for link in handbook.links_to(one)} >= {other}
        customers = [step.hops for name, step in above(handbook, item.id).items() if name.startswith("CUS-")]
        if customers and item.kind.name != "information-item":
            assert len(found.why) == min(customers)


def test_a_risk_that_is_accepted_without_means_is_shown_by_who_accepts_it(minimal: Handbook) -> None:
    """TRT-02 of the minimal product accepts RSK-02 or lowers it; without means and causes, nothing but an acceptance is left."""
    treatment = next(item for item in minimal.of(Treatment) if minimal.sources(item.id, Acceptance))
    bare = treatment.record.model_copy(update={"means": (), "attempt": None, "success": None, "impact_changed_by": ()})
    kept = {item.id: (replace(item, record=bare) if item.id == treatment.id else item) for item in minimal.records()}
    found = made(Loaded(replace(minimal, items=kept), ()), bare.risk or "")
    assert [step.link.id for step in found.answers[1].steps] == [treatment.id, minimal.sources(treatment.id, Acceptance)[0].id]
    assert found.answers[1].steps[-1].words.startswith("in force by")
    assert found.shown <= 16


def test_where_the_chain_stops_the_rule_that_tells_it_is_named_at_the_nearest_record(product: WriteProduct) -> None:
    loaded = load(product(**{"every-activity/evidence.yaml": "[]"}))
    found = {one.question: one for one in made(loaded, "MNS-01").answers}
    assert [stop.rule.id for stop in found["How is it shown?"].stops] == ["verification-without-evidence"]
    assert found["How is it shown?"].steps == ()
    assert found["Why is it here?"].stops == ()


def test_what_nothing_names_has_nothing_below_and_a_finding(product: WriteProduct) -> None:
    case = CASES / "dead-end" / "user-of-nothing"
    loaded = load(product(**{path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.yaml")}))
    found = made(loaded, "USR-02")
    assert found.down.groups == ()
    assert [(one.without, [stop.rule.id for stop in one.stops]) for one in found.answers[1:2]] == [("Nothing below.", ["dead-end"])]


def test_the_folded_rest_holds_all_that_is_reached_with_the_steps_to_each(pump: Loaded) -> None:
    for item in pump.handbook.records():
        found = made(pump, item.id)
        for way, reached in ((found.up, above(pump.handbook, item.id)), (found.down, below(pump.handbook, item.id))):
            listed = {link.id: hops for group in way.groups for link, hops in zip((*group.links, *group.folded), group.hops, strict=True)}
            assert listed == {name: step.hops for name, step in reached.items()}
            assert way.records == len(reached)
            assert way.steps == max(listed.values(), default=0)


def test_the_picture_says_what_the_answers_say(pump: Loaded) -> None:
    for item in pump.handbook.records():
        found = made(pump, item.id)
        said = [step.link.id for one in found.answers for step in one.steps]
        if found.picture is None:
            assert not said
            continue
        assert sorted(box.node.key for box in found.picture.boxes) == sorted([item.id, *said])
        assert len(found.picture.arrows) == len(found.picture.boxes) - 1
        assert all(box.x >= 0 and box.x + box.node.width <= found.picture.width for box in found.picture.boxes)
        assert all(box.y + box.node.height <= found.picture.height for box in found.picture.boxes)
        assert found.picture.width <= 358, "fits a phone"


def test_no_record_of_a_long_group_is_lost_and_a_longer_one_names_the_register(pump: Loaded) -> None:
    handbook = pump.handbook
    first = handbook.of_kind("capability")[0]
    ids = [f"CAP-{number}" for number in range(20, 20 + SHOWN + 1)]
    many = tuple(replace(first, record=first.record.model_copy(update={"id": name})) for name in ids)
    handbook = instead(handbook, "capability", many)
    group = group_of(handbook, "capability", ids)
    assert [link.id for link in group.links] == ids[:SHOWN]
    assert [link.id for link in (*group.links, *group.folded)] == ids
    assert len(ids) > SHOWN
    assert group.more == 0
    longer = group_of(handbook, "capability", ids * 20)
    assert len(longer.links) + len(longer.folded) == LISTED
    assert longer.more == len(ids) * 20 - LISTED > 0


def test_a_thread_that_ends_early_says_so(pump: Loaded) -> None:
    whole = thread_view(pump.handbook)
    assert all(stage.entries for stage in whole)
    kept = {item.id: item for item in pump.handbook.records() if item.kind.name != "information-item"}
    cut = thread_view(replace(pump.handbook, items=kept))
    assert [stage.title for stage in cut if not stage.entries] == ["What customers are told"]


def test_a_customer_shows_what_is_different_for_them(whole: Loaded) -> None:
    need = next(item for item in whole.handbook.of_kind("need") if len(item.record.customers) > 1)
    theirs = need.record.customers[0]
    alone_now = replace(need, record=need.record.model_copy(update={"customers": (theirs,)}))
    handbook = replace(whole.handbook, items={**whole.handbook.items, need.id: alone_now})
    for item in handbook.of_kind("customer"):
        found = {field.name: {link.id for link in field.value.links} for field in derived_fields(handbook, item)}
        needs = {source.id for source in handbook.sources(item.id, "need", "customers")}
        alone, shared = found.get("needs_alone", set()), found.get("needs_shared", set())
        assert alone | shared == needs
        assert not alone & shared
        assert all(handbook.targets(need, "customers") == (item,) for need in alone)
        assert found.get("expected_of_them", set()) == {source.id for source in handbook.sources(item.id, "assumption", "about")}
        texts = {
            text.id
            for text in handbook.of_kind("information-item")
            for one in handbook.targets(text.id, "audiences")
            if item in handbook.targets(one.id, "customers")
        }
        assert found.get("texts_alone", set()) | found.get("texts", set()) == texts
    assert any(field.name == "needs_alone" for field in derived_fields(handbook, handbook.items[theirs]))
