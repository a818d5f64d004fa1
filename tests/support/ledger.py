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
from handbook.schema.marks import mark_of, part_of
from tests.support.written import Book, chunks, composed, joined, records_in, replaced

Path = tuple[str | int, ...]
Lines = tuple[str, int, int]
"""A file with the first and the last line of something in it, from 1."""
_PLAIN = re.compile(r"^[A-Za-z0-9(€][^\n]*\Z")
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
        yield from _scalars(entry.data, MODELS[entry.kind], (), None)

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
        if isinstance(value, str) and "\n" not in value and isinstance(node, yaml.ScalarNode) and _one_line(node):
            return {entry.file: replaced(self.book.texts[entry.file], node, quoted(value, flow=_in_flow(entry.node, path)))}
        field = str(path[0])
        return self.changed_all(entry, {field: _with(deepcopy(entry.data.get(field)), path[1:], value)})

    def changed_all(self, entry: Entry, values: dict[str, Any]) -> dict[str, str]:
        """Returns the file with several fields of a record written anew, which say one thing together."""
        before, pieces, after = chunks(self.book.texts[entry.file], entry.node)
        keys = [key.value for key, _ in entry.node.value]
        column = entry.node.start_mark.column
        for field, value in values.items():
            lines = rendered(field, value, column) if value is not None else []
            if field in keys:
                position = keys.index(field)
                pieces[position] = [*lines, *_trailing(pieces[position])]
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


# Reading and writing --------------------------------------------------------------------------------------------------------


def plain(node: Any) -> Any:
    """Returns the plain value of a node: texts, lists and dictionaries."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(value) for value in node.value]
    return node.value


def at(node: Any, path: Path) -> Any:
    """Returns the node at a path below another, or None."""
    for part in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return None
    return node


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
            return file, key.start_mark.line + 1, max(_end(text, value), key.start_mark.line + 1)
    return None


def last_record(text: str) -> Any:
    """Returns the node of the last record of a file that is a list."""
    return composed(text).value[-1]


def rendered(key: str, value: Any, column: int) -> list[str]:
    """Returns the lines of a key with its value in block style, `column` spaces in front."""
    start = " " * column
    if isinstance(value, list):
        return [f"{start}{key}:", *(line for one in value for line in _entry(one, column + 2))]
    if isinstance(value, dict):
        return [f"{start}{key}:", *(line for name, one in value.items() if one is not None for line in rendered(name, one, column + 2))]
    if "\n" in value:
        return [f"{start}{key}: |-", *(f"{start}  {line}" if line else "" for line in value.rstrip("\n").split("\n"))]
    return [f"{start}{key}: {quoted(value)}"]


def quoted(value: str, flow: bool = False) -> str:
    """Returns a text as it may stand on the line of a key."""
    special = any(mark in value for mark in (": ", " #", "\t", *(",[]{}" if flow else ""))) or value.endswith((":", " ")) or value[:1] == " "
    marked = not all(character.isprintable() for character in value)
    if marked:
        return '"' + "".join(one if one.isprintable() and one not in '"\\' else f"\\u{ord(one):04x}" for one in value) + '"'
    return value if _PLAIN.match(value) and not special else "'" + value.replace("'", "''") + "'"


def _entry(value: Any, column: int) -> list[str]:
    start = " " * column
    if isinstance(value, dict):
        lines = [line for name, one in value.items() if one is not None for line in rendered(name, one, column + 2)]
        return [f"{start}- {lines[0][column + 2 :]}", *lines[1:]]
    return [f"{start}- {quoted(value)}"]


def _scalars(value: Any, model: Any, path: Path, info: Any) -> Iterator[tuple[Path, str, Any]]:
    if isinstance(value, dict):
        for key, one in value.items():
            found = model.model_fields.get(key) if model is not None else None
            yield from _scalars(one, part_of(found.annotation) if found is not None and isinstance(one, (dict, list)) else model, (*path, key), found)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _scalars(one, model, (*path, number), info)
    else:
        yield path, value, info


def _with(value: Any, path: Path, new: Any) -> Any:
    """Returns a value in which what stands at a path is another; None takes it out."""
    if not path:
        return new
    first = path[0]
    if isinstance(first, int):
        value = list(value or ())
        inner = _with(value[first] if first < len(value) else None, path[1:], new)
        value[first : first + 1] = [] if inner is None else [inner]
        return value
    value = dict(value or {})
    inner = _with(value.get(first), path[1:], new)
    if inner is None:
        value.pop(first, None)
    else:
        value[first] = inner
    return value


def _one_line(node: Any) -> bool:
    return node.style not in ("|", ">") and node.start_mark.line == node.end_mark.line and node.start_mark.column < node.end_mark.column


def _in_flow(node: Any, path: Path) -> bool:
    return any(bool(getattr(at(node, path[:depth]), "flow_style", False)) for depth in range(len(path)))


def _trailing(lines: list[str]) -> list[str]:
    """Returns the blank lines and comments at the end of a piece, which belong to what follows."""
    count = 0
    for line in reversed(lines[1:]):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        count += 1
    return lines[len(lines) - count :] if count else []


def _end(text: str, node: Any) -> int:
    """Returns the number of the last line of a node, from 1."""
    block = (isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")) or (not isinstance(node, yaml.ScalarNode) and not node.flow_style)
    if not block:
        return node.end_mark.line + 1
    lines = text.split("\n")
    end = node.end_mark.line
    while end > node.start_mark.line + 1 and not lines[end - 1].strip():
        end -= 1
    return end
