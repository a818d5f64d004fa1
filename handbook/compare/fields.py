"""Two states of one record, field by field: texts as words, lists as sets or in their order as the field means it, groups key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from handbook.findings.diagnostics import Place
from handbook.model.item import Item
from handbook.schema.fields import Part
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.marks import mark_of
from handbook.schema.order import IN_ORDER
from handbook.schema.record import COMMON, Record

Shape = Literal["value", "words", "set", "sequence", "entry", "file"]
"""How a change is told: one value for another, a text word by word, what a set lost and gained, a list in order, a group that came or went, or
a file that holds something else under the same name."""

Renames = Mapping[str, str]
"""Id in the later state, by the id in the earlier one, of each record that was renamed."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change in a record."""

    path: str
    """Field, and in groups what tells an entry from the others and its key: `settings[Wake interval].default`."""
    shape: Shape
    before: tuple[str, ...] = ()
    """For a set what it lost, else what stood there; empty where nothing did."""
    after: tuple[str, ...] = ()
    """For a set what it gained, else what stands there now."""
    above_before: Place | None = None
    """Where the value stood above the records of a file, where the record took it from there."""
    above_after: Place | None = None

    @property
    def field(self) -> str:
        """Returns the name of the record's field."""
        return self.path.partition("[")[0].partition(".")[0]

    @property
    def is_standing(self) -> bool:
        """Returns whether it tells how far the record is, who answers for it and what it cites, and not what it says."""
        return self.field in COMMON and self.field not in ("title", "notes")


def changes(before: Item, after: Item, renames: Renames, file_changed: Callable[[str], bool] = lambda _: False) -> tuple[FieldChange, ...]:
    """Returns what differs between two states of a record, in the order of its fields, but for its id.

    A reference, or an id in a text, that follows a record to its new id is no change. `file_changed` tells of a file whether it holds something
    else now. Fields of which either state holds something wrong are left out; `not_compared` names them.
    """
    skipped = {"id", *not_compared(before, after)}
    kind = after.kind.name
    found: list[FieldChange] = []
    for name, info in type(after.record).model_fields.items():
        if name in skipped:
            continue
        old, new = _followed(getattr(before.record, name), renames), getattr(after.record, name)
        mark = mark_of(info.annotation, info.metadata)
        meaning = mark.meaning if mark else ""
        if old != new:
            above = (before.inherited.get(name), after.inherited.get(name))
            found += (_with(one, *above) for one in _differing(name, (kind, name) in IN_ORDER, meaning, old, new))
        elif meaning == "file" and new and file_changed(str(new)):
            found.append(FieldChange(name, "file", (str(new),), (str(new),)))
    return tuple(found)


def not_compared(before: Item, after: Item) -> tuple[str, ...]:
    """Returns the fields of which either state holds something that is wrong, so that what was meant is unknown."""
    return tuple(sorted((before.left_out | after.left_out) - {"id"}))


def written(record: Record) -> dict[str, str]:
    """Returns all that a record says beside its id, each field that says something as one text."""
    values = ((name, getattr(record, name)) for name in type(record).model_fields if name != "id")
    return {name: _text(value) for name, value in values if value not in (None, ())}


def _differing(path: str, ordered: bool, meaning: str, old: Any, new: Any) -> Iterator[FieldChange]:
    if isinstance(old, tuple) or isinstance(new, tuple):
        yield from _lists(path, ordered, old or (), new or ())
    elif isinstance(old, Part) and isinstance(new, Part):
        yield from _groups(path, old, new)
    elif isinstance(old, Part) or isinstance(new, Part):
        yield FieldChange(path, "entry", _told(old), _told(new))
    else:
        is_text = isinstance(old, str) and isinstance(new, str) and meaning in ("plain", "prose")
        yield FieldChange(path, "words" if is_text else "value", _told(old), _told(new))


def _groups(path: str, old: Part, new: Part) -> Iterator[FieldChange]:
    for name, info in type(new).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            mark = mark_of(info.annotation, info.metadata)
            yield from _differing(f"{path}.{name}", False, mark.meaning if mark else "", before, after)


def _lists(path: str, ordered: bool, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[FieldChange]:
    if any(isinstance(one, Part) for one in (*old, *new)):
        yield from _entries(path, ordered, old, new)
    elif ordered:
        yield FieldChange(path, "sequence", tuple(map(_text, old)), tuple(map(_text, new)))
    else:
        had, has = Counter(map(_text, old)), Counter(map(_text, new))
        gone, come = tuple((had - has).elements()), tuple((has - had).elements())
        if gone or come:
            yield FieldChange(path, "set", gone, come)


def _entries(path: str, ordered: bool, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[FieldChange]:
    """Yields the changes of a list of groups: entries are told apart by their first key, where that tells them apart."""
    before, after = _by_key(old), _by_key(new)
    if before is None or after is None:  # two with the same key: what is equal is taken away, and the rest went or came
        had, has = Counter(map(_text, old)), Counter(map(_text, new))
        yield from (FieldChange(path, "entry", (text,), ()) for text in (had - has).elements())
        yield from (FieldChange(path, "entry", (), (text,)) for text in (has - had).elements())
        return
    renamed = {  # what stands in the same place under another key is the same entry
        one: other for one, other in zip(before, after, strict=False) if one not in after and other not in before
    }
    arrived = set(renamed.values())
    for key in (*before, *(key for key in after if key not in before and key not in arrived)):
        if key in renamed:
            yield from _groups(f"{path}[{key}]", before[key], after[renamed[key]])
        elif key not in after:
            yield FieldChange(f"{path}[{key}]", "entry", (_text(before[key]),), ())
        elif key not in before:
            yield FieldChange(f"{path}[{key}]", "entry", (), (_text(after[key]),))
        elif before[key] != after[key]:
            yield from _groups(f"{path}[{key}]", before[key], after[key])
    kept_before, kept_after = tuple(key for key in before if key in after), tuple(key for key in after if key in before)
    if ordered and kept_before != kept_after:
        yield FieldChange(path, "sequence", kept_before, kept_after)


def _by_key(parts: tuple[Any, ...]) -> dict[str, Part] | None:
    """Returns the groups of a list by their first key, or None where that does not tell them apart."""
    found = {_text(getattr(part, next(iter(type(part).model_fields)))): part for part in parts if isinstance(part, Part)}
    return found if len(found) == len(parts) else None


def _followed(value: Any, renames: Renames) -> Any:
    """Returns a value of the earlier state with the ids that records have in the later one."""
    if not renames:
        return value
    if isinstance(value, str):
        return RECORD_ID_IN_TEXT.sub(lambda found: renames.get(found[0], found[0]), value)
    if isinstance(value, tuple):
        return tuple(_followed(one, renames) for one in value)
    if isinstance(value, Part):
        return value.model_copy(update={name: _followed(getattr(value, name), renames) for name in type(value).model_fields})
    return value


def _with(change: FieldChange, above_before: Place | None, above_after: Place | None) -> FieldChange:
    return FieldChange(change.path, change.shape, change.before, change.after, above_before, above_after)


def _told(value: Any) -> tuple[str, ...]:
    return () if value in (None, ()) else (_text(value),)


def _text(value: Any) -> str:
    """Returns a value as one text; a group as its keys and values."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "; ".join(map(_text, value)) if any(isinstance(one, Part) for one in value) else ", ".join(map(_text, value))
    if isinstance(value, Part):
        said = ((name, getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(f"{name}: {_text(one)}" for name, one in said if one not in (None, ()))
    return str(value)
