"""The commands of `handbook`, one module each.

Each module has `add`, which adds its words to the parser, and `run`, which does what they ask and returns the exit code.
Only these modules print. Neighbours: `handbook.cli` (the parser), `handbook.load` (what all of them call).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its parser."""

DEFAULT_PRODUCT = "worked_example"


def add_product(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names the product's folder."""
    parser.add_argument(
        "--product",
        default=default_product(),
        metavar="DIR",
        help=f"folder of the product (default: $WORKED_EXAMPLE, or what mkdocs.yml names, or {DEFAULT_PRODUCT})",
    )


def default_product() -> str:
    """Returns the folder that the environment or `mkdocs.yml` names; the line there is read as text, since the check needs no MkDocs."""
    named = os.environ.get("WORKED_EXAMPLE")
    if named:
        return named
    try:
        config = Path("mkdocs.yml").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return DEFAULT_PRODUCT
    found = re.search(r"^\s+worked_example:\s*(?:!ENV\s*\[\s*WORKED_EXAMPLE\s*,\s*)?[\"']?([^\"'\]#\s]+)", config, re.MULTILINE)
    return found[1] if found else DEFAULT_PRODUCT


def write_all(folder: Path, texts: Mapping[str, str], command: str) -> bool:
    """Writes texts below a folder by their relative paths; says on the error stream where that fails, and returns whether it worked."""
    try:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"handbook {command}: '{folder.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return False
    return True
