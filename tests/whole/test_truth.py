"""Any one link deleted: exactly the right holes appear in check, matrices, traces and release mode, by an independent walk of the YAML.

A sample stands here; `python -m tests.truth` takes every link of a product.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.methods.trace import above, below
from tests.conftest import MINIMAL
from tests.support.building import ROOT
from tests.support.cloned import write_cloned
from tests.support.example import SECOND
from tests.support.raw_rules import Rules
from tests.support.truth import WALKED, Bench, Deletion, traces_differ

pytestmark = pytest.mark.slow
SEED = 20261129
PRODUCTS = {"minimal": MINIMAL, "pump": SECOND, "example": ROOT / "worked_example", "cloned": None}
DRAWN = {"minimal": 200, "pump": 60, "example": 40, "cloned": 25}
"""Links of each product in the sample."""


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> dict[str, Bench]:
    made = {}
    for name, folder in PRODUCTS.items():
        product = folder or write_cloned(tmp_path_factory.mktemp("cloned"), 1000)
        made[name] = Bench(product, tmp_path_factory.mktemp(name), catalogues)
    return made


@pytest.mark.parametrize("name", PRODUCTS)
def test_a_whole_product_has_no_hole_by_either_reading_and_its_traces_are_those_of_the_graph(benches: dict[str, Bench], name: str) -> None:
    bench = benches[name]
    walk = Rules(bench.graph, bench.day)
    assert walk.holes == set()
    assert [one for one in bench.loaded.diagnostics if one.code != "residue"] == []  # the folder is a copy
    records = [item.id for item in bench.loaded.handbook.records()]
    assert set(records) == set(bench.graph)
    if name == "cloned":
        assert len(records) >= 1000
        records = random.Random(SEED).sample(records, 100)
    assert [line for record in records for line in traces_differ(bench.loaded, walk, bench.chain, record)] == []
    assert any(above(bench.loaded.handbook, record) for record in records)
    assert any(below(bench.loaded.handbook, record) for record in records)


@pytest.mark.parametrize("name", PRODUCTS)
def test_after_any_link_is_deleted_the_right_holes_are_told_and_no_others(benches: dict[str, Bench], name: str) -> None:
    bench = benches[name]
    every = list(bench.deletions())
    drawn = random.Random(SEED).sample(every, min(DRAWN[name], len(every)))
    assert [line for deletion in drawn for line in bench.complaints(deletion)] == []


def test_the_sample_opens_holes_of_most_rules_that_the_walk_knows(benches: dict[str, Bench]) -> None:
    """Else nothing would be compared: of the minimal product, which has one of everything, nearly every link matters."""
    bench = benches["minimal"]
    opened = set()
    for deletion in random.Random(SEED).sample(list(bench.deletions()), DRAWN["minimal"]):
        opened |= {rule for rule, _ in holes_after(bench, deletion)}
    assert len(opened & WALKED) >= 12


def holes_after(bench: Bench, deletion: Deletion) -> set[tuple[str, str]]:
    graph = bench.graph.copy()
    edges = [key for key, data in graph[deletion.source][deletion.target].items() if data["field"] == deletion.path[0]]
    graph.remove_edge(deletion.source, deletion.target, edges[0])
    raw = dict(graph.nodes[deletion.source]["raw"])
    raw.pop(str(deletion.path[0]))
    graph.nodes[deletion.source]["raw"] = raw
    return Rules(graph, bench.day).holes


def test_a_hole_that_is_hidden_is_noticed(benches: dict[str, Bench], monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison can fail: with a rule that says nothing, it does."""
    monkeypatch.setattr("handbook.checks.chain.lacks_means", lambda *_: False)
    bench = benches["minimal"]
    needs = [one for one in bench.deletions() if one.path[0] == "needs"]
    assert any("need-without-means" in line for one in needs for line in bench.complaints(one))


def test_every_product_is_there() -> None:
    assert all(folder is None or Path(folder).is_dir() for folder in PRODUCTS.values())
