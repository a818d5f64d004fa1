"""Impact of every record equals what an independent walk of the raw YAML reaches, over a graph of another library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import yaml

from handbook.catalogs.catalogue import Catalogues
from handbook.methods.impact import impact
from handbook.pipeline import load
from handbook.schema.change import IMPLIED, RUNS
from handbook.schema.kinds import FILES
from handbook.schema.product_file import PRODUCT_FILE
from tests.support.example import EXAMPLE, SECOND
from tests.support.grown import grown

RECORDS = 1_000
NAMED_IN_TEXT = re.compile(r"\{fact:\s*([a-z0-9-]+)(?:\.value)?\s*\}")


def raw_records(folder: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Returns the records of a product's folder as plain YAML, each with the name of its kind."""
    found = {}
    for name, kind in FILES.items():
        if not (folder / name).is_file():
            continue
        data = yaml.load((folder / name).read_text(encoding="utf-8"), yaml.BaseLoader)
        records = [data["product"]] if name == PRODUCT_FILE else data.get("records", []) if isinstance(data, dict) else data or []
        found |= {record["id"]: (kind.name, record) for record in records}
    return found


def raw_references(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yields every text of a record with the names of the keys that lead to it."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from raw_references(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for one in value:
            yield from raw_references(one, path)
    else:
        yield path, value


def raw_graph(folder: Path) -> nx.DiGraph:
    """Returns for each record three nodes, 2 where a change begins, 1 where it has run on, 0 where it has ended, and an edge for each way it takes."""
    records = raw_records(folder)
    graph = nx.DiGraph()
    facts = {data.get("name"): record for record, (kind, data) in records.items() if kind == "fact"}
    for record, (kind, data) in records.items():
        graph.add_nodes_from((record, phase) for phase in (0, 1, 2))
        for path, value in raw_references(data):
            for name in NAMED_IN_TEXT.findall(value or "") if kind != "fact" else ():
                graph.add_edges_from(((facts[name], phase), (record, 1)) for phase in (1, 2))
            how = RUNS.get((kind, path))
            if how is None or value not in records or value == record:
                continue
            if how.on:
                graph.add_edge((value, 2), (record, 2 if how.keeps_first else 0 if how.ends else 1))
                graph.add_edge((value, 1), (record, 0 if how.ends else 1))
            if how.turned:
                graph.add_edge((record, 2), (value, 2))
                if not how.at_first:
                    graph.add_edge((record, 1), (value, 1))
        if kind in IMPLIED:
            rated = [other for other, (its, _) in records.items() if its == IMPLIED[kind][0]]
            graph.add_edges_from(((record, phase), (other, 1)) for other in rated for phase in (1, 2))
    return graph


@pytest.mark.slow
@pytest.mark.parametrize("name", ["example", "pump", pytest.param("grown", marks=pytest.mark.slow)])
def test_impact_of_every_record_is_what_a_graph_of_the_raw_yaml_reaches(name: str, tmp_path: Path, catalogues: Catalogues) -> None:
    folder = {"example": lambda: EXAMPLE, "pump": lambda: SECOND, "grown": lambda: grown(SECOND, tmp_path / "grown", RECORDS)}[name]()
    handbook = load(folder, catalogues).handbook
    graph = raw_graph(folder)
    assert {record for record, _ in graph} == set(handbook.items)
    if name == "grown":
        assert len(handbook.items) >= 0.9 * RECORDS
    most = 0
    for record in handbook.items:
        lengths: dict[str, int] = {}
        for (other, _), length in nx.single_source_shortest_path_length(graph, (record, 2)).items():
            lengths[other] = min(length, lengths.get(other, length))
        del lengths[record]
        found = impact(handbook, [record])
        assert {one.id: one.distance for one in found.reached} == lengths, record
        assert [one.distance for one in found.reached] == sorted(one.distance for one in found.reached)
        most = max(most, len(lengths))
    assert most > len(handbook.items) / 4, "no record reaches much: the comparison would show nothing"
