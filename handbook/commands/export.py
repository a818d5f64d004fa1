"""`handbook export`: the product as a file that somebody asks for, without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from handbook.audience.levels import NAMES, UnknownAudienceError, audience_asked, audience_named
from handbook.exports.format import Format
from handbook.exports.registry import formats
from handbook.findings.diagnostics import Severity, counts
from handbook.findings.nearest import nearest
from handbook.pipeline import for_audience, load

STANDARD_OUTPUT = "-"
"""Instead of a file's name: write to the standard output."""


def run(options: argparse.Namespace) -> int:
    """Writes the file and says where; returns 1, and writes nothing, where the product has errors or says too little for the format, and 2 for a wrong call."""
    known = {one.name: one for one in formats()}
    if options.list:
        print(listing(tuple(known.values())))
        return 0
    if options.form not in known:
        close = nearest(options.form or "", tuple(known))
        hint = f"did you mean {' or '.join(close)}?" if close else f"expected one of {', '.join(known)}"
        print(f"handbook export: {f'there is no format {options.form!r}' if options.form else 'no format is named'}; {hint}", file=sys.stderr)
        return 2
    folder = Path(options.product)
    loaded = load(folder)
    errors = counts(loaded.diagnostics)[Severity.ERROR]
    if errors:
        print(f"handbook export: {errors} error{'' if errors == 1 else 's'} in {folder.as_posix()}; 'handbook check' lists them", file=sys.stderr)
        return 1
    try:
        audience = audience_named(options.audience, "--audience") if options.audience else audience_asked(os.environ, loaded.handbook.site)
    except UnknownAudienceError as error:
        print(f"handbook export: {error}", file=sys.stderr)
        return 2
    form, handbook = known[options.form], for_audience(loaded, audience, folder).handbook
    lacks = form.lacks(handbook)
    if lacks:
        print(f"handbook export: {form.file} cannot be made: {lacks}", file=sys.stderr)
        return 1
    return _write(form, form.make(handbook), options.out, NAMES[audience])


def listing(known: tuple[Format, ...]) -> str:
    """Returns the list of formats: name, file, what it is for."""
    name, file = (max(len(getattr(one, field)) for one in known) for field in ("name", "file"))
    return "\n".join(f"{one.name:{name}}  {one.file:{file}}  {one.about}" for one in known)


def _write(form: Format, content: bytes, out: str | None, readers: str) -> int:
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return 0
    path = Path(out) if out else Path(form.file)
    path = path / form.file if path.is_dir() else path
    try:
        path.write_bytes(content)
    except OSError as error:
        print(f"handbook export: '{path.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return 2
    print(f"{path.as_posix()}: {len(content):,} bytes, for {readers}. {form.loses}".rstrip())
    return 0
