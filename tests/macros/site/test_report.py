"""What a build tells of findings, and when it ends."""

from __future__ import annotations

import logging

import pytest

from handbook.audience.levels import AUDIENCES
from handbook.audience.seen import seen
from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.methods.release import Gate
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from macros.site.report import report, report_of_audience, report_of_pages
from tests.support.handbooks import with_record

ERROR = make("unread-file", Place("a.yaml"), "nothing reads 'a.yaml'", found="a.yaml")
GAP = make("no-records", Place("activity-2/risks.yaml"), "there is no record of the kind 'Risk' yet")


@pytest.mark.parametrize(
    ("findings", "gate", "serving", "levels", "refusal"),
    [
        ((), Gate.RELEASE, False, [], ""),
        ((GAP,), Gate.DRAFT, False, ["INFO"], ""),
        ((GAP,), Gate.RELEASE, False, ["ERROR"], "not ready for release: 1 finding in ours"),
        ((GAP,), Gate.RELEASE, True, ["INFO"], ""),
        ((ERROR,), Gate.DRAFT, False, ["ERROR"], "1 error in ours"),
        ((ERROR, GAP), Gate.DRAFT, False, ["ERROR", "INFO"], "1 error in ours"),
        ((ERROR, GAP), Gate.STRICT, False, ["ERROR", "ERROR"], "not ready for strict release: 2 findings in ours"),
        ((ERROR,), Gate.DRAFT, True, ["ERROR"], ""),
    ],
)
def test_errors_and_a_release_end_a_build_and_nothing_ends_serving(
    minimal: Handbook, findings: tuple[Diagnostic, ...], gate: Gate, serving: bool, levels: list[str], refusal: str
) -> None:
    told = report(Loaded(minimal, findings), "ours", gate, serving=serving)
    assert [logging.getLevelName(level) for level, _ in told.messages] == levels
    assert told.refusal == refusal


def test_what_pages_ask_for_in_vain_is_told_once_and_ends_a_build() -> None:
    told = report_of_pages(["docs/a.md:1: x", "docs/a.md:1: x"], serving=False)
    assert told.messages == ((logging.ERROR, "docs/a.md:1: x"),)
    assert told.refusal == "1 error in pages"
    assert report_of_pages(["docs/a.md:1: x"], serving=True).refusal == ""


def test_a_build_tells_for_whom_it_is_and_how_much_that_leaves_out(minimal: Handbook) -> None:
    kept = with_record(with_record(minimal, "POL-01", visibility="internal"), "ROL-01", assessor_only=("duties",))
    told = [report_of_audience(kept, seen(kept, audience)).messages for audience in AUDIENCES]
    assert told == [
        ((logging.INFO, "made for the public: 1 record, 1 field and 0 files are left out"),),
        ((logging.INFO, "made for assessors: 1 record, 0 fields and 0 files are left out"),),
        ((logging.INFO, "made for the maker's own people"),),
    ]
