"""Products of any size, made for tests of pages that grow with the product."""

from __future__ import annotations

import shutil
from pathlib import Path

MINIMAL = Path(__file__).parents[1] / "products" / "minimal"
KINDS = ("device", "gateway", "companion application", "backend")


def write_product(folder: Path, components: int, title: str = "Part number {number} of the installation") -> Path:
    """Writes the minimal product with so many components, a zone for every six, a zone inside the first, and flows between them."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    numbers = range(1, components + 1)
    named = {number: f"COM-{number:02}" for number in numbers}
    model = folder / "product-model"
    quoted = {number: "'" + title.replace("{number}", str(number)).replace("'", "''") + "'" for number in numbers}
    lines = []
    for number in numbers:
        lines += [
            f"- id: {named[number]}",
            f"  title: {quoted[number]}",
            "  status: assessed",
            f"  component_kind: {KINDS[number % 4]}",
            "  provided_by: ENT-01",
        ]
    _write(model / "components.yaml", lines)
    lines = []
    for zone, start in enumerate(range(1, components + 1, 6), 1):
        lines += [f"- id: ZON-{zone:02}", f"  title: Zone number {zone} with a long name", "  contains:"]
        lines += [f"    - {named[number]}" for number in numbers if start <= number < start + 6]
    if components > 2:
        lines += ["- id: ZON-90", "  title: Zone in a zone", "  contains:", "    - COM-01", "    - COM-02"]
    _write(model / "trust-zones.yaml", lines)
    lines = []
    for number in numbers:
        other = number % components + 1 if number % 3 else max(1, number // 3)
        lines += [f"- id: FLW-{number:02}", f"  title: Flow number {number}", f"  source: {named[number]}", f"  destination: {named[other]}"]
        lines += [f"  initiator: {('source', 'destination', 'either')[number % 3]}"]
    _write(model / "data-flows.yaml", lines)
    lines = []
    for number in numbers:
        lines += [f"- id: IFC-{number:02}", f"  title: Way in number {number}", "  components:", f"    - {named[number]}"]
        if number % 7 == 0:
            lines.append(f"    - {named[number - 1]}")
        lines.append(f"  exposure: {('internet', 'LAN', 'radio range')[number % 3]}")
    _write(model / "interfaces.yaml", lines)
    lines = []
    for number in numbers:
        lines += [f"- id: TRM-{number:02}", f"  title: Support of number {number}", f"  component: {named[number]}", "  covers:", "    - security fixes"]
        lines += [f"  ends: {2028 + number % 12}-06-30"]
    _write(folder / "activity-5" / "support-terms.yaml", lines)
    return folder


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
