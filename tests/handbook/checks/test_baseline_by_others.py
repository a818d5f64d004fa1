"""A module of somebody else: a component of the product that is not asked for the elements of the baseline, as long as evidence of theirs is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from handbook.findings.diagnostics import as_text
from handbook.methods.matrices.baselines import devices_matrix
from handbook.pipeline import load
from tests.conftest import WriteProduct

MODULE = """- id: COM-03
  title: Radio module
  status: assessed
  assessed_by: ROL-01
  reviewed_on: 2026-05-04
  owner: ROL-02
  component_kind: device
  description: A certified module with its own processor and firmware, soldered to the meter.
  provided_by: ENT-02
  baseline_by: ENT-02
  management: locally managed
  needed_for: basic use
  application_layer_access: no
"""
EVIDENCE = """- id: EVD-90
  title: Certificate of the radio module
  status: assessed
  assessed_by: ROL-01
  reviewed_on: 2026-05-04
  owner: ROL-02
  result_of:
    - COM-03
  seen_on: 2026-03-02
  result: pass
  observed: The certificate covers all elements of the baseline and names the firmware that is built in.
  where: Supplier folder
  by: ENT-02
"""


def with_module(folder: Path) -> Path:
    """Adds the module to a product, with what any component needs beside the baseline."""
    append(folder / "product-model" / "components.yaml", MODULE)
    append(folder / "every-activity" / "evidence.yaml", EVIDENCE)
    append(
        folder / "activity-2" / "coverage.yaml",
        "- id: COV-90\n  title: The module in the meter\n  status: assessed\n  assessed_by: ROL-01\n  reviewed_on: 2026-05-04\n  owner: ROL-02\n  targets: [COM-03]\n  decided_by: ROL-02\n"
        "  classes: [spoofing, tampering, repudiation, information disclosure, denial of service, elevation of privilege]\n"
        "  reason: It is reached through the meter alone.\n",
    )
    append(
        folder / "activity-5" / "support-terms.yaml",
        "- id: TRM-90\n  title: Support of the module\n  status: assessed\n  assessed_by: ROL-01\n  reviewed_on: 2026-05-04\n  owner: ROL-02\n  component: COM-03\n  covers: [security fixes]\n"
        "  starts: with the meter\n  ends: 2030-12-31\n  basis: The supply contract.\n  afterwards: The meter goes on without the network.\n",
    )
    scope = folder / "every-activity" / "scope-decisions.yaml"
    scope.write_text(scope.read_text(encoding="utf-8").replace("  entries: [8259A:", "  components: [COM-01]\n  entries: [8259A:"), encoding="utf-8")
    return folder


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")


def codes(folder: Path) -> Counter[str]:
    return Counter(finding.code for finding in load(folder).diagnostics if finding.record == "COM-03")


def test_a_module_with_evidence_of_its_maker_is_asked_for_no_element(product: WriteProduct) -> None:
    folder = with_module(product())
    assert [as_text(finding) for finding in load(folder).diagnostics if finding.record == "COM-03"] == []
    handbook = load(folder).handbook
    assert [head.key for head in devices_matrix(handbook).columns] == ["COM-01"]


def test_without_the_word_of_another_every_element_is_asked_of_it(product: WriteProduct) -> None:
    folder = with_module(product())
    path = folder / "product-model" / "components.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  baseline_by: ENT-02\n", ""), encoding="utf-8")
    assert codes(folder)["unrealised-element"] > 0


def test_evidence_that_failed_or_was_replaced_proves_nothing(product: WriteProduct) -> None:
    folder = with_module(product())
    path = folder / "every-activity" / "evidence.yaml"
    written = path.read_text(encoding="utf-8")
    head, _, last = written.rpartition("result: pass")
    path.write_text(f"{head}result: partial{last}", encoding="utf-8")
    assert codes(folder) == {"module-unproven": 1}
    again = EVIDENCE.replace("EVD-90", "EVD-91").replace("result: pass", "result: fail").replace("  where:", "  repeats: EVD-90\n  where:")
    path.write_text(written + again, encoding="utf-8")
    assert codes(folder) == {"module-unproven": 1, "verification-failed": 1}
