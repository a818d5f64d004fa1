"""Makes the new texts of files from what an import found, and holds them against schema and references before they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path as FilePath

from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.imports.addresses import addresses
from handbook.imports.found import Found, RecordChanges, Weight
from handbook.languages.said import UNTOLD, t, told_of
from handbook.model.handbook import Handbook
from handbook.pipeline import Resolved, resolved
from handbook.reading.product import read_product
from handbook.reading.shelf import Shelf
from handbook.schema.file_top import RECORDS
from handbook.schema.kinds import KINDS
from handbook.schema.product_file import PRODUCT_FILE
from handbook.source.editing import Change, EditRefusedError, Path, added, edited, removed
from handbook.source.nodes import Mapping as Keys
from handbook.source.nodes import Scalar
from handbook.source.nodes import Sequence as Entries
from handbook.source.yaml_text import parse, text_of


@dataclass(slots=True)
class Applied:
    """The files as they would be."""

    before: dict[str, str] = field(default_factory=dict)
    """Text of each file that changes, by its path relative to the product's folder; '' where it is not there yet."""
    after: dict[str, str] = field(default_factory=dict)
    values: int = 0
    """How many values of records that were there change."""
    added: int = 0
    removed: int = 0
    left: int = 0
    """Rows that are gone and whose records or entries stay, since nobody asked for them to go."""

    @property
    def diff(self) -> tuple[str, ...]:
        """Returns all changes as lines of a unified diff."""
        lines: list[str] = []
        for name, text in sorted(self.after.items()):
            lines += unified_diff(self.before[name].splitlines(), text.splitlines(), f"a/{name}", f"b/{name}", n=1, lineterm="")
        return tuple(lines)


def apply(found: Found, handbook: Handbook, folder: FilePath, delete: bool) -> Applied:
    """Returns the files with everything that was found; tells in `found` what cannot be changed. Nothing is written.

    Records and entries whose row is gone go only with `delete`; otherwise that is told.
    """
    made = Applied()
    by_file: dict[str, dict[str, RecordChanges]] = {}
    for record, changes in found.changes.items():
        if record not in found.gone or not delete:
            by_file.setdefault(handbook.items[record].document.file, {})[record] = changes
    names = dict.fromkeys((*by_file, *(KINDS[one.kind].file for one in found.new.values()), *(handbook.items[one].document.file for one in found.gone)))
    for name in names:
        text = text_of(folder / name, name)[0] or ""
        made.before[name] = text
        text = _edited(text, name, by_file.get(name, {}), found, delete, made)
        text = _with_new(text, name, found, made)
        for record in [one for one in found.gone if handbook.items[one].document.file == name]:
            if delete:
                text = _without(text, name, record, found)
                made.removed += 1
            else:
                made.left += 1
                message = t("the row of {record} is not there any more; the record stays, unless --delete takes out what has no row", record=record)
                found.tell("note", f"'{found.gone[record]}'", message)
        made.after[name] = text
    for name in [one for one, text in made.after.items() if text == made.before[one]]:
        del made.before[name], made.after[name]
    return made


def errors_after(made: Applied, found: Found, resolved_now: Resolved, folder: FilePath, shelf: Shelf) -> None:
    """Tells, as refusals, every error of the schema and every reference to nothing that the product would have and does not have now.

    Groups of fields that would be begun and not whole are told as notes, since they count once they are.
    """
    if not made.after:
        return
    now = Counter(_told(one) for one in resolved_now.diagnostics)
    places = dict(addresses(made.after, found))
    by_line = {(file, line, column): address for (file, _, line, column), address in places.items()}
    for finding in resolved(read_product(folder, shelf.with_texts(made.after)), resolved_now.handbook.catalogues).diagnostics:
        if finding.severity is not Severity.ERROR and finding.code != "missing-field":
            continue
        if now[_told(finding)]:
            now[_told(finding)] -= 1
            continue
        place = finding.place
        spots = ((place.file, finding.record, line, column) for line, column in ((place.line, place.column), (0, 0)))
        address = next((places[spot] for spot in spots if spot in places), by_line.get((place.file, place.line, place.column), ""))
        said = t("{finding} [{code}]", UNTOLD, finding=told_of(finding), code=finding.code)
        weight: Weight = "refused" if finding.severity is Severity.ERROR else "note"
        found.tell(weight, address, said if address else t("{place}, as it would be: {finding}", place=f"{place.file}:{place.line}", finding=said))


def _told(finding: Diagnostic) -> tuple[str, str, str, str]:
    return finding.code, finding.place.file, finding.record, finding.sentence


def _edited(text: str, name: str, changes: Mapping[str, RecordChanges], found: Found, delete: bool, made: Applied) -> str:
    paths = _paths(text, name) if changes else {}
    wanted: dict[Path, list[Change]] = {}
    cells: dict[tuple[Path, Path], str] = {}
    for record, one in changes.items():
        path = paths.get(record)
        if path is None:
            found.tell("refused", "", t("{record} is not found in {name} as it stands now", record=record, name=name))
            continue
        here: list[Change] = []
        for change, address in one.fields:
            here.append(change)
            cells[path, change.path] = address
        for change, address in _new_entries(one, text, path):
            here.append(change)
            cells[path, change.path] = address
        for entry, sheet in sorted(one.gone_entries, key=lambda each: each[0], reverse=True):
            if delete:
                here.append(Change(entry, None))
                cells[path, entry] = f"'{sheet}'"
            else:
                made.left += 1
                where = ", ".join(str(step + 1) for step in entry if isinstance(step, int))
                message = t(
                    "the row of entry {where} of {record} is not there any more; the entry stays, unless --delete takes out what has no row",
                    where=where,
                    record=record,
                )
                found.tell("note", f"'{sheet}'", message)
        wanted[path] = here
        made.values += len(here)
    while True:
        try:
            return edited(text, wanted) if wanted else text
        except EditRefusedError as error:
            for path, here in wanted.items():
                if any(change.path == error.path for change in here) and _is_refused(text, path, here, error.path):
                    wanted[path] = [change for change in here if change.path != error.path]
                    message = t("the value cannot be changed in {name}: {error}; change it there by hand", name=name, error=error)
                    found.tell("refused", cells.get((path, error.path), ""), message)
                    break
            else:
                found.tell("refused", "", t("{name} cannot be changed: {error}", name=name, error=error))
                return text


def _is_refused(text: str, path: Path, changes: Sequence[Change], refused: Path) -> bool:
    try:
        edited(text, {path: changes})
    except EditRefusedError as error:
        return error.path == refused
    return False


def _new_entries(changes: RecordChanges, text: str, record: Path) -> Iterator[tuple[Change, str]]:
    """Yields a change for each new entry of a list: the first makes a list that is not there, the others go behind the last entry."""
    document, _ = parse(text, "")
    counts: dict[Path, int] = {}
    for path, values, address in changes.new_entries:
        if path not in counts:
            node = document.root if document is not None else None
            for segment in (*record, *path):
                if isinstance(node, Keys):
                    node = node.items.get(str(segment))
                elif isinstance(node, Entries) and isinstance(segment, int) and segment < len(node.items):
                    node = node.items[segment]
                else:
                    node = None
            counts[path] = len(node.items) if isinstance(node, Entries) else 0
        yield Change((*path, counts[path]), values), address
        counts[path] += 1


def _with_new(text: str, name: str, found: Found, made: Applied) -> str:
    new = [one for one in found.new.values() if KINDS[one.kind].file == name]
    if not new:
        return text
    document, _ = parse(text, name)
    path: Path = (RECORDS,) if document is not None and isinstance(document.root, Keys) else ()
    made.added += len(new)
    try:
        return added(text, path, [one.values for one in new])
    except (EditRefusedError, ValueError) as error:
        found.tell("refused", new[0].address, t("no record can be added to {name}: {error}", name=name, error=error))
        return text


def _without(text: str, name: str, record: str, found: Found) -> str:
    try:
        return removed(text, _paths(text, name)[record])
    except EditRefusedError as error:
        found.tell(
            "refused",
            f"'{found.gone[record]}'",
            t("{record} cannot be taken out of {name}: {error}; do it there by hand", record=record, name=name, error=error),
        )
        return text


def _paths(text: str, name: str) -> dict[str, Path]:
    """Returns the path to each record of a file, by its id; of an id that stands twice, the first."""
    document, _ = parse(text, name)
    root = document.root if document is not None else None
    if name == PRODUCT_FILE:
        product = root.items.get("product") if isinstance(root, Keys) else None
        id_node = product.items.get("id") if isinstance(product, Keys) else None
        return {id_node.text: ("product",)} if isinstance(id_node, Scalar) and id_node.text else {}
    listed, above = (root.items.get(RECORDS), (RECORDS,)) if isinstance(root, Keys) else (root, ())
    found: dict[str, Path] = {}
    for position, node in enumerate(listed.items if isinstance(listed, Entries) else ()):
        id_node = node.items.get("id") if isinstance(node, Keys) else None
        if isinstance(id_node, Scalar) and id_node.text:
            found.setdefault(id_node.text, (*above, position))
    return found
