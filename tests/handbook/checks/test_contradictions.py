"""Contradictions: what they must stay silent about. What they find stands in `tests/cases`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.model.loaded import Loaded
from tests.conftest import MINIMAL, LoadSpoilt
from tests.support.building import ROOT

CASES = ROOT / "tests" / "cases"
Edit = tuple[str, str, str]
Codes = Callable[..., list[str]]

ROLES, CRITERIA = "activity-0/roles.yaml", "activity-0/risk-criteria.yaml"
OBLIGATIONS, THREATS, RISKS = "activity-1/obligations.yaml", "activity-2/threats.yaml", "activity-2/risks.yaml"
COVERAGE, ACCEPTANCES = "activity-2/coverage.yaml", "activity-3/acceptances.yaml"
CAPABILITIES, DEVIATIONS = "activity-4/capabilities.yaml", "activity-4/deviations.yaml"
VULNERABILITIES, NOTIFICATIONS = "activity-6/vulnerabilities.yaml", "activity-6/notifications.yaml"
ITEMS, FLOWS, RELEASES = "activity-8/information-items.yaml", "product-model/data-flows.yaml", "product-model/releases.yaml"
COMPONENTS, DECISIONS, TERMS = "product-model/components.yaml", "product-model/decisions.yaml", "activity-5/support-terms.yaml"
HEAD = "  status: assessed\n  owner: ROL-02\n  assessed_by: ROL-01\n  reviewed_on: 2026-05-04\n"


@pytest.fixture
def codes(tmp_path: Path, load_spoilt: LoadSpoilt) -> Codes:
    """Finds the codes for the minimal product, or for a case of it, with some texts replaced; an empty text to replace stands for the end of the file."""

    def found(*edits: Edit, case: str = "") -> list[str]:
        files: dict[str, str] = {}
        for path in sorted((CASES / case).rglob("*.yaml")) if case else ():
            files[path.relative_to(CASES / case).as_posix()] = path.read_text(encoding="utf-8")
        for file, old, new in edits:
            source = MINIMAL / file
            text = files.get(file, source.read_text(encoding="utf-8") if source.exists() else "")
            assert not old or old in text, old
            files[file] = text.replace(old, new) if old else text + new
        product = tmp_path / "product"
        shutil.rmtree(product, ignore_errors=True)
        shutil.copytree(MINIMAL, product)
        for file, text in files.items():
            (product / file).parent.mkdir(exist_ok=True)
            (product / file).write_text(text, encoding="utf-8")
        return sorted({finding.code for finding in load_spoilt(product).diagnostics})

    return found


def law(
    applies: str,
    jurisdiction: str,
    more: str = "",
    nature: str = "law",
    title: str = "Law on metering",
    source: str = "Metering Act, section 4, read 2026-05-04",
) -> str:
    return (
        f"- id: OBL-02\n  title: {title}\n{HEAD}  nature: {nature}\n  source: {source}\n  requires: Readings must be right.\n"
        f"  jurisdiction: {jurisdiction}\n  applies: {applies}\n  decided_by: ROL-01\n  decided_on: 2025-11-03\n{more}"
    )


CRA = law(
    "applies",
    "European Union",
    "  reason: The meter has digital elements.\n",
    title="EU Cyber Resilience Act",
    source="Regulation (EU) 2024/2847, read 2026-05-04",
)
EXPLOITED = "exploitation-differs/decision-point"
ACTIVE = (VULNERABILITIES, "exploitation: public PoC", "exploitation: active")
LATE = (VULNERABILITIES, "2026-04-20", "2026-10-02")
DAY = ("product.yaml", "as_of: 2026-05-11", "as_of: 2026-11-11")


# Exploited and not notified: who owes it -----------------------------------------------------------------------------


def test_the_cra_asks_whoever_sells_in_the_union_for_word_of_what_is_exploited(codes: Codes) -> None:
    assert "exploited-not-notified" in codes(ACTIVE, LATE, DAY, (OBLIGATIONS, "", CRA), case=EXPLOITED)


@pytest.mark.parametrize(
    "edit",
    [
        ("product.yaml", "    - Ireland", "    - United States"),
        (OBLIGATIONS, "  applies: applies\n  decided_by: ROL-01\n  decided_on: 2025-11-03\n  reason", "  applies: does not apply\n  reason"),
        (OBLIGATIONS, "  nature: law", "  nature: standard"),
        (VULNERABILITIES, "2026-10-02", "2026-09-10"),
        (OBLIGATIONS, "digital elements.\n", "digital elements.\n  components:\n    - COM-02\n"),
        (NOTIFICATIONS, "", f"- id: NTF-01\n  title: Early warning\n{HEAD}  cases:\n    - VUL-01\n  obligation: OBL-02\n"),
        (NOTIFICATIONS, "", f"- id: NTF-01\n  title: Early warning\n{HEAD}  cases:\n    - VUL-01\n"),
    ],
    ids=["sold elsewhere", "does not apply", "a standard that cites it", "known before it bound", "other component", "notified", "notified, duty not named"],
)
def test_nobody_else_owes_it(codes: Codes, edit: Edit) -> None:
    assert "exploited-not-notified" not in codes(ACTIVE, LATE, DAY, (OBLIGATIONS, "", CRA), edit, case=EXPLOITED)


def test_a_duty_to_report_what_is_exploitable_at_sale_is_none_to_tell_of_exploitation(codes: Codes) -> None:
    edit = (OBLIGATIONS, "Security fixes for five years", "No exploitable flaw at sale, with a test report, and security fixes for five years")
    assert codes(ACTIVE, edit, case=EXPLOITED) == []


def test_a_part_may_be_exploited_elsewhere_and_not_in_the_product(codes: Codes) -> None:
    no = (VULNERABILITIES, "exploited: yes", "exploited: no")
    assert codes(ACTIVE, no, LATE, DAY, (OBLIGATIONS, "", CRA), case=EXPLOITED) == codes(DAY)
    assert "exploitation-differs" in codes(ACTIVE, no, (VULNERABILITIES, "  parts:\n    - PRT-01\n", ""), case=EXPLOITED)


def test_an_older_release_may_lack_a_part_of_today(codes: Codes) -> None:
    assert codes((RELEASES, "state: current", "state: supported"), case="vex-differs/part-is-there") == []


# Laws and markets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("obligation", "code"),
    [
        (law("does not apply", "Ireland"), ["not-applying-without-reason"]),
        (law("does not apply", "European Union"), ["not-applying-without-reason"]),
        (law("does not apply", "European Union", "  reason: Meters without radio are exempt.\n"), []),
        (law("does not apply", "United Kingdom"), []),
        (law("applies", "United Kingdom"), ["market-not-named"]),
        (law("applies", "United Kingdom", "  reason: An importer sells it there.\n"), []),
        (law("applies", "The seven sites of the customer"), []),
        (law("applies", "United Kingdom", nature="contract"), []),
        (law("applies", "European Union"), []),
    ],
)
def test_an_obligation_is_held_against_the_markets(codes: Codes, obligation: str, code: list[str]) -> None:
    assert codes((OBLIGATIONS, "", obligation)) == code


# Met and not met -----------------------------------------------------------------------------------------------------

BOTH = "met-and-not-met/not-met-and-answered"


@pytest.mark.parametrize(
    ("edits", "silent"),
    [
        ([(DEVIATIONS, "take no input.", "take no input; CAP-01 covers the network, not the pads.")], True),
        ([(CAPABILITIES, "within ten tries a day.", "within ten tries a day; not on the pads (DEV-01).")], True),
        ([(DEVIATIONS, "  decision:", "  interfaces:\n    - IFC-02\n  decision:"), (CAPABILITIES, "    - IFC-02\n", "")], True),
        ([(DEVIATIONS, "  decided_by:", "  state: overturned\n  decided_by:")], True),
        ([(DEVIATIONS, "decision: not met", "decision: met elsewhere")], True),
        ([(DEVIATIONS, "  decision:", "  compensation:\n    - CAP-01\n  decision:")], False),
        ([(DEVIATIONS, "decision: not met", "decision: deferred\n  review_by: 2026-12-31")], False),
    ],
    ids=["reason names it", "capability names it", "interfaces apart", "overturned", "met elsewhere", "compensation alone", "deferred"],
)
def test_an_element_may_be_met_in_part_where_a_text_says_so(codes: Codes, edits: list[Edit], silent: bool) -> None:
    assert ("met-and-not-met" not in codes(*edits, case=BOTH)) is silent


def test_an_element_may_be_met_on_one_revision_and_not_on_another(codes: Codes) -> None:
    revisions = "  revisions:\n    - name: Rev A\n      differs: Pads\n    - name: Rev B\n      differs: No pads\n  safe_states"
    known = (COMPONENTS, "  safe_states", revisions)
    apart = [(DEVIATIONS, "  decision:", "  revisions:\n    - Rev A\n  decision:"), (CAPABILITIES, "  baseline:\n    - element: 8259A:DP", "  revisions:\n    - Rev B\n  baseline:\n    - element: 8259A:DP")]  # fmt: skip
    assert "met-and-not-met" not in codes(known, *apart, case=BOTH)
    assert "met-and-not-met" in codes(known, apart[0], case=BOTH)


# Criteria, roles, ratings --------------------------------------------------------------------------------------------


def test_a_role_above_the_one_that_the_criteria_name_may_accept_too(codes: Codes) -> None:
    to_lead = (CRITERIA, "    - level: M\n      accepted_by: ROL-01", "    - level: M\n      accepted_by: ROL-02")
    assert codes(to_lead, (ROLES, "may_accept: L", "may_accept: M")) == []


def test_several_roles_may_have_a_rule_for_one_level(codes: Codes) -> None:
    second = (CRITERIA, "told: yes\n", "told: yes\n    - level: M\n      accepted_by: ROL-02\n      months_at_most: 12\n")
    assert codes(second, (ROLES, "may_accept: L", "may_accept: M")) == []
    assert codes((CRITERIA, "told: yes\n", "told: yes\n    - level: M\n      accepted_by: ROL-01\n")) == ["acceptance-rules"]


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ([], ["told-and-not-borne"]),
        ([(ACCEPTANCES, "more often than the buyer.", "more often than the buyer. CRI-01 has buyers told; the household bears it.")], []),
        ([(CRITERIA, "customers_told: yes", "customers_told: no")], []),
        ([(ACCEPTANCES, "state: in force", "state: ended")], ["residual-not-accepted"]),
    ],
    ids=["nobody else", "somebody else", "not to be told", "ended"],
)
def test_what_customers_are_told_of_may_be_borne_by_somebody_else(codes: Codes, edits: list[Edit], found: list[str]) -> None:
    assert codes((ACCEPTANCES, "borne_by_customers: yes", "borne_by_customers: no"), *edits) == found


@pytest.mark.parametrize(
    "edits",
    [
        [(RISKS, "does not hide one member from another.", "does not hide one member from another.\n    departs: Laboratory report of 2026-03-11")],
        [(THREATS, "agent: adversarial", "agent: accidental")],
        [(RISKS, "    - THR-01\n", "    - THR-01\n    - THR-02\n")],
    ],
    ids=["departs", "not adversarial", "adversary and accident"],
)
def test_success_off_the_table_may_be_said_or_judged(codes: Codes, edits: list[Edit]) -> None:
    assert codes(*edits, case="success-off-table/low-on-the-home-network") == []


# Components, releases, flows -----------------------------------------------------------------------------------------


def test_an_application_may_have_a_release_for_each_platform(codes: Codes) -> None:
    assert codes((COMPONENTS, "component_kind: companion application", "component_kind: backend"), case="two-current/same-component") == ["two-current"]
    other = (RELEASES, "  component: COM-01\n  version: 1.4.1", "  component: COM-02\n  version: 1.4.1")
    assert codes(other, case="two-current/same-component") == []


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ((FLOWS, "Showing readings on the phone.", "A meter out of range passes readings on through another."), []),
        ((FLOWS, "HTTPS on port 443", "HTTPS on port 443, from the radio board to the other board"), []),
        ((FLOWS, "HTTPS on port 443", "HTTPS on port 443, from one unit to the next"), []),
        ((FLOWS, "  initiator:", "  notes: Both ends are meters of one household.\n  initiator:"), []),
        ((FLOWS, "  initiator:", "  notes: The port is open on Sundays alone.\n  initiator:"), ["flow-to-itself"]),
        ((FLOWS, "HTTPS on port 443", "HTTPS on port 443 unless the household sets another"), ["flow-to-itself"]),
        ((FLOWS, "Pairing code one way, pinned certificate the other.", "Each proves itself, so that both ends are known."), ["flow-to-itself"]),
        ((FLOWS, "  initiator:", "  notes: The meter offers no other port.\n  initiator:"), ["flow-to-itself"]),
    ],
    ids=["passed on", "boards", "next", "both ends", "other note", "another port", "other field", "no other port"],
)
def test_a_flow_may_go_from_one_unit_to_another_of_the_same_component(codes: Codes, edit: Edit, found: list[str]) -> None:
    assert codes(edit, case="flow-to-itself/meter-to-meter") == found


def test_a_bridge_may_name_the_part_by_id_type_or_supplier(codes: Codes) -> None:
    case = "bridge-elsewhere/another-part"
    for words in ("PRT-01 is mended by us.", "The Q7 is mended by us.", "Quillmark's source lies in escrow.", "The radio modules are mended by us."):
        assert codes((DECISIONS, "  reasons: ", f"  reasons: {words} "), case=case) == [], words
    assert codes((DECISIONS, "  reasons: ", "  reasons: The radio is off at night. "), case=case) == ["bridge-elsewhere"]


def test_a_note_may_set_aside_what_it_names(codes: Codes) -> None:
    named = (COVERAGE, "to show a wrong number.", "to show a wrong number. Listening is THR-01 and THR-02.")
    assert codes(named, case="covered-and-threatened/not-named-in-the-note") == []


def test_a_vulnerability_that_affects_nothing_lists_the_releases_that_were_looked_at(codes: Codes) -> None:
    nothing = (VULNERABILITIES, "      status: affected", "      status: not affected\n      justification: vulnerable code not in execute path")
    assert codes(nothing, (VULNERABILITIES, "exploited: yes", "exploited: no"), case=EXPLOITED) == []


# Ids in texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["see TRM-01", "`INC-1043` of the help desk", "ticket INC-1043", "https://desk.example/INC-1043", "the outcome ID.AM-06 of CSF 1.1", "ISO-8601", "REL-01a"],
)
def test_what_exists_or_is_of_another_list_may_be_named(codes: Codes, words: str) -> None:
    assert codes((OBLIGATIONS, "after the last sale.", f"after the last sale; {words}.")) == []


@pytest.mark.slow
def test_neither_example_contradicts_itself(published_examples: dict[str, Loaded]) -> None:
    assert published_examples
    assert [finding.sentence for loaded in published_examples.values() for finding in loaded.diagnostics] == []
