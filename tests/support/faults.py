"""Faults planted in a product: a list of what is wrong, where it stands and how it may be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.findings.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a product."""

    item: str
    """Which part of the list of faults it stands for, such as `A.3`."""
    fault: str
    places: frozenset[tuple[str, int]]
    """File and line at which it may be told."""
    codes: frozenset[str]
    """Codes by which it may be told; empty for any."""
    says: str = ""
    """What the finding says, where several could stand at that place."""
    waits: bool = False
    """Whether its rule is not there yet."""

    def told(self, findings: Iterable[Diagnostic]) -> bool:
        """Returns whether one of the findings tells it, at its place."""
        return any(
            (one.place.file, one.place.line) in self.places and (not self.codes or one.code in self.codes) and self.says in one.sentence for one in findings
        )


def read_faults(path: Path, folder: Path) -> list[Fault]:
    """Returns the faults of a list, with the lines at which they stand in the product's folder. Raises ValueError for a place that is not there."""
    return [
        Fault(
            item=one["item"],
            fault=one["fault"],
            places=frozenset(place for where in one["at"] for place in _places(folder, where)),
            codes=frozenset(one.get("codes", ())),
            says=one.get("says", ""),
            waits=one.get("waits", False),
        )
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _places(folder: Path, where: dict[str, str]) -> list[tuple[str, int]]:
    """Returns the line at which a text stands; and the next, where the text is a key whose value begins there."""
    lines = (folder / where["file"]).read_text(encoding="utf-8").split("\n")
    first, last = 0, len(lines)
    if "record" in where:
        starts = [number for number, line in enumerate(lines) if line.startswith("- id: ")]
        first = next((number for number in starts if lines[number] == f"- id: {where['record']}"), -1)
        last = next((number for number in starts if number > first), len(lines))
    if "after" in where:
        first = next((number for number in range(first, last) if where["after"] in lines[number]), -1)
    found = [number for number in range(first, last) if where.get("text", "- id: ") in lines[number]] if first >= 0 else []
    if not found:
        raise ValueError(f"nothing stands at {where}")
    return [(where["file"], found[0] + 1), *([(where["file"], found[0] + 2)] if lines[found[0]].endswith(":") else [])]
