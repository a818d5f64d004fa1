"""The data of the page of mistakes, made of the cases of the tests: what was written, what the check says, what is right.

`python -m handbook.authoring.mistakes` writes it anew in a checkout of the repository; a test holds the file against the cases.
"""

from __future__ import annotations

import json
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from handbook.checks.residue import fingerprint, published
from handbook.views.pages.mistakes import FILE

ROOT = Path(__file__).parents[2]
CONTEXT = 2
"""Lines shown before and after what differs."""
MOST = 14
"""Lines shown of one side, at most."""
_WORD = re.compile(r"\w+")
BESIDE = "beside"
"""Folder of a case with files that stand beside the product: those of shared records."""
NOT_THE_PRODUCTS = frozenset({"expected.txt", "remove.txt"})


def mistakes(repository: Path = ROOT) -> str:
    """Returns the text of the file: every case in order, each with its code, its name, the excerpts that differ from the right product, and the messages.

    The page stands in every fork's site, so no excerpt names a published example or its maker.
    """
    products = repository / "tests" / "products"
    found = [_mistake(path.parent, products / "minimal", products) for path in sorted((repository / "tests" / "cases").glob("*/*/expected.txt"))]
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _mistake(case: Path, product: Path, beside: Path) -> dict[str, Any]:
    removed = case / "remove.txt"
    excerpts = [
        {"file": name, "line": 1, "wrong": None, "right": _cut(_lines(product / name)) if (product / name).is_file() else None}
        for name in (removed.read_text(encoding="utf-8").split() if removed.exists() else ())
    ]
    for file in sorted(case.rglob("*")):
        name = file.relative_to(case)
        if file.is_file() and name.is_relative_to(BESIDE):
            shared = name.relative_to(BESIDE)
            excerpts += _excerpts(f"../{shared.as_posix()}", file, beside / shared)
        elif file.is_file() and file.name not in NOT_THE_PRODUCTS:
            excerpts += _excerpts(name.as_posix(), file, product / name)
    return {
        "code": case.parent.name,
        "name": case.name,
        "excerpts": excerpts,
        "messages": (case / "expected.txt").read_text(encoding="utf-8").splitlines(),
    }


def _excerpts(name: str, wrong: Path, right: Path) -> list[dict[str, Any]]:
    written = _lines(wrong)
    if not right.exists():
        return [{"file": name, "line": 1, "wrong": _cut(written), "right": None}]
    meant = _lines(right)
    found = []
    for group in SequenceMatcher(None, meant, written, autojunk=False).get_grouped_opcodes(CONTEXT):
        found.append(
            {
                "file": name,
                "line": group[0][3] + 1,
                "wrong": _cut(written[group[0][3] : group[-1][4]]),
                "right": _cut(meant[group[0][1] : group[-1][2]]),
            }
        )
    return found


def _cut(lines: list[str]) -> str:
    lines = [_WORD.sub(_without_name, line) for line in lines]
    shown = [line if len(line) <= 160 else f"{line[:157]}..." for line in lines[:MOST]]
    return "\n".join([*shown, *(["..."] if len(lines) > MOST else [])])


def _without_name(word: re.Match[str]) -> str:
    """Returns a word, or what stands for it where it is a published example's name."""
    known = any(fingerprint(word[0].casefold()) in example.names for example in published())
    return "(a name of the example)" if known else word[0]


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", "backslashreplace").removeprefix("\ufeff").splitlines()


if __name__ == "__main__":
    text = mistakes()
    (ROOT / "handbook" / "catalogs" / FILE).write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(text)} characters written to {FILE}\n")
