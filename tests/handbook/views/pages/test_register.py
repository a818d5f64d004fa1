"""Registers: what their columns are follows from the schema."""

from __future__ import annotations

import pytest

from handbook.model.handbook import Handbook
from handbook.pipeline import Loaded
from handbook.schema.kinds import KINDS
from handbook.views.pages.register import Column, kind_register
from handbook.views.shared.values import EMPTY, NOTHING_MORE


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


@pytest.mark.our_example
def test_the_register_of_risks_says_what_is_left_and_who_accepted_it(example: Loaded) -> None:
    """By hand from the acceptances: RSK-03 rests at its floor for safety; ACC-05 was refused, and ACC-06 followed it."""
    table = kind_register(example.handbook, KINDS["risk"], {}).tables[0]
    labels = [column.label for column in table.columns]
    rows = {row.link.id: dict(zip(labels, row.cells, strict=True)) for row in table.rows}
    assert rows["RSK-02"]["Level before treatment"].text == "high (H)"
    assert rows["RSK-02"]["Level after treatment"].text == "moderate (M)"
    assert [link.id for link in rows["RSK-02"]["Accepted in"].links] == ["ACC-06"]
    assert [link.id for link in rows["RSK-02"]["Accepted by"].links] == ["ROL-02"]
    assert rows["RSK-03"]["Level after treatment"].text == "moderate (M)"


@pytest.mark.our_example
def test_the_register_of_entities_says_until_when_something_is_agreed(example: Loaded) -> None:
    table = kind_register(example.handbook, KINDS["entity"], {}).tables[0]
    position = [column.label for column in table.columns].index("Agreed until")
    found = {row.link.id: row.cells[position].text for row in table.rows}
    assert found["ENT-02"] == "Hosting contract: 2030-12-31; Data processing terms: 2030-12-31"
    assert table.rows[0].cells[position] == NOTHING_MORE  # no gap: the maker agrees nothing with itself


@pytest.mark.parametrize("kind", ["entity", "risk", "treatment", "part"])
def test_a_field_that_many_records_do_not_have_is_no_gap(pump: Loaded, kind: str) -> None:
    table = kind_register(pump.handbook, KINDS[kind], {}).tables[0]
    assert not [(row.link.id, table.columns[place].label) for row in table.rows for place, cell in enumerate(row.cells) if cell == EMPTY]


@pytest.mark.our_example
def test_a_treatment_that_ended_names_what_replaced_it(example: Loaded) -> None:
    table = kind_register(example.handbook, KINDS["treatment"], {}).tables[0]
    position = [column.label for column in table.columns].index("Replaced by")
    replaced = {row.link.id: [link.id for link in row.cells[position].links] for row in table.rows if row.cells[position].links}
    assert replaced == {link.target: [link.source] for link in example.handbook.links if link.field == "replaces" and link.source.startswith("TRT")}
    assert "TRT-02" in replaced
