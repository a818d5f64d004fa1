"""Draft and release: what stops which, and which day counts."""

from __future__ import annotations

import re
from datetime import date

import pytest

from handbook.commands.cli import main
from handbook.findings.diagnostics import Severity
from handbook.methods.release import UnknownDayError, given_day, refusals, summary
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct


def replaced(name: str, old: str, new: str) -> dict[str, str]:
    text = (MINIMAL / name).read_text(encoding="utf-8")
    assert old in text
    return {name: text.replace(old, new, 1)}


def test_a_whole_product_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--release", "--product", str(MINIMAL)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Ready for release on 2026-05-11: 73 records, each assessed by a role that does not own it"
    assert lines[-5:-2] == ["Status: 73 assessed", "Assessed by: ROL-01 57, ROL-02 16", "Longest not looked at: since 2026-05-04, 7 days before"]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("activity-0/policies.yaml", "  applies_to: Everybody who may sign\n", "", "missing-field"),
        ("activity-0/policies.yaml", "Everybody who may sign", "TBD", "placeholder"),
        ("product.yaml", "review_by: 2027-05-03", "review_by: 2026-05-10", "review-overdue"),
        ("every-activity/evidence.yaml", "seen_on: 2026-02-26", "seen_on: 2026-02-26\n  valid_until: 2026-05-10", "evidence-lapsed"),
        ("product.yaml", "tagline: A plug", "tagline: Not Dovrin, a plug", "residue"),
    ],
)
def test_a_draft_goes_through_with_what_stops_a_release(
    product: WriteProduct, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, code: str
) -> None:
    folder = product(**replaced(name, old, new))
    assert main(["check", "--product", str(folder)]) == 0
    assert main(["check", "--release", "--product", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Not ready for release on 2026-05-11: 1 finding to mend"
    assert f"/{name}:" in next(line for line in lines if f"[{code}]" in line)


def test_doubts_that_are_not_stale_stop_no_release(product: WriteProduct) -> None:
    folder = product(**replaced("product.yaml", "tagline: A plug-in power", "tagline: A plug-in #1 power"))
    assert [finding.code for finding in load(folder).diagnostics] == ["text-after-hash"]
    assert main(["check", "--release", "--product", str(folder)]) == 0


def test_a_release_needs_a_day_and_a_given_one_will_do(product: WriteProduct, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = product(**replaced("product.yaml", "  as_of: 2026-05-11\n", ""))
    words = ["check", "--release", "--product", str(folder)]
    assert main(words) == 1
    assert main([*words, "--today", "2026-05-11"]) == 0
    monkeypatch.setenv("HANDBOOK_TODAY", "2026-05-11")
    assert main(words) == 0
    assert main([*words, "--today", "2030-01-01"]) == 1


def test_the_given_day_wins_over_the_products_own() -> None:
    stale = load(MINIMAL, today=date(2030, 1, 1)).diagnostics
    assert {finding.code for finding in stale} >= {"review-overdue"}
    assert len(refusals(stale)) == len(stale)


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30", "20261116", "2026-W47-1"])
def test_a_day_that_is_none_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnknownDayError, match="year-month-day"):
        given_day({"HANDBOOK_TODAY": text})
    assert main(["check", "--product", str(MINIMAL), "--today", text]) == 2
    assert text in capsys.readouterr().err


def test_the_environment_asks_for_a_release(product: WriteProduct, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = product(**replaced("activity-0/policies.yaml", "  applies_to: Everybody who may sign\n", ""))
    monkeypatch.setenv("HANDBOOK_RELEASE", "1")
    assert main(["check", "--product", str(folder)]) == 1


def test_the_summary_counts_by_activity_and_owner(product: WriteProduct) -> None:
    folder = product(**replaced("activity-0/policies.yaml", "  applies_to: Everybody who may sign\n", ""))
    (folder / "activity-5" / "plans.yaml").unlink()
    found = summary(load(folder))
    assert {str(what): number for what, number in found.by_activity}["activity 0"] == 1
    assert dict(found.by_owner)["ROL-01"] >= 1
    assert (
        sum(number for _, number in found.by_activity)
        == sum(number for _, number in found.by_owner)
        == sum(finding.severity is not Severity.ERROR for finding in load(folder).diagnostics)
    )


def test_the_minimum_asks_for_the_small_teams_questions_alone(product: WriteProduct) -> None:
    folder = product(**replaced("product.yaml", "format: 1\n", "format: 1\ndepth: minimum\n"))
    log = folder / "every-activity" / "activity-log.yaml"
    log.write_text(re.sub(r"answers: \[.*\]", "answers: []", log.read_text(encoding="utf-8"), count=3), encoding="utf-8")
    handbook = load(folder).handbook
    unanswered = {finding.question for finding in load(folder).diagnostics if finding.code == "unanswered-question"}
    assert unanswered
    assert all(handbook.catalogues.questions[question][1].small_team for question in unanswered)
