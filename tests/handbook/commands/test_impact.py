"""The command `impact`: what it answers, in both forms, and what it says to a wrong call."""

from __future__ import annotations

import json

import pytest

from handbook.commands.cli import main
from tests.conftest import WriteProduct
from tests.handbook.methods.test_impact import CASES


@pytest.fixture
def folder(product: WriteProduct) -> str:
    return product(**CASES).as_posix()


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["impact", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_it_lists_what_needs_another_look_nearest_first(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "CAP-01", "--product", folder)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("CAP-01 One changes: ")
    assert lines.index("1 link away") < lines.index("  VER-01  Both: verifies CAP-01") < lines.index("2 links away")
    assert "  EVD-01  Report: is the result of VER-01, which verifies CAP-01" in lines


def test_json_holds_the_same(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capsys, "CAP-01", "--product", folder, "--format", "json", "--only", "verification,EVD", "--within", "1")
    found = json.loads(out)
    assert [one["id"] for one in found["review_again"]] == ["VER-01"]
    assert found["reached"] >= 2
    assert found["counts"] == {"verification": 1}
    assert found["review_again"][0]["because"] == [{"words": "verifies", "id": "CAP-01"}]
    assert found["review_again"][0]["line"] == 1


def test_words_name_a_record_and_an_unknown_id_gets_the_nearest(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "report", "--product", folder)[1].startswith("EVD-01 Report changes: ")
    code, out, err = answer(capsys, "CAP-07", "--product", folder)
    assert (code, out) == (2, "")
    assert err == "handbook impact: 'CAP-07' names no record; did you mean CAP-01 (One) or CAP-02 (Two)?\n"
    assert "did you mean CUS-0" in answer(capsys, "--customer", "CUS-98", "--product", folder)[2]
    assert "CAP-01 is a capability; expected a customer" in answer(capsys, "--customer", "CAP-01", "--product", folder)[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "expected what changes"),
        (["CAP-01", "--added", "customer"], "expected what changes"),
        (["CAP-01", "--on", "2027-01-01"], "--on goes with --end-of-support"),
        (["--end-of-support", "COM-01", "--on", "2027-02-30"], "--on is '2027-02-30'; expected a day that exists"),
        (["CAP-01", "--within", "0"], "--within is 0; expected 1 or more"),
        (["CAP-01", "--only", "verfication"], "'verfication' is no kind of record; did you mean verification?"),
        (["--end-of-support", "CAP-01"], "CAP-01 is a capability; expected"),
    ],
)
def test_a_wrong_call_says_what_was_expected(folder: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    code, out, err = answer(capsys, *words, "--product", folder)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_added_records_concern_what_rests_on_those_of_their_kind(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys, "--added", "customer", "--product", folder, "--only", "need")
    assert code == 0
    assert "is a need of CUS-01" in out


def test_a_product_that_cannot_be_read_is_said_and_one_with_errors_is_warned_of(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = answer(capsys, "CAP-01", "--product", "nowhere")
    assert code == 1
    assert "cannot be read" in err
    broken = product(**CASES, **{"activity-2/risks.yaml": "- id: RSK-01\n  titel: x\n"})
    assert "which may hide links" in answer(capsys, "CAP-01", "--product", broken.as_posix())[1]
