"""A product as a graph of raw references: read with PyYAML alone and walked with networkx.

It shares no code with the handbook. What it knows of the fields stands in the table below, written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import yaml

Raw = dict[str, Any]
Path_ = tuple[str | int, ...]
_ID = re.compile(r"[A-Z]{3,4}-\d{2,4}")
CHAIN: dict[str, dict[str, tuple[str, ...]]] = {
    "USR": {"customers": ()}, "USE": {"customers": (), "users": ()}, "ASM": {"about": ("CUS",), "use_cases": ()}, "OBL": {"customers": ()},
    "THR": {"targets": ("COM", "IFC", "DAT", "ZON", "FLW", "KEY"), "misuse": ()}, "RSK": {"threats": (), "use_cases": (), "assumptions": ()},
    "NEED": {"customers": (), "risks": (), "obligations": (), "use_cases": ()}, "MNS": {"needs": (), "external_systems": (), "assumptions": ()},
    "TRT": {"risk": (), "means": ()}, "ACC": {"treatments": ()}, "CAP": {"means": ()}, "VER": {"capabilities": (), "threats": ()},
    "DEV": {"risk": (), "compensation": ()}, "TRM": {"component": ()}, "SAF": {"protects": ("ZON", "KEY")}, "VUL": {"reports": (), "parts": ()},
    "NTF": {"cases": ("VUL", "INC")}, "UPD": {"vulnerabilities": ()}, "REV": {"cases": (), "changes": ()}, "AUD": {"customers": (), "users": ()},
    "FACT": {"decided_in": ("DEC",)}, "INF": {"audiences": (), "discloses": ()}, "EVD": {"result_of": ("SAF", "VER", "PLN", "VAL")}, "VAL": {"subjects": ("NEED", "MNS", "INF")},
}  # fmt: skip
"""Fields that are steps of the chain, by prefix, each with the prefixes that count there; all where none is named."""
ENDS = {"INF", "EVD", "REV", "NTF"}


def read(folder: Path) -> dict[str, list[Raw]]:
    """Returns the records of each file of a product as raw texts, by its path relative to the folder."""
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("files/", "pages/")) or name in ("rules.yaml", "assessments.yaml"):
            continue
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        found[name] = [raw["product"]] if name == "product.yaml" else raw or []
    return found


def links(record: Raw, known: set[str]) -> Iterator[tuple[Path_, str]]:
    """Yields each text of a record that is, as a whole, the id of another record, with its place."""

    def walk(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
        if isinstance(value, dict):
            for key, one in value.items():
                yield from walk(one, (*path, key))
        elif isinstance(value, list):
            for number, one in enumerate(value):
                yield from walk(one, (*path, number))
        elif _ID.fullmatch(value) and value in known and path != ("id",):
            yield path, value

    yield from walk(record, ())


def graph_of(files: dict[str, list[Raw]]) -> nx.MultiDiGraph:
    """Returns records as nodes with their raw fields, and each reference as an edge from the record that names to the one that is named."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for records in files.values():
        for record in records:
            graph.add_node(record["id"], **{"raw": record})
    known = set(graph)
    for records in files.values():
        for record in records:
            for path, target in links(record, known):
                if target != record["id"]:
                    graph.add_edge(record["id"], target, field=str(path[0]))
    return graph


class Walk:
    """Questions about the graph of a product."""

    def __init__(self, graph: nx.MultiDiGraph, today: str) -> None:
        """Walks `graph` as of the day `today`."""
        self.graph, self.today = graph, today
        self._by_prefix: dict[str, list[str]] = {}
        for one in graph:
            self._by_prefix.setdefault(one.partition("-")[0], []).append(one)

    def raw(self, record: str) -> Raw:
        """Returns the raw fields of a record."""
        found: Raw = self.graph.nodes[record]["raw"]
        return found

    def all(self, prefix: str) -> list[str]:
        """Returns the ids with a prefix."""
        return self._by_prefix.get(prefix, [])

    def out(self, record: str, *fields: str) -> set[str]:
        """Returns what a record names, in some fields or in any."""
        return {target for _, target, data in self.graph.out_edges(record, data=True) if not fields or data["field"] in fields}

    def into(self, record: str, prefix: str = "", *fields: str) -> set[str]:
        """Returns what names a record: of one prefix, in some fields."""
        return {
            source for source, _, data in self.graph.in_edges(record, data=True)
            if source.startswith(prefix and f"{prefix}-") and (not fields or data["field"] in fields)
        }  # fmt: skip

    # the chain

    def chain(self) -> nx.DiGraph:
        """Returns the graph of the chain alone."""
        found: nx.DiGraph = nx.DiGraph()
        found.add_nodes_from(self.graph)
        for source, target, data in self.graph.edges(data=True):
            kinds = CHAIN.get(source.partition("-")[0], {}).get(data["field"])
            if kinds is not None and (not kinds or target.partition("-")[0] in kinds):
                found.add_edge(source, target)
        return found

    def below(self, chain: nx.DiGraph, record: str) -> set[str]:
        """Returns what rests on a record; what was seen and what was said are ends."""
        open_ones = nx.subgraph_view(chain, filter_edge=lambda _, target: target == record or target.partition("-")[0] not in ENDS)
        return set(nx.ancestors(open_ones, record))
