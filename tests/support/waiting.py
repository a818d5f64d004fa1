"""What waits for its rule: operators of contradiction, and faults of the charger.

    python -m tests.support.waiting           # says what is told by now, and what is told no more
    python -m tests.support.waiting --write   # and writes both lists so

Run it after a rule was added or changed: the tests of what waits are strict, and fail once a rule is there.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import yaml

from handbook.pipeline import load
from tests.support import pending
from tests.support.building import ROOT
from tests.support.faults import read_faults
from tests.support.pending import PENDING
from tests.support.verdicts import FAST, Court, operators

CHARGER = ROOT / "tests" / "products" / "charger"
FAULTS = CHARGER.with_name("charger-faults.yaml")


def silent_operators(court: Court) -> set[str]:
    """Returns the names of the operators of which the fast tests' one contradiction is not told at its line."""
    drawn = [court.smallest(operator, FAST) for operator in operators()]
    return {one.operator.name for one in drawn if one is not None and court.judge(one).outcome != "told"}


def silent_faults() -> set[str]:
    """Returns the faults of the charger that one run does not tell."""
    findings = load(CHARGER).diagnostics
    return {one.fault for one in read_faults(FAULTS, CHARGER) if not one.told(findings)}


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        names = silent_operators(Court(Path(scratch)))
    faults = silent_faults()
    waiting = {one.fault for one in read_faults(FAULTS, CHARGER) if one.waits}
    for what, before, now in (("operator", set(PENDING), names), ("fault", waiting, faults)):
        for one in (*(f"{what} told by now: {name}" for name in sorted(before - now)), *(f"{what} not told: {name}" for name in sorted(now - before))):
            print(one)
    if "--write" in sys.argv[1:]:
        path = Path(pending.__file__)
        listed = "".join(f'        "{name}",\n' for name in sorted(names))
        start = f"frozenset(\n    {{\n{listed}    }}\n)" if names else "frozenset()"
        path.write_text(
            re.sub(r"frozenset\(.*?\n?\)(?=\n)", lambda _: start, path.read_text(encoding="utf-8"), count=1, flags=re.S), encoding="utf-8", newline="\n"
        )
        FAULTS.write_text(_marked(FAULTS.read_text(encoding="utf-8"), faults), encoding="utf-8", newline="\n")
    return 0


def _marked(text: str, silent: set[str]) -> str:
    """Returns the list of faults with a mark at each that is silent, and at no other."""
    lines = []
    for line in text.split("\n"):
        if line.strip() != "waits: yes":
            lines.append(line)
        if line.startswith("  fault: ") and yaml.safe_load(line)["fault"] in silent:
            lines.append("  waits: yes")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
