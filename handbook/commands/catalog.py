"""`handbook catalog import`: NIST's official wording of the CSF 2.0, taken from its published file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from handbook.catalogs.official import ImportRefusedError, read_published, store


def run(options: argparse.Namespace) -> int:
    """Imports the wording and says what was taken; returns 1 where the file is refused."""
    try:
        imported = read_published(options.file, load_catalogues())
    except ImportRefusedError as refusal:
        print(f"Nothing was imported: {refusal}.", file=sys.stderr)
        return 1
    print(f"{len(imported.texts)} entries of CSF 2.0 read.")
    for name, ids in (
        ("missing from the file", tuple(one for one in imported.missing if one not in imported.wordless)),
        ("missing, since the file has no words for what it lists", imported.wordless),
        ("in the file but not in CSF 2.0", imported.extra),
        ("withdrawn, not taken", imported.withdrawn),
    ):
        if ids:
            print(f"{len(ids)} {name}: {', '.join(ids[:12])}{', ...' if len(ids) > 12 else ''}")
    print(f"Kept in {store(imported, Path())}. The next build shows this wording next to the handbook's own reading.")
    return 0
