"""`handbook schema`: JSON Schema for each YAML file, so that editors complete, explain and underline while one types."""

from __future__ import annotations

import argparse
from pathlib import Path

from handbook.authoring.yaml_schema import schemas
from handbook.catalogs.catalogue import load_catalogues
from handbook.commands.writing import write_all


def run(options: argparse.Namespace) -> int:
    """Writes the schemas and says how many; returns 1 where the folder cannot be written."""
    made = schemas(load_catalogues())
    folder: Path = options.folder
    if not write_all(folder, made, "schema"):
        return 1
    print(f"{len(made)} schemas written to {folder.as_posix()}")
    return 0
