"""Exemptions: what they let pass, what they cannot, and that none outlives its cause."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from handbook.commands.cli import main
from handbook.methods.release import Gate, judged
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

LEAFLET = "activity-8/information-items.yaml"
POLICIES = "activity-0/policies.yaml"
ENTRY = "- rule: {rule}\n  {how}\n  reason: The leaflet was printed for a fair on that day.\n  decided_by: ROL-01\n  review_by: {until}\n"


def doubtful(product: WriteProduct) -> Path:
    """Returns a product whose one warning is a lost half of its tagline."""
    text = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("id: PRD-01", "id: PRD-01 #4711 here", 1)
    return product(**{"product.yaml": text})


def without(name: str, line: str) -> str:
    text = (MINIMAL / name).read_text(encoding="utf-8")
    assert line in text
    return text.replace(line, "", 1)


def test_an_exempt_record_does_not_count_and_is_told(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    gone = without(POLICIES, "  applies_to: Everybody who may sign\n")
    rules = ENTRY.format(rule="missing-field", how="record: POL-01", until="2026-09-01")
    folder = product(**{POLICIES: gone, "rules.yaml": rules})
    loaded = load(folder)
    assert loaded.diagnostics == ()
    assert [(finding.code, finding.record, ruling.said.decided_by) for finding, ruling in loaded.exempted] == [("missing-field", "POL-01", "ROL-01")]
    assert main(["check", "--strict-release", "--product", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "Exempt by rules.yaml: missing-field for POL-01" in out
    assert out.splitlines()[-1].endswith("1 finding exempt")
    assert main(["check", "--product", str(folder), "--format", "json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["diagnostics"] == []
    assert [(one["record"], one["exemption"]["review_by"]) for one in printed["exempted"]] == [("POL-01", "2026-09-01")]


def test_an_exemption_of_another_record_lets_nothing_pass(product: WriteProduct) -> None:
    gone = without(POLICIES, "  applies_to: Everybody who may sign\n")
    rules = ENTRY.format(rule="missing-field", how="record: PLN-01", until="2026-09-01")
    assert {finding.code for finding in load(product(**{POLICIES: gone, "rules.yaml": rules})).diagnostics} == {"missing-field", "exemption-idle"}


def test_a_warning_stops_a_strict_release_and_a_raised_one_every_release(product: WriteProduct) -> None:
    folder = doubtful(product)
    words = ["check", "--product", str(folder)]
    assert [main([*words, *more]) for more in ((), ("--release",), ("--strict-release",))] == [0, 0, 1]
    (folder / "rules.yaml").write_text(ENTRY.format(rule="text-after-hash", how="severity: gap", until="2026-09-01"), encoding="utf-8")
    assert [main([*words, *more]) for more in ((), ("--release",))] == [0, 1]


def test_the_environment_asks_for_a_strict_release(product: WriteProduct, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_RELEASE", "strict")
    assert main(["check", "--product", str(doubtful(product))]) == 1


def test_a_lowered_gap_stops_no_release_and_is_gone_with_its_cause(product: WriteProduct) -> None:
    rules = ENTRY.format(rule="missing-field", how="severity: warning", until="2026-09-01")
    folder = product(**{POLICIES: without(POLICIES, "  applies_to: Everybody who may sign\n"), "rules.yaml": rules})
    assert judged(load(folder), Gate.RELEASE).ready
    assert not judged(load(folder), Gate.STRICT).ready
    (folder / POLICIES).write_bytes((MINIMAL / POLICIES).read_bytes())
    assert [finding.code for finding in load(folder).diagnostics] == ["exemption-idle"]


def test_an_exemption_lasts_until_its_day(product: WriteProduct) -> None:
    rules = ENTRY.format(rule="text-differs", how="severity: gap", until="2026-09-01")
    folder = product(**{"rules.yaml": rules})
    assert load(folder, today=date(2026, 9, 1)).diagnostics == ()
    assert "exemption-overdue" in {finding.code for finding in load(folder, today=date(2026, 9, 2)).diagnostics}


def test_what_leads_nowhere_stays_an_error(product: WriteProduct) -> None:
    rules = ENTRY.format(rule="unknown-reference", how="record: NEED-01", until="2026-09-01")
    needs = (MINIMAL / "activity-2/needs.yaml").read_text(encoding="utf-8").replace("RSK-01", "RSK-77", 1)
    found = {finding.code for finding in load(product(**{"activity-2/needs.yaml": needs, "rules.yaml": rules})).diagnostics}
    assert found == {"unknown-reference", "exemption-refused"}


def test_a_finding_about_several_records_needs_an_exemption_for_each(product: WriteProduct) -> None:
    drafts = (MINIMAL / "activity-2/needs.yaml").read_text(encoding="utf-8").replace("  status: assessed\n", "")
    text = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("NEED-01, NEED-02, ", "")
    one = ENTRY.format(rule="not-assessed", how="record: NEED-01", until="2026-09-01")
    files = {"activity-2/needs.yaml": f"defaults: {{status: draft}}\nrecords:\n{drafts}", "product.yaml": text}
    assert [finding.code for finding in load(product(**files, **{"rules.yaml": one})).diagnostics] == ["not-assessed", "exemption-idle"]


def test_exempting_every_record_of_it_will_do(product: WriteProduct) -> None:
    drafts = (MINIMAL / "activity-2/needs.yaml").read_text(encoding="utf-8").replace("  status: assessed\n", "")
    text = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("NEED-01, NEED-02, ", "")
    rules = "".join(ENTRY.format(rule="not-assessed", how=f"record: NEED-0{number}", until="2026-09-01") for number in (1, 2))
    files = {"activity-2/needs.yaml": f"defaults: {{status: draft}}\nrecords:\n{drafts}", "product.yaml": text, "rules.yaml": rules}
    loaded = load(product(**files))
    assert loaded.diagnostics == ()
    assert loaded.exempted[0][0].records == ("NEED-01", "NEED-02")


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("- rule: text-difers\n  record: INF-01\n  decided_by: ROL-01\n  review_by: 2026-09-01\n", ["missing-key", "unknown-value"]),
        ("- rule: text-difers\n  record: INF-99\n  reason: A fair.\n  decided_by: ROL-99\n  review_by: 2026-01-01\n",
         ["exemption-overdue", "unknown-reference", "unknown-reference", "unknown-value"]),
        ("- rule: text-differs\n  record: INF-99\n  decided_by: CUS-01\n  review_by: 2026-01-01\n",
         ["exemption-overdue", "missing-key", "unknown-reference", "wrong-kind"]),
        ("- rule: unknown-reference\n  record: INF-01\n  review_by: soon\n", ["exemption-refused", "missing-key", "missing-key", "wrong-type"]),
        ("- record: INF-99\n  reason: A fair.\n  decided_by: ROL-01\n  review_by: 2026-09-01\n", ["missing-key", "unknown-reference"]),
        ("- rule: text-differs\n  severity: gpa\n  reason: A fair.\n  decided_by: ROL-01\n  review_by: 2026-09-01\n", ["unknown-value"]),
        ("- rule: text-differs\n  record:\n  decided_by: ROL-01\n  review_by: 2026-09-01\n", ["exemption-refused", "missing-key"]),
        ("- rule: text-differs\n  record: the leaflet\n  severity: gap\n  reason: A fair.\n  decided_by: ROL-01\n  review_by: 2026-09-01\n", ["unknown-reference"]),
    ],
    ids=["rule and reason", "rule and all it names", "reason and all it names", "refused", "no rule", "severity", "nothing said", "record"],
)  # fmt: skip
def test_all_that_is_wrong_with_an_entry_is_told_in_one_run(product: WriteProduct, entry: str, found: list[str]) -> None:
    assert sorted(one.code for one in load(product(**{"rules.yaml": entry})).diagnostics) == found
