"""`handbook new`: an empty product folder that says what to write, and builds at once as a draft."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from handbook.catalog import load_catalogues, load_sectors
from handbook.commands import Commands, in_shell, in_yaml, write_all
from handbook.diagnostics import Severity, counts
from handbook.exports.skeleton import Wanted, skeleton
from handbook.exports.yaml_schema import COMMON_FILE, SCHEMA_FOLDER
from handbook.load import load

GUIDANCE = Path("docs")
"""Where the guidance stands: all of it is published, so that no product can stand there."""


def add(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("new", help="write an empty product folder, with what to write in each file")
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to make; one that holds anything is refused")
    parser.add_argument("--name", help="name of the product; the site is called after it")
    parser.add_argument("--maker", help="name of its manufacturer")
    parser.add_argument("--sector", choices=sorted(load_sectors()), help="trade in which it is used; adds what to ask there first")
    parser.add_argument("--small", action="store_true", help="the minimum for a small team: fewer files, fewer questions")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the folder and says how to go on; returns 1, and writes nothing, where no product can stand there."""
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"handbook new: '{folder.as_posix()}' is there already and holds something; expected a name that is free", file=sys.stderr)
        return 1
    if folder.resolve().is_relative_to(GUIDANCE.resolve()):
        print(f"handbook new: '{folder.as_posix()}' is in {GUIDANCE}/, whose files are published as they stand; expected a folder beside it", file=sys.stderr)
        return 1
    for word in ("name", "maker"):
        given = getattr(options, word)
        if given is not None and (not given.strip() or not given.isprintable()):
            print(f"handbook new: --{word} is '{given}'; expected a name on one line", file=sys.stderr)
            return 2
    sector = load_sectors()[options.sector] if options.sector else None
    wanted = Wanted(name=options.name, maker=options.maker, sector=sector, depth="minimum" if options.small else "full", schemas=_schemas(folder))
    files = skeleton(wanted, load_catalogues())
    if not write_all(folder, files, "new"):
        return 1
    numbers = counts(load(folder).diagnostics)
    shown = folder.as_posix()
    print(f"{len(files)} files written to {shown}: a draft with {numbers[Severity.GAP]} gaps and {numbers[Severity.ERROR]} errors.")
    print(f"1. In mkdocs.yml, name the folder:  worked_example: !ENV [WORKED_EXAMPLE, {in_yaml(shown)}]")
    print(f"2. Fill in {shown}/product.yaml first; {shown}/README.md has an order for the rest.")
    print("3. python run.py serve   shows the handbook as it stands, and on its page Progress what is missing.")
    print(f"4. python run.py check --product {in_shell(shown)}   lists the same with file, line and a fix.")
    return 0


def _schemas(folder: Path) -> str | None:
    """Returns the way from a product's folder to the schemas for editors, or None where there are none or no way leads there."""
    schemas = Path(SCHEMA_FOLDER)
    if not (schemas / COMMON_FILE).is_file():
        return None
    try:
        return Path(os.path.relpath(schemas.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return None
