"""`handbook check`: everything that is wrong or missing in a product's YAML, without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from os.path import normpath
from pathlib import Path

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.findings.messages import both, say
from handbook.languages.language import UnknownLanguageError
from handbook.languages.said import phrases
from handbook.methods.release import UnknownDayError, gate_asked, given_day, refusals
from handbook.outputs.findings.formats import FORMATS
from handbook.pipeline import load
from handbook.reading.configuration import ConfigurationError, configuration
from handbook.reading.shelf import Shelf
from handbook.reading.speaking import language_asked, spoken_in


def run(options: argparse.Namespace) -> int:
    """Prints the findings; returns 1 where there are errors or, for a release, anything that stops it, and 2 for a wrong call."""
    try:
        today = given_day(os.environ, options.today)
    except UnknownDayError as error:
        print(f"handbook check: {error}", file=sys.stderr)
        return 2
    if not options.watch:
        return _once(options, today)[0]
    if options.format != "text" or options.output:
        print("handbook check: --watch prints text; expected neither --format nor --output", file=sys.stderr)
        return 2
    return _watch(options, today)


def _watch(options: argparse.Namespace, today: date | None) -> int:
    folder = Path(options.product)
    if not folder.is_dir():
        return _once(options, today)[0]
    from handbook.commands.watching import changes

    catalogues, shelf = load_catalogues(), Shelf()
    try:
        with changes(folder) as changed:
            while True:
                status, shared = _once(options, today, catalogues, shelf)
                if status == 2:
                    return status
                changed(shared)
    except KeyboardInterrupt:
        return 0


def _once(options: argparse.Namespace, today: date | None, catalogues: Catalogues | None = None, shelf: Shelf | None = None) -> tuple[int, list[Path]]:
    """Prints the findings once, between what a watch says before and after them where there is a shelf to keep files on.

    Returns the exit code, and the folders of shared records that a watch has to look at too.
    """
    folder = Path(options.product)
    gate = gate_asked(os.environ, options.release, options.strict_release)
    loaded = load(folder, catalogues, today, shelf, repository_of(folder))
    shared = [Path(normpath(folder / one.folder)) for one in loaded.handbook.shared]
    try:
        loaded = spoken_in(loaded, language_asked(os.environ, loaded.handbook.site, folder, options.language))
    except UnknownLanguageError as error:
        print(f"handbook check: {error}", file=sys.stderr)
        return 2, shared
    lines = FORMATS[options.format].lines(loaded, folder, gate)
    words = phrases(loaded.handbook.language)
    if options.output is None:
        if shelf:
            print(say("watch.checking", folder=folder.as_posix()).in_language(words))
        for line in lines:
            print(line)
        if shelf:
            print(say("watch.waiting", folder=both(*(one.as_posix() for one in (folder, *shared)))).in_language(words), flush=True)
    else:
        try:
            options.output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            print(f"handbook check: '{options.output}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
            return 2, shared
    return (1 if refusals(loaded.diagnostics, gate) else 0), shared


def repository_of(folder: Path) -> str:
    """Returns the address that the configuration in the present folder names for what lies below it, where the product does; else ''."""
    try:
        return configuration(Path(), os.environ).source if folder.resolve().is_relative_to(Path().resolve()) else ""
    except ConfigurationError:  # who names the product needs none
        return ""
