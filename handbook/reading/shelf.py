"""Keeps what the files of a product said, so that one that says the same when the product is read again is not parsed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic
from handbook.reading.records import RecordsRead, read_records
from handbook.schema.record import Kind
from handbook.source.nodes import Document
from handbook.source.yaml_text import parse, text_of


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of records."""

    text: str
    document: Document | None
    """None where nothing in it could be read."""
    records: RecordsRead | None
    about_yaml: tuple[Diagnostic, ...]
    """What is wrong with its YAML, or why there is no text."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one product as they were read last. Whoever reads it again hands it on; nobody else keeps it."""

    _files: dict[str, FileRead] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    """Texts of files that stand in place of those on the disk, by their paths: the product as it would be."""

    def kept(self, file: str) -> FileRead | None:
        """Returns what a file said when it was read last, or None where it was not."""
        return self._files.get(file)

    def with_texts(self, instead: Mapping[str, str]) -> Shelf:
        """Returns a shelf with the same files, and with texts in place of those on the disk."""
        return Shelf(dict(self._files), instead)

    def text(self, folder: Path, file: str) -> tuple[str | None, list[Diagnostic]]:
        """Returns the text of a file, or None and what is wrong with it."""
        return (self.instead[file], []) if file in self.instead else text_of(folder / file, file)

    def read(self, folder: Path, kind: Kind, shared: str = "") -> FileRead:
        """Returns what the file of a kind says: what it said before, where its text is the same.

        `shared` is the folder of shared records in which it stands, by its path from the product's `folder`.
        """
        file = f"{shared}/{kind.file}" if shared else kind.file
        text, about_text = self.text(folder, file)
        if text is None:
            self._files.pop(file, None)
            return FileRead("", None, None, tuple(about_text))
        kept = self._files.get(file)
        if kept is None or kept.text != text:
            document, about_yaml = parse(text, file)
            records = read_records(document, kind, about_yaml, shared) if document is not None else None
            kept = self._files[file] = FileRead(text, document, records, tuple(about_yaml))
        return kept
