"""Reads a file of records: each entry of its list into a record of the file's kind, and what stands above the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.findings.diagnostics import Diagnostic
from handbook.model.item import Item
from handbook.reading.file_tops import Top, opened
from handbook.schema.kinds import MODELS
from handbook.schema.record import Kind
from handbook.schema.validate import validate
from handbook.schema.words import with_article
from handbook.source.nodes import Document
from handbook.source.yaml_text import NEW_RECORD


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """What a file of records says."""

    items: tuple[Item, ...]
    top: Top | None
    """What stands above the records."""
    is_whole: bool
    """Whether each record that the file may hold could be taken."""
    diagnostics: tuple[Diagnostic, ...]


def read_records(document: Document, kind: Kind, about_yaml: Iterable[Diagnostic], shared: str = "") -> RecordsRead:
    """Returns the records of a file of `kind`, as they are written.

    `about_yaml` is what was wrong with its YAML, `shared` the folder of shared records in which it stands.
    """
    file = opened(document, kind)
    nodes = file.records.items if file.records is not None else []
    read = [validate(MODELS[kind.name], node, document, with_article(kind.singular)) for node in nodes]
    items = tuple(Item(one.record, document, one.node, left_out=one.left_out, shared=shared) for one in read if one.record is not None)
    is_whole = len(items) == len(nodes) and not file.lost and not any(map(_hides_records, about_yaml))
    return RecordsRead(items, file.top, is_whole, (*file.diagnostics, *(finding for one in read for finding in one.diagnostics)))


def _hides_records(finding: Diagnostic) -> bool:
    """Returns whether there may be records behind this finding about YAML: the rest of a file, or a record run into another."""
    return finding.code == "yaml-syntax" or (finding.code == "duplicate-key" and finding.found == NEW_RECORD)
