"""`handbook check`: everything that is wrong or missing in a product's YAML, without building the site."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from handbook.commands import Commands, add_product
from handbook.diagnostics import Severity, as_text, counts, has_errors
from handbook.exports.diagnostics_json import as_json
from handbook.load import load


def add(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("check", help="list everything that is wrong or missing, without building the site")
    add_product(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the findings; returns 1 where there are errors."""
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
