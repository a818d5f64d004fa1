"""Reads the files of records in a folder, kind by kind: those of a product, or shared ones that it inherits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, Place
from handbook.model.item import Item
from handbook.reading.file_tops import Top
from handbook.reading.folder import Listing, is_folder
from handbook.reading.shelf import Shelf
from handbook.schema.kinds import FILES
from handbook.schema.product_file import PRODUCT_FILE


@dataclass(slots=True)
class KindFiles:
    """What the files of records of one folder say."""

    items: list[Item] = field(default_factory=list)
    tops: dict[str, Top] = field(default_factory=dict)
    """What stands above the records, by file."""
    mentions: dict[str, Place] = field(default_factory=dict)
    """Where a comment of a file names a question of an activity."""
    lost: set[str] = field(default_factory=set)
    """Kinds with a file, or with a record, that could not be read."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_kinds(folder: Path, listed: Listing, meant: Collection[str], shelf: Shelf, shared: str = "", mentions: Mapping[str, Place] | None = None) -> KindFiles:
    """Returns what the files of records below a folder say, in the order of kinds; that of the product is left to whoever asks.

    `folder` is the product's, `listed` what the folder has that is read, and `meant` are names that misspelt files were meant to have.
    `shared` is the path from the product's folder to the one that is read; '' where it is the product's own.
    `mentions` are questions that other files name.
    """
    found = KindFiles(mentions=dict(mentions or {}), lost={FILES[name].name for name in meant if name in FILES and name not in listed.names})
    for kind in FILES.values():
        if kind.file == PRODUCT_FILE:
            continue
        file = f"{shared}/{kind.file}" if shared else kind.file
        if listed.has_lost(kind.file):
            found.lost.add(kind.name)
        elif kind.file in listed.names or file in shelf.instead or is_folder(folder / file):
            read = shelf.read(folder, kind, shared)
            found.diagnostics += read.about_yaml
            document, records = read.document, read.records
            if document is None or records is None:
                found.lost.add(kind.name)
                continue
            asks_all = kind.name == "activity-log"  # a file of another kind that asks a question wins over it
            found.mentions = {**document.questions, **found.mentions} if asks_all else {**found.mentions, **document.questions}
            found.diagnostics += records.diagnostics
            found.items += records.items
            found.tops |= {file: records.top} if records.top else {}
            found.lost |= set() if records.is_whole else {kind.name}
    return found
