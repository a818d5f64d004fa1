"""Trying mutations: a copy of a product in which files are replaced, loaded and put back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.findings.diagnostics import as_text
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from tests.support.judging import complaints
from tests.support.mutation import Mutation
from tests.support.written import Book, read_book


class Bench:
    """A copy of a product to be spoilt, one mutation after the other."""

    def __init__(self, root: Path, name: str, scratch: Path, catalogues: Catalogues | None = None) -> None:
        self.book: Book = read_book(root, name)
        self.folder = scratch / name
        shutil.copytree(root / name, self.folder)
        self.catalogues = catalogues or load_catalogues()
        self.before = load(self.folder, self.catalogues)
        self.count = 0

    def load(self, mutation: Mutation) -> Loaded:
        """Returns what becomes of the product with this mutation."""
        self.count += 1
        try:
            for file, content in mutation.changes.items():
                path = self.folder / file
                if content is None:
                    path.unlink()
                else:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
            return load(self.folder, self.catalogues)
        finally:
            for file in mutation.changes:
                if file in self.book.texts:
                    (self.folder / file).write_bytes(self.book.texts[file].encode("utf-8"))
                else:
                    (self.folder / file).unlink()

    def judge(self, mutation: Mutation) -> list[str]:
        """Returns what is wrong with what is said about the product with this mutation."""
        after = self.load(mutation)
        changed = {file: content if not isinstance(content, bytes) else _text(content) for file, content in mutation.changes.items()}
        return [*claims(mutation, self.before, after), *complaints(changed, self.book.texts, self.before, after)]


def _text(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def claims(mutation: Mutation, before: Loaded, after: Loaded) -> list[str]:
    """Returns which of the mutation's own claims do not hold."""
    wrong = []
    findings = [one for one in after.diagnostics if one.code != "residue"]
    told = [as_text(one) for one in findings]
    for file, line, column in mutation.places:
        here = [one for one in findings if (one.place.file, one.place.line, one.place.column) == (file, line, column)]
        if not any(one.code in mutation.codes for one in here):
            wrong.append(f"nothing of {mutation.codes} at {file}:{line}:{column}, but {told[:3]}")
        elif mutation.named and not any(mutation.named in (*one.suggestions, *re.split(", | and ", one.expected.removeprefix("one of "))) for one in here):
            wrong.append(f"{mutation.named!r} is not named: {told[:3]}")
    if mutation.span is not None:
        file, first, last = mutation.span
        near = [one for one in findings if one.place.file == file and first <= one.place.line <= last]
        if not any(one.code in mutation.codes or not mutation.codes for one in near):
            wrong.append(f"nothing in {file}, lines {first} to {last}, but {told[:3]}")
    if mutation.reads is not None:
        wrong += _reads(*mutation.reads, after)
    if mutation.alone and len(findings) != 1:
        wrong.append(f"{len(findings)} findings: {told[:4]}")
    if mutation.same:
        if findings:
            wrong.append(f"findings: {told[:3]}")
        if _meaning(after.handbook) != _meaning(before.handbook):
            wrong.append("the product is not the same")
    return wrong


def _reads(at: tuple[str, int, int], typed: str, after: Loaded) -> list[str]:
    """Returns a complaint where nothing is told at a place and no text of the product reads as typed."""
    file, line, column = at
    if any((one.place.file, one.place.line, one.place.column) == at for one in after.diagnostics):
        return []
    said = [str(value) for item in after.handbook.items.values() if item.document.file == file for value in _texts(item.record.model_dump())]
    if file == "product.yaml":
        said += [str(value) for value in _texts(after.handbook.site.model_dump())]
    return [] if typed in said else [f"{typed[:40]!r} was typed in line {line}, column {column}, and nothing says so"]


def _texts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
    else:
        yield value


def _meaning(handbook: Handbook) -> Any:
    """Returns all that a handbook says, whatever the order in which it is listed."""
    records = {record_id: _unordered(item.record.model_dump()) for record_id, item in handbook.items.items()}
    links = sorted((link.source, str([part for part in link.path if isinstance(part, str)]), link.target) for link in handbook.links)
    citations = sorted((one.source, one.entry.cited, one.field, str(one.reference)) for one in handbook.citations)
    return records, links, citations, handbook.site.model_dump(), handbook.depth


def _unordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unordered(value[key]) for key in sorted(value)}
    if isinstance(value, (list, tuple)):
        return sorted((_unordered(item) for item in value), key=repr)
    return value
