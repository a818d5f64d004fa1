"""The products that are built: the worked example, and products of several sizes whose records are told again under further numbers."""

from __future__ import annotations

from pathlib import Path

from benchmarks.final_markdown import ROOT
from handbook.pipeline import load
from tests.support.cloned import write_cloned
from tests.support.grown import grown

SIZES = ("250", "worked example", "1,000", "5,000", "worked example, ten times")
"""Names of the products. Those of a number are whole, without a gap, and grow from the minimal product of the tests."""


def product_of(size: str, folder: Path) -> tuple[Path, int]:
    """Returns the folder of the product of a size, written to `folder` if it is not in the repository, and how many records it has."""
    if size == "worked example":
        product = ROOT / "worked_example"
    elif size == "worked example, ten times":
        product = grown(ROOT / "worked_example", folder, 10 * _records(ROOT / "worked_example"), across=0)
    else:
        product = write_cloned(folder, int(size.replace(",", "")))
    return product, _records(product)


def _records(product: Path) -> int:
    return len(load(product).handbook.items)
