"""Long texts of one sort cost little: every pattern that reads a text of the product is linear in it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

LENGTH = 40_000
SECONDS = 5
"""Far above what it takes (some tenths), and far below what a pattern takes that goes back over the text."""

TEXTS = (
    "updates the ", "for ", "at least ", "after support ", "a, ", "log of ", "1 ", " x", "(", "[", "*", "until the end of ", "Example: ", "31 December 2031, ",
    "until 2031 and ", "support ended after ", "ten years from ", "the ", "A-", "a.", "\"", "It ends. ", "e.g. A", "1.1.2031 ",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", TEXTS)
def test_a_long_text_costs_little(product: WriteProduct, catalogues: Catalogues, unit: str) -> None:
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH] + " updates until 31 December 2031"
    written = (MINIMAL / "activity-8" / "information-items.yaml").read_text(encoding="utf-8")
    start = written.index("  text: |-")
    end = written.index("  audiences:")
    folder: Path = product(**{"activity-8/information-items.yaml": f"{written[:start]}  text: {json.dumps(text)}\n{written[end:]}"})
    began = time.perf_counter()
    load(folder, catalogues)
    assert time.perf_counter() - began < SECONDS
