"""`handbook check`: everything that is wrong or missing in a product's YAML, without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from os.path import normpath
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from handbook.methods.release import UnknownDayError, gate_asked, given_day, refusals
from handbook.model.loaded import Loaded
from handbook.outputs.findings.formats import FORMATS
from handbook.pipeline import load
from handbook.reading.configuration import ConfigurationError, configuration
from handbook.reading.shelf import Shelf


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
    from handbook.commands.watching import changes

    catalogues, shelf = load_catalogues(), Shelf()
    try:
        with changes(folder) as changed:
            while True:
                print(f"Checking {folder.as_posix()} ...")
                loaded = load(folder, catalogues, today, shelf, repository_of(folder))
                _report(options, loaded)
                shared = [Path(normpath(folder / one.folder)) for one in loaded.handbook.shared]
                print(f"Waiting for changes in {', '.join(one.as_posix() for one in (folder, *shared))}; Ctrl+C ends", flush=True)
                changed(shared)
    except KeyboardInterrupt:
        return 0


def _once(options: argparse.Namespace, today: date | None) -> int:
    folder = Path(options.product)
    return _report(options, load(folder, None, today, None, repository_of(folder)))


def _report(options: argparse.Namespace, loaded: Loaded) -> int:
    folder = Path(options.product)
    gate = gate_asked(os.environ, options.release, options.strict_release)
    lines = FORMATS[options.format].lines(loaded, folder, gate)
    if options.output is None:
        for line in lines:
            print(line)
    else:
        try:
            options.output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            print(f"handbook check: '{options.output}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
            return 2
    return 1 if refusals(loaded.diagnostics, gate) else 0


def repository_of(folder: Path) -> str:
    """Returns the address that the configuration in the present folder names for what lies below it, where the product does; else ''."""
    try:
        return configuration(Path(), os.environ).source if folder.resolve().is_relative_to(Path().resolve()) else ""
    except ConfigurationError:  # who names the product needs none
        return ""
