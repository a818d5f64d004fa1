"""`handbook diff --catalog`: what differs between two editions of a reference document, and which records cite what is not the same."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from handbook.commands.writing import put
from handbook.compare.editions import EditionError, edition, editions
from handbook.compare.sides import folder_side
from handbook.outputs.diff import editions as forms


def run(options: argparse.Namespace) -> int:
    """Prints what differs; returns 0, 1 with `--exit-code` where anything does, and 2 where the two cannot be compared."""
    if not options.old or not options.new:
        print("handbook diff: --catalog compares two files; expected OLD.yaml and NEW.yaml", file=sys.stderr)
        return 2
    try:
        before, after = edition(Path(options.old)), edition(Path(options.new))
        handbook = folder_side(options.product, Path(options.product), load_catalogues()).handbook
        found = editions(before, after, handbook)
    except EditionError as error:
        print(f"handbook diff: {error}", file=sys.stderr)
        return 2
    write = {"text": forms.as_text, "json": forms.as_json, "markdown": forms.as_markdown}[options.format]
    if not put(write(found, handbook), options.output, "diff"):
        return 2
    return 1 if options.exit_code and found.entries else 0
