"""The output `handbook.json`: what is written record by record is what JSON says of the whole."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from handbook.model.loaded import Loaded
from handbook.outputs import handbook_json


def as_a_whole(found: Loaded) -> str:
    return json.dumps(handbook_json.as_json(found.handbook), indent=1, ensure_ascii=False) + "\n"


def written(found: Loaded) -> str:
    return handbook_json.content(found.handbook, lambda address: address.url).decode()


@pytest.mark.parametrize("name", ["example", "pump"])
def test_record_by_record_is_the_whole(name: str, request: pytest.FixtureRequest) -> None:
    found: Loaded = request.getfixturevalue(name)
    assert written(found) == as_a_whole(found)
    assert len(json.loads(written(found))["records"]) == len(found.handbook.items)


def test_what_some_programs_take_for_line_ends_stays_inside_a_text(pump: Loaded) -> None:
    name, item = next(iter(pump.handbook.items.items()))
    odd = "a\u2028b\u2029c\x85d\x0be\x0cf\rg\nh"
    changed = replace(item, record=item.record.model_copy(update={"title": odd}))
    found = replace(pump, handbook=replace(pump.handbook, items={**pump.handbook.items, name: changed}))
    assert written(found) == as_a_whole(found)
    assert odd in {record["title"] for record in json.loads(written(found))["records"]}


def test_without_records(pump: Loaded) -> None:
    found = replace(pump, handbook=replace(pump.handbook, items={}))
    assert written(found) == as_a_whole(found)
    assert json.loads(written(found))["records"] == []
