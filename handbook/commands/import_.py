"""`handbook import`: what people wrote into a workbook of ours, taken back into the YAML; shown as a diff before anything is written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from handbook.findings.diagnostics import printable
from handbook.imports.applying import Applied, apply, errors_after
from handbook.imports.assessor import is_of_an_assessor, taken
from handbook.imports.comparing import compared, origin_of
from handbook.imports.found import Found
from handbook.imports.inherited import without_shared
from handbook.imports.workbook import WorkbookRefusedError, read_workbook
from handbook.pipeline import resolved
from handbook.reading.product import read_product
from handbook.reading.shelf import Shelf
from handbook.source.disk import write_back


def run(options: argparse.Namespace) -> int:
    """Shows what a workbook changes and, where that is asked for, writes it; returns 1 for what is refused or a conflict, 2 for a file that is no workbook."""
    folder, shelf = Path(options.product), Shelf()
    try:
        book = read_workbook(options.file)
        written = read_product(folder, shelf)
        if written.is_refused or written.lost_kinds:
            print(f"handbook import: not all of {folder.as_posix()} can be read; 'handbook check' says why", file=sys.stderr)
            return 1
        now = resolved(written, load_catalogues())
        origin = origin_of(book, now.handbook)
        if is_of_an_assessor(origin):
            return _finish(*taken(book, origin, now.handbook, folder, shelf), folder, options.write)
        found = without_shared(compared(book, origin, now.handbook), now.handbook)
    except WorkbookRefusedError as error:
        print(f"handbook import: {printable(str(error))}", file=sys.stderr)
        return 2
    made = apply(found, now.handbook, folder, options.delete)
    errors_after(made, found, now, folder, shelf)
    return _finish(found, made, folder, options.write)


def _finish(found: Found, made: Applied, folder: Path, write: bool) -> int:
    refused, conflicts = found.weighing("refused"), found.weighing("conflict")
    for line in made.diff if not refused else ():
        print(printable(line))
    for one in (*found.weighing("note"), *conflicts, *refused):
        print(one)
    if refused:
        print(f"{_counted(len(refused), 'cell')} refused: nothing is written. Mend what is named above in the workbook, and import it again.")
        return 1
    if not made.after:
        print(f"Nothing in the workbook changes {folder.as_posix()}.")
        return 1 if conflicts else 0
    done = f"{_counted(made.values, 'value')} changed, {_counted(made.added, 'record')} added, {made.removed} taken out"
    summary = f"{done}, in {_counted(len(made.after), 'file')}"
    if not write:
        print(f"{summary}: shown, not written. --write writes it.")
    else:
        try:
            write_back(folder, made.before, made.after)
        except OSError as error:
            print(f"handbook import: '{folder.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
            return 1
        print(f"{summary}: written; 'handbook check' comes next.")
    return 1 if conflicts else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
