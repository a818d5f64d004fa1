"""`handbook check`: everything that is wrong or missing in a product's YAML, without building the site."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from handbook.commands import Commands, add_product
from handbook.commands.watching import changes
from handbook.diagnostics import Severity, as_text, counts, has_errors
from handbook.exports.diagnostics_json import as_json
from handbook.exports.github import as_annotations
from handbook.exports.sarif import as_sarif
from handbook.load import load
from handbook.model import Loaded
from handbook.release import DAY_VARIABLE, RELEASE_VARIABLE, UnknownDayError, given_day, refusals, release_asked, summary

NOBODY = "nobody"


def add(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("check", help="list everything that is wrong or missing, without building the site")
    add_product(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how to print: for people, programs, forges (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of printing")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file of the product is saved")
    parser.add_argument("--release", action="store_true", help=f"fail for gaps, and for what is stale, as well as for errors (also: {RELEASE_VARIABLE}=1)")
    parser.add_argument("--today", metavar="DAY", help=f"the day to judge by, instead of the product's as_of (also: {DAY_VARIABLE})")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the findings; returns 1 where there are errors or, for a release, anything that stops it, and 2 for a wrong call."""
    try:
        today = given_day(os.environ, options.today)
    except UnknownDayError as error:
        print(f"handbook check: {error}", file=sys.stderr)
        return 2
    if not options.watch:
        return _once(options, today)
    if options.format != "text" or options.output:
        print("handbook check: --watch prints text; expected neither --format nor --output", file=sys.stderr)
        return 2
    return _watch(options, today)


def _watch(options: argparse.Namespace, today: date | None) -> int:
    folder = Path(options.product)
    if not folder.is_dir():
        return _once(options, today)
    try:
        with changes(folder) as changed:
            while True:
                print(f"Checking {folder.as_posix()} ...")
                _once(options, today)
                print(f"Waiting for changes in {folder.as_posix()}; Ctrl+C ends", flush=True)
                changed()
    except KeyboardInterrupt:
        return 0


def _once(options: argparse.Namespace, today: date | None) -> int:
    folder = Path(options.product)
    release = options.release or release_asked(os.environ)
    loaded = load(folder, today=today)
    lines = FORMATS[options.format](loaded, _from_here(folder), release)
    if options.output is None:
        for line in lines:
            print(line)
    else:
        try:
            options.output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            print(f"handbook check: '{options.output}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
            return 2
    stopped = bool(refusals(loaded.diagnostics)) if release else has_errors(loaded.diagnostics)
    return 1 if stopped else 0


def _from_here(folder: Path) -> str:
    """Returns the folder relative to the working directory where it lies below it, as forges and editors expect."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _as_text(loaded: Loaded, folder: str, release: bool) -> Iterator[str]:
    """Yields the findings and what they come to: errors last, next to the numbers, where a screen full of gaps does not hide them."""
    for diagnostic in sorted(loaded.diagnostics, key=lambda finding: finding.severity is Severity.ERROR):
        yield as_text(diagnostic, folder)
    numbers = counts(loaded.diagnostics)
    yield f"{', '.join(_number(numbers[severity], severity) for severity in Severity)} in {folder}"
    found = summary(loaded)
    if found.by_activity:
        yield f"Open by activity: {', '.join(f'{name} {number}' for name, number in found.by_activity)}"
        yield f"Open by owner: {', '.join(f'{name or NOBODY} {number}' for name, number in found.by_owner)}"
    if found.residue:
        yield f"{found.residue} of {found.facts} texts and files are still the example's"
    if release:
        stopping = len(refusals(loaded.diagnostics))
        yield f"Not ready for release: {stopping} finding{'' if stopping == 1 else 's'} to mend" if stopping else "Ready for release"


def _as_json(loaded: Loaded, folder: str, release: bool) -> Iterator[str]:
    yield json.dumps(as_json(loaded.diagnostics, folder), indent=2, ensure_ascii=False)


def _as_sarif(loaded: Loaded, folder: str, release: bool) -> Iterator[str]:
    yield json.dumps(as_sarif(loaded.diagnostics, folder, refusals(loaded.diagnostics) if release else ()), indent=2)


def _as_github(loaded: Loaded, folder: str, release: bool) -> Iterator[str]:
    yield from as_annotations(loaded.diagnostics, folder, refusals(loaded.diagnostics) if release else ())


FORMATS: dict[str, Callable[[Loaded, str, bool], Iterator[str]]] = {"text": _as_text, "json": _as_json, "sarif": _as_sarif, "github": _as_github}


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'' if count == 1 else 's'}"
