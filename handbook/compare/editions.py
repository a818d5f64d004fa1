"""Two editions of a reference document: entries added, withdrawn, moved and reworded, and the records that cite them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handbook.catalogs.documents import Entry, ReferenceDocument, Withdrawn
from handbook.findings.diagnostics import as_text
from handbook.findings.messages import both, say
from handbook.model.handbook import Handbook
from handbook.schema.marks import marked
from handbook.schema.paths import dotted
from handbook.schema.validate import validate
from handbook.source.yaml_text import read

What = Literal["added", "withdrawn", "moved", "reworded", "placed elsewhere"]


class EditionError(ValueError):
    """A file holds no reference document; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is not the same in both editions."""

    what: What
    cited: str
    """The id under which records cite it: in the earlier edition, or where it was added in the later one."""
    before: str = ""
    """Its title in the earlier edition, or the entry under which it stood there."""
    after: str = ""
    """The same in the later one."""
    targets: tuple[str, ...] = ()
    """Ids of the entries to which it went, or in which it is now."""

    @property
    def sentence(self) -> str:
        """Returns what became of it, in words that follow its id."""
        where = str(both(*self.targets))
        return {
            "added": f"is new: {self.after}",
            "withdrawn": f"is withdrawn{f' and part of {where} now' if where else '; nothing says what stands for it'}",
            "moved": f"is {where} now",
            "reworded": f"says something else: '{self.before}' is '{self.after}' now" if self.before != self.after else "is marked as reworded",
            "placed elsewhere": f"stands under {self.after or 'nothing'} instead of {self.before or 'nothing'}",
        }[self.what]


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that cites an entry which is no longer the same."""

    record: str
    path: str
    """Where it does."""
    change: EntryChange


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """What differs between two editions."""

    before: ReferenceDocument
    after: ReferenceDocument
    entries: tuple[EntryChange, ...]
    citing: tuple[Citing, ...]
    """The records to look at again, in the order of the handbook."""


def edition(file: Path) -> ReferenceDocument:
    """Returns the reference document in a YAML file. Raises EditionError where it is none."""
    document, diagnostics = read(file, file.name)
    if document is not None:
        found = validate(ReferenceDocument, document.root, document, say("part.the-catalogue"))
        diagnostics = [*diagnostics, *found.diagnostics]
        if found.record is not None and not diagnostics:
            return found.record
    more = f" (and {len(diagnostics) - 1} more)" if len(diagnostics) > 1 else ""
    raise EditionError(f"{as_text(diagnostics[0])}{more}")


def editions(before: ReferenceDocument, after: ReferenceDocument, handbook: Handbook) -> EditionDifference:
    """Returns what differs between two editions of one document. Raises EditionError where they are of two documents."""
    if before.document != after.document:
        raise EditionError(f"one file is {before.document}, the other {after.document}; expected two editions of one document")
    entries = tuple(_entries(before, after))
    return EditionDifference(before, after, entries, tuple(_citing(handbook, entries)))


def _entries(before: ReferenceDocument, after: ReferenceDocument) -> Iterator[EntryChange]:
    old = {entry.id: entry for entry in before.entries}
    new = {entry.id: entry for entry in after.entries}
    withdrawn = {entry.id: entry for entry in after.withdrawn}
    by_title: dict[tuple[str, str], list[str]] = {}
    for entry in after.entries:
        if entry.id not in old:
            by_title.setdefault((entry.level, entry.title), []).append(entry.id)
    arrived: set[str] = set()
    for entry in before.entries:
        now = new.get(entry.id)
        if now is None:
            change = _gone(before, after, entry, withdrawn.get(entry.id), by_title.get((entry.level, entry.title), []))
            arrived.update(target.removeprefix(after.prefix) for target in change.targets if change.what == "moved")
            yield change
            continue
        if now.title != entry.title or (now.reworded and not entry.reworded):
            yield EntryChange("reworded", before.prefix + entry.id, entry.title, now.title)
        if now.parent != entry.parent:
            yield EntryChange("placed elsewhere", before.prefix + entry.id, entry.parent or "", now.parent or "")
    for entry in after.entries:
        if entry.id not in old and entry.id not in arrived:
            yield EntryChange("added", after.prefix + entry.id, after=entry.title)


def _gone(before: ReferenceDocument, after: ReferenceDocument, entry: Entry, said: Withdrawn | None, same_title: list[str]) -> EntryChange:
    cited = before.prefix + entry.id
    if said is not None:
        what: What = "moved" if said.relation == "moved to" else "withdrawn"
        return EntryChange(what, cited, entry.title, targets=tuple(after.prefix + target for target in said.targets))
    if len(same_title) == 1:
        return EntryChange("moved", cited, entry.title, entry.title, (after.prefix + same_title[0],))
    return EntryChange("withdrawn", cited, entry.title)


def _citing(handbook: Handbook, entries: tuple[EntryChange, ...]) -> Iterator[Citing]:
    changed: dict[str, list[EntryChange]] = {}
    for change in entries:
        if change.what != "added":
            changed.setdefault(change.cited, []).append(change)
    for item in handbook.records():
        for path, mark, value in marked(item.record):
            if mark.meaning == "entry":
                yield from (Citing(item.id, dotted(path), change) for change in changed.get(value, ()))
