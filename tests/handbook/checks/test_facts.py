"""Standing facts against texts: which sentences speak of one, which number they state, and what held on the day of a dated record."""

from __future__ import annotations

from datetime import date

import pytest

from handbook.checks.facts import number_in
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

FACT = """\
- id: FACT-01
  title: How long a pairing code holds
  status: assessed
  owner: ROL-02
  assessed_by: ROL-01
  reviewed_on: 2026-05-04
  name: pairing-time
  value: "15"
  unit: minutes
  decided_in: DEC-01
  since: 2026-03-12
  former:
    - {value: "30", until: 2026-03-11}
    - {value: "60", until: 2026-01-31}
  spoken_with: [pairing code]
"""
STATEMENT = "TLS 1.3 and a pairing code; traffic can still be counted."


def differing(product: WriteProduct, file: str, old: str, new: str) -> list[str]:
    """Returns the messages about facts, where a text of the product is another."""
    folder = product()
    (folder / "product-model" / "facts.yaml").write_text(FACT, encoding="utf-8")
    decisions = folder / "product-model" / "decisions.yaml"
    decisions.write_text(
        decisions.read_text(encoding="utf-8").replace("for every customer.", "for every customer. A pairing code holds 15 minutes."), encoding="utf-8"
    )
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(one.message) for one in load(folder).diagnostics if one.code == "fact-differs"]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("The pairing code holds 20 minutes.", True),
        ("The pairing code holds twenty seconds and no 20 minutes.", True),
        ("The pairing code is a 20-minute code.", False),
        ("The pairing code holds fifteen minutes, 15 full minutes.", False),
        ("The pairing code holds 15 minutes, and 20 minutes on old meters.", False),
        ("The meter starts in 20 minutes. It asks for a pairing code.", False),
        ("The pairing code has 8 digits.", False),
        ('Somebody wrote: \\"the pairing code held for 20 minutes\\".', False),
        ("The pairing code of 1.20 minutes.", True),
        ("The pairing code of section 3.20 of the minutes.", False),
    ],
)
def test_a_sentence_that_speaks_of_a_fact_states_its_value(product: WriteProduct, statement: str, told: bool) -> None:
    assert bool(differing(product, "activity-3/treatments.yaml", STATEMENT, f'"{statement}"')) is told


@pytest.mark.parametrize(
    ("ended", "stated", "told"),
    [("2026-03-13", 15, False), ("2026-03-13", 30, True), ("2026-03-11", 30, False), ("2026-01-15", 60, False), ("2026-01-15", 15, True)],
)
def test_a_dated_text_is_held_against_the_value_of_its_day(product: WriteProduct, ended: str, stated: int, told: bool) -> None:
    log = (MINIMAL / "every-activity" / "activity-log.yaml").read_text(encoding="utf-8")
    first = log[: log.index("- id: LOG-02")]
    changed = first.replace("  started: 2026-03-09\n  ended: 2026-03-13", f"  started: {date.fromisoformat(ended)}\n  ended: {ended}")
    changed = changed.replace("  outputs: One rule, and", f"  outputs: A pairing code of {stated} minutes, one rule, and")
    assert bool(differing(product, "every-activity/activity-log.yaml", first, changed)) is told


@pytest.mark.parametrize(
    ("text", "number"), [("15", 15), ("1,100,000", 1_100_000), ("2.40", 2.4), ("seven", 7), ("15 minutes", None), ("", None), ("2036-12-31", None)]
)
def test_a_value_is_a_number_or_none(text: str, number: float | None) -> None:
    assert number_in(text) == number
