"""The days that follow from the EU Cyber Resilience Act: hours, days and a month, counted in the form in which the start is written."""

from __future__ import annotations

import pytest

from handbook.methods.cra import Limit, later


@pytest.mark.parametrize(
    ("start", "hours", "months", "expected"),
    [
        ("2026-09-24 14:20", 24, 0, "2026-09-25 14:20"),
        ("2026-09-24 14:20", 72, 0, "2026-09-27 14:20"),
        ("2026-09-25 18:00", 14 * 24, 0, "2026-10-09 18:00"),
        ("2026-09-26 16:30", 0, 1, "2026-10-26 16:30"),
        ("2027-01-31 09:00", 0, 1, "2027-02-28 09:00"),
        ("2026-12-15", 0, 1, "2027-01-15"),
        ("2026-09-24", 24, 0, "2026-09-25"),
    ],
)
def test_a_clock_runs_from_its_start(start: str, hours: int, months: int, expected: str) -> None:
    assert later(start, hours=hours, months=months) == expected


def test_the_earliest_clock_comes_first() -> None:
    fix = Limit("2026-10-16 09:30", "VUL-02", "fixed_on", "2026-10-02 09:30", hours=336)
    setting = Limit("2026-10-09 18:00", "VUL-02", "mitigated_on", "2026-09-25 18:00", hours=336)
    assert min(fix, setting) == setting
