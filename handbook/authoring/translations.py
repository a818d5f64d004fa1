"""Brings `messages.po` of each language to today's English sentences: `python -m handbook.authoring.translations [FOLDER]`.

Translations stay as they are. One whose English has changed is marked `fuzzy`, and the English stands in its place until somebody has looked.
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.languages.catalogue import read_catalogue
from handbook.languages.language import CODE, MESSAGES, languages, our_folder
from handbook.languages.writing import as_po

OURS = tuple(folder for code in languages() if (folder := our_folder(code)) is not None)
"""The folders of the languages that come with the handbook."""


def messages_po(folder: Path) -> str:
    """Returns what `messages.po` in the folder of a language should hold. Raises ValueError where what is there cannot be read."""
    path = folder / MESSAGES
    read = read_catalogue(path, path.as_posix())
    if read.diagnostics:
        first = read.diagnostics[0]
        raise ValueError(f"{path.as_posix()}:{first.place.line}: {first.sentence}")
    return as_po(folder.name, {entry.context: entry for entry in read.entries})


def main(arguments: list[str]) -> int:
    """Writes the files; returns 2 where the name of a folder is no code of a language, or a file cannot be read."""
    for folder in [Path(argument) for argument in arguments] or OURS:
        if not CODE.fullmatch(folder.name):
            print(f"'{folder}' is no folder of a language; expected one such as languages/de", file=sys.stderr)
            return 2
        try:
            text = messages_po(folder)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MESSAGES).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
