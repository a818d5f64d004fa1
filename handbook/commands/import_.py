"""`handbook import`: what people wrote into a workbook of ours, taken back into the YAML; shown as a diff before anything is written."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from handbook.findings.diagnostics import printable
from handbook.imports.applying import Applied, apply, errors_after
from handbook.imports.assessor import is_of_an_assessor, taken
from handbook.imports.comparing import compared, origin_of
from handbook.imports.found import Found
from handbook.imports.inherited import without_shared
from handbook.imports.workbook import WorkbookRefusedError, read_workbook
from handbook.languages.language import Language, UnknownLanguageError
from handbook.languages.said import n, t, told
from handbook.pipeline import resolved
from handbook.reading.product import read_product
from handbook.reading.shelf import Shelf
from handbook.reading.speaking import language_asked
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
        language = language_asked(os.environ, now.handbook.site, folder, options.language)
        origin = origin_of(book, now.handbook)
        if is_of_an_assessor(origin):
            return _finish(*taken(book, origin, now.handbook, folder, shelf), folder, options.write, language)
        found = without_shared(compared(book, origin, now.handbook), now.handbook)
    except (WorkbookRefusedError, UnknownLanguageError) as error:
        print(f"handbook import: {printable(str(error))}", file=sys.stderr)
        return 2
    made = apply(found, now.handbook, folder, options.delete)
    errors_after(made, found, now, folder, shelf)
    return _finish(found, made, folder, options.write, language)


def _finish(found: Found, made: Applied, folder: Path, write: bool, language: Language) -> int:
    tell = partial(told, language=language)
    refused, conflicts = found.weighing("refused"), found.weighing("conflict")
    for line in made.diff if not refused else ():
        print(printable(line))
    for one in (*found.weighing("note"), *conflicts, *refused):
        print(one.in_language(language))
    if refused:
        print(tell(n(
            "{number} cell refused: nothing is written. Mend what is named above in the workbook, and import it again.",
            "{number} cells refused: nothing is written. Mend what is named above in the workbook, and import it again.",
            len(refused),
        )))  # fmt: skip
        return 1
    if not made.after:
        print(tell(t("Nothing in the workbook changes {folder}.", folder=folder.as_posix())))
        return 1 if conflicts else 0
    summary = t(
        "{values}, {added}, {removed} taken out, in {files}",
        values=n("{number} value changed", "{number} values changed", made.values),
        added=n("{number} record added", "{number} records added", made.added),
        removed=made.removed,
        files=n("{number} file", "{number} files", len(made.after)),
    )
    if not write:
        print(tell(t("{summary}: shown, not written. --write writes it.", summary=summary)))
    else:
        try:
            write_back(folder, made.before, made.after)
        except OSError as error:
            print(f"handbook import: '{folder.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
            return 1
        print(tell(t("{summary}: written; 'handbook check' comes next.", summary=summary)))
    return 1 if conflicts else 0
