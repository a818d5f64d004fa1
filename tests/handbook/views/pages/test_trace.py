"""The trace of a record: what is linked with it, told from what is reached by way of others."""

from __future__ import annotations

from dataclasses import replace

from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.views.pages.thread import thread_view
from handbook.views.pages.trace import LISTED, SHOWN, group_of, trace
from handbook.views.shared.derived import derived_fields
from tests.support.handbooks import instead


def test_what_is_linked_with_a_record_comes_first_and_is_told_from_the_rest(pump: Loaded) -> None:
    handbook = pump.handbook
    groups = {group.kind: group for group in trace(handbook, "CUS-02").down}
    theirs = {link.source for link in handbook.links if link.field == "customers" and link.target == "CUS-02" and link.source.startswith("NEED")}
    needs = groups["need"]
    assert {link.id for link in needs.links[: needs.near]} == theirs
    assert len(needs.links) > needs.near
    assert groups["evidence"].near == 0


def test_near_are_those_whose_yaml_names_the_record_or_is_named_by_it(minimal: Handbook) -> None:
    """By hand from the files: seven records name CUS-01; CAP-01 names a component, a flow and a means, and two verifications name it."""
    near = {
        (record, way): {link.id for group in groups for link in group.links[: group.near]}
        for record, found in ((record, trace(minimal, record)) for record in ("CUS-01", "CAP-01"))
        for way, groups in (("up", found.up), ("down", found.down))
    }
    assert near == {
        ("CUS-01", "up"): set(),
        ("CUS-01", "down"): {"USR-01", "USE-01", "ASM-01", "OBL-01", "NEED-01", "NEED-02", "AUD-01"},
        ("CAP-01", "up"): {"COM-01", "FLW-01", "MNS-01"},
        ("CAP-01", "down"): {"VER-01", "VER-02"},
    }


def test_no_record_of_a_long_group_is_lost_and_a_longer_one_names_the_register(pump: Loaded) -> None:
    handbook = pump.handbook
    first = handbook.of_kind("capability")[0]
    ids = [f"CAP-{number}" for number in range(20, 20 + SHOWN + 1)]
    many = tuple(replace(first, record=first.record.model_copy(update={"id": name})) for name in ids)
    handbook = instead(handbook, "capability", many)
    group = group_of(handbook, "capability", ids, 3)
    assert [link.id for link in group.links] == ids[:SHOWN]
    assert [link.id for link in (*group.links, *group.folded)] == ids
    assert len(ids) > SHOWN
    assert group.more == 0
    longer = group_of(handbook, "capability", ids * 20, 0)
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
