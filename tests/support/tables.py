"""A product with registers of more than eight rows, and what a reader sees of a table in a browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from tests.support.products import write_product

FORMULA = '=HYPERLINK("http://x.example/{number}","a, b")'
IDS = ("REL-100", "REL-99", "REL-10", "REL-02", "REL-09", "REL-1000", "REL-03", "REL-04", "REL-05")
VERSIONS = ("1.2.0", "1.10.0", "2.0.0", "1.9.0", "10.0.0", "1.2.10", "1.2.9", "0.9.0", "3.0.0")
STATUS = "  status: draft\n"
STATES = ("current", "superseded", "supported")
HOURS = ("12", "2.5", "100", "2.25", "9.5", "0.5", "40", "8", "3", "1")
FACTORS = (
    ("VL", "H", "L"),
    ("H", "H", "H"),
    ("M", "M", "M"),
    ("L", "H", "M"),
    ("H", "M", "L"),
    ("VL", "VL", "VL"),
    ("H", "H", "M"),
    ("M", "H", "H"),
    ("L", "L", "H"),
    ("H", "H", "L"),
)
SHOWN = "table => [...table.tBodies[0].rows].filter(row => row.getClientRects().length).map(row => [...row.cells].map(cell => cell.innerText.trim()))"


def write(folder: Path) -> Path:
    """Writes a product with registers of more than eight rows: hostile titles, versions, hours, levels of risk and gaps."""
    write_product(folder, 12, FORMULA)
    releases = (folder / "product-model" / "releases.yaml").read_text(encoding="utf-8")
    releases += "".join(
        f"\n- id: {IDS[number - 2]}\n  title: Firmware {number}\n{'' if number % 2 else STATUS}  component: COM-{number % 4 + 1:02}\n  version: {version}\n"
        f"  released_on: 202{number % 4}-0{number % 5 + 1}-1{number % 7}\n  state: {STATES[number % 3]}\n"
        for number, version in enumerate(VERSIONS, 2)
    )
    (folder / "product-model" / "releases.yaml").write_text(releases, encoding="utf-8")
    logs = "".join(
        f"- id: LOG-{number:02}\n  title: Work {number}\n  activity: {number % 9}\n  started: 2026-01-01\n  hours: {hours}\n"
        for number, hours in enumerate(HOURS, 1)
    )
    (folder / "every-activity" / "activity-log.yaml").write_text(logs, encoding="utf-8")
    risks = (folder / "activity-2" / "risks.yaml").read_text(encoding="utf-8")
    risks += "".join(
        f"- id: RSK-{number}\n  title: Risk {number}\n  attempt:\n    level: {attempt}\n    reason: So.\n  success:\n    level: {success}\n    reason: So.\n"
        f"  impacts:\n    - dimension: privacy\n      level: {impact}\n      reason: So.\n"
        for number, (attempt, success, impact) in enumerate(FACTORS, 20)
    )
    (folder / "activity-2" / "risks.yaml").write_text(risks, encoding="utf-8")
    return folder


def rows(page: Any) -> list[list[str]]:
    """Returns the rows that a reader sees in the first table, cell by cell."""
    return page.eval_on_selector("table.hb-table", SHOWN)


def column(page: Any, name: str) -> list[str]:
    """Returns the cells of a column that a reader sees."""
    heads = page.eval_on_selector("table.hb-table", "table => [...table.tHead.rows[0].cells].map(head => head.innerText.trim())")
    return [row[heads.index(name)] for row in rows(page)]


def sort(page: Any, name: str) -> None:
    page.get_by_role("columnheader", name=name, exact=True).get_by_role("button").click()


def count(page: Any) -> str:
    return page.locator(".hb-tools__count").first.inner_text()


def check_copy(page: Any, text: str) -> None:
    """Compares a copy with what is seen, read by a reader of CSV that is not ours."""
    heads = page.eval_on_selector("table.hb-table", "table => [...table.tHead.rows[0].cells].map(head => head.innerText.trim())")
    copied = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.endswith("\r\n")
    assert copied[0] == heads
    seen = [[" ".join(cell.split()) for cell in row] for row in rows(page)]
    assert [[" ".join(cell.split()).removeprefix("'") for cell in row] for row in copied[1:]] == seen
    assert not [cell for row in copied for cell in row if cell.startswith(("=", "+", "-", "@"))]
