"""Page kind: what changed since the previous release that the product names, by kind of record, and what to look at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.telling import Alike, apart, ids_of, inherited, pieces_of
from handbook.compare.wording import Piece
from handbook.languages.said import joined, t, word
from handbook.model.item import Item
from handbook.reading.folder import ATTACHMENTS
from handbook.reading.releases import DATA, FOLDER, Frozen
from handbook.schema.kinds import KINDS
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown
from handbook.views.pages.impact import ReachedView
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.words import label, level_words

LISTED = 60
"""So many changed records of a kind are told one by one; the rest are counted."""
FIELDS = 20
"""So many changes of one record are told."""
AGAIN = 60
"""So many records to look at again are listed."""
SIGNS = {"added": "new", "removed": "removed", "renamed": "renamed", "changed": "changed"}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change in a record."""

    label: str
    pieces: tuple[Piece, ...]
    inherited: str
    """From where the values came, where a record took them from above; or ''."""


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that differs."""

    sign: str
    link: LinkView | None
    """None where it is gone."""
    id: str
    title: str
    before_id: str
    likeness: str
    """For one that was renamed, how much of it is the same, in percent; else ''."""
    changes: tuple[ChangeView, ...]
    more: int
    """How many further changes there are."""


@dataclass(frozen=True, slots=True)
class ChangedAlike:
    """Records of a kind that changed alike."""

    number: int
    ids: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class ChangedKind:
    """The records of a kind that differ."""

    plural: str
    anchor: str
    number: int
    records: tuple[ChangedRecord, ...]
    alike: tuple[ChangedAlike, ...]
    more: int
    """How many further ones there are."""
    register: Address


@dataclass(frozen=True, slots=True)
class LevelView:
    """A risk whose level moved."""

    link: LinkView
    when: str
    before: str
    after: str
    because: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed since the previous release."""

    before: str
    """The file that holds the previous release, by its path in the product's folder."""
    file: Address | None
    """Where that file stands; None where it is not published."""
    release: Frozen | None
    """The frozen release that it is, where the product names no file."""
    releases: Address | None
    """Where all releases are listed, where this site does so."""
    numbers: tuple[tuple[str, int], ...]
    """What became of records, and of how many."""
    levels: tuple[LevelView, ...]
    kinds: tuple[ChangedKind, ...]
    again: tuple[ReachedView, ...]
    """What to look at again, nearest first."""
    more_again: int
    not_compared: tuple[str, ...]


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the page, where the product names a previous release."""
    if shown.tells_changes:
        yield PageSpec(
            path=addresses.CHANGES.page,
            title=t("What changed"),
            description=t("What changed since the previous release: records, promises, levels of risk, and what to look at again."),
            parent=addresses.PRODUCT.page,
            search_words=partial(tuple, (t("what changed since the last release"), t("release notes"), "difference", t("changed support promises"))),
            template="changes.html",
            make=partial(changes_view, shown),
        )


def changes_view(shown: Shown) -> ChangesView | None:
    """Returns what the page shows, or None where the previous release cannot be read."""
    found = shown.since_previous
    if found is None:
        return None
    items, again, previous, release = shown.handbook.items, found.review, shown.handbook.site.previous or "", shown.previous_release
    return ChangesView(
        before=f"{FOLDER}/{release.name}/{DATA}" if release else f"{ATTACHMENTS}/{previous}",
        file=addresses.of_file(previous) if previous in shown.handbook.attachments else None,
        release=release,
        releases=None if shown.frozen else addresses.RELEASES,
        numbers=tuple((SIGNS[what], len(found.of(what))) for what in ("added", "removed", "renamed", "changed")),
        levels=tuple(
            LevelView(record_link(items[one.risk]), word(one.when), level_words(_level(one.before)), level_words(_level(one.after)), joined("; ", one.because))
            for one in found.levels
        ),
        kinds=tuple(_kinds(shown, found)),
        again=tuple(ReachedView(record_link(items[one.id]), one.reason) for one in again[:AGAIN]),
        more_again=max(0, len(again) - AGAIN),
        not_compared=found.not_compared,
    )


def _level(level: str) -> str | None:
    return level if level.isupper() else None


def _kinds(shown: Shown, found: Difference) -> Iterator[ChangedKind]:
    for kind in KINDS.values():
        records = tuple(one for one in found.records if one.item.kind.name == kind.name)
        if not records:
            continue
        single, alike = apart(records)
        yield ChangedKind(
            plural=kind.plural,
            anchor=kind.name,
            number=len(records),
            records=tuple(_record(shown.handbook.items.get(one.id), one) for one in single[:LISTED]),
            alike=tuple(_alike(one) for one in alike[:LISTED]),
            more=max(0, len(single) - LISTED) + sum(len(one.ids) for one in alike[LISTED:]),
            register=addresses.of_kind(shown.handbook, kind),
        )


def _record(now: Item | None, one: RecordChange) -> ChangedRecord:
    return ChangedRecord(
        sign=SIGNS[one.what],
        link=record_link(now) if now is not None and one.what != "removed" else None,
        id=one.id,
        title=one.item.record.title,
        before_id=one.before_id,
        likeness=f"{one.likeness:.0%}" if one.before_id else "",
        changes=tuple(map(_change, one.fields[:FIELDS])),
        more=max(0, len(one.fields) - FIELDS),
    )


def _alike(one: Alike) -> ChangedAlike:
    return ChangedAlike(len(one.ids), ids_of(one), tuple(map(_change, one.fields[:FIELDS])))


def _change(change: FieldChange) -> ChangeView:
    inside = change.path[len(change.field) :]
    inside = inside.replace("[", " [", 1).replace("].", "]: ", 1) if inside.startswith("[") else inside.replace(".", ": ")
    return ChangeView(f"{label(change.field)}{inside}", pieces_of(change), inherited(change))
