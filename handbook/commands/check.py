"""`handbook check`: everything that is wrong or missing in a product's YAML, without building the site."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from handbook.commands import Commands, add_product
from handbook.diagnostics import Severity, as_text, counts, has_errors
from handbook.exports.diagnostics_json import as_json
from handbook.load import load
from handbook.model import Loaded
from handbook.release import DAY_VARIABLE, RELEASE_VARIABLE, UnknownDayError, given_day, refusals, release_asked, summary

NOBODY = "nobody"


def add(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("check", help="list everything that is wrong or missing, without building the site")
    add_product(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument("--release", action="store_true", help=f"fail for gaps, and for what is stale, as well as for errors (also: {RELEASE_VARIABLE}=1)")
    parser.add_argument("--today", metavar="DAY", help=f"the day to judge by, instead of the product's as_of (also: {DAY_VARIABLE})")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the findings; returns 1 where there are errors or, for a release, anything that stops it, and 2 for a day that is none."""
    folder = Path(options.product)
    release = options.release or release_asked(os.environ)
    try:
        loaded = load(folder, today=given_day(os.environ, options.today))
    except UnknownDayError as error:
        print(f"handbook check: {error}", file=sys.stderr)
        return 2
    if options.format == "json":
        print(json.dumps(as_json(loaded.diagnostics, folder.as_posix()), indent=2, ensure_ascii=False))
    else:
        for line in _text(loaded, folder.as_posix(), release):
            print(line)
    stopped = bool(refusals(loaded.diagnostics)) if release else has_errors(loaded.diagnostics)
    return 1 if stopped else 0


def _text(loaded: Loaded, folder: str, release: bool) -> Iterator[str]:
    """Yields the findings and what they come to."""
    for diagnostic in loaded.diagnostics:
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


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'' if count == 1 else 's'}"
