"""What stands above the records of a file: what comes first, what keeps its place, what may not be said there."""

from __future__ import annotations

import json
from datetime import date

import pytest

from handbook.findings.diagnostics import as_text
from handbook.methods.standing import standing_of
from handbook.outputs.handbook_json import as_json
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

ASSUMPTIONS = "activity-1/assumptions.yaml"


def bare(name: str, *keys: str) -> str:
    """Returns a file of the minimal product without some keys of its records."""
    lines = (MINIMAL / name).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.strip().startswith(keys))


def test_a_records_own_word_comes_first_then_its_files_then_the_products(product: WriteProduct) -> None:
    text = (MINIMAL / "product.yaml").read_text(encoding="utf-8")
    folder = product(
        **{
            "product.yaml": "defaults: {owner: ROL-01, review_by: 2027-03-01, visibility: assessor}\n" + text,
            ASSUMPTIONS: "defaults: {review_by: 2027-04-02}\nrecords:\n" + bare(ASSUMPTIONS, "owner"),
        }
    )
    items = load(folder).handbook.items
    assumption, need = items["ASM-01"], items["NEED-01"]
    assert (assumption.record.owner, assumption.record.review_by, assumption.record.visibility) == ("ROL-01", date(2027, 4, 2), "assessor")
    assert [(place.file, place.line) for place in (assumption.inherited[name] for name in ("owner", "review_by", "visibility"))] == [
        ("product.yaml", 1),
        (ASSUMPTIONS, 1),
        ("product.yaml", 1),
    ]
    assert need.record.owner == "ROL-02"
    assert "owner" not in need.inherited


def test_one_sign_off_makes_what_it_covers_assessed_and_nothing_else(product: WriteProduct) -> None:
    text = bare(ASSUMPTIONS, "status", "assessed_by", "reviewed_on")
    signed = f"sign_off:\n  - {{by: ROL-01, on: 2026-05-04, covers: [ASM-01]}}\nrecords:\n{text}"
    handbook = load(product(**{ASSUMPTIONS: signed})).handbook
    record = handbook.items["ASM-01"].record
    assert (record.status, record.assessed_by, record.reviewed_on) == ("assessed", "ROL-01", date(2026, 5, 4))
    assert load(MINIMAL).diagnostics == ()


def test_a_sign_off_does_not_cover_what_comes_later(product: WriteProduct) -> None:
    text = bare(ASSUMPTIONS, "status", "assessed_by", "reviewed_on")
    later = text.replace("ASM-01", "ASM-02")
    signed = f"sign_off:\n  - {{by: ROL-01, on: 2026-05-04, covers: [ASM-01]}}\nrecords:\n{text}{later}"
    found = [finding for finding in load(product(**{ASSUMPTIONS: signed})).diagnostics if finding.code == "not-assessed"]
    assert [finding.record for finding in found] == ["ASM-02"]


def test_a_wrong_default_is_told_once_where_it_stands(product: WriteProduct) -> None:
    text = bare("activity-2/needs.yaml", "owner")
    found = load(product(**{"activity-2/needs.yaml": f"defaults: {{owner: ROL-07}}\nrecords:\n{text}"})).diagnostics
    assert [as_text(finding) for finding in found] == [
        "activity-2/needs.yaml:1:19: error: there is no 'ROL-07'; did you mean 'ROL-01' or 'ROL-02'? [unknown-reference]"
    ]


@pytest.mark.parametrize("key", ["answers: [Q2-05]", "references: []", "status: assessed", "assessed_by: ROL-01"])
def test_what_nobody_may_say_by_default(product: WriteProduct, key: str) -> None:
    text = (MINIMAL / ASSUMPTIONS).read_text(encoding="utf-8")
    found = load(product(**{ASSUMPTIONS: f"defaults: {{{key}}}\nrecords:\n{text}"})).diagnostics
    assert {finding.code for finding in found} <= {"unknown-key", "unknown-value"}
    assert [(finding.place.line, finding.severity.value) for finding in found] == [(1, "error")]


def test_not_asked_none_and_not_said_are_three_things(product: WriteProduct) -> None:
    folder = product(**{"activity-6/reports.yaml": "none: {by: ROL-02, on: 2026-05-04, why: No mail came.}\n"})
    loaded = load(folder)
    assert loaded.diagnostics == ()
    assert standing_of(loaded.handbook, "report").words == "None, said by ROL-02 on 2026-05-04: No mail came."
    assert standing_of(loaded.handbook, "incident").stands == "not said"
    exported = {kind["name"]: kind for kind in json.loads(json.dumps(as_json(loaded.handbook)))["kinds"]}
    assert exported["report"]["none_said"] == {"by": "ROL-02", "on": "2026-05-04", "why": "No mail came."}
    text = (MINIMAL / "product.yaml").read_text(encoding="utf-8")
    (folder / "product.yaml").write_text(text.replace("format: 1\n", "format: 1\ndepth: minimum\n"), encoding="utf-8")
    small = load(folder).handbook
    assert standing_of(small, "incident").stands == "not asked"
    assert standing_of(small, "need").stands == "there"


def test_that_there_is_none_closes_no_gap_of_a_kind_that_every_handbook_has(product: WriteProduct) -> None:
    found = load(product(**{"activity-8/information-items.yaml": "none: {by: ROL-02, on: 2026-05-04}\n"})).diagnostics
    assert "no-records" in {finding.code for finding in found}
