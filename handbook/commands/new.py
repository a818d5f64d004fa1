"""`handbook new`: an empty product folder that says what to write, and builds at once as a draft."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from handbook.authoring import SCHEMA_FOLDER
from handbook.authoring.selection import BY_FILE, Wanted
from handbook.authoring.skeleton import missing_files, shared_skeleton, skeleton
from handbook.authoring.yaml_schema import COMMON_FILE
from handbook.catalogs.catalogue import load_catalogues
from handbook.catalogs.sectors import load_sectors
from handbook.commands.writing import write_all
from handbook.findings.diagnostics import Severity, counts
from handbook.findings.messages import both, either
from handbook.findings.nearest import nearest
from handbook.model.item import Item
from handbook.pipeline import load
from handbook.reading.folder import listing
from handbook.reading.kind_files import read_kinds
from handbook.reading.shelf import Shelf
from handbook.schema.product_file import PRODUCT_FILE
from handbook.schema.records.product import Entity
from handbook.schema.shared_file import SHARED_FILE

PLAIN = re.compile(r"^(?!-)(?=[0-9.-]*[A-Za-z_/])[A-Za-z0-9_./-]++\Z")
"""A word that needs no quotes, neither in YAML nor in a shell; digits alone would be a number to YAML."""
OTHER_THAN_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that YAML takes for something else, in any case of letters."""
GUIDANCE = Path("docs")
"""Where the guidance stands: all of it is published, so that no product can stand there."""


def run(options: argparse.Namespace) -> int:
    """Writes the folder and says how to go on; returns 1, and writes nothing, where no product can stand there, and 2 for a wrong call."""
    folder: Path = options.folder
    also = _listed(options.also)
    if not _known("with", also, tuple(BY_FILE)):
        return 2
    if also and any((folder / name).is_file() for name in (PRODUCT_FILE, SHARED_FILE)):
        return _add_files(folder, also)
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
    if options.shared:
        return _shared(folder, options, also)
    inherited = _inherited(options.inherits, options.maker)
    if inherited is None:
        return 2
    trades = load_sectors()
    chosen = _listed(options.sector)
    if not _known("sector", chosen, tuple(trades)):
        return 2
    wanted = Wanted(
        name=options.name,
        maker=options.maker,
        sectors=tuple(trades[name] for name in chosen),
        depth="minimum" if options.small else "full",
        kinds=frozenset(BY_FILE[name] for name in also),
        inherits=tuple(Path(os.path.relpath(one.resolve(), folder.resolve())).as_posix() for one in options.inherits),
        inherited=frozenset(item.kind.name for item in inherited),
        maker_id=next((item.id for item in inherited if isinstance(item.record, Entity) and "manufacturer" in item.record.roles), None),
        schemas=_schemas(folder),
    )
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


def _shared(folder: Path, options: argparse.Namespace, also: tuple[str, ...]) -> int:
    """Writes a folder of shared records; returns 1 where it cannot, and 2 where something is asked that only a product has."""
    if options.maker or options.sector or options.small or options.inherits:
        print("handbook new: --shared makes no product; expected --name and --with alone beside it", file=sys.stderr)
        return 2
    wanted = Wanted(name=options.name, kinds=frozenset(BY_FILE[name] for name in also) - {"product"}, schemas=_schemas(folder))
    files = shared_skeleton(wanted, load_catalogues())
    if not write_all(folder, files, "new"):
        return 1
    shown = folder.as_posix()
    print(f"{len(files)} files written to {shown}, for records that several products share.")
    print(f"1. A new product inherits them:  python run.py new my-product --inherits {in_shell(shown)}")
    print("2. One that is there names the folder in its product.yaml, by its path from there:  inherits: [../...]")
    return 0


def _inherited(folders: list[Path], maker: str | None) -> list[Item] | None:
    """Returns the records in folders of shared records; None where one is none, or where the maker would stand in two places, which is told."""
    found: list[Item] = []
    for folder in folders:
        if not (folder / SHARED_FILE).is_file():
            print(f"handbook new: --inherits names '{folder.as_posix()}', which holds no {SHARED_FILE}; expected a folder of shared records", file=sys.stderr)
            return None
        found += read_kinds(folder, listing(folder), (), Shelf()).items
    if maker and any(isinstance(item.record, Entity) for item in found):
        print("handbook new: --maker names the manufacturer, and so do the shared records; expected one of --maker and --inherits", file=sys.stderr)
        return None
    return found


def _add_files(folder: Path, also: tuple[str, ...]) -> int:
    """Writes the files that a product's folder lacks; returns 1, and writes nothing, where one is there."""
    wanted = Wanted(kinds=frozenset(BY_FILE[name] for name in also), schemas=_schemas(folder))
    files = missing_files(wanted, load_catalogues())
    for name in files:
        if (folder / name).exists():
            print(f"handbook new: '{(folder / name).as_posix()}' is there already; expected a file that the folder lacks", file=sys.stderr)
            return 1
    if not write_all(folder, files, "new"):
        return 1
    print(f"{both(*files)} written to {folder.as_posix()}")
    return 0


def _listed(given: list[str]) -> tuple[str, ...]:
    """Returns the words of an option that may be given several times, or once with commas, each once."""
    return tuple(dict.fromkeys(word.strip() for words in given for word in words.split(",") if word.strip()))


def _known(option: str, given: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Returns whether every word of an option is known; says on the error stream which is not, and what is near."""
    for word in given:
        if word not in known:
            close = nearest(word, known)
            hint = f"did you mean {either(*close)}?" if close else f"expected one of {both(*known)}"
            print(f"handbook new: --{option} is '{word}'; {hint}", file=sys.stderr)
            return False
    return True


def _schemas(folder: Path) -> str | None:
    """Returns the way from a product's folder to the schemas for editors, or None where there are none or no way leads there."""
    schemas = Path(SCHEMA_FOLDER)
    if not (schemas / COMMON_FILE).is_file():
        return None
    try:
        return Path(os.path.relpath(schemas.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return None


def in_yaml(word: str) -> str:
    """Returns a text as it may stand in a list of YAML, in quotes where it must."""
    return word if PLAIN.match(word) and word.lower() not in OTHER_THAN_TEXT else json.dumps(word, ensure_ascii=False)


def in_shell(word: str, *, windows: bool = os.name == "nt") -> str:
    """Returns the name of a file or a folder as one word of a command line, in quotes where it must."""
    word = f"./{word}" if word.startswith("-") else word  # else it would be an option
    return subprocess.list2cmdline([word]) if windows else shlex.quote(word)
