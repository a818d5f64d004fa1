"""The page of rules: every code once, with why and what satisfies it, its findings here, and its exemptions."""

from __future__ import annotations

from handbook.findings.codes import CODES
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.views.pages.rules import LISTED, rules_view
from tests.conftest import MINIMAL, WriteProduct

LEAFLET = "activity-8/information-items.yaml"


def test_every_code_says_why_it_is_asked_and_what_satisfies_it() -> None:
    for code in CODES.values():
        for words in (code.why, code.satisfied):
            assert words.endswith("."), code.name
            assert len(words.split()) <= 25, code.name
        assert code.why not in (code.meaning, code.satisfied)
    reasons = [code.why for code in CODES.values() if code.exemptable]
    assert len(set(reasons)) > 0.98 * len(reasons), "a reason of its own for nearly every rule"


def test_every_rule_is_on_the_page_once_and_counts_what_it_finds(minimal: Handbook, product: WriteProduct) -> None:
    view = rules_view(Loaded(minimal, ()))
    assert [one.code.name for one in (*view.rules, *view.forms)] == [
        *(code.name for code in CODES.values() if code.exemptable),
        *(code.name for code in CODES.values() if not code.exemptable),
    ]
    assert not [one for one in view.rules if one.findings]
    loaded = load(product(**{"every-activity/evidence.yaml": "[]"}))
    shown = rules_view(loaded)
    found = {one.code.name: one for one in (*shown.rules, *shown.forms)}
    assert {name: one.findings for name, one in found.items() if one.findings} == {
        code: sum(finding.code == code for finding in loaded.diagnostics) for code in {finding.code for finding in loaded.diagnostics}
    }
    without = found["verification-without-evidence"]
    assert [link.id for link in without.links] == sorted({finding.record for finding in loaded.diagnostics if finding.code == "verification-without-evidence"})
    assert len(without.links) <= LISTED


def test_an_exemption_stands_with_reason_who_and_until_when(product: WriteProduct) -> None:
    ruling = "- rule: no-words\n  severity: gap\n  reason: Titles are *read aloud*.\n  decided_by: ROL-02\n  review_by: 2026-12-31\n"
    view = rules_view(load(product(**{"rules.yaml": ruling})))
    (one,) = next(rule for rule in view.rules if rule.code.name == "no-words").exemptions
    assert (one.what, one.said.reason, one.said.review_by, one.findings) == ("is a gap here", "Titles are *read aloud*.", "2026-12-31", 0)
    assert one.said.decided_by is not None
    assert one.said.decided_by.id == "ROL-02"
    assert view.exemptions == 1
    assert (MINIMAL / LEAFLET).exists()
