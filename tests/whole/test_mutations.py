"""A valid product spoilt in many hundred ways, one at a time: no traceback, no wrong line, nothing lost in silence, the right word suggested.

`tests/support/judging.py` says what must hold whatever was spoilt, `mutations.py` and `hostile.py` what must be said about each, and
`slips.py` counts misspellings. The sample here takes seconds; `python -m tests.mutate` runs as many as wanted, over any product.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.pipeline import load
from handbook.schema.kinds import FILES
from tests.support.building import ROOT
from tests.support.example import is_ours
from tests.support.judging import complaints
from tests.support.mutation import Mutation
from tests.support.trials import EVERY, table, try_mutations, try_slips
from tests.support.trying import Bench
from tests.support.written import read_book

pytestmark = pytest.mark.slow
MINIMAL = "tests/products/minimal"
SECOND = "examples/pump-monitor"
EXAMPLE = "worked_example"
NAMES = [operator.__name__ for operator in EVERY]
ON_MINIMAL = 22
"""Mutations of each operator on the minimal product."""


@pytest.fixture(scope="module")
def minimal_bench(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Bench:
    return Bench(ROOT, MINIMAL, tmp_path_factory.mktemp("minimal"), catalogues)


@pytest.fixture(scope="module")
def pump_bench(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Bench:
    return Bench(ROOT, SECOND, tmp_path_factory.mktemp("pump"), catalogues)


@pytest.fixture(scope="module")
def example_bench(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Bench:
    return Bench(ROOT, EXAMPLE, tmp_path_factory.mktemp("example"), catalogues)


def test_there_are_more_than_five_hundred_mutations_of_more_than_nine_kinds_over_every_file() -> None:
    assert ON_MINIMAL * len(NAMES) >= 500
    assert len(set(NAMES)) >= 9
    files = set().union(*(read_book(ROOT, name).texts for name in (MINIMAL, SECOND, *([EXAMPLE] if is_ours() else []))))
    assert files == set(FILES) or not is_ours()
    assert len(files) >= 0.9 * len(FILES)


@pytest.mark.parametrize("operator", NAMES)
def test_a_mutation_of_the_minimal_product_is_told_at_its_place_and_loses_nothing(minimal_bench: Bench, operator: str) -> None:
    tally = try_mutations(minimal_bench, ON_MINIMAL, operators=[operator])
    assert tally.wrong == []
    assert tally.tried[operator] == ON_MINIMAL
    assert len(tally.files) >= min(ON_MINIMAL, 8)


@pytest.mark.parametrize("start", range(0, len(NAMES), 9))
def test_mutations_of_the_second_example(pump_bench: Bench, start: int) -> None:
    tally = try_mutations(pump_bench, 2, operators=NAMES[start : start + 9])
    assert tally.wrong == []
    assert sum(tally.tried.values()) >= 14


@pytest.mark.our_example
@pytest.mark.parametrize("start", range(0, len(NAMES), 13))
def test_mutations_of_the_worked_example(example_bench: Bench, start: int) -> None:
    tally = try_mutations(example_bench, 1, operators=NAMES[start : start + 13])
    assert tally.wrong == []
    assert sum(tally.tried.values()) == len(NAMES[start : start + 13])


def test_misspellings_get_the_right_word(minimal_bench: Bench, pump_bench: Bench) -> None:
    """The right word is suggested for 95 % of single slips, and first wherever no other is as near."""
    outcomes = [*try_slips(minimal_bench, 18), *try_slips(pump_bench, 4)]
    assert len({one.slip.category for one in outcomes}) == 9
    assert len(outcomes) >= 130
    counted = "\n".join(table(outcomes))
    assert [one.slip.mutation.what for one in outcomes if not one.told] == [], counted
    assert [one.slip.mutation.what for one in outcomes if one.slip.unique and not one.first] == [], counted
    assert sum(one.listed for one in outcomes) >= 0.95 * len(outcomes), counted


# The judge itself ---------------------------------------------------------------------------------------------------------


def test_the_judge_sees_a_value_that_nobody_read_and_nobody_told(minimal_bench: Bench) -> None:
    """Were a text lost on its way into a record, the judge would say so: it compares what is written with what is not."""
    file = "activity-2/risks.yaml"
    after = load(minimal_bench.folder, minimal_bench.catalogues)
    text = minimal_bench.book.texts[file]
    assert complaints({file: text}, minimal_bench.book.texts, minimal_bench.before, after) == []
    for old, new in (
        ("Tools for it are free.", "Tools for it cost money."),
        ("- THR-01", "- THR-02"),
        ("many_at_once: no", "many_at_once: yes"),
        ("    - ASM-01\n", "    - ASM-01\n    - ASM-02\n"),
        ("  statement:", "  statemint:"),
    ):
        assert complaints({file: text.replace(old, new, 1)}, minimal_bench.book.texts, minimal_bench.before, after), new
    gone = text[: text.index("- id: RSK-02")]
    assert complaints({file: text + gone.replace("RSK-01", "RSK-03")}, minimal_bench.book.texts, minimal_bench.before, after)


def test_the_judge_sees_a_finding_that_is_missing_or_stands_elsewhere(minimal_bench: Bench) -> None:
    file = "activity-2/risks.yaml"
    text = minimal_bench.book.texts[file].replace("  status: assessed", "  status: asessed", 1)
    line = text.split("\n").index("  status: asessed") + 1

    def claimed(line: int, code: str = "unknown-value") -> list[str]:
        return minimal_bench.judge(Mutation(operator="x", what="x", changes={file: text}, places=((file, line, 11),), codes=(code,), alone=True))

    assert claimed(line) == []
    assert claimed(line + 1) != []
    assert claimed(line, "wrong-type") != []


def test_copies_are_put_back(minimal_bench: Bench, tmp_path: Path) -> None:
    minimal_bench.load(Mutation(operator="x", what="x", changes={"product.yaml": None, "new.yaml": "a: b\n"}))
    assert {path.relative_to(minimal_bench.folder).as_posix(): path.read_bytes() for path in minimal_bench.folder.rglob("*.yaml")} == {
        path.relative_to(ROOT / MINIMAL).as_posix(): path.read_bytes() for path in (ROOT / MINIMAL).rglob("*.yaml")
    }
