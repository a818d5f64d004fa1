"""Markets: which countries a text names."""

from __future__ import annotations

from handbook.methods.markets import ECONOMIC_AREA, UNION, countries


def test_countries_are_read_from_words() -> None:
    assert len(UNION) == 27
    assert len(ECONOMIC_AREA) == 30
    assert countries("European Union; for us Sweden and Ireland") == UNION
    assert countries("EEA") == ECONOMIC_AREA
    assert countries("United States, State of California", "the UK") == {"United States", "United Kingdom"}
    assert countries("our EUR account", "us", "Neueu", None) == frozenset()
