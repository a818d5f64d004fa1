"""`handbook check`: everything that is wrong or missing in a product's YAML, without building the site."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from os.path import normpath
from pathlib import Path

from handbook.commands import Commands, add_product
from handbook.commands.watching import changes
from handbook.findings.diagnostics import Diagnostic, Severity, as_text, counts
from handbook.methods.release import (
    DAY_VARIABLE,
    NOT_JUDGED,
    RELEASE_VARIABLE,
    Gate,
    Judgement,
    UnknownDayError,
    gate_asked,
    given_day,
    judged,
    refusals,
    summary,
)
from handbook.model.handbook import Loaded
from handbook.outputs.findings.as_json import as_json
from handbook.outputs.findings.github import as_annotations
from handbook.outputs.findings.sarif import as_sarif
from handbook.pipeline import load
from handbook.reading.configuration import FILES as CONFIGURATIONS
from handbook.reading.configuration import Configuration, ConfigurationError, configuration
from handbook.schema.exemption import RULES_FILE

NOBODY = "nobody"


def add(commands: Commands) -> None:
    """Adds the command to the parser."""
    parser = commands.add_parser("check", help="list everything that is wrong or missing, without building the site")
    add_product(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how to print: for people, programs, forges (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of printing")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file of the product is saved")
    parser.add_argument("--release", action="store_true", help=f"fail for gaps, and for what is stale, as well as for errors (also: {RELEASE_VARIABLE}=1)")
    parser.add_argument(
        "--strict-release", action="store_true", help=f"fail for every finding that is not exempt, warnings too (also: {RELEASE_VARIABLE}=strict)"
    )
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
    gate = gate_asked(os.environ, options.release, options.strict_release)
    loaded = load(folder, today=today)
    lines = FORMATS[options.format](loaded, folder, gate)
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


def _from_here(folder: Path) -> str:
    """Returns the folder relative to the working directory where it lies below it, as editors and people expect."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _top(folder: Path) -> Path:
    """Returns the top of the repository that holds the product, else the folder of its `mkdocs.yml`, else the working directory."""
    above = (here := _whole(folder), *here.parents)
    return next((one for name in (".git", *CONFIGURATIONS) for one in above if (one / name).exists()), Path.cwd())


def _whole(folder: Path) -> Path:
    return Path(normpath(Path.cwd() / folder))


def _from_top(folder: Path) -> str:
    """Returns the folder relative to the top of its repository, as forges expect: empty where it is the top, the whole path where it lies outside.

    A link counts as the folder to which it leads, as long as that is in the repository.
    """
    top = _top(folder)
    for path, root in ((folder.resolve(), top.resolve()), (_whole(folder), top)):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix() if path != root else ""
    return _whole(folder).as_posix()


def _addresses(folder: Path, loaded: Loaded) -> Configuration:
    """Returns the addresses of site and repository, as far as they are known; no site where it leaves out the page of codes."""
    try:
        found = configuration(_top(folder), os.environ)
    except ConfigurationError:
        return Configuration()
    return found if loaded.handbook.shows_project_pages else replace(found, site_url="")


def _as_text(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields the findings and what they come to: errors last, next to the numbers, where a screen full of gaps does not hide them."""
    folder = _from_here(product)
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
    if loaded.exempted:
        yield f"Exempt by {RULES_FILE}: {', '.join(f'{finding.code} for {_about(finding)}' for finding, _ in loaded.exempted)}"
    if gate is not Gate.DRAFT:
        yield from _judgement(judged(loaded, gate))


def _about(finding: Diagnostic) -> str:
    return ", ".join(finding.records) or finding.record


def _judgement(found: Judgement) -> Iterator[str]:
    """Yields what a release was judged by, the verdict last."""
    if found.given:
        yield f"Judged for {found.day}, as asked; the product itself speaks for {found.stated or 'no day'}"
    yield f"Status: {', '.join(f'{number} {status}' for status, number in found.statuses)}"
    assessors = ", ".join(f"{role} {number}" for role, number in found.assessors) or NOBODY
    yield f"Assessed by: {assessors}{' (self-assessed: one person makes and assesses it all)' if found.self_assessed else ''}"
    if found.oldest:
        age = f", {(found.day - found.oldest).days} days before" if found.day else ""
        unseen = f"; {found.unseen} without such a day" if found.unseen else ""
        yield f"Longest not looked at: since {found.oldest}{age}{unseen}"
    if found.rulings:
        yield f"Decided about rules: {found.rulings} in {RULES_FILE}, {found.exempted} findings exempt"
    yield f"Not judged: {NOT_JUDGED}"
    yield found.verdict


def _as_json(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    yield json.dumps(as_json(loaded.diagnostics, _from_here(product), loaded.exempted), indent=2, ensure_ascii=False)


def _as_sarif(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    stopping = refusals(loaded.diagnostics, gate) if gate is not Gate.DRAFT else ()
    yield json.dumps(as_sarif(loaded.diagnostics, _from_top(product), stopping, _addresses(product, loaded)), indent=2)


def _as_github(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    yield from as_annotations(loaded.diagnostics, _from_top(product), refusals(loaded.diagnostics, gate) if gate is not Gate.DRAFT else ())


FORMATS: dict[str, Callable[[Loaded, Path, Gate], Iterator[str]]] = {"text": _as_text, "json": _as_json, "sarif": _as_sarif, "github": _as_github}


def _number(count: int, severity: Severity) -> str:
    return f"{count} {severity.value}{'' if count == 1 else 's'}"
