"""`handbook export`: the product as a file that somebody asks for, without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.audience.levels import NAMES, UnknownAudienceError, audience_asked, audience_named
from handbook.exports.format import Format
from handbook.exports.registry import formats
from handbook.findings.diagnostics import Severity, counts
from handbook.findings.nearest import clearly_nearest
from handbook.languages.language import UnknownLanguageError
from handbook.model.handbook import Handbook
from handbook.pipeline import for_audience, load
from handbook.reading.source_revision import revision
from handbook.reading.speaking import language_asked, spoken_in

CHOICES = ("paper", "chapter")
"""Options that choose something of a format that has it."""
STANDARD_OUTPUT = "-"
"""Instead of a file's name: write to the standard output."""


def run(options: argparse.Namespace) -> int:
    """Writes the file and says where; returns 1, and writes nothing, where the product has errors or says too little for the format, and 2 for a wrong call."""
    known = {one.name: one for one in formats()}
    if options.list:
        print(listing(tuple(known.values())))
        return 0
    if options.form not in known:
        hint = hint_at(options.form or "", tuple(known))
        print(f"handbook export: {f'there is no format {options.form!r}' if options.form else 'no format is named'}; {hint}", file=sys.stderr)
        return 2
    folder = Path(options.product)
    loaded = load(folder)
    errors = counts(loaded.diagnostics)[Severity.ERROR]
    if errors:
        print(f"handbook export: {errors} error{'' if errors == 1 else 's'} in {folder.as_posix()}; 'handbook check' lists them", file=sys.stderr)
        return 1
    try:
        loaded = spoken_in(loaded, language_asked(os.environ, loaded.handbook.site, folder, options.language))
        audience = audience_named(options.audience, "--audience") if options.audience else audience_asked(os.environ, loaded.handbook.site)
    except (UnknownAudienceError, UnknownLanguageError) as error:
        print(f"handbook export: {error}", file=sys.stderr)
        return 2
    form, handbook = known[options.form], for_audience(loaded, audience, folder).handbook
    chosen = {name: str(value).lower() for name in CHOICES if (value := getattr(options, name)) is not None}
    refused = refusal(form, chosen, handbook)
    if refused:
        print(f"handbook export: {refused}", file=sys.stderr)
        return 2
    lacks = form.lacks(handbook)
    if lacks:
        print(f"handbook export: {form.file} cannot be made: {lacks}", file=sys.stderr)
        return 1
    made = form.make_as(handbook, {**chosen, "revision": revision(folder)}) if form.make_as else form.make(handbook)
    return _write(form, form.file_as(chosen), made, options.out, NAMES[audience])


def refusal(form: Format, chosen: Mapping[str, str], handbook: Handbook) -> str:
    """Returns in a sentence what of a format cannot be chosen, with what can, or ''."""
    offered = {one.name: one for one in form.choices}
    for name, value in chosen.items():
        if name not in offered:
            others = ", ".join(one.name for one in formats() if name in {choice.name for choice in one.choices})
            return f"the format {form.name} has no choice --{name}; these have: {others}"
        values = offered[name].values(handbook)
        if value not in values:
            return f"there is no {name} {value!r}; {hint_at(value, values)}"
    return ""


def hint_at(value: str, values: Sequence[str]) -> str:
    """Returns the nearest of some words as a question, or all of them."""
    close = clearly_nearest(value, tuple(values))
    return f"did you mean {' or '.join(close)}?" if close else f"expected one of {', '.join(values)}"


def listing(known: tuple[Format, ...]) -> str:
    """Returns the list of formats: name, file, what it is for."""
    name, file = (max(len(getattr(one, field)) for one in known) for field in ("name", "file"))
    return "\n".join(f"{one.name:{name}}  {one.file:{file}}  {one.about}" for one in known)


def _write(form: Format, name: str, content: bytes, out: str | None, readers: str) -> int:
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        return 0
    path = Path(out) if out else Path(name)
    path = path / name if path.is_dir() else path
    try:
        path.write_bytes(content)
    except OSError as error:
        print(f"handbook export: '{path.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return 2
    print(f"{path.as_posix()}: {len(content):,} bytes, for {readers}. {form.loses}".rstrip())
    return 0
