"""Coverage by revision, evidence by component, deviations by element: what honest content may say without a finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import as_text
from handbook.methods.affected import at_risk
from handbook.methods.coverage import answered_by, elements_of
from handbook.methods.revisions import UNLISTED, among, units_in_field
from handbook.model.handbook import Handbook
from handbook.pipeline import load
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Component
from tests.conftest import MINIMAL, WriteProduct

CASES = MINIMAL.parents[1] / "cases"
COMPONENTS, CAPABILITIES, DEVIATIONS = "product-model/components.yaml", "activity-4/capabilities.yaml", "activity-4/deviations.yaml"
EVIDENCE, RELEASES, RISKS, TEXTS = "every-activity/evidence.yaml", "product-model/releases.yaml", "activity-2/risks.yaml", "activity-8/information-items.yaml"
LOG = "every-activity/activity-log.yaml"

SIGNED = "  assessed_by: ROL-01\n  reviewed_on: 2026-05-04\n"


def written(file: str, *changes: tuple[str, str], case: str = "") -> str:
    """Returns a file of a case, or of the minimal product, with texts replaced that stand in it."""
    path = CASES / case / file
    text = (path if case and path.exists() else MINIMAL / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def files_of(case: str) -> dict[str, str | bytes]:
    folder = CASES / case
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def told(folder: Path) -> list[str]:
    return [as_text(one) for one in load(folder).diagnostics]


def component(**revisions: dict[str, str]) -> Component:
    listed = [{"name": name, "differs": "said", **fields} for name, fields in revisions.items()]
    return Component.model_validate({"id": "COM-01", "title": "Box", "revisions": listed})


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        ({}, True),
        ({"in_field": "590 on 2026-01-02"}, True),
        ({"in_field": "0 on 2026-01-02, all replaced"}, False),
        ({"in_field": "none left since March"}, False),
        ({"in_field": "None"}, False),
        ({"in_field": "0.5 % of the fleet"}, True),
        ({"in_field": "09 units"}, True),
        ({"first_made": "2027-01-01"}, False),
        ({"first_made": "2025-01-01"}, True),
    ],
)
def test_a_revision_is_in_the_field_unless_the_product_says_otherwise(minimal: Handbook, fields: dict[str, str], there: bool) -> None:
    assert minimal.today == date(2026, 5, 11)
    assert units_in_field(minimal, component(Old=fields, New={})) == (("Old", "New") if there else ("New",))


def test_before_the_first_sale_every_revision_counts_and_a_list_may_be_missing(minimal: Handbook) -> None:
    assert units_in_field(minimal, component(A={"first_made": "2028-01-01"})) == ("A",)
    assert units_in_field(minimal, component()) == (UNLISTED,)


def test_what_stands_in_brackets_after_a_revision_is_left_to_the_author() -> None:
    assert among(("Rev A", "Rev B"), ("Rev A (from lot 7)",)) == {"Rev A"}
    assert among(("Rev A", "Rev B"), ()) == {"Rev A", "Rev B"}
    assert among((UNLISTED,), ("Rev A",)) == frozenset()


def test_a_deviation_answers_what_it_names_by_element_as_well() -> None:
    record = Deviation.model_validate(
        {
            "id": "DEV-01",
            "title": "x",
            "decision": "not applicable",
            "elements": ["8259A:DP-3"],
            "by_element": [{"element": "8259A:LA-3", "what": "Any log-in"}],
        }
    )
    assert elements_of(record) == ("8259A:DP-3", "8259A:LA-3")
    assert answered_by(record) == ("8259A:LA-3",)
    assert record.state == "in force"
    assert answered_by(record.model_copy(update={"state": "overturned"})) == ()


def test_a_batch_of_which_nothing_is_left_is_not_asked(product: WriteProduct) -> None:
    case = "element-left-on-revision/forgotten-batch"
    folder = product(**{**files_of(case), COMPONENTS: written(COMPONENTS, ("900 on 2026-05-01", "0 on 2026-05-01"), case=case)})
    assert told(folder) == []


def test_a_risk_of_one_revision_may_be_lowered_by_what_that_revision_has(product: WriteProduct) -> None:
    case = "factor-left-on-revision/capability-of-rev-b"
    risks = written(RISKS, ("    - THR-01\n", "    - THR-01\n  revisions:\n    - Rev B\n"))
    assert told(product(**{**files_of(case), RISKS: risks})) == []


def test_the_components_at_risk_follow_from_what_threats_are_aimed_at(catalogues: Catalogues) -> None:
    handbook = load(MINIMAL.parent / "charger", catalogues).handbook
    risks = {item.id: item.record for item in handbook.of(Risk)}
    assert at_risk(handbook, risks["RSK-02"]) == {"COM-01": ("Batch 1", "Rev B"), "COM-06": (UNLISTED,)}
    assert at_risk(handbook, risks["RSK-05"]) == {"COM-01": ("Batch 1", "Rev B")}
    assert at_risk(handbook, risks["RSK-05"].model_copy(update={"revisions": ("Rev B",)})) == {"COM-01": ("Rev B",)}
    assert at_risk(handbook, risks["RSK-01"]) == {"COM-05": (UNLISTED,)}


def test_a_candidate_may_be_tested_for_half_a_year_and_a_process_before_the_product(product: WriteProduct) -> None:
    evidence = written(EVIDENCE, ("seen_on: 2026-02-26", "seen_on: 2025-09-01"), ("seen_on: 2026-04-13", "seen_on: 2024-06-01"))
    assert told(product(**{EVIDENCE: evidence})) == []


def test_a_component_without_a_release_of_its_own_need_not_be_shown(product: WriteProduct) -> None:
    capabilities = written(CAPABILITIES, ("    - COM-01\n", "    - COM-01\n    - COM-02\n"))
    assert told(product(**{CAPABILITIES: capabilities})) == []


def test_a_partial_result_is_settled_by_a_word_or_by_a_pass(product: WriteProduct) -> None:
    partial = ("  result: pass\n", "  result: partial\n  left_open: The eleventh code was not tried; in the next run.\n")
    assert told(product(**{EVIDENCE: written(EVIDENCE, partial)})) == []


def test_a_later_pass_on_the_same_component_settles_a_fail(product: WriteProduct) -> None:
    failed = written(EVIDENCE, ("  result: pass\n", "  result: fail\n"))
    again = written(EVIDENCE).partition("- id: EVD-02")[0].replace("EVD-01", "EVD-03").replace("2026-02-26", "2026-03-01") + SIGNED
    assert told(product(**{EVIDENCE: failed + again})) == []


def test_an_earlier_pass_settles_nothing(product: WriteProduct) -> None:
    failed = written(EVIDENCE, ("  result: pass\n", "  result: fail\n"))
    before = written(EVIDENCE).partition("- id: EVD-02")[0].replace("EVD-01", "EVD-03").replace("2026-02-26", "2026-02-01") + SIGNED
    found = told(product(**{EVIDENCE: failed + before}))
    assert [line.rpartition("[")[2] for line in found] == ["factor-not-shown]", "verification-failed]", "verification-failed]"]


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("The tests of the meter went well.", False),
        ("Whether a paired phone reads ten values, and whether a wrong code is refused, was not tried with 1.4.0.", True),
        ("EVD-01 says what was not tried.", True),
    ],
)
def test_a_text_that_discloses_a_bad_result_speaks_of_it(product: WriteProduct, text: str, enough: bool) -> None:
    evidence = written(EVIDENCE, ("  result: pass\n", "  result: not run\n"))
    texts = written(TEXTS, ("Fixes come until", f"{text} Fixes come until"), ("    - TRM-01\n", "    - TRM-01\n    - EVD-01\n"))
    found = told(product(**{EVIDENCE: evidence, TEXTS: texts}))
    assert any("[verification-failed]" in line for line in found) is not enough


@pytest.mark.parametrize(
    ("log", "enough"),
    [
        (("outputs: The capabilities, verifications", "outputs: VER-03 in its first form"), False),
        (("outputs: The capabilities, verifications", "outputs: EVD-02, of which half is to be seen again"), True),
        (("outputs: INF-01.", "outputs: INF-01. VER-03 is repeated in May with ten mails."), True),
    ],
    ids=["older than the result", "older by its day, and names the result", "later"],
)
@pytest.mark.parametrize(("word", "code"), [("partial", "partial-without-word"), ("fail", "verification-failed")])
def test_what_is_older_than_a_result_does_not_say_what_follows(product: WriteProduct, log: tuple[str, str], enough: bool, word: str, code: str) -> None:
    assert "  ended: 2026-04-10" in written(LOG)
    first, rest = written(EVIDENCE).split("- id: EVD-02")
    evidence = f"{first}- id: EVD-02{rest.replace('result: pass', f'result: {word}')}"
    assert "seen_on: 2026-04-13" in rest
    found = told(product(**{EVIDENCE: evidence, LOG: written(LOG, log)}))
    assert any(f"[{code}]" in line for line in found) is not enough


def test_what_does_not_exist_may_be_named_in_sentences_built_alike(product: WriteProduct) -> None:
    """One noun in place of another is another reason."""
    things = ("account", "password", "speaker", "log-in", "update", "network", "clock", "key", "setting")
    ids = ("LA-1", "LA-2", "LA-3", "SU-1", "SU-2", "SU-3", "CS-1", "CS-2", "CS-3")
    named = "".join(f"    - element: 8259A:{one}\n      what: There is no {thing} on this meter.\n" for one, thing in zip(ids, things, strict=True))
    deviations = written(DEVIATIONS, ("  elements:\n    - 8259A:LA-2\n", f"  by_element:\n{named}"))
    assert not [line for line in told(product(**{DEVIATIONS: deviations})) if "bulk" in line]


def test_a_family_of_elements_may_have_one_reason(product: WriteProduct) -> None:
    family = "".join(f"    - 8259A:SU-{number}\n" for number in range(1, 7))
    deviations = written(DEVIATIONS, ("    - 8259A:LA-2\n", family))
    assert told(product(**{DEVIATIONS: deviations})) == []
