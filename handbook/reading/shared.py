"""Reads the shared records that a product inherits: folders that its `product.yaml` names, with files of records like its own.

Whoever builds a product publishes what it inherits. So a folder is refused that lies outside the repository, links followed, that is hidden, or that
holds the product or lies in it; and one without `shared.yaml`, so that no folder is shared whose keeper does not know it.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import Sentence, say
from handbook.model.item import Item
from handbook.model.statements import Departure, SharedFolder
from handbook.reading.configuration import FILES as CONFIGURATIONS
from handbook.reading.file_names import misnamed
from handbook.reading.file_tops import Top
from handbook.reading.folder import ATTACHMENTS, PAGES, Listing, is_folder, listing
from handbook.reading.kind_files import read_kinds
from handbook.reading.product_file import Inheriting, other_format
from handbook.reading.shelf import Shelf
from handbook.schema.assessment import ASSESSMENTS_FILE
from handbook.schema.exemption import RULES_FILE
from handbook.schema.kinds import KIND_ORDER, KINDS
from handbook.schema.product_file import PRODUCT_FILE
from handbook.schema.shared_file import SHARED_FILE, SharedFile
from handbook.schema.validate import validate
from handbook.source.nodes import Mapping as Keys
from handbook.source.yaml_text import parse

OF_A_PRODUCT = (RULES_FILE, ASSESSMENTS_FILE, ATTACHMENTS, PAGES)
"""Files and folders that a product has and a folder of shared records has not."""

Refusal: TypeAlias = tuple[Sentence, Sentence]
"""Why a folder is not read, and what would be right."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a product inherits, and how it departs from that."""

    folders: tuple[SharedFolder, ...] = ()
    """Those that may be read, in the order of `product.yaml`, whether they are there yet or not."""
    offered: tuple[Item, ...] = ()
    """Every record of theirs."""
    tops: dict[str, Top] = field(default_factory=dict)
    overrides: tuple[Departure, ...] = ()
    leaves_out: tuple[Departure, ...] = ()
    lost: frozenset[str] = frozenset()
    """Kinds with a file, or with a record, that could not be read."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def with_items(self, offered: list[Item]) -> Shared:
        """Returns the same with these records in place of those that were read, each departure with the record from which it departs."""
        by_id: dict[str, Item] = {}
        for item in offered:
            by_id.setdefault(item.id, item)
        overrides, leaves_out = (tuple(replace(one, shared=by_id.get(one.said.record)) for one in each) for each in (self.overrides, self.leaves_out))
        return replace(self, offered=tuple(offered), overrides=overrides, leaves_out=leaves_out)

    def departed_from(self, inherited: Collection[str]) -> frozenset[str]:
        """Returns the ids of shared records that the product does not have as they are shared; `inherited` are those that it has."""
        return frozenset(item.id for item in self.offered if item.id not in inherited)

    @staticmethod
    def departed(departures: Iterable[Departure]) -> dict[str, Departure]:
        """Returns those departures from which something follows, by the id of the record, the first of each."""
        return {one.said.record: one for one in reversed(tuple(departures)) if one.shared is not None}

    def departing(self, own: Iterable[Item]) -> frozenset[str]:
        """Returns the ids that the product says are its own or that it leaves out; `own` are its records."""
        return frozenset(item.id for item in own if self.offered) | {one.said.record for one in self.leaves_out}

    def taken(self, own: list[Item]) -> list[Item]:
        """Returns the records of the product: its `own` and what it inherits, in the order of kinds, without shared ones that it overrides or leaves out."""
        gone = {item.id for item in own} | {one.said.record for one in self.leaves_out}
        return sorted((*own, *(item for item in self.offered if item.id not in gone)), key=lambda item: (KIND_ORDER[item.kind.name], not item.shared))


def read_shared(folder: Path, said: Inheriting, shelf: Shelf, top: Path | None = None) -> Shared:
    """Returns what the product in `folder` inherits. Nothing of what it may not read is looked at.

    Nothing may lie outside `top`: the top of the repository where it is None.
    """
    if not (said.inherits or said.overrides or said.leaves_out):
        return Shared()
    folders: dict[str, SharedFolder] = {}
    items: list[Item] = []
    tops: dict[str, Top] = {}
    lost: set[str] = set()
    diagnostics: list[Diagnostic] = []
    base = Path(os.path.realpath(folder))
    limit = Path(os.path.realpath(top or limit_of(base)))
    seen: dict[str, str] = {}
    for position, written in enumerate(said.inherits):
        place = said.document.place(("inherits", position), root=said.node)
        way = posixpath.normpath(written.strip())
        refused = _refused(way, base, limit) or _twice(written, base / way, seen)
        if refused is not None:
            near = _near(way, base, refused[0])
            told = refused[0], "" if near and refused[0].name == "inherits-refused.missing" else refused[1]
            diagnostics.append(make("inherits-refused", place, *told, found=written, suggestions=near))
            lost |= set(KINDS) - {"product"}
            if refused[0].name == "inherits-refused.missing":  # so that somebody who waits for it can look there
                folders[way] = SharedFolder(way, posixpath.basename(way))
            continue
        listed = listing(base / way)
        title, is_readable, found = _title(folder, way, shelf) if not listed.has_lost(SHARED_FILE) else ("", False, [])
        diagnostics += found
        folders[way] = SharedFolder(way, title or posixpath.basename(way))
        if not is_readable:
            diagnostics += _within(way, listed.diagnostics)
            lost |= set(KINDS) - {"product"}
            continue
        names = frozenset(name for name in listed.names if name.split("/")[0] not in (*OF_A_PRODUCT, SHARED_FILE))
        about = [*listed.diagnostics, *misnamed(replace(listed, names=names))]
        diagnostics += _within(way, about)
        diagnostics += _of_a_product(way, listed)
        meant = {finding.suggestions[0] for finding in about if finding.suggestions}
        read = read_kinds(folder, replace(listed, names=names), meant, shelf, way)
        items += read.items
        tops |= read.tops
        lost |= read.lost
        diagnostics += read.diagnostics
    departures = ([Departure(one, said.document, node) for one, node in each] for each in (said.overrides, said.leaves_out))
    overrides, leaves_out = map(tuple, departures)
    return Shared(tuple(folders.values()), tuple(items), tops, overrides, leaves_out, frozenset(lost), tuple(diagnostics))


def limit_of(folder: Path) -> Path:
    """Returns the folder outside of which nothing is inherited: the top of the repository, else the nearest that holds `mkdocs.yml`, else the one above."""
    above = (folder, *folder.parents)
    return next((one for name in (".git", *CONFIGURATIONS) for one in above if (one / name).exists()), folder.parent)


def _refused(way: str, base: Path, limit: Path) -> Refusal | None:
    """Returns why a folder is not read; None where it may be. `base` is the product's folder and `limit` the repository, links followed."""
    parts = way.split("/")
    if way.startswith(("/", "~")) or "\\" in way or ":" in parts[0] or not way.isprintable():
        return say("inherits-refused.form", found=quoted(way)), say("inherits-refused.form.right")
    lexical = Path(os.path.normpath(base / way))
    real = Path(os.path.realpath(lexical))
    if not lexical.is_relative_to(limit) or not real.is_relative_to(limit):
        return say("inherits-refused.outside", found=quoted(way)), say("inherits-refused.outside.right")
    if any(part.startswith(".") for part in (*lexical.relative_to(limit).parts, *real.relative_to(limit).parts)):
        return say("inherits-refused.hidden", found=quoted(way)), say("inherits-refused.hidden.right")
    if real.is_relative_to(base) or base.is_relative_to(real):
        return say("inherits-refused.nested", found=quoted(way)), say("inherits-refused.nested.right")
    if not is_folder(real):
        return say("inherits-refused.missing", found=quoted(way)), say("inherits-refused.missing.right")
    if (real / PRODUCT_FILE).exists():
        return say("inherits-refused.product", found=quoted(way), file=PRODUCT_FILE), say("inherits-refused.product.right")
    if not (real / SHARED_FILE).is_file():
        return say("inherits-refused.unmarked", found=quoted(way), file=SHARED_FILE), say("inherits-refused.unmarked.right")
    return None


def _twice(written: str, path: Path, seen: dict[str, str]) -> Refusal | None:
    """Returns that a folder stands in the list already; notes it where it does not."""
    real = os.path.realpath(path)
    if real in seen:
        return say("inherits-refused.twice", found=quoted(written), first=quoted(seen[real])), say("inherits-refused.twice.right")
    seen[real] = written
    return None


def _near(way: str, base: Path, refused: Sentence) -> tuple[str, ...]:
    """Returns the folders of shared records beside the one that is missing and beside the product, as they would be written."""
    if refused.name not in ("inherits-refused.missing", "inherits-refused.unmarked"):
        return ()
    found: dict[str, None] = {}
    for above in dict.fromkeys((Path(os.path.normpath(base / way)).parent, base.parent)):
        try:
            there = sorted(one.parent for one in above.glob(f"*/{SHARED_FILE}") if not one.parent.name.startswith("."))
        except OSError:
            there = []
        found |= dict.fromkeys(Path(os.path.relpath(one, base)).as_posix() for one in there)
    return tuple(found)[:3]


def _within(way: str, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yields findings about a folder with their places as the product's folder sees them."""
    for one in diagnostics:
        yield replace(one, place=replace(one.place, file=posixpath.join(way, one.place.file).rstrip("/")))


def _title(folder: Path, way: str, shelf: Shelf) -> tuple[str, bool, list[Diagnostic]]:
    """Returns what a folder of shared records calls itself, whether it says to be in the present format, and what is wrong with its `shared.yaml`."""
    name = f"{way}/{SHARED_FILE}"
    text, found = shelf.text(folder, name)
    document, found = (None, found) if text is None else parse(text, name)
    if document is None:
        return "", False, found
    if not isinstance(document.root, Keys):
        return "", False, [*found, make("wrong-type", document.place(), say("wrong-type.shared-file"), say("wrong-type.shared-file.right"))]
    read = validate(SharedFile, document.root, document, say("part.the-file"))
    assert isinstance(read.node, Keys)
    wrong = other_format(read.node.items.get("format"), document, say("part.the-shared-records"))
    return (read.record.title if read.record else ""), wrong is None, [*found, *read.diagnostics, *([wrong] if wrong else [])]


def _of_a_product(way: str, listed: Listing) -> Iterator[Diagnostic]:
    """Yields a finding for each file or folder that only a product has."""
    for name in OF_A_PRODUCT:
        first = next((one for one in sorted(listed.names) if one == name or one.startswith(f"{name}/")), "")
        if first:
            yield make("unread-file", Place(f"{way}/{first}"), say("unread-file.shared", file=name), say("unread-file.shared.right"), found=first)
