"""A comparison as text for people: what went stands in `[-…-]`, what came in `{+…+}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.telling import SECTIONS, Asked, apart, ids_of, inherited, pieces_of, summary
from handbook.outputs.printing import one_line

SIGNS = {"added": "+", "removed": "-", "renamed": "~", "changed": "*"}
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "come": ("{+", "+}")}


def lines(found: Difference, asked: Asked) -> Iterator[str]:
    """Yields the lines of the comparison."""
    yield f"{one_line(found.before.name)} → {one_line(found.after.name)}"
    yield summary(found, asked)
    if found.levels:
        yield from ("", "Levels of risk")
        for level in found.levels:
            title = one_line(found.after.handbook.items[level.risk].record.title)
            yield f"  {level.risk}  {title}: {level.when} {level.before} → {level.after} ({'; '.join(level.because)})"
    for what, heading in SECTIONS:
        records = asked.records(found, what)
        if records:
            yield from ("", heading)
        single, groups = apart(records)
        for one in single:
            yield from _record(one)
        for group in groups:
            yield f"  {SIGNS[what]} {len(group.ids)} records alike: {ids_of(group)}"
            yield from _fields(group.fields)
    if found.asides:
        yield from ("", "Beside the records")
        yield from (one_line(f"  {one.name}: {one.before or 'not there'} → {one.after or 'not there'}") for one in found.asides)
    near, all_of_it = asked.near(found), asked.review(found)
    if all_of_it:
        yield from ("", "Look again")
        for reached in near:
            yield f"  {reached.id}  {one_line(found.after.handbook.items[reached.id].record.title)}: {reached.reason}"
        if len(near) < len(all_of_it):
            yield f"  and {len(all_of_it) - len(near)} further away (--within all)"
    if found.not_compared:
        yield from ("", "Not compared")
        yield from (f"  {one_line(note)}" for note in found.not_compared)


def _record(one: RecordChange) -> Iterator[str]:
    name = f"{one.before_id} → {one.id}" if one.before_id else one.id
    alike = f" ({one.likeness:.0%} of its text is the same)" if one.before_id else ""
    yield f"  {SIGNS[one.what]} {name}  {one_line(one.item.record.title)}{alike}"
    yield from _fields(one.fields)


def _fields(changes: Iterable[FieldChange]) -> Iterator[str]:
    for change in changes:
        yield f"      {one_line(change.path)}: {_told(change)}{inherited(change)}"


def _told(change: FieldChange) -> str:
    dressed = "".join(f"{_MARKS[piece.op][0]}{piece.text}{_MARKS[piece.op][1]}" for piece in pieces_of(change))
    return one_line(dressed)
