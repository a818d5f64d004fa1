"""Last days that are written in words: which text begins with one."""

from __future__ import annotations

from datetime import date

import pytest

from handbook.checks.contradictions.lapsed import last_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020", "2020-12-31"),
        ("until 2020", "2020-12-31"),
        ("End of March 2026", "2026-03-31"),
        ("2024-02", "2024-02-29"),
        ("31 December 2026, with fixes", "2026-12-31"),
        ("March 5, 2026", "2026-03-05"),
        ("2026-12-31 with fixes; reports until 2038", None),
        ("As long as the unit, since 2015", None),
        ("2020-13-40", None),
        ("Paid to 2038-12-31", None),
        ("20201 units", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_promise_is_read_where_the_text_begins_with_it(text: str, day: str | None) -> None:
    assert last_day(text) == (date.fromisoformat(day) if day else None)
