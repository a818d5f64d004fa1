"""One link of a product deleted: which holes must appear, by an independent walk, and where they do: check, matrices, traces, release, nowhere else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import yaml

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.methods.belonging import by_record
from handbook.methods.matrices import RULES, matrices
from handbook.methods.release import refusals
from handbook.methods.trace import above, below
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.reading.shelf import Shelf
from handbook.views.pages.trace import trace
from tests.support.raw_graph import Raw, graph_of, links, read
from tests.support.raw_rules import Rules

WALKED = frozenset({
    "customer-without-need", "customer-not-told", "item-not-received", "need-without-source", "need-without-means", "means-without-end",
    "capability-half-verified", "capability-unverified", "verification-without-evidence", "means-not-told", "assumption-not-told", "deviation-not-told",
    "acceptance-not-told", "threat-not-considered", "threat-without-risk", "risk-untreated", "residual-not-accepted", "dead-end", "unused-record",
    "unrealised-element", "element-left-on-revision",
})  # fmt: skip
"""Rules that the walk knows as well."""
NEAR = 3
"""Steps from the deleted link within which every other finding lies: what a capability lowers stands three from its evidence."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """A link that goes."""

    file: str
    number: int
    """Which record of the file."""
    path: tuple[str | int, ...]
    source: str
    target: str

    def __str__(self) -> str:
        """Returns where it stood."""
        return f"{self.source} {'.'.join(map(str, self.path))} -> {self.target}"


class Bench:
    """A product that is written again with one link less, and judged both ways."""

    def __init__(self, product: Path, scratch: Path, catalogues: Catalogues) -> None:
        """Copies `product` into `scratch`, every file written anew from its raw texts."""
        self.files, self.folder, self.catalogues = read(product), scratch, catalogues
        self.shelf = Shelf()
        for path in product.rglob("*"):
            if path.is_file():
                target = scratch / path.relative_to(product)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        for file in self.files:
            self._write(file, self.files[file])
        self.loaded = self._load()
        self.graph = graph_of(self.files)
        day = self.loaded.handbook.today
        self.day = day.isoformat() if day else ""
        self.chain = Rules(self.graph, self.day).chain()

    def deletions(self) -> Iterator[Deletion]:
        """Yields every link that a record makes and that can be left out."""
        known = set(self.graph)
        for file, records in self.files.items():
            for number, record in enumerate(records):
                for path, target in links(record, known):
                    yield Deletion(file, number, path, record["id"], target)

    def complaints(self, deletion: Deletion) -> list[str]:
        """Returns what does not hold after a deletion; empty where exactly the right holes are told everywhere."""
        records = copy.deepcopy(self.files[deletion.file])
        _without(records[deletion.number], deletion.path)
        self._write(deletion.file, records)
        try:
            loaded = self._load()
        finally:
            self._write(deletion.file, self.files[deletion.file])
        errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
        if errors:  # what stood beside the id cannot stand without it
            return [f"{deletion}: an error elsewhere: {one.sentence}" for one in errors if one.place.file != deletion.file]
        walk = Rules(graph_of({**self.files, deletion.file: records}), self.day)
        wrong = [*self._told(loaded, walk), *self._matrices(loaded), *self._release(loaded), *self._elsewhere(loaded, deletion)]
        wrong += [line for record in (deletion.source, deletion.target) for line in traces_differ(loaded, walk, walk.chain(), record)]
        return [f"{deletion}: {one}" for one in wrong]

    def _told(self, loaded: Loaded, walk: Rules) -> Iterator[str]:
        expected, told = walk.holes, {one for one in _holes(loaded.diagnostics) if one[0] in WALKED}
        yield from (f"the walk finds {one}, the check does not" for one in sorted(expected - told))
        yield from (f"the check tells {one}, the walk does not" for one in sorted(told - expected))

    def _matrices(self, loaded: Loaded) -> Iterator[str]:
        shown = {(hole.rule, hole.record) for matrix in matrices(loaded) for hole in matrix.holes if hole.rule in RULES}
        told = {one for one in _holes(loaded.diagnostics) if one[0] in RULES}
        yield from (f"the check tells {one}, no matrix shows it" for one in sorted(told - shown))
        yield from (f"a matrix shows {one}, the check does not tell it" for one in sorted(shown - told))

    def _release(self, loaded: Loaded) -> Iterator[str]:
        gaps = {one for one in loaded.diagnostics if one.severity is Severity.GAP}
        yield from (f"a release passes {one.code} at {one.record}" for one in gaps - set(refusals(loaded.diagnostics)))

    def _elsewhere(self, loaded: Loaded, deletion: Deletion) -> Iterator[str]:
        before = _holes(self.loaded.diagnostics)
        undirected = self.graph.to_undirected(as_view=True)
        near: set[str] = set()
        for end in (deletion.source, deletion.target):
            near |= set(nx.single_source_shortest_path_length(undirected, end, cutoff=NEAR))
        for rule, record in sorted(_holes(loaded.diagnostics) - before):
            if record and record not in near:
                yield f"{rule} is told of {record}, far away"

    def _write(self, file: str, records: list[Raw]) -> None:
        path = self.folder / file
        content: Any = records
        if file == "product.yaml":
            content = {**yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), "product": records[0]}
        path.write_text(yaml.dump(content, allow_unicode=True, sort_keys=False, width=200, Dumper=DUMPER), encoding="utf-8", newline="\n")

    def _load(self) -> Loaded:
        return load(self.folder, self.catalogues, shelf=self.shelf)


class DUMPER(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes no anchors, which the handbook refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        """Returns that nothing is written as an alias."""
        return True


def traces_differ(loaded: Loaded, walk: Rules, chain: nx.DiGraph, record: str) -> list[str]:
    """Returns how the trace of a record differs from what the chain of the raw graph reaches, and where it is silent on having no way on."""
    handbook = loaded.handbook
    up, down = set(nx.descendants(chain, record)), walk.below(chain, record)
    wrong = [f"trace of {record} up differs in {sorted(up ^ set(above(handbook, record)))[:5]}"] if up != set(above(handbook, record)) else []
    if down != set(below(handbook, record)):
        wrong.append(f"trace of {record} down differs in {sorted(down ^ set(below(handbook, record)))[:5]}")
    findings = by_record(loaded.diagnostics)
    shown = trace(handbook, record, findings).answers[1]
    evidence = any(one.startswith("EVD-") for one in down)
    owed = {code for code, at in walk.holes if at == record and code in SHOWN_BY_EVIDENCE}
    if owed and not evidence and not shown.steps and not owed & {stop.rule.id for stop in shown.stops}:
        wrong.append(f"trace of {record} does not say {sorted(owed)}")
    return wrong


SHOWN_BY_EVIDENCE = frozenset({"need-without-means", "means-without-end", "capability-half-verified", "capability-unverified", "verification-without-evidence"})
"""Holes that a trace names where nothing shows a record."""


def _holes(diagnostics: tuple[Diagnostic, ...]) -> set[tuple[str, str]]:
    return {(one.code, record) for one in diagnostics for record in (one.record or one.question, *one.records)}


def _without(record: Raw, path: tuple[str | int, ...]) -> None:
    """Takes what stands at a path out of a record; a list that is empty then goes too."""
    *way, last = path
    holder: Any = record
    for part in way:
        holder = holder[part]
    del holder[last]
    if way and holder == []:
        _without(record, tuple(way))
