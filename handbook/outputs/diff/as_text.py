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
    say = found.after.handbook.says
    yield f"{one_line(say(found.before.name))} → {one_line(say(found.after.name))}"
    yield say(summary(found, asked))
    if found.levels:
        yield from ("", say(t("Levels of risk")))
        for level in found.levels:
            title = one_line(found.after.handbook.items[level.risk].record.title)
            moved = f"{say(word(level.when))} {say(word(level.before))} → {say(word(level.after))}"
            yield f"  {level.risk}  {title}: {moved} ({say(joined('; ', level.because))})"
    for what, heading in SECTIONS:
        records = asked.records(found, what)
        if records:
            yield from ("", say(heading))
        single, groups = apart(records)
        for one in single:
            yield from _record(one, say)
        for group in groups:
            yield f"  {SIGNS[what]} {say(t('{number} records alike: {ids}', number=len(group.ids), ids=ids_of(group)))}"
            yield from _fields(group.fields, say)
    if found.asides:
        missing = say(t("not there"))
        yield from ("", say(t("Beside the records")))
        yield from (one_line(f"  {say(one.name)}: {say(one.before) or missing} → {say(one.after) or missing}") for one in found.asides)
    near, all_of_it = asked.near(found), asked.review(found)
    if all_of_it:
        yield from ("", say(t("Look again")))
        for reached in near:
            yield f"  {reached.id}  {one_line(found.after.handbook.items[reached.id].record.title)}: {say(reached.reason)}"
        if len(near) < len(all_of_it):
            yield f"  {say(t('and {number} further away', number=len(all_of_it) - len(near)))} (--within all)"
    if found.not_compared:
        yield from ("", say(t("Not compared")))
        yield from (f"  {one_line(say(note))}" for note in found.not_compared)


def _record(one: RecordChange, say: Say) -> Iterator[str]:
    name = f"{one.before_id} → {one.id}" if one.before_id else one.id
    alike = f" ({say(likeness(one))})" if one.before_id else ""
    yield f"  {SIGNS[one.what]} {name}  {one_line(one.item.record.title)}{alike}"
    yield from _fields(one.fields, say)


def _fields(changes: Iterable[FieldChange], say: Say) -> Iterator[str]:
    for change in changes:
        origin = say(inherited(change))
        yield f"      {one_line(change.path)}: {_told(change, say)}{' ' * bool(origin)}{origin}"


def _told(change: FieldChange, say: Say) -> str:
    dressed = "".join(f"{_MARKS[piece.op][0]}{say(piece.text)}{_MARKS[piece.op][1]}" for piece in pieces_of(change))
    return one_line(dressed)
