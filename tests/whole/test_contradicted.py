"""Each value of a product that a second place contradicts is told at the right line; what nothing contradicts is not.

A sample of what `python -m tests.mutate --contradictions 1000` does at length: one contradiction of each operator, and one of each honest
variation. Operators whose rule is not there yet stand in `tests/support/pending.py` and are strict expected failures.
"""

from __future__ import annotations

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.codes import CODES
from tests.support.building import ROOT
from tests.support.contradicting import CONTRADICTIONS, Drawn, Operator, Result, found_in
from tests.support.edits import quoted
from tests.support.example import is_ours
from tests.support.ledger import Where, lines_of
from tests.support.pending import PENDING
from tests.support.variations import HONEST, NEUTRAL
from tests.support.verdicts import FAST, FORM, PRODUCTS, Court, failed, line, operators, table, trial
from tests.support.written import read_book

pytestmark = pytest.mark.slow
SEED = FAST
ITEMS = {"A.1", "A.2", "A.3", "A.4", "A.5", "A.6", "A.7", "A.8", "A.10", "D.6"}
"""The faults for which there are operators. A.9 is about pages."""


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Court:
    return Court(tmp_path_factory.mktemp("court"), catalogues=catalogues)


def _every() -> list[object]:
    waiting = pytest.mark.xfail(reason="its rule is not there yet", strict=True)
    return [pytest.param(one, id=one.name, marks=[waiting] if one.name in PENDING else []) for one in operators()]


@pytest.mark.parametrize("operator", _every())
def test_a_contradiction_is_told_at_its_line(court: Court, operator: Operator) -> None:
    drawn = court.smallest(operator, SEED)
    if drawn is None and not is_ours():
        pytest.skip(f"only our own example has a spot for {operator.name}")
    assert drawn is not None, f"no product has a spot for {operator.name}"
    verdict = court.judge(drawn)
    assert verdict.outcome == "told", line(verdict)
    assert not verdict.slow


def test_the_operators_are_many_and_each_names_its_second_place() -> None:
    assert len(CONTRADICTIONS) >= 90
    assert {one.item for one in CONTRADICTIONS.values()} == ITEMS
    assert all(one.second for one in CONTRADICTIONS.values())
    assert {code for one in CONTRADICTIONS.values() for code in (*one.codes, *one.form)} <= set(CODES)
    assert set(CONTRADICTIONS) >= PENDING


def test_most_operators_have_spots_in_several_products_and_all_are_new_with_another_seed(court: Court) -> None:
    several = [one for one in operators() if sum(bool(found_in(ledger, one)) for ledger in court.ledgers) > 1]
    assert len(several) >= 70
    first, second = (court.draw(300, seed, operators()) for seed in ("1", "2"))
    few = operators()[:12]
    assert [one.result.what for one in court.draw(30, "1", few)] == [one.result.what for one in court.draw(30, "1", few)]
    assert len({one.result.what for one in first} - {one.result.what for one in second}) > 100
    assert {one.product for one in first} == set(range(len(PRODUCTS)))


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_variation_gives_no_finding(court: Court, name: str) -> None:
    found = next(court.varied(HONEST[name], 1, SEED))
    assert found[1] == [], found


@pytest.mark.parametrize("name", NEUTRAL)
def test_a_neutral_change_can_be_read(court: Court, name: str) -> None:
    what, found = next(court.varied(NEUTRAL[name], 1, SEED))
    assert not FORM & {one.code for one in found}, what


# The judge itself ---------------------------------------------------------------------------------------------------------


def _judged(court: Court, result: Result, **claims: object) -> str:
    operator = Operator(name="x", item="A.6", second="x", find=lambda ledger: iter(()), **claims)  # type: ignore[arg-type]
    return court.judge(Drawn(0, operator, result)).outcome


def test_the_judge_sees_silence_a_wrong_place_too_light_a_finding_and_a_mistake_of_form(court: Court) -> None:
    ledger = court.ledgers[0]
    entry = ledger.by_id["EVD-01"]

    def lapsed(*places: Where) -> Result:
        return Result(what="x", change=lambda: ledger.changed(entry, ("valid_until",), "2026-03-01"), places=places)

    assert _judged(court, lapsed(Where("EVD-01", ("valid_until",)))) == "told"
    assert _judged(court, lapsed(Where("EVD-02"))) == "elsewhere"
    assert _judged(court, Result(what="x", change=lambda: {"activity-0/roles.yaml": ledger.book.texts["activity-0/roles.yaml"]})) == "silent"
    doubt = Result(what="x", change=lambda: ledger.changed(entry, ("review_by",), "2026-05-03"), places=(Where("EVD-01", ("review_by",)),))
    assert _judged(court, doubt) == "told"
    hash_in_title = Result(
        what="x", change=lambda: {"activity-0/policies.yaml": ledger.book.texts["activity-0/policies.yaml"].replace("release without", "release #1 without")}
    )
    assert _judged(court, hash_in_title, stops=True) in ("silent", "elsewhere")
    wrong = Result(what="x", change=lambda: ledger.changed(entry, ("result",), "passed"), places=(Where("EVD-01", ("result",)),))
    assert _judged(court, wrong) != "told"
    assert _judged(court, wrong, form=("unknown-value",)) == "told"


def test_a_traceback_is_a_verdict(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("NEED-01")

    monkeypatch.setattr("tests.support.trying.load", broken)
    drawn = court.smallest(CONTRADICTIONS["review has passed"], SEED)
    assert drawn is not None
    verdict = court.judge(drawn)
    assert verdict.outcome == "traceback"
    assert "KeyError: 'NEED-01'" in verdict.said
    assert failed([verdict])


def test_the_trial_prints_a_row_for_each_operator_and_keeps_those_that_wait_apart(court: Court) -> None:
    said: list[str] = []
    assert trial(court, 4, SEED, ["review has passed"], said.append)
    assert any("review has passed" in text and text.split()[-6:] == ["4", "4", "0", "0", "0", "0"] for text in said)
    assert said[-1].startswith("4 contradictions")
    rows = list(table([], operators()))
    assert len(rows) == len(CONTRADICTIONS) + 2


def test_an_edit_changes_one_value_and_leaves_the_rest(court: Court) -> None:
    ledger = court.ledgers[1]
    for entry in ledger.records[::9]:
        for value in ("A new title", 'With "quotes": and a colon', "#4711"):
            (file, text), *_ = ledger.changed(entry, ("title",), value).items()
            before, after = (read.split("\n") for read in (ledger.book.texts[file], text))
            assert len(before) == len(after)
            assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
            assert quoted(value) in text
            assert lines_of({file: text}, Where(entry.id, ("title",)))
    assert read_book(ROOT, PRODUCTS[1]).texts == ledger.book.texts
