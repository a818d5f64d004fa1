"""Reads the earlier state of a product that is nearly the later one: a record whose text is the same is not parsed a second time.

Where a file differs, it is cut at its records. Those that stand in the later file word for word are taken from there, and the rest is
parsed, with a comment for each line that was cut out, so that lines are counted rightly. What comes of that is taken only if the
parser finds records exactly where the file was cut; else the file is read as a whole. So nothing rests on the cut being right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from handbook.model.item import Item
from handbook.reading.file_tops import opened
from handbook.reading.records import RecordsRead, read_records
from handbook.reading.shelf import FileRead, Shelf
from handbook.schema.file_top import RECORDS
from handbook.schema.record import Kind
from handbook.source.nodes import Mapping
from handbook.source.yaml_text import parse, text_of

_CUT_OUT = "#\n"
"""Stands for a line that was cut out. A blank line would be part of a text that ends in blank lines."""


@dataclass(frozen=True, slots=True)
class Beside(Shelf):
    """The files of the earlier state, beside those of the later one."""

    later: Shelf = field(default_factory=Shelf)

    def read(self, folder: Path, kind: Kind, shared: str = "") -> FileRead:
        """Returns what the file of a kind says, as `Shelf.read` would."""
        file = f"{shared}/{kind.file}" if shared else kind.file
        text, _ = text_of(folder / file, file)
        known = self.later.kept(file)
        if text is None or known is None:
            return Shelf.read(self, folder, kind, shared)
        if text == known.text:
            return known
        return _beside(text, known, kind, file, shared) or Shelf.read(self, folder, kind, shared)


def _beside(text: str, known: FileRead, kind: Kind, file: str, shared: str) -> FileRead | None:
    """Returns what `text` says, or None where it has to be read as a whole."""
    same, column = _chunks_of(known, kind)
    if not same:
        return None
    lines = text.splitlines(keepends=True)
    starts = _starts(lines, column)
    if not starts or "\r" in text:
        return None
    kept: list[int] = []
    taken: dict[int, Item] = {}
    for first, last in zip(starts, (*starts[1:], len(lines)), strict=True):
        item = same.get(_as_key(lines[first:last]))
        if item is None:
            kept.append(first)
        else:
            taken[first] = item
            lines[first:last] = [_CUT_OUT] * (last - first)
    document, about_yaml = parse("".join(lines), file)
    if document is None or about_yaml:
        return None
    listed = opened(document, kind).records
    found = [node.line - 1 for node in listed.items] if listed is not None else []
    if found != kept or (kept and listed is not None and not _ends_the_file(document.root)):
        return None
    read = read_records(document, kind, about_yaml, shared)
    if len(read.items) != len(kept):
        return None
    by_line = dict(zip(kept, read.items, strict=True)) | taken
    items = tuple(by_line[line] for line in sorted(by_line))
    return FileRead(text, document, RecordsRead(items, read.top, read.is_whole, read.diagnostics), ())


def _chunks_of(known: FileRead, kind: Kind) -> tuple[dict[str, Item], int]:
    """Returns the records of a file by their lines, and the column of the hyphen before each; nothing where that cannot be told."""
    nothing: tuple[dict[str, Item], int] = ({}, 0)
    if known.document is None or known.records is None or known.about_yaml or known.records.diagnostics or "\r" in known.text:
        return nothing
    listed = opened(known.document, kind).records
    if listed is None or not listed.items or len(listed.items) != len(known.records.items) or not _ends_the_file(known.document.root):
        return nothing
    column = listed.items[0].column - 3
    lines = known.text.splitlines(keepends=True)
    starts = [node.line - 1 for node in listed.items]
    if column < 0 or starts != _starts(lines, column):
        return nothing
    ends = (*starts[1:], len(lines))
    chunks = (_as_key(lines[first:last]) for first, last in zip(starts, ends, strict=True))
    return dict(zip(chunks, known.records.items, strict=True)), column


def _ends_the_file(root: object) -> bool:
    """Returns whether nothing stands behind the records."""
    return not isinstance(root, Mapping) or next(reversed(root.items), RECORDS) == RECORDS


def _starts(lines: list[str], column: int) -> list[int]:
    begins = re.compile(rf" {{{column}}}- \S")
    return [number for number, line in enumerate(lines) if begins.match(line)]


def _as_key(lines: list[str]) -> str:
    text = "".join(lines)
    return text if text.endswith("\n") else f"{text}\n"
