"""What may be asked of `handbook new` by name, trades and files, in a file that its help reads in place of all kinds and catalogues.

`python -m handbook.authoring.choices` writes the file anew in a checkout of the repository; a test holds it against what it is made of.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

WRITTEN = Path(__file__).parents[1] / "catalogs" / "choices.json"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a new product folder can be asked to have."""

    sectors: dict[str, str]
    """Titles of trades by their names."""
    files: tuple[str, ...]
    """Names of the files that the minimum leaves out, as `ON_REQUEST`."""


def choices() -> Choices:
    """Returns what may be asked for, as it was written last. Imports nothing that is slow."""
    found = json.loads(WRITTEN.read_text(encoding="utf-8"))
    return Choices(found["sectors"], tuple(found["files"]))


def choices_file() -> str:
    """Returns the text of the file, made of the kinds and of the catalogue of trades."""
    from handbook.authoring.selection import ON_REQUEST
    from handbook.catalogs.sectors import load_sectors

    found = {"sectors": {sector.name: sector.title for sector in load_sectors().values()}, "files": ON_REQUEST}
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    text = choices_file()
    WRITTEN.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(text)} characters written to {WRITTEN.name}\n")
