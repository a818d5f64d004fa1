"""The command `handbook`."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path

from handbook.catalog import load_catalogues
from handbook.diagnostics import Severity, as_text, counts, has_errors
from handbook.exports.diagnostics_json import as_json
from handbook.load import load
from handbook.official import ImportRefusedError, read_published, store

DEFAULT_PRODUCT = "worked_example"


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 without errors, 1 with errors, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return _import(options) if options.command == "catalog" else _check(options)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives until the process ends
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="handbook", description="Checks the YAML of a product's handbook.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="list everything that is wrong or missing, without building the site")
    check.add_argument(
        "--product",
        default=_default_product(),
        metavar="DIR",
        help=f"folder of the product (default: $WORKED_EXAMPLE, or what mkdocs.yml names, or {DEFAULT_PRODUCT})",
    )
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    catalog = commands.add_parser("catalog", help="work with the reference documents")
    actions = catalog.add_subparsers(dest="action", required=True, metavar="ACTION")
    imported = actions.add_parser("import", help="take NIST's official wording of the CSF 2.0 from its published JSON file")
    imported.add_argument("file", type=Path, help="the OSCAL catalogue of the CSF 2.0, or the JSON export of NIST's reference tool")
    return parser


def _default_product() -> str:
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


def _import(options: argparse.Namespace) -> int:
    try:
        imported = read_published(options.file, load_catalogues())
    except ImportRefusedError as refusal:
        print(f"Nothing was imported: {refusal}.", file=sys.stderr)
        return 1
    print(f"{len(imported.texts)} entries of CSF 2.0 read.")
    for name, ids in (
        ("missing from the file", imported.missing),
        ("in the file but not in CSF 2.0", imported.extra),
        ("withdrawn, not taken", imported.withdrawn),
    ):
        if ids:
            print(f"{len(ids)} {name}: {', '.join(ids[:12])}{', ...' if len(ids) > 12 else ''}")
    print(f"Kept in {store(imported, Path())}. The next build shows this wording next to the handbook's own reading.")
    return 0


def _check(options: argparse.Namespace) -> int:
    folder = Path(options.product)
    diagnostics = load(folder).diagnostics
    if options.format == "json":
        print(json.dumps(as_json(diagnostics, folder.as_posix()), indent=2, ensure_ascii=False))
    else:
        for diagnostic in diagnostics:
            print(as_text(diagnostic, folder.as_posix()))
        numbers = counts(diagnostics)
        print(f"{', '.join(_number(numbers[severity], severity) for severity in Severity)} in {folder.as_posix()}")
    return 1 if has_errors(diagnostics) else 0


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'' if count == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
