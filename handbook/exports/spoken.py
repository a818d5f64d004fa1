"""Tables as people of a language read them: titles, headings, meanings and what is computed; what records say stays as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handbook.exports.tables import COLUMNS, Column, Table, dictionary
from handbook.languages.language import SOURCE, Language
from handbook.languages.said import Said, told


def spoken(found: tuple[Table, ...], language: Language) -> tuple[Table, ...]:
    """Returns the tables with all that is the handbook's own in a language, their names and those of columns as they are.

    The table of all columns is made anew, so that it has the headings that stand in the others.
    """
    if language.code == SOURCE:
        return found
    made = [_table(one, language) for one in found if one.name != COLUMNS]
    return tuple(_table(dictionary(tuple(made)), language) if one.name == COLUMNS else made.pop(0) for one in found)


def _table(table: Table, language: Language) -> Table:
    rows = tuple(tuple(told(cell, language) if isinstance(cell, Said) else cell for cell in row) for row in table.rows)
    return Table(table.name, _line(table.title, language), told(table.about, language), tuple(_columns(table.columns, language)), rows)


def _columns(columns: tuple[Column, ...], language: Language) -> Iterator[Column]:
    """Yields the columns of a table; a heading that two English ones have in common in a language has the name of its column behind it."""
    taken: dict[str, str] = {}
    for column in columns:
        heading = _line(column.heading, language)
        if taken.setdefault(heading, column.heading) != column.heading:
            heading = f"{heading} ({column.name})"
        yield replace(column, heading=heading, about=told(column.about, language), holds=told(column.holds, language))


def _line(text: str, language: Language) -> str:
    """Returns a text on one line, as names of sheets and headings are."""
    return " ".join(told(text, language).split())
