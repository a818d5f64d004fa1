"""Messages: they name the record, point where the author must write, and propose nothing that is not near."""

from __future__ import annotations

import re

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic, as_text
from handbook.findings.nearest import clearly_nearest, nearest
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

LOG = "every-activity/activity-log.yaml"
WRITTEN = (MINIMAL / LOG).read_text(encoding="utf-8")


def unanswered(found: tuple[Diagnostic, ...]) -> dict[str, tuple[str, int]]:
    return {finding.question: (finding.place.file, finding.place.line) for finding in found if finding.code == "unanswered-question"}


def without(*questions: str, comment: bool = False) -> str:
    """Returns the log of the minimal product without these questions among its answers, asked by a comment below them instead."""
    text = WRITTEN
    for question in questions:
        text = re.sub(rf"{question}, |, {question}(?=\])", "", text)
        if comment:
            text = re.sub(rf"(?m)^(  answers: \[{question[:2]}.*)$", rf"\1\n#   {question}: what goes wrong?", text, count=1)
    return text


def answers_of(text: str, activity: int) -> int:
    """Returns the line of the answers of an activity's entry, from 1."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"  answers: [Q{activity}"))


def test_an_unanswered_question_stands_at_the_comment_that_asks_it(product: WriteProduct) -> None:
    text = without("Q2-01", "Q2-03", comment=True)
    places = unanswered(load(product(**{LOG: text})).diagnostics)
    lines = text.splitlines()
    assert set(places) == {"Q2-01", "Q2-03"}
    assert all(file == LOG and lines[line - 1].startswith(f"#   {question}") for question, (file, line) in places.items())


def test_the_file_of_a_kind_that_asks_a_question_wins_over_the_log(product: WriteProduct) -> None:
    threats = "# Q2-03: name what needs no attacker.\n" + (MINIMAL / "activity-2" / "threats.yaml").read_text(encoding="utf-8")
    places = unanswered(load(product(**{LOG: without("Q2-03", comment=True), "activity-2/threats.yaml": threats})).diagnostics)
    assert places == {"Q2-03": ("activity-2/threats.yaml", 1)}


def test_a_question_that_no_comment_names_stands_at_the_entry_of_its_activity(product: WriteProduct) -> None:
    text = without("Q2-03", "Q5-01")
    places = unanswered(load(product(**{LOG: text})).diagnostics)
    assert places == {"Q2-03": (LOG, answers_of(text, 2)), "Q5-01": (LOG, answers_of(text, 5))}


def test_a_sentence_that_holds_a_question_as_a_sample_asks_nothing(product: WriteProduct) -> None:
    needs = "# Questions that this record answers, one a line: - Q2-03\n" + (MINIMAL / "activity-2" / "needs.yaml").read_text(encoding="utf-8")
    places = unanswered(load(product(**{LOG: without("Q2-03"), "activity-2/needs.yaml": needs})).diagnostics)
    assert places["Q2-03"][0] == LOG


def test_an_excluded_customer_need_not_be_served(product: WriteProduct) -> None:
    customers = (MINIMAL / "activity-1" / "customers.yaml").read_text(encoding="utf-8")
    added = customers + customers[customers.index("- id: CUS-02") :].replace("CUS-02", "CUS-03").replace("Landlords who bill by the meter", "Hospitals")
    added += "  assessed_by: ROL-02\n  reviewed_on: 2026-05-04\n"
    folder = product(**{"activity-1/customers.yaml": added})
    assert [as_text(finding) for finding in load(folder).diagnostics] == []
    (folder / "activity-1" / "customers.yaml").write_text(added.replace("excluded", "in scope"), encoding="utf-8")
    assert "unused-record" in {finding.code for finding in load(folder).diagnostics if finding.record == "CUS-03"}


def test_neighbours_by_number_are_no_suggestion() -> None:
    known = [f"CAP-{number:02}" for number in range(1, 38)]
    assert len(nearest("CAP-99", known)) >= 3
    assert clearly_nearest("CAP-99", ["CAP-09", "CAP-19", "CAP-29", "CAP-39"]) == ()
    assert clearly_nearest("CAP-0l", known[:12]) == ()
    assert clearly_nearest("NEDE-03", ["NEED-03", "NEED-04"]) == nearest("NEDE-03", ["NEED-03", "NEED-04"])
    assert clearly_nearest("CPA-12", known)[0] == "CAP-12"


def test_of_an_outcome_that_is_not_there_all_of_its_category_are_told(catalogues: Catalogues, product: WriteProduct) -> None:
    assert catalogues.nearest("PR.AA-09") == ()
    assert catalogues.neighbours("PR.AA-09") == tuple(f"PR.AA-0{number}" for number in range(1, 7))
    assert catalogues.neighbours("nonsense") == ()
    assert catalogues.nearest("PR.A-02")[0] == "PR.AA-02"


def test_a_message_names_the_record_and_not_only_the_field(product: WriteProduct) -> None:
    folder = product(**{LOG: re.sub(r"hours: .*", "hours: -5", WRITTEN, count=1)})
    (found,) = load(folder).diagnostics
    assert found.record == "LOG-01"
    assert "'hours' of LOG-01 is '-5'; expected a number, zero or more" in found.sentence
