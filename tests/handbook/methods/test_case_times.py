"""Days of a case: from the first report to the fix, to the fix in the field, and to the first word to customers."""

from __future__ import annotations

from handbook.methods.case_times import begun, took
from handbook.methods.work_order import next_due
from handbook.pipeline import load
from handbook.schema.records.after_sale import Vulnerability
from tests.conftest import WriteProduct

REPORTS = "- id: RPT-01\n  title: Code can be guessed\n  received: 2026-03-05 09:00\n- id: RPT-02\n  title: The same again\n  received: 2026-03-02\n"
CASE = (
    "- id: VUL-01\n  title: Code can be guessed\n  reports: [RPT-01, RPT-02]\n  aware_on: 2026-03-06\n  releases: [REL-01]\n"
    "  priority: {exploitation: none, automatable: no, value_density: diffuse, technical_impact: partial, public_safety_impact: significant}\n"
)
UPDATE = (
    "- id: UPD-01\n  title: Meter 1.4.1\n  release: REL-01\n  vulnerabilities: [VUL-01]\n"
    "  reach:\n    - on: 2026-04-01\n      share: 40 %\n    - on: 2026-05-01\n      share: 97 % of those online\n"
)
ENTITY = "- id: ENT-09\n  title: Market surveillance\n  roles: [authority]\n"


def case(product: WriteProduct, more: str = "", **files: str) -> dict[str, tuple[int | None, str]]:
    """Returns what is said of the three stretches of a case."""
    reading = load(product(**{"activity-6/reports.yaml": REPORTS, "activity-6/vulnerabilities.yaml": CASE + more, **files}))
    item = reading.handbook.of(Vulnerability)[0]
    return {one.name: (one.days, one.words) for one in took(reading.handbook, item)}


def test_days_count_from_the_earliest_report_and_what_is_not_said_is_named(product: WriteProduct) -> None:
    assert case(product) == {
        "days_to_fix": (None, "no fix yet"),
        "days_to_field": (None, "no update names it"),
        "days_to_telling": (None, "nobody was told yet"),
    }


def test_fix_field_and_telling_are_counted_each(product: WriteProduct) -> None:
    told = (
        "- id: NTF-01\n  title: To the authority\n  cases: [VUL-01]\n  recipient: ENT-09\n  sent: 2026-03-07\n"
        "- id: NTF-02\n  title: To owners\n  cases: [VUL-01]\n  recipients: Owners\n  sent: 2026-03-12 10:00\n"
    )
    files = {"activity-6/updates.yaml": UPDATE, "activity-6/notifications.yaml": told}
    found = case(product, "  fixed_on: 2026-03-20 12:00\n  published_on: 2026-03-21\n", **files, **{"product-model/entities.yaml": ENTITY})
    assert found == {
        "days_to_fix": (18, "fix on 2026-03-20"),
        "days_to_field": (60, "97 % of those online (UPD-01, counted on 2026-05-01)"),
        "days_to_telling": (10, "NTF-02 on 2026-03-12"),  # the authority is no customer
    }


def test_where_no_fix_can_come_another_measure_is_due_and_counted(product: WriteProduct) -> None:
    without = "  no_fix_because: The code is etched into the chip.\n"
    folder = product(**{"activity-6/reports.yaml": REPORTS, "activity-6/vulnerabilities.yaml": CASE + without})
    handbook = load(folder).handbook
    due = next_due(handbook, handbook.of(Vulnerability)[0].record)
    assert due is not None
    assert due.what == "another measure, since no fix will come"
    (folder / "activity-6/vulnerabilities.yaml").write_text(CASE + without + "  mitigated_on: 2026-03-10\n", encoding="utf-8")
    handbook = load(folder).handbook
    assert next_due(handbook, handbook.of(Vulnerability)[0].record) is None
    assert took(handbook, handbook.of(Vulnerability)[0])[0].words == "no fix will come; another measure on 2026-03-10"


def test_without_a_report_the_day_of_awareness_counts(product: WriteProduct) -> None:
    handbook = load(product(**{"activity-6/vulnerabilities.yaml": CASE.replace("  reports: [RPT-01, RPT-02]\n", "")})).handbook
    found = begun(handbook, handbook.of(Vulnerability)[0])
    assert found is not None
    assert (found[0].isoformat(), found[1]) == ("2026-03-06", "awareness")
