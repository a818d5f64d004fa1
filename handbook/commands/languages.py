"""`handbook languages`: how far the translations into a language are, and the catalogues brought to today's English."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.authoring.parity import Finding, standings, update
from handbook.languages.language import CODE, FOLDER, SOURCE, languages, our_folder

ROOT = Path(__file__).parents[2]
SHOWN = 20
"""At most so many entries of a catalogue are told one by one, where not all are asked for."""


def run(options: argparse.Namespace) -> int:
    """Tells how far each language is; returns 1 where anything stands in English, and 2 where a name is no code of a language or a file cannot be read."""
    folders = [_folder(code, options) for code in options.codes or [code for code in languages() if code != SOURCE]]
    wrong = [folder for folder in folders if not CODE.fullmatch(folder.name)]
    if wrong:
        print(f"'{wrong[0].name}' is not the code of a language; expected one such as 'de' or 'pt-BR'", file=sys.stderr)
        return 2
    if options.update:
        for folder in folders:
            try:
                update(folder, ROOT)
            except ValueError as error:
                print(error, file=sys.stderr)
                return 2
    return max((_tell(folder, options.all) for folder in folders), default=0)


def _folder(code: str, options: argparse.Namespace) -> Path:
    """Returns the folder of a language: that of the product, where one is named, else the one that comes with the handbook."""
    if options.folder:
        return Path(options.folder) / FOLDER / str(code)
    return our_folder(code) or Path(__file__).parents[1] / "languages" / str(code)


def _tell(folder: Path, everything: bool) -> int:
    """Prints how far the language in a folder is; returns 1 where anything of it stands in English."""
    found = standings(folder, ROOT)
    for one in found:
        print(f"{folder.name}: {one.file}: {one.translated} of {one.asked} translated")
        for finding in one.findings if everything else one.findings[:SHOWN]:
            print(f"  {_place(folder, finding)}: {finding.fault}: {' '.join(finding.english.split())[:120]}")
        if len(one.findings) > SHOWN and not everything:
            print(f"  and {len(one.findings) - SHOWN} more; --all tells them")
    return int(any(finding.harms for one in found for finding in one.findings))


def _place(folder: Path, finding: Finding) -> str:
    return f"{(folder / finding.file).as_posix()}:{finding.line}" if finding.line else finding.file
