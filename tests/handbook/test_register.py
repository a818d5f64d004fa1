"""Registers: what their columns are follows from the schema."""

from __future__ import annotations

from handbook.model import Handbook
from handbook.schema.kinds import KINDS
from handbook.views.register import Column, kind_register


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
    assert columns(minimal, "risk")["Level"] == Column("Level")
