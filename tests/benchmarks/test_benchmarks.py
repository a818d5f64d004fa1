"""The benchmark: what other tools are given is the product, and what is written is what was measured."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import KEPT, PAGE
from benchmarks.measuring import Command, Cost, FailedError, in_turn, run
from benchmarks.page import Measured, chart, kept, measured_before, page, table
from benchmarks.peers import OURS, PLAIN
from benchmarks.records import records_of, write_sphinx_needs, write_strictdoc
from handbook.pipeline import load
from tests.conftest import MINIMAL

MEASURED = Measured("250", 251, {OURS: Cost(2.0, 2.5, 100.0), PLAIN: Cost(3.0, 3.2, 90.0)}, 3, "2 cores")


def test_other_tools_get_every_record_and_no_circle(tmp_path: Path) -> None:
    records, handbook = records_of(MINIMAL), load(MINIMAL).handbook
    assert [record.id for record in records] == [*handbook.items]
    place = {record.id: number for number, record in enumerate(records)}
    assert all(place[one] < place[record.id] for record in records for one in record.names)
    assert sum(len(record.names) for record in records) > 50
    write_sphinx_needs(records, tmp_path / "sphinx")
    write_strictdoc(records, tmp_path / "strictdoc")
    assert {path.stem for path in (tmp_path / "sphinx").rglob("*.rst")} == {*place, "index"}
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "strictdoc").glob("*.sdoc"))
    assert sorted(re.findall(r"(?m)^UID: (.*)$", told)) == sorted(place)


def test_a_tool_that_ends_well_and_writes_too_little_has_failed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write = f"import pathlib; p = pathlib.Path({str(site)!r}); p.mkdir(); (p / 'a.html').touch()"
    one = Command("one", (sys.executable, "-c", write), tmp_path, site, pages=1)
    cost = in_turn([one], 2)["one"]
    assert 0 < cost.cpu < 60
    assert cost.memory > 1
    with pytest.raises(FailedError, match="1 pages of 2"):
        run(Command("two", one.words, tmp_path, site, pages=2))


def test_the_page_says_what_was_measured() -> None:
    rows = [*table([MEASURED])]
    assert rows[2:] == [f"| 250 | 251 | 3 | {OURS} | 2.0 | 2.5 | 100 | 1.00 |", f"| 250 | 251 | 3 | {PLAIN} | 3.0 | 3.2 | 90 | 1.50 |"]
    bars = re.findall(r'<rect [^>]*width="([0-9.]+)"', "\n".join(chart(MEASURED)))
    assert float(bars[0]) / float(bars[1]) == pytest.approx(2 / 3, abs=0.01)
    assert all(row in page([MEASURED]) for row in rows)
    assert "Not run" not in page([MEASURED])
    larger = MEASURED._replace(size="1,000", costs={OURS: Cost(8.0, 8.0, 200.0)})
    assert f"Not run, since one run takes many minutes: {PLAIN} (1,000)." in page([MEASURED, larger])


def test_what_was_measured_is_there_for_the_next_time_and_the_page_shows_it() -> None:
    assert measured_before(kept([MEASURED])) == [MEASURED]
    assert PAGE.read_text(encoding="utf-8") == page(measured_before(KEPT.read_text(encoding="utf-8")))
