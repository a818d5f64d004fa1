"""`handbook schema`: JSON Schema for each YAML file, so that editors complete, explain and underline while one types."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.authoring.yaml_schema import SCHEMA_FOLDER, schemas
from handbook.catalogs.catalogue import load_catalogues
from handbook.commands import Commands, write_all


def add(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("schema", help="write JSON Schema for each YAML file, for editors")
    parser.add_argument("folder", type=Path, nargs="?", default=Path(SCHEMA_FOLDER), metavar="DIR", help=f"where to write (default: {SCHEMA_FOLDER})")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the schemas and says how many; returns 1 where the folder cannot be written."""
    made = schemas(load_catalogues())
    folder: Path = options.folder
    if not write_all(folder, made, "schema"):
        return 1
    print(f"{len(made)} schemas written to {folder.as_posix()}")
    return 0
