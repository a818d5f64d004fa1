"""Finds the cell of a finding about the product as it would be: by the place where the value of that cell would stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.imports.found import Found
from handbook.reading.file_tops import opened
from handbook.schema.kinds import FILES
from handbook.schema.product_file import PRODUCT_FILE
from handbook.source.editing import Path
from handbook.source.nodes import Document, Node, Scalar, Sequence
from handbook.source.nodes import Mapping as Keys
from handbook.source.yaml_text import parse

Spot = tuple[str, str, int, int]
"""File, id of a record, line and column; 0 and 0 for the record as a whole."""


def addresses(after: Mapping[str, str], found: Found) -> Iterator[tuple[Spot, str]]:
    """Yields the address of a cell for each place in the new texts where something of it stands, and one for each record."""
    for name, text in after.items():
        document, _ = parse(text, name)
        for node in _records(document, name) if document is not None else ():
            id_node = node.items.get("id")
            record = (id_node.text if isinstance(id_node, Scalar) else None) or ""
            for start, address in _cells(record, found):
                yield (name, record, 0, 0), address
                for path in _below(_at(node, start), start):
                    place = document.place(path, root=node) if document is not None else None
                    if place is not None:
                        yield (name, record, place.line, place.column), address


def _cells(record: str, found: Found) -> Iterator[tuple[Path, str]]:
    if record in found.new:
        yield (), found.new[record].address
    changes = found.changes.get(record)
    if changes is not None:
        yield from ((path, address) for path, _, address in changes.new_entries)
        yield from ((change.path, address) for change, address in changes.fields)


def _records(document: Document, name: str) -> Iterator[Keys]:
    nodes: list[Node] = []
    if name == PRODUCT_FILE:
        nodes = [document.root.items["product"]] if isinstance(document.root, Keys) and "product" in document.root.items else []
    else:
        listed = opened(document, FILES[name]).records
        nodes = listed.items if listed is not None else []
    yield from (node for node in nodes if isinstance(node, Keys))


def _at(node: Node, path: Path) -> Node | None:
    found: Node | None = node
    for segment in path:
        if isinstance(found, Keys):
            found = found.items.get(str(segment))
        elif isinstance(found, Sequence) and isinstance(segment, int):
            found = found.items[segment] if segment < len(found.items) else None
    return found


def _below(node: Node | None, path: Path) -> Iterator[Path]:
    yield path
    if isinstance(node, Keys):
        for key, value in node.items.items():
            yield from _below(value, (*path, key))
    elif isinstance(node, Sequence):
        for number, value in enumerate(node.items):
            yield from _below(value, (*path, number))
