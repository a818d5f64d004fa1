"""What differs between two states of a product: records that came, went, moved and changed, levels of risk, what to look at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from handbook.compare.asides import Aside, asides
from handbook.compare.fields import FieldChange, changes, not_compared
from handbook.compare.levels import LevelChange, level_changes
from handbook.compare.renames import renamed
from handbook.compare.sides import Side
from handbook.findings.messages import both
from handbook.languages.said import joined, n, t
from handbook.methods.impact import Reached, impact
from handbook.model.item import Item
from handbook.schema.kinds import KIND_ORDER, KINDS

What = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that differs."""

    what: What
    item: Item
    """The record in the later state; where it was removed, in the earlier one."""
    fields: tuple[FieldChange, ...] = ()
    before_id: str = ""
    """The id that it had, where it was renamed."""
    likeness: float = 1.0
    """For one that was renamed: share of its text that is the same, 0 to 1."""

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def is_of_substance(self) -> bool:
        """Returns whether what the record says differs, and not only how far it is or who answers for it."""
        return self.what in ("added", "removed") or any(not one.is_standing for one in self.fields)

    @property
    def status(self) -> FieldChange | None:
        """Returns how its status moved, or None where it did not."""
        return next((one for one in self.fields if one.path == "status"), None)


@dataclass(frozen=True)
class Difference:
    """All that differs between two states."""

    before: Side
    after: Side
    records: tuple[RecordChange, ...]
    """In the order of kinds; within a kind in the order of the later state, removed ones last."""
    levels: tuple[LevelChange, ...]
    asides: tuple[Aside, ...]
    """What differs beside the records."""
    not_compared: tuple[str, ...]
    """What could not be compared, a sentence each."""

    @property
    def is_empty(self) -> bool:
        """Returns whether nothing differs, as far as it could be compared."""
        return not (self.records or self.asides)

    def of(self, what: What) -> tuple[RecordChange, ...]:
        """Returns the records that were added, removed, renamed or changed."""
        return tuple(one for one in self.records if one.what == what)

    @cached_property
    def review(self) -> tuple[Reached, ...]:
        """Returns what needs another look because of what changed, nearest first: records of the later state that do not say something else
        themselves. One that was only signed again is still among them: whether that was done for this change is for people to say.

        What rested on a record that is gone is found in the earlier state, and told by the ids of the later one.
        """
        starts = [one.id for one in self.records if one.what != "removed" and one.is_of_substance]
        found = {one.id: one for one in impact(self.after.handbook, starts).reached}
        renames = {one.before_id: one.id for one in self.records if one.what == "renamed"}
        gone = [one.id for one in self.of("removed")]
        for one in impact(self.before.handbook, gone).reached if gone else ():  # its links are looked up for that alone
            name = renames.get(one.id, one.id)
            if name in self.after.handbook.items and (name not in found or one.distance < found[name].distance):
                found[name] = Reached(name, one.distance, one.nearest)
        changed = set(starts)
        order = {name: position for position, name in enumerate(self.after.handbook.items)}
        return tuple(sorted((one for name, one in found.items() if name not in changed), key=lambda one: (one.distance, order[one.id])))


def difference(before: Side, after: Side) -> Difference:
    """Returns what differs between two states of a product."""
    unread = before.lost_kinds | after.lost_kinds
    old, new = before.handbook.items, after.handbook.items
    gone = [item for item in old.values() if _other(new, item) is None and item.kind.name not in unread]
    come = [item for item in new.values() if _other(old, item) is None and item.kind.name not in unread]
    pairs = renamed(gone, come, before.handbook, after.handbook)
    renames = {one.before: one.after for one in pairs}
    likeness = {one.after: (one.before, one.likeness) for one in pairs}
    files = _FileHashes(before, after)
    found: list[RecordChange] = []
    notes: list[str] = [*_unread(before, after, unread)]
    for name, item in new.items():
        was, alike = likeness.get(name, (name, 1.0))
        earlier = old.get(was)
        if earlier is None or earlier.kind.name != item.kind.name:
            if item.kind.name not in unread:
                found.append(RecordChange("added", item))
            continue
        fields = () if earlier.record is item.record and not files.matter else changes(earlier, item, renames, files.differ)
        lost = not_compared(earlier, item)
        if lost and earlier.node is not item.node:
            notes.append(t("{record}: {fields}, since what stands there is wrong in one of the two states", record=name, fields=joined(", ", lost)))
        if was != name:
            found.append(RecordChange("renamed", item, fields, was, alike))
        elif fields:
            found.append(RecordChange("changed", item, fields))
    found += (RecordChange("removed", item) for item in gone if item.id not in renames)
    found.sort(key=lambda one: KIND_ORDER[one.item.kind.name])
    levels = tuple(level_changes(before.handbook, after.handbook, renames))
    return Difference(before, after, tuple(found), levels, tuple(asides(before, after)), tuple(notes))


def _other(items: Mapping[str, Item], item: Item) -> Item | None:
    other = items.get(item.id)
    return other if other is not None and other.kind.name == item.kind.name else None


def _unread(before: Side, after: Side, unread: frozenset[str]) -> Iterator[str]:
    for side in (before, after):
        if side.errors:
            first = side.errors[0]
            errors = n("{number} error", "{number} errors", len(side.errors))
            file = first.place.file or t("the folder")
            yield t("{state} has {errors}, the first in {file}, line {line}", state=side.name, errors=errors, file=file, line=str(first.place.line))
    for kind in sorted(unread, key=KIND_ORDER.__getitem__):
        lost = both(*(side.name for side in (before, after) if kind in side.lost_kinds))
        yield t("{file} could not be read in full in {states}: which of its records were added or removed is unknown", file=KINDS[kind].file, states=lost)
    if before.is_saved or after.is_saved:
        yield t("a saved handbook holds no exemptions, no depth and no attachments: these are not compared")


class _FileHashes:
    """Whether files of the same name hold something else."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before, self._after = before, after
        self._both = frozenset(before.handbook.attachments) & frozenset(after.handbook.attachments)
        self._known: dict[str, bool] = {}

    @cached_property
    def matter(self) -> bool:
        """Returns whether any file holds something else."""
        return any(map(self.differ, sorted(self._both)))

    def differ(self, file: str) -> bool:
        """Returns whether a file that both states have holds something else in each."""
        if file not in self._both:
            return False
        if file not in self._known:
            old = self._before.hashes(file, "")
            new = self._after.hashes(file, old)
            self._known[file] = bool(old and new) and (old if len(old) == len(new) else self._before.hashes(file, new)) != new
        return self._known[file]
