"""A product as plain values with the lines they stand in, and single edits of it by record and path.

Operators that contradict a product look for their spots here: by kind, field and link, never by what a product happens to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import yaml

from handbook.model.handbook import Handbook
from handbook.schema.kinds import FILES, KINDS, MODELS
from handbook.schema.marks import mark_of
from tests.support.edits import Path, at, end_of, is_in_flow, is_one_line, plain, quoted, rendered, scalars, trailing, with_value
from tests.support.written import Book, chunks, joined, records_in, replaced

Lines = tuple[str, int, int]
"""A file with the first and the last line of something in it, from 1."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is written."""

    file: str
    kind: str
    node: Any
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """Returns the id of the record."""
        return str(self.data.get("id", ""))

    def many(self, field: str) -> list[Any]:
        """Returns the entries of a list; none where it is not there."""
        value = self.data.get(field)
        return value if isinstance(value, list) else []

    def text(self, field: str) -> str:
        """Returns a text; '' where it is not there."""
        value = self.data.get(field)
        return value if isinstance(value, str) else ""

    def day(self, field: str) -> date | None:
        """Returns the day with which a field begins, or None."""
        return day_of(self.text(field))


@dataclass(frozen=True, slots=True)
class Where:
    """A field of a record, or with an empty path the line of its id."""

    record: str
    path: Path = ()


def day_of(text: str) -> date | None:
    """Returns the first day in a text, written year-month-day, or None."""
    found = _DAY.search(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def shifted(day: date, days: int = 0, years: int = 0) -> date:
    """Returns a day that lies so many days and years later."""
    moved = day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
    return date.fromordinal(moved.toordinal() + days)


class Ledger:
    """The records of a product, found by kind, by id and by what names them."""

    def __init__(self, book: Book, handbook: Handbook) -> None:
        self.book = book
        self.handbook = handbook
        """The product as the handbook reads it before anything is changed; asked for levels of risk and for catalogues alone."""
        self.found: dict[object, tuple[Any, ...]] = {}
        """What each operator found in it, so that none looks twice."""
        self.records = [
            Entry(file, FILES[file].name, node, data)
            for file, text in book.texts.items()
            for node, model in records_in(file, text)
            if isinstance(data := plain(node), dict) and "id" in data and model in MODELS.values()
        ]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Returns each record by its id."""
        return {entry.id: entry for entry in self.records}

    @property
    def product(self) -> Entry:
        """Returns the product's own record."""
        return self.of("product")[0]

    @property
    def as_of(self) -> date:
        """Returns the day for which the product speaks."""
        found = self.product.day("as_of")
        assert found is not None
        return found

    def said(self, entry: Entry, field: str) -> str:
        """Returns what holds for a record, by its own words or by what stands above it; '' where nothing does."""
        value = getattr(self.handbook.record(entry.id), field, None)
        return entry.text(field) or ("" if value is None else str(value))

    @property
    def depth(self) -> str:
        """Returns how much the product is asked."""
        return self.handbook.depth

    def of(self, kind: str) -> list[Entry]:
        """Returns the records of a kind, in the order of the file."""
        return [entry for entry in self.records if entry.kind == kind]

    def targets(self, entry: Entry, field: str) -> list[Entry]:
        """Returns the records that a field names."""
        value = entry.data.get(field)
        names = value if isinstance(value, list) else [value]
        return [self.by_id[name] for name in names if isinstance(name, str) and name in self.by_id]

    def naming(self, record: str, kind: str, field: str) -> list[Entry]:
        """Returns the records of a kind that name a record in a field."""
        return [entry for entry in self.of(kind) if record in (entry.data.get(field) or ()) or entry.data.get(field) == record]

    def named_in(self, record: str) -> list[tuple[Entry, Path]]:
        """Returns every field that names a record, references in prose left out."""
        return self._namings.get(record, [])

    @cached_property
    def _namings(self) -> dict[str, list[tuple[Entry, Path]]]:
        found: dict[str, list[tuple[Entry, Path]]] = {}
        for entry in self.records:
            for path, value, info in self.scalars(entry):
                if info is not None and (mark := mark_of(info.annotation, info.metadata)) is not None and mark.meaning == "record":
                    found.setdefault(value, []).append((entry, path))
        return found

    def scalars(self, entry: Entry) -> Iterator[tuple[Path, str, Any]]:
        """Yields every text of a record with its path and what the schema says of its field."""
        yield from scalars(entry.data, MODELS[entry.kind], (), None)

    def texts(self, entry: Entry, *meanings: str) -> Iterator[tuple[Path, str]]:
        """Yields the texts of a record whose fields hold `plain` or `prose`, as asked; id and title left out."""
        for path, value, info in self.scalars(entry):
            mark = mark_of(info.annotation, info.metadata) if info is not None else None
            if mark is not None and mark.meaning in meanings and path[0] not in ("id", "title"):
                yield path, value

    def unused_id(self, kind: str) -> str:
        """Returns an id of a kind that no record has."""
        prefix = KINDS[kind].prefix
        return next(f"{prefix}-{number}" for number in range(99, 10, -1) if f"{prefix}-{number}" not in self.by_id)

    # Edits ----------------------------------------------------------------------------------------------------------------

    def changed(self, entry: Entry, path: Path, value: Any) -> dict[str, str]:
        """Returns the file with one value of a record written anew; None takes the field out."""
        node = at(entry.node, path)
        if isinstance(value, str) and "\n" not in value and isinstance(node, yaml.ScalarNode) and is_one_line(node):
            return {entry.file: replaced(self.book.texts[entry.file], node, quoted(value, flow=is_in_flow(entry.node, path)))}
        field = str(path[0])
        return self.changed_all(entry, {field: with_value(deepcopy(entry.data.get(field)), path[1:], value)})

    def changed_all(self, entry: Entry, values: dict[str, Any]) -> dict[str, str]:
        """Returns the file with several fields of a record written anew, which say one thing together."""
        before, pieces, after = chunks(self.book.texts[entry.file], entry.node)
        keys = [key.value for key, _ in entry.node.value]
        column = entry.node.start_mark.column
        for field, value in values.items():
            lines = rendered(field, value, column) if value is not None else []
            if field in keys:
                position = keys.index(field)
                pieces[position] = [*lines, *trailing(pieces[position])]
            else:
                pieces[0] = [*pieces[0], *lines]
        return {entry.file: joined(self.book.texts[entry.file], entry.node, before, [piece for piece in pieces if piece], after)}

    def unsigned(self, record: str) -> dict[str, str]:
        """Returns the product's file without a record among those that its sign-offs cover."""
        head, mark, tail = self.book.texts["product.yaml"].partition("sign_off:")
        return {"product.yaml": head + mark + re.sub(rf"(\s*{record}(?=\])|\b{record},[ ]?)", "", tail, count=1).replace(",]", "]")}

    def looked_at(self, entry: Entry) -> dict[str, str]:
        """Returns the fields that say who owns and who assessed a record made after another, on a day and by somebody who may."""
        owner = self.said(entry, "owner")
        other = next((role.id for role in self.of("role") if role.id != owner), owner)
        by = self.said(entry, "assessed_by") or other
        found = {"status": "assessed", "owner": owner, "assessed_by": by, "reviewed_on": self.said(entry, "reviewed_on") or str(self.as_of)}
        return {**found, "review_by": self.said(entry, "review_by")}

    def added(self, kind: str, data: dict[str, Any]) -> dict[str, str]:
        """Returns the file of a kind with one record more at its end."""
        file = KINDS[kind].file
        lines = [line for key, value in data.items() if value not in (None, [], "") for line in rendered(key, value, 2)]
        end = self.book.texts.get(file, "").rstrip("\n")
        return {file: "\n".join([*([end] if end else []), f"- {lines[0][2:]}", *lines[1:], ""])}


def lines_of(texts: dict[str, str], where: Where) -> Lines | None:
    """Returns the lines in which a field stands, or None where there is no such field or record."""
    for file, text in texts.items():
        try:
            nodes = [node for node, _ in records_in(file, text)]
        except yaml.YAMLError:
            continue
        for node in nodes:
            if not isinstance(node, yaml.MappingNode) or getattr(at(node, ("id",)), "value", None) != where.record:
                continue
            if not where.path:
                line = at(node, ("id",)).start_mark.line + 1
                return file, line, line
            parent, value = at(node, where.path[:-1]), at(node, where.path)
            if value is None:
                return None
            key = next((key for key, _ in parent.value if key.value == where.path[-1]), value) if isinstance(parent, yaml.MappingNode) else value
            return file, key.start_mark.line + 1, max(end_of(text, value), key.start_mark.line + 1)
    return None
