"""Marks a translated page as made from today's English.

The folder is that of a language, `handbook/languages/de`, and a page has the path that it has in `docs/`, `activities/0/index.md`.
Whoever has brought a page to its English says so by this; `handbook languages` tells of pages that are older.
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.languages.guidance import marked
from handbook.languages.language import GUIDANCE

DOCS = Path(__file__).parents[2] / "docs"


def main(arguments: list[str]) -> int:
    """Writes the fingerprint of the English into the pages; returns 2 where there is none, or it has no front matter."""
    if len(arguments) < 2:
        print("expected the folder of a language and at least one page, such as handbook/languages/de activities/0/index.md", file=sys.stderr)
        return 2
    for name in arguments[1:]:
        path = Path(arguments[0]) / GUIDANCE / name
        try:
            text = marked(path.read_text(encoding="utf-8"), (DOCS / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            print(f"{path.as_posix()}: {error}", file=sys.stderr)
            return 2
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
