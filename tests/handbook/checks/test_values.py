"""Values that can be meant stay silent, though they look like slips; and a file that is cut off is told."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.reading.shelf import Shelf
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT

HONEST = (
    'Pipe of 5"',
    'The "Away" button',
    "The tenants'",
    "'Away' is chosen",
    "\u201eAus\u201c und \u201eEin\u201c",
    "\u05d0\u05d1\u05d2 \u200e(Rev A)\u200e",
    "Team \U0001f469\u200d\U0001f52c",
    "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "NEED-01\u2013NEED-02 and the years 2024\u20132026",
    "It is free. It is free.",
    "What it is used for",
    "Kind a",
)


@pytest.mark.parametrize("text", HONEST)
def test_what_can_be_meant_is_silent(product: WriteProduct, catalogues: Catalogues, text: str) -> None:
    written = (MINIMAL / "activity-2" / "needs.yaml").read_text(encoding="utf-8")
    old = "title: Readings stay at home"
    assert old in written
    loaded = load(product(**{"activity-2/needs.yaml": written.replace(old, f"title: {json.dumps(text, ensure_ascii=False)}")}), catalogues)
    assert [one.message for one in loaded.diagnostics] == []


@pytest.mark.slow
def test_an_entry_may_be_cited_for_maker_and_for_customer(published_examples: dict[str, Loaded]) -> None:
    assert published_examples
    assert not [one for loaded in published_examples.values() for one in loaded.diagnostics if one.code == "listed-twice"]


CUTS = 3
"""Places at which each file is cut, so that the share does not hang on one draw."""


@pytest.mark.slow
def test_files_cut_inside_a_word_are_told(tmp_path: Path, catalogues: Catalogues) -> None:
    """Wherever a file is cut inside a word, something is found: a text that is cut off, or what the rest of the file no longer says."""
    rng = random.Random("cuts")
    silent, cut_off, tried = [], 0, 0
    for name in ("examples/pump-monitor", "tests/products/minimal"):
        folder = tmp_path / name
        shutil.copytree(ROOT / name, folder)
        shelf = Shelf()
        before = {(one.code, one.message) for one in load(folder, catalogues, shelf=shelf).diagnostics}
        for path in sorted(folder.rglob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            ends = [found.end() for found in re.finditer(r"(?<= )[a-z]{2}(?=[a-z]{3})", text)]
            for cut in rng.sample(ends, min(CUTS, len(ends))):
                path.write_text(text[:cut], encoding="utf-8")
                codes = {
                    one.code for one in load(folder, catalogues, shelf=shelf).diagnostics if one.code != "residue" and (one.code, one.message) not in before
                }
                tried += 1
                cut_off += "cut-off" in codes
                silent += [] if codes else [f"{path.name}: {text[:cut][-40:]!r}"]
            path.write_text(text, encoding="utf-8")
    assert tried > 60
    assert len(silent) <= 0.05 * tried, silent
    assert cut_off > 0.25 * tried, (cut_off, tried)


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("- aloud\n- to two households at least", False),
        ("- aloud\n\n- to households:\n  - in Dublin\n  - in Cork (two)", False),
        ("1. aloud\n2. to at least\n   two households", False),
        ("- Read it aloud.\n- Ask two households", True),
        ("- Read it aloud;\n- ask two households", True),
        ("- Ask two households", True),
        ("- aloud\n- to two households and", True),
        ("- aloud\n- to two households with", True),
        ("- aloud\n- to two househ", True),
        ("- aloud\n- to two households\n\nThen print", True),
    ],
)
def test_a_list_without_full_stops_may_end_a_file(product: WriteProduct, catalogues: Catalogues, end: str, told: bool) -> None:
    file = "every-activity/activity-log.yaml"
    written = (MINIMAL / file).read_text(encoding="utf-8")
    assert written.endswith("differently: Read it aloud earlier.\n")
    text = json.dumps(f"Read it earlier:\n\n{end}")
    loaded = load(product(**{file: written.replace("differently: Read it aloud earlier.\n", f"differently: {text}\n")}), catalogues)
    assert [one.code for one in loaded.diagnostics] == ["cut-off"] * told
