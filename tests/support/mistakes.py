"""The cases as data for the page of mistakes: what is wrong, what the check says, what is right.

    python -m tests.support.mistakes

writes them beside the catalogues; a test compares.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from handbook.views.pages.mistakes import FILE
from tests.support.building import ROOT

CASES = ROOT / "tests" / "cases"
MINIMAL = ROOT / "tests" / "products" / "minimal"
CONTEXT = 2
"""Lines shown before and after what differs."""
MOST = 14
"""Lines shown of one side, at most."""
NAMES = ("Ellerquist", "Dovrin")
"""Names of the published example; the page of mistakes stands in every fork's site, which says no word of that example."""
NOT_THE_PRODUCTS = frozenset({"expected.txt", "remove.txt"})


def mistakes() -> list[dict[str, Any]]:
    """Returns every case in order: its code, its name, the excerpts that differ from the right product, the messages."""
    return [_mistake(path.parent) for path in sorted(CASES.glob("*/*/expected.txt"))]


def as_text() -> str:
    """Returns the cases as JSON."""
    return json.dumps(mistakes(), indent=1, ensure_ascii=False) + "\n"


def _mistake(case: Path) -> dict[str, Any]:
    removed = case / "remove.txt"
    excerpts = [
        {"file": name, "line": 1, "wrong": None, "right": _cut(_lines(MINIMAL / name)) if (MINIMAL / name).is_file() else None}
        for name in (removed.read_text(encoding="utf-8").split() if removed.exists() else ())
    ]
    for file in sorted(case.rglob("*")):
        if file.is_file() and file.name not in NOT_THE_PRODUCTS:
            excerpts += _excerpts(file.relative_to(case).as_posix(), file, MINIMAL / file.relative_to(case))
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


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", "backslashreplace").removeprefix("\ufeff").splitlines()


def _cut(lines: list[str]) -> str:
    lines = [re.sub("|".join(NAMES), "(a name of the example)", line) for line in lines]
    shown = [line if len(line) <= 160 else f"{line[:157]}..." for line in lines[:MOST]]
    return "\n".join([*shown, *(["..."] if len(lines) > MOST else [])])


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8", newline="\n")
    print(f"{len(mistakes())} cases written to {FILE.relative_to(ROOT)}")
