"""Impact: what is reached, in which order, with which reasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.methods.end_of_support import end_of_support
from handbook.methods.impact import impact
from handbook.methods.naming import kind_meant, meant
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from tests.conftest import WriteProduct

CASES = {
    "activity-4/capabilities.yaml": "- id: CAP-01\n  title: One\n  components: [COM-01]\n- id: CAP-02\n  title: Two\n  components: [COM-01]\n",
    "activity-4/verifications.yaml": "- id: VER-01\n  title: Both\n  capabilities: [CAP-01, CAP-02]\n",
    "every-activity/evidence.yaml": "- id: EVD-01\n  title: Report\n  result_of: [VER-01]\n",
}


@pytest.fixture
def small(product: WriteProduct, catalogues: Catalogues) -> Handbook:
    return load(product(**CASES), catalogues).handbook


def reasons(handbook: Handbook, *starts: str) -> dict[str, str]:
    return {one.id: one.reason for one in impact(handbook, starts).reached}


def test_the_reason_is_the_chain_of_links_in_words(small: Handbook) -> None:
    found = reasons(small, "COM-01")
    assert found["CAP-01"] == "rests on COM-01"
    assert found["VER-01"] == "verifies CAP-01, which rests on COM-01"
    assert found["EVD-01"] == "is the result of VER-01, which verifies CAP-01, which rests on COM-01"


def test_a_capability_does_not_reach_what_else_its_verification_verifies_but_evidence_that_fails_does(small: Handbook) -> None:
    assert "CAP-02" not in reasons(small, "CAP-01")
    found = reasons(small, "EVD-01")
    assert found["CAP-01"] == "is verified by VER-01, which is shown by EVD-01"
    assert found["CAP-02"] == "is verified by VER-01, which is shown by EVD-01"


def test_several_changes_are_one_and_none_of_them_is_told_of_itself(small: Handbook) -> None:
    found = impact(small, ("CAP-01", "CAP-02", "CAP-01"))
    assert found.starts == ("CAP-01", "CAP-02")
    assert not {"CAP-01", "CAP-02"} & set(found.by_id)
    assert impact(small, ("CAP-99",)).reached == ()
    assert impact(small, ()).reached == ()


def test_circles_end(product: WriteProduct, catalogues: Catalogues) -> None:
    treatments = "- id: TRT-01\n  title: One\n  risk: RSK-01\n  means: [MNS-01]\n"
    risks = "- id: RSK-01\n  title: One\n- id: RSK-02\n  title: Two\n"
    needs = "- id: NEED-01\n  title: One\n  risks: [RSK-01]\n"
    cycle = {"activity-2/risks.yaml": risks, "activity-2/needs.yaml": needs, "activity-3/treatments.yaml": treatments}
    deviation = {"activity-4/deviations.yaml": "- id: DEV-01\n  title: One\n  risk: RSK-01\n  compensation: [CAP-01]\n"}
    handbook = load(product(**CASES, **cycle, **deviation), catalogues).handbook
    assert reasons(handbook, "DEV-01")["RSK-01"] == "was the ground of DEV-01"
    assert "DEV-01" not in reasons(handbook, "DEV-01")


def test_at_most_so_many_are_the_nearest_and_it_says_that_there_are_more(example: Loaded) -> None:
    handbook = example.handbook
    widest = max(handbook.items, key=lambda record: len(impact(handbook, [record]).reached))
    whole = impact(handbook, [widest])
    some = impact(handbook, [widest], most=10)
    assert whole.is_whole
    assert not some.is_whole
    assert some.reached == whole.reached[:10]
    assert sum(whole.counts(handbook).values()) == len(whole.reached)


def test_an_end_of_support_concerns_promises_and_what_tells_of_them_and_nothing_else(product: WriteProduct, catalogues: Catalogues) -> None:
    files = {
        "product-model/parts.yaml": "- id: PRT-01\n  title: Chip\n  components: [COM-01]\n  support_end: 2030-01-01\n",
        "activity-5/support-terms.yaml": "- id: TRM-01\n  title: Term\n  component: COM-01\n  ends: 2030-01-11\n",
    }
    handbook = load(product(**CASES, **files), catalogues).handbook
    found = end_of_support(handbook, "PRT-01")
    assert found.day == date(2030, 1, 1)
    assert [(one.term, one.days_after, one.bridged_by) for one in found.promises] == [("TRM-01", 10, "")]
    assert "CAP-01" not in found.impact.by_id
    assert found.impact.by_id["TRM-01"].reason == "promises support of COM-01, which contains PRT-01"
    assert [one.days_after for one in end_of_support(handbook, "PRT-01", date(2030, 1, 21)).promises] == [-10]
    assert [one.days_after for one in end_of_support(handbook, "COM-01").promises] == [None]


def test_records_are_meant_by_id_in_any_form_by_title_and_by_words(small: Handbook) -> None:
    def named(words: str, *kinds: str) -> str | None:
        item = meant(small, words, kinds).item
        return item.id if item else None

    assert named("cap-1") == named(" CAP-01 ") == "CAP-01"
    assert named("two") == "CAP-02"
    assert named("Report") == "EVD-01"
    assert named("Report", "capability") is None
    assert named("") is None
    assert [item.id for item in meant(small, "CAP-12").near] == ["CAP-02"]
    assert "COM-01" in [item.id for item in meant(small, "CMP-01").near]


def test_kinds_are_meant_by_any_of_their_names() -> None:
    assert {kind_meant(word)[0] for word in ("verification", "Verifications", "VER", "ver")} == {"verification"}
    assert kind_meant("support term")[0] == "support-term"
    assert kind_meant("verfication") == (None, ("verification",))


def test_the_order_does_not_hang_on_the_order_of_hashes(example: Loaded, tmp_path: Path) -> None:
    record = next(item.id for item in example.handbook.of_kind("component"))
    once = [(one.id, one.reason) for one in impact(example.handbook, [record]).reached]
    kinds = example.handbook.items
    assert once == [(one.id, one.reason) for one in impact(example.handbook, [record]).reached]
    assert list(dict.fromkeys(one for one, _ in once)) == [one for one, _ in once]
    assert all(one in kinds for one, _ in once)
