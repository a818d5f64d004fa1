"""What caps a promise of support: parts, agreements and suppliers' terms beneath it, the first to end first."""

from __future__ import annotations

from datetime import date

from handbook.methods.beneath import caps
from handbook.pipeline import load
from handbook.schema.records.support import SupportTerm
from tests.conftest import MINIMAL, WriteProduct

TERMS, PARTS = "activity-5/support-terms.yaml", "product-model/parts.yaml"


def test_parts_and_agreements_are_told_in_the_order_in_which_they_end(product: WriteProduct) -> None:
    part = (MINIMAL / PARTS).read_text(encoding="utf-8").replace("support_end: 2032-12-31", "support_end: 2030-06-30")
    handbook = load(product(**{PARTS: part})).handbook
    meter, app = handbook.of(SupportTerm)
    assert [(one.item.id, one.what, one.day, one.days) for one in caps(handbook, meter)] == [
        ("PRT-01", "its own support", date(2030, 6, 30), -549),
        ("ENT-02", "Supply contract for radio modules", date(2032, 12, 31), 366),
    ]
    assert caps(handbook, app) == ()  # nothing beneath it has a day


def test_a_suppliers_own_term_counts_where_the_part_has_no_day(product: WriteProduct) -> None:
    part = (MINIMAL / PARTS).read_text(encoding="utf-8").replace("  support_end: 2032-12-31\n", "")
    term = (
        "- id: TRM-03\n  title: Radio module\n  component: COM-01\n  promised_by: ENT-02\n  parts: [PRT-01]\n  covers: [security fixes]\n  ends: 2029-01-31\n"
    )
    handbook = load(product(**{PARTS: part, TERMS: (MINIMAL / TERMS).read_text(encoding="utf-8") + term})).handbook
    first = caps(handbook, handbook.of(SupportTerm)[0])[0]
    assert (first.item.id, first.what, first.day) == ("TRM-03", "the supplier's own term", date(2029, 1, 31))
