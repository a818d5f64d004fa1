"""What every form tells of a comparison: a change of a field in parts that a form dresses, numbers, and what is asked for alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.wording import Piece, shortened, words
from handbook.findings.diagnostics import Place
from handbook.languages.said import UNTOLD, joined, n, t, word
from handbook.methods.impact import Reached

SECTIONS = (("added", t("Added")), ("removed", t("Removed")), ("renamed", t("Renamed")), ("changed", t("Changed")))
"""What may have become of a record, and the heading under which it is told."""
NOTHING = t("not said")
Say: TypeAlias = Callable[[object], str]
"""Returns words of the handbook in a language; whatever else as it is."""
LEAST_ALIKE = 3
"""So many records, at least, that changed alike are told together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a comparison is asked for."""

    kinds: Collection[str] = ()
    """Kinds of records; empty for all."""
    within: int | None = 1
    """How many links away from a change records are listed for another look; None for all."""

    def records(self, found: Difference, what: str) -> tuple[RecordChange, ...]:
        """Returns the records that were added, removed, renamed or changed."""
        return tuple(one for one in found.records if one.what == what and self._takes(one.item.kind.name))

    def review(self, found: Difference) -> tuple[Reached, ...]:
        """Returns what needs another look, of the kinds asked for."""
        return tuple(one for one in found.review if self._takes(found.after.handbook.items[one.id].kind.name))

    def near(self, found: Difference) -> tuple[Reached, ...]:
        """Returns what of it is near enough."""
        return tuple(one for one in self.review(found) if self.within is None or one.distance <= self.within)

    def _takes(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Alike:
    """Records that changed in the same way: a sign-off of a file changes all that stands in it."""

    fields: tuple[FieldChange, ...]
    ids: tuple[str, ...]


MOST_IDS = 12
"""So many ids of records that changed alike are told; the rest are counted."""


def apart(records: Sequence[RecordChange]) -> tuple[tuple[RecordChange, ...], tuple[Alike, ...]]:
    """Returns the records that are told one by one, and groups of those that changed only in who answers for them and how far they are, alike."""
    groups: dict[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...], list[RecordChange]] = {}
    for one in records:
        if one.what == "changed" and not one.is_of_substance:
            groups.setdefault(tuple((change.path, change.before, change.after) for change in one.fields), []).append(one)
    large = [group for group in groups.values() if len(group) >= LEAST_ALIKE]
    grouped = {one.id for group in large for one in group}
    return tuple(one for one in records if one.id not in grouped), tuple(Alike(group[0].fields, tuple(one.id for one in group)) for group in large)


def ids_of(group: Alike) -> str:
    """Returns the ids of a group as they stand in a line."""
    more, ids = len(group.ids) - MOST_IDS, ", ".join(group.ids[:MOST_IDS])
    return t("{ids} and {more} more", ids=ids, more=more) if more > 0 else ids


def summary(found: Difference, asked: Asked) -> str:
    """Returns the numbers as one sentence."""
    numbers: list[str] = [t("{number} {what}", UNTOLD, number=len(asked.records(found, what)), what=word(what)) for what, _ in SECTIONS]
    numbers += [n("{number} level of risk moved", "{number} levels of risk moved", len(found.levels))] if found.levels else []
    numbers += [t("{number} beside the records", number=len(found.asides))] if found.asides else []
    again = n("{number} record to look at again", "{number} records to look at again", len(asked.review(found)))
    return t("{numbers}; {again}.", UNTOLD, numbers=joined(", ", numbers), again=again)


def likeness(one: RecordChange) -> str:
    """Returns how much of a record that was renamed is the same."""
    return t("{share} of its text is the same", share=f"{one.likeness:.0%}")


def pieces_of(change: FieldChange) -> tuple[Piece, ...]:
    """Returns a change as what is the same, what went and what came, so that a form needs to dress nothing else."""
    if change.shape == "words":
        return shortened(words(change.before[0], change.after[0]))
    if change.shape == "file":
        return (Piece("same", t("{file} holds something else", file=change.after[0])),)
    return tuple(_values(change))


def _values(change: FieldChange) -> Iterator[Piece]:
    between = " → " if change.shape == "sequence" else ", "
    gone, come = between.join(change.before), between.join(change.after)
    if change.shape in ("set", "entry"):
        yield from (Piece("gone", gone),) if gone else ()
        yield from (Piece("same", " "),) if gone and come else ()
        yield from (Piece("come", come),) if come else ()
        return
    yield Piece("gone" if gone else "same", gone or NOTHING)
    yield Piece("same", " → ")
    yield Piece("come" if come else "same", come or NOTHING)


def inherited(change: FieldChange) -> str:
    """Returns from where the values came, where a record took them from above: '(before from activity-4/capabilities.yaml, line 2)', or ''."""
    before, now = change.above_before, change.above_after
    told = [t("before from {place}", place=_where(before))] if before is not None else []
    told += [t("now from {place}", place=_where(now))] if now is not None else []
    return t("({origins})", UNTOLD, origins=joined(", ", told)) if told else ""


def _where(place: Place) -> str:
    return t("{file}, line {line}", file=place.file, line=str(place.line))
