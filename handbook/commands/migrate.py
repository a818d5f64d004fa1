"""`handbook migrate`: brings a product to the present format of the YAML, in place, and shows what it changed."""

from __future__ import annotations

import argparse
import sys
from os.path import normpath
from pathlib import Path

from handbook.authoring.migration import MigrationRefusedError, migration, write
from handbook.reading.product_file import inherited_by


def run(options: argparse.Namespace) -> int:
    """Migrates and prints the changes; returns 1, and writes nothing, where the product cannot be migrated."""
    folder = Path(options.product)
    try:
        found = migration(folder)
        if not options.dry_run:
            write(folder, found)
    except MigrationRefusedError as error:
        print(f"handbook migrate: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"handbook migrate: '{folder.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return 1
    if not found.steps:
        print(f"{folder.as_posix()} is in format {found.end} already: nothing to do")
        _of_others(folder)
        return 0
    for step in found.steps:
        print(f"Format {step.start} to {step.start + 1}: {step.about}")
    for line in found.diff:
        print(line)
    print(f"{len(found.texts)} file{'' if len(found.texts) == 1 else 's'} {'would change' if options.dry_run else 'changed'}; 'handbook check' comes next")
    _of_others(folder)
    return 0


def _of_others(folder: Path) -> None:
    """Says which folders the product inherits: other products rest on them too, so each is migrated by itself."""
    for way in inherited_by(folder):
        shared = Path(normpath(folder / way)).as_posix()
        print(f"The shared records in {shared} are left as they are: 'handbook migrate --product {shared}' migrates them, for every product that inherits them")
