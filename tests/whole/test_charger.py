"""A thin and in part contradictory draft of a charger: each of its faults is told at its line, in one run.

`tests/products/charger-faults.yaml` lists them. Before there were rules for these, such a draft was ready for release.
"""

from __future__ import annotations

from collections import Counter

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.commands.cli import main
from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Diagnostic, stops_release
from handbook.pipeline import load
from tests.support.building import ROOT
from tests.support.faults import Fault, read_faults

FOLDER = ROOT / "tests" / "products" / "charger"
FAULTS = read_faults(FOLDER.with_name("charger-faults.yaml"), FOLDER)
STOPPING = ("A.1", "A.2", "A.4", "A.7")
"""Of these each fault that is told stops a release. Of the others some may be meant, and only warn."""


@pytest.fixture(scope="module")
def findings(catalogues: Catalogues) -> tuple[Diagnostic, ...]:
    """What one run finds."""
    return load(FOLDER, catalogues).diagnostics


def _marked(faults: list[Fault]) -> list[object]:
    waiting = pytest.mark.xfail(reason="its rule is not there yet", strict=True)
    return [pytest.param(one, id=f"{one.item} {one.fault}", marks=[waiting] if one.waits else []) for one in faults]


@pytest.mark.parametrize("fault", _marked(FAULTS))
def test_each_fault_is_told_at_its_line_in_one_run(findings: tuple[Diagnostic, ...], fault: Fault) -> None:
    if not fault.told(findings):
        files = {file for file, _ in fault.places}
        near = [f"{one.place.file}:{one.place.line} {one.code}" for one in findings if one.place.file in files]
        pytest.fail(f"nothing at {sorted(fault.places)} among {near}")


def test_every_kind_of_fault_is_planted_once() -> None:
    counted = Counter(one.item for one in FAULTS)
    assert set(counted) == {"A.1", "A.2", "A.3", "A.4", "A.5", "A.6", "A.7", "A.8", "A.10"}
    assert counted["A.6"] == 18
    assert len(FAULTS) == len({one.fault for one in FAULTS}) >= 50
    assert {code for one in FAULTS for code in one.codes} <= set(CODES)


def test_the_gate_stays_closed(capsys: pytest.CaptureFixture[str], findings: tuple[Diagnostic, ...]) -> None:
    assert main(["check", "--release", "--product", str(FOLDER)]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("Not ready for release")
    stopping = [one for one in findings if stops_release(one)]
    light = [one.fault for one in FAULTS if one.item in STOPPING and not one.waits and not one.told(stopping)]
    assert light == []


def test_a_fault_that_nobody_tells_is_seen(findings: tuple[Diagnostic, ...]) -> None:
    first = FAULTS[0]
    assert first.told(findings)
    assert not first.told(one for one in findings if one.code not in first.codes)
    assert not Fault(first.item, "x", frozenset({("product.yaml", 1)}), first.codes).told(findings)
    with pytest.raises(ValueError, match="nothing stands at"):
        read_faults(FOLDER.with_name("charger-faults.yaml"), ROOT / "tests" / "products" / "minimal")
