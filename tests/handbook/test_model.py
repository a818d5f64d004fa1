"""The handbook derives its links and indexes, so that a changed record leaves nothing stale."""

from __future__ import annotations

from dataclasses import replace

from handbook.findings.messages import ENGLISH, both, either, say
from handbook.model.handbook import Handbook
from handbook.schema.records.needs import Need, Risk


def test_a_replaced_record_leaves_nothing_stale(minimal: Handbook) -> None:
    handbook = minimal
    link = next(link for link in handbook.links if link.field == "risks" and handbook.items[link.source].kind.name == "need")
    item = handbook.items[link.source]
    without = replace(item, record=item.record.model_copy(update={"risks": (), "references": (), "answers": ()}))
    changed = replace(handbook, items={**handbook.items, item.id: without})
    assert link in handbook.links_to(link.target)
    assert link not in changed.links_to(link.target)
    assert link not in changed.links_from(item.id)
    assert item.id not in {source.id for source in changed.sources(link.target, Need)}
    assert not changed.citations_by(item.id)
    assert all(item.id not in {answer.id for answer in changed.answers_to(question)} for question in item.record.answers)


def test_records_are_had_by_their_kind(minimal: Handbook) -> None:
    handbook = minimal
    risks = handbook.of(Risk)
    assert risks == handbook.of_kind("risk") != ()
    assert handbook.record(risks[0].id, Risk) is risks[0].record
    assert handbook.record(risks[0].id, Need) is None
    assert handbook.product is not None
    assert replace(handbook, items={}).product is None


def test_sentences_are_told_in_the_language_that_is_asked() -> None:
    sentence = say("part.expected", what=either("a", say("self-reference.right"), "c"))
    assert str(sentence) == "expected a, another record or c"
    other = {**ENGLISH, "part.expected": "erwartet: {what}", "part.or": "{first} oder {last}", "self-reference.right": "ein anderer Eintrag"}
    assert sentence.in_language(other) == "erwartet: a, ein anderer Eintrag oder c"
    assert str(both("a", "b")) == "a and b"
    assert str(either()) == ""
