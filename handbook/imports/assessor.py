"""Takes what an assessor wrote into the assessor's workbook as entries of `assessments.yaml`, cell by cell as for records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from handbook.exports.assessing import FILLED_IN, PREFIX
from handbook.exports.origin import Origin, OriginTable, digest
from handbook.findings.diagnostics import Severity, quoted
from handbook.findings.messages import Listed, both
from handbook.imports.applying import Applied
from handbook.imports.found import Found
from handbook.imports.rows import RowRead, rows_of
from handbook.imports.typed import as_text
from handbook.imports.workbook import Sheet
from handbook.languages.said import UNTOLD, t, told_of
from handbook.model.handbook import Handbook
from handbook.reading.assessments import read_assessments
from handbook.reading.shelf import Shelf
from handbook.resolve.assessments import led_nowhere
from handbook.schema.assessment import ASSESSMENTS_FILE, Assessment
from handbook.source.editing import Change, EditRefusedError, Path, Value, added, edited
from handbook.source.nodes import Mapping as Keys
from handbook.source.nodes import Scalar, Sequence
from handbook.source.yaml_text import parse

HEAD = "# What an assessor says of each requirement: the assessor's words, which 'handbook import' takes from the assessor's workbook.\n"
"""Stands at the top of a file that is new."""
Key = tuple[str, str]


def is_of_an_assessor(origin: Origin) -> bool:
    """Returns whether a workbook is one for an assessor."""
    return any(table.name.startswith(PREFIX) for table in origin.tables.values())


def taken(book: Mapping[str, Sheet], origin: Origin, handbook: Handbook, folder: FilePath, shelf: Shelf) -> tuple[Found, Applied]:
    """Returns what an assessor wrote as the new text of `assessments.yaml`, and what is to be told of cells. Nothing is written."""
    found, made = Found(), Applied()
    text = shelf.text(folder, ASSESSMENTS_FILE)[0] if (folder / ASSESSMENTS_FILE).exists() else None
    there = dict(_entries(text or ""))
    changes: dict[Path, list[Change]] = {}
    new: dict[Key, dict[str, Value]] = {}
    cells: dict[tuple[Key, str], str] = {}
    for name, table in origin.tables.items():
        if name not in book:
            found.tell("note", "", t("the sheet {name} is not there any more; nothing is read for it", name=quoted(name)))
            continue
        for row in rows_of(book[name], table, found):
            _row(row, table, there, changes, new, cells, found)
    values = [_in_order(key, said) for key, said in new.items()]
    made.values, made.added = sum(map(len, changes.values())), len(values)
    try:
        after = edited(text, changes) if text and changes else text or HEAD
        after = added(after, (), values) if values else after
    except (EditRefusedError, ValueError) as error:
        found.tell("refused", "", t("{file} cannot be changed: {error}; change it by hand", file=ASSESSMENTS_FILE, error=error))
        return found, made
    if values or changes:
        made.before[ASSESSMENTS_FILE], made.after[ASSESSMENTS_FILE] = text or "", after
        _tell_errors(after, handbook, folder, shelf, cells, found)
    return found, made


def _row(
    row: RowRead, table: OriginTable, there: Mapping[Key, tuple[int, Mapping[str, str]]], changes: dict[Path, list[Change]],
    new: dict[Key, dict[str, Value]], cells: dict[tuple[Key, str], str], found: Found,
) -> None:  # fmt: skip
    key: Key = (row.key[0], row.key[1])
    if row.key not in table.rows:
        found.tell("refused", row.address("requirement"), t("{row} is no requirement of this workbook; expected its rows", row=_named(key)))
        return
    base = dict(zip(table.columns, table.rows[row.key], strict=True))
    position, said = there.get(key, (-1, {}))
    for name, cell in row.cells.items():
        text, address = as_text(cell.value).strip(), row.address(name)
        if name in FILLED_IN:
            cells[key, name] = address
        if not cell.trouble and digest(text) == base[name]:
            continue
        if cell.trouble:
            found.tell("refused", address, t("the cell holds {trouble}; expected the value itself", trouble=cell.trouble))
        elif name not in FILLED_IN:
            found.tell("refused", address, t("the cell says what the maker says; write into {columns} alone", columns=_for_the_assessor(table)))
        elif digest(said.get(name, "")) == digest(text):
            continue  # taken in before
        elif digest(said.get(name, "")) != base[name]:
            found.tell(
                "conflict",
                address,
                t(
                    "{file} has changed since the export to {now}; {text} is not taken",
                    file=ASSESSMENTS_FILE,
                    now=quoted(said.get(name, "")),
                    text=quoted(text),
                ),
            )
        elif position >= 0:
            order = (tuple(Assessment.model_fields),)
            changes.setdefault((position,), []).append(Change((name,), text or None, order))
        elif text:
            new.setdefault(key, {})[name] = text


def _for_the_assessor(table: OriginTable) -> Listed:
    """Returns the headings of the columns that the assessor fills in, in the language of the workbook."""
    return both(*(heading for name, heading in zip(table.columns, table.headings, strict=True) if name in FILLED_IN))


def _in_order(key: Key, said: Mapping[str, Value]) -> dict[str, Value]:
    values: dict[str, Value] = {"requirement": key[0], **({"on": key[1]} if key[1] else {}), **said}
    return {name: values[name] for name in Assessment.model_fields if name in values}


def _entries(text: str) -> Iterator[tuple[Key, tuple[int, Mapping[str, str]]]]:
    """Yields the entries of the file by requirement and component, each with its position and what it says."""
    document, _ = parse(text, ASSESSMENTS_FILE)
    root = document.root if document is not None else None
    for position, node in enumerate(root.items if isinstance(root, Sequence) else ()):
        said = {key: one.text or "" for key, one in node.items.items() if isinstance(one, Scalar)} if isinstance(node, Keys) else {}
        if said.get("requirement"):
            yield (said["requirement"], said.get("on", "")), (position, said)


def _tell_errors(after: str, handbook: Handbook, folder: FilePath, shelf: Shelf, cells: Mapping[tuple[Key, str], str], found: Found) -> None:
    """Tells what the new text has that does not fit, by the cell of the row that it came from."""
    stated, diagnostics = read_assessments(folder, shelf.with_texts({ASSESSMENTS_FILE: after}))
    document, _ = parse(after, ASSESSMENTS_FILE)
    by_line: dict[int, str] = {}
    for key, (position, said) in _entries(after):
        place = document.place((position,)) if document is not None else None
        if place is not None:
            by_line[place.line] = next((cells[key, name] for name in FILLED_IN if (key, name) in cells), "")
        for name in said:
            if document is not None and (key, name) in cells:
                by_line[document.place((position, name)).line] = cells[key, name]
    for finding in (*diagnostics, *led_nowhere(stated, handbook)):
        if finding.severity is Severity.ERROR:
            found.tell("refused", by_line.get(finding.place.line, ""), t("{finding} [{code}]", UNTOLD, finding=told_of(finding), code=finding.code))


def _named(key: Key) -> str:
    """Returns what a row without a requirement is called."""
    named = [one for one in key if one]
    return t("{requirement} on {record}", requirement=named[0], record=named[1]) if len(named) > 1 else named[0] if named else t("the row")
