"""A comparison as text for people: what went stands in `[-…-]`, what came in `{+…+}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.telling import SECTIONS, Asked, Say, apart, ids_of, inherited, likeness, pieces_of, summary
from handbook.languages.said import joined, t, word
from handbook.outputs.printing import one_line

SIGNS = {"added": "+", "removed": "-", "renamed": "~", "changed": "*"}
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "come": ("{+", "+}")}


def lines(found: Difference, asked: Asked) -> Iterator[str]:
    """Yields the lines of the comparison, in the language of the later state."""
    tell = found.after.handbook.says
    yield f"{one_line(tell(found.before.name))} → {one_line(tell(found.after.name))}"
    yield tell(summary(found, asked))
    if found.levels:
        yield from ("", tell(t("Levels of risk")))
        for level in found.levels:
            title = one_line(found.after.handbook.items[level.risk].record.title)
            moved = f"{tell(word(level.when))} {tell(word(level.before))} → {tell(word(level.after))}"
            yield f"  {level.risk}  {title}: {moved} ({tell(joined('; ', level.because))})"
    for what, heading in SECTIONS:
        records = asked.records(found, what)
        if records:
            yield from ("", tell(heading))
        single, groups = apart(records)
        for one in single:
            yield from _record(one, tell)
        for group in groups:
            yield f"  {SIGNS[what]} {tell(t('{number} records alike: {ids}', number=len(group.ids), ids=ids_of(group)))}"
            yield from _fields(group.fields, tell)
    if found.asides:
        missing = tell(t("not there"))
        yield from ("", tell(t("Beside the records")))
        yield from (one_line(f"  {tell(one.name)}: {tell(one.before) or missing} → {tell(one.after) or missing}") for one in found.asides)
    near, all_of_it = asked.near(found), asked.review(found)
    if all_of_it:
        yield from ("", tell(t("Look again")))
        for reached in near:
            yield f"  {reached.id}  {one_line(found.after.handbook.items[reached.id].record.title)}: {tell(reached.reason)}"
        if len(near) < len(all_of_it):
            yield f"  {tell(t('and {number} further away', number=len(all_of_it) - len(near)))} (--within all)"
    if found.not_compared:
        yield from ("", tell(t("Not compared")))
        yield from (f"  {one_line(tell(note))}" for note in found.not_compared)


def _record(one: RecordChange, tell: Say) -> Iterator[str]:
    name = f"{one.before_id} → {one.id}" if one.before_id else one.id
    alike = f" ({tell(likeness(one))})" if one.before_id else ""
    yield f"  {SIGNS[one.what]} {name}  {one_line(one.item.record.title)}{alike}"
    yield from _fields(one.fields, tell)


def _fields(changes: Iterable[FieldChange], tell: Say) -> Iterator[str]:
    for change in changes:
        origin = tell(inherited(change))
        yield f"      {one_line(change.path)}: {_told(change, tell)}{' ' * bool(origin)}{origin}"


def _told(change: FieldChange, tell: Say) -> str:
    dressed = "".join(f"{_MARKS[piece.op][0]}{tell(piece.text)}{_MARKS[piece.op][1]}" for piece in pieces_of(change))
    return one_line(dressed)
