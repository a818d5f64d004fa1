"""Products as they are written: an own reading of the YAML, by which tests judge what the handbook made of it.

It shares nothing with `handbook.source.yaml_text` but the scanner of PyYAML: nodes come from `yaml.compose`, positions from its marks. Of the
schema it asks only what a field holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from handbook.schema.kinds import FILES, MODELS
from handbook.schema.marks import closed_list, is_expected, is_many, mark_of, part_of
from handbook.schema.product_file import Site

PRODUCT_FILE = "product.yaml"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXTS = ("plain", "prose")


@lru_cache(maxsize=64)
def composed(text: str) -> Any:
    """Returns the nodes of a YAML text; raises yaml.YAMLError where it is none."""
    return yaml.compose(text, Loader=LOADER)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a file, with its key where it has one."""

    file: str
    record: Any
    """Node of the record around it."""
    path: tuple[str | int, ...]
    """Where in the record."""
    parent: Any
    """Node of the keys or the list that it is in."""
    key: Any
    """Node of its key, or None for an entry of a list."""
    node: Any
    info: FieldInfo | None
    """What the schema says of the field; of the list, where it is an entry of one."""
    position: int
    """Which entry of its parent it is."""

    @property
    def scalar(self) -> bool:
        """Returns whether the value is a text on a single line, as most are."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.style not in ("|", ">") and self.node.start_mark.line == self.node.end_mark.line

    @property
    def place(self) -> tuple[int, int]:
        """Returns line and column of the value, from 1."""
        return position(self.node)

    @property
    def holds(self) -> str:
        """Returns what one value of the field is: a mark's meaning, `word`, `date`, `number`, `yes-no`, `part`, or ''."""
        return holds(self.info)

    @property
    def is_list(self) -> bool:
        """Returns whether the field holds a list."""
        return self.info is not None and is_many(self.info.annotation)

    @property
    def is_expected(self) -> bool:
        """Returns whether the schema says that an empty field is a gap, or a missing one an error."""
        return self.info is not None and (self.info.is_required() or is_expected(self.info))


def holds(info: FieldInfo | None) -> str:
    """Returns what one value of a field is."""
    if info is None:
        return ""
    if closed_list(info.annotation):
        return "word"
    if part_of(info.annotation) is not None:
        return "part"
    mark = mark_of(info.annotation, info.metadata)
    if mark is not None:
        return mark.meaning
    return next((name for kind, name in ((bool, "yes-no"), (int, "number"), (float, "number"), (date, "date")) if kind in _atoms(info.annotation)), "")


def kinds_of(info: FieldInfo | None) -> tuple[str, ...]:
    """Returns the kinds that a field may name; empty for any."""
    mark = mark_of(info.annotation, info.metadata) if info is not None else None
    return mark.kinds if mark is not None else ()


def levels_of(info: FieldInfo | None) -> tuple[str, ...]:
    """Returns the documents whose entries a field may name; empty for any."""
    mark = mark_of(info.annotation, info.metadata) if info is not None else None
    return mark.levels if mark is not None else ()


def words_of(info: FieldInfo | None) -> tuple[str, ...]:
    """Returns the words of a field's closed list."""
    return closed_list(info.annotation) if info is not None else ()


def _atoms(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _atoms(argument)


def position(node: Any) -> tuple[int, int]:
    """Returns line and column at which a node starts, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def records_in(file: str, text: str) -> list[tuple[Any, type]]:
    """Returns the nodes that are records (in the product's file: the product and the site), each with its model."""
    root = composed(text)
    if file == PRODUCT_FILE:
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        models = {"product": MODELS["product"], "site": Site}
        return [(value, models[key.value]) for key, value in pairs if key.value in models]
    model = MODELS[FILES[file].name]
    if isinstance(root, yaml.MappingNode):  # something stands above the records
        root = next((value for key, value in root.value if key.value == "records"), None)
    return [(node, model) for node in root.value] if isinstance(root, yaml.SequenceNode) else []


def spots_in(file: str, text: str) -> Iterator[Spot]:
    """Yields every value of every record in a file."""
    for record, model in records_in(file, text):
        yield from _spots(file, record, record, model, (), None)


def _spots(file: str, record: Any, node: Any, model: Any, path: tuple[str | int, ...], info: FieldInfo | None) -> Iterator[Spot]:
    if isinstance(node, yaml.MappingNode):
        for number, (key, value) in enumerate(node.value):
            found = model.model_fields.get(key.value) if model is not None else None
            yield Spot(file, record, (*path, key.value), node, key, value, found, number)
            yield from _spots(file, record, value, part_of(found.annotation) if found is not None else None, (*path, key.value), found)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield Spot(file, record, (*path, number), node, None, value, info, number)
            yield from _spots(file, record, value, model, (*path, number), info)


@dataclass(frozen=True)
class Book:
    """A product's YAML files as texts."""

    name: str
    """Folder of the product relative to the root of the repository."""
    texts: Mapping[str, str]
    focus: str = ""
    """The file that is to be spoilt; empty for any."""

    def spots(self) -> list[Spot]:
        """Returns every value of every record that may be spoilt."""
        return [spot for file, text in self.files() for spot in spots_in(file, text)]

    def files(self) -> list[tuple[str, str]]:
        """Returns the files that may be spoilt, with their texts."""
        return [(file, text) for file, text in self.texts.items() if self.focus in ("", file)]

    def on(self, file: str) -> Book:
        """Returns the same product with one file to be spoilt; what was found out about the whole is kept."""
        other = replace(self, focus=file)
        vars(other).update(every_spot=self.every_spot, ids=self.ids)
        return other

    @cached_property
    def every_spot(self) -> list[Spot]:
        """Returns every value of every record, whatever is to be spoilt."""
        return [spot for file, text in self.texts.items() for spot in spots_in(file, text)]

    @cached_property
    def ids(self) -> dict[str, str]:
        """Returns the id of each record with its kind, in the order of the files."""
        return {str(dict_of(node)["id"]): FILES[file].name for file, text in self.texts.items() for node, _ in records_in(file, text) if "id" in dict_of(node)}


def dict_of(node: Any) -> dict[str, str]:
    """Returns the texts of a record's own keys."""
    return {key.value: value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}


def read_book(root: Path, name: str) -> Book:
    """Returns the product in the folder `name` below `root`."""
    folder = root / name
    return Book(name, {file: (folder / file).read_text(encoding="utf-8") for file in FILES if (folder / file).is_file()})


# Editing by lines -----------------------------------------------------------------------------------------------------


def replaced(text: str, node: Any, new: str) -> str:
    """Returns the text with what a scalar on a single line says written anew."""
    lines = text.split("\n")
    line = lines[node.start_mark.line]
    lines[node.start_mark.line] = line[: node.start_mark.column] + new + line[node.end_mark.column :]
    return "\n".join(lines)


def chunks(text: str, node: Any) -> tuple[list[str], list[list[str]], list[str]]:
    """Returns the lines before a list or keys in block style, those of each entry, and those after.

    The first line of each entry has spaces where the dash of the first key of a record may stand.
    """
    lines = text.split("\n")
    starts = [
        (key if isinstance(node, yaml.MappingNode) else entry)
        for key, entry in (node.value if isinstance(node, yaml.MappingNode) else zip(node.value, node.value, strict=True))
    ]
    rows = [start.start_mark.line for start in starts]
    end = node.end_mark.line if node.end_mark.line > rows[-1] else rows[-1] + 1
    pieces = [lines[row:until] for row, until in zip(rows, [*rows[1:], end], strict=True)]
    if isinstance(node, yaml.MappingNode):
        column = node.start_mark.column
        pieces[0] = [" " * column + pieces[0][0][column:], *pieces[0][1:]]
    return lines[: rows[0]], pieces, lines[end:]


def joined(text: str, node: Any, before: list[str], pieces: list[list[str]], after: list[str]) -> str:
    """Returns the text with these entries in place of those of `node`."""
    if isinstance(node, yaml.MappingNode):
        column = node.start_mark.column
        prefix = text.split("\n")[node.start_mark.line][:column]
        pieces = [[prefix + pieces[0][0][column:], *pieces[0][1:]], *pieces[1:]]
    return "\n".join([*before, *(line for piece in pieces for line in piece), *after])


def in_block(node: Any) -> bool:
    """Returns whether a list or keys stand one a line, with at least one entry."""
    return isinstance(node, (yaml.MappingNode, yaml.SequenceNode)) and not node.flow_style and bool(node.value)


def last_line(text: str, node: Any) -> int:
    """Returns the number of the last line of a list or keys in block style, from 1."""
    lines = text.split("\n")
    end = node.end_mark.line if node.end_mark.line > node.start_mark.line else node.start_mark.line + 1
    while end > node.start_mark.line + 1 and not lines[end - 1].strip():
        end -= 1
    return end
