"""Registers: what their columns are follows from the schema."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.model.handbook import Handbook
from handbook.pipeline import Loaded
from handbook.schema.kinds import KINDS
from handbook.schema.records.product import Agreement
from handbook.views.pages.register import Column, kind_register
from handbook.views.shared.values import EMPTY, NOTHING_MORE
from tests.support.handbooks import instead


def columns(handbook: Handbook, kind: str) -> dict[str, Column]:
    return {column.label: column for column in kind_register(handbook, KINDS[kind], {}).tables[0].columns}


def test_columns_say_which_hold_numbers_and_which_words_of_a_closed_list(minimal: Handbook) -> None:
    log = columns(minimal, "activity-log")
    assert log["Hours"] == Column("Hours", sort="number")
    assert log["Started"] == Column("Started")
    release = columns(minimal, "release")
    assert release["State"] == Column("State", closed=True)
    assert release["Version"] == Column("Version")
    assert columns(minimal, "key")["Shared"].closed
    assert columns(minimal, "risk")["Level before treatment"] == Column("Level before treatment")


def test_the_register_of_risks_says_what_is_left_and_who_accepted_it(pump: Loaded) -> None:
    """By hand from the acceptances, once ACC-02 was refused and another one followed it: it is TRT-02 that lowers RSK-02."""
    former = pump.handbook.items["ACC-02"]
    refused = replace(former, record=former.record.model_copy(update={"state": "refused"}))
    followed = replace(former, record=former.record.model_copy(update={"id": "ACC-90"}))
    handbook = replace(pump.handbook, items={**pump.handbook.items, "ACC-02": refused, "ACC-90": followed})
    table = kind_register(handbook, KINDS["risk"], {}).tables[0]
    labels = [column.label for column in table.columns]
    rows = {row.link.id: dict(zip(labels, row.cells, strict=True)) for row in table.rows}
    assert rows["RSK-01"]["Level before treatment"].text == "moderate (M)"
    assert rows["RSK-01"]["Level after treatment"].text == "moderate (M)"
    assert rows["RSK-03"]["Level after treatment"].text == "low (L)"
    assert rows["RSK-02"]["Level after treatment"].text == "moderate (M)"
    assert [link.id for link in rows["RSK-02"]["Accepted in"].links] == ["ACC-90"]
    assert [link.id for link in rows["RSK-02"]["Accepted by"].links] == ["ROL-01"]
    assert [link.id for link in rows["RSK-01"]["Accepted in"].links] == ["ACC-04"]
    assert [link.id for link in rows["RSK-03"]["Accepted in"].links] == ["ACC-01"]


def test_the_register_of_entities_says_until_when_something_is_agreed(pump: Loaded) -> None:
    maker, supplier = pump.handbook.items["ENT-01"], pump.handbook.items["ENT-02"]
    second = Agreement.model_validate({"title": "Data processing terms", "until": "2030-12-31"})
    both = replace(
        supplier, record=supplier.record.model_copy(update={"agreements": (*supplier.record.agreements, second, Agreement.model_validate({"title": "No end"}))})
    )
    table = kind_register(instead(pump.handbook, "entity", (maker, both)), KINDS["entity"], {}).tables[0]
    position = [column.label for column in table.columns].index("Agreed until")
    found = {row.link.id: row.cells[position].text for row in table.rows}
    assert found["ENT-02"] == "Assembly contract with annex on handling of software: 2028-06-30; Data processing terms: 2030-12-31"
    assert table.rows[0].cells[position] == NOTHING_MORE  # no gap: the maker agrees nothing with itself


@pytest.mark.parametrize("kind", ["entity", "risk", "treatment", "part"])
def test_a_field_that_many_records_do_not_have_is_no_gap(pump: Loaded, kind: str) -> None:
    table = kind_register(pump.handbook, KINDS[kind], {}).tables[0]
    assert not [(row.link.id, table.columns[place].label) for row in table.rows for place, cell in enumerate(row.cells) if cell == EMPTY]


def test_a_treatment_that_ended_names_what_replaced_it(pump: Loaded) -> None:
    former = pump.handbook.items["TRT-01"]
    later = replace(former, record=former.record.model_copy(update={"id": "TRT-90", "replaces": "TRT-01"}))
    handbook = replace(pump.handbook, items={**pump.handbook.items, "TRT-90": later})
    table = kind_register(handbook, KINDS["treatment"], {}).tables[0]
    position = [column.label for column in table.columns].index("Replaced by")
    replaced = {row.link.id: [link.id for link in row.cells[position].links] for row in table.rows if row.cells[position].links}
    assert replaced == {"TRT-01": ["TRT-90"]}
