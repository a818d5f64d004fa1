"""Verdicts on contradictions: what was told, where, how soon, and a table by operator."""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic, as_text, stops_release
from handbook.model.loaded import Loaded
from tests.support import (
    contradicting_baseline,
    contradicting_chain,
    contradicting_claims,
    contradicting_days,
    contradicting_files,
    contradicting_risks,
    contradicting_texts,
)
from tests.support.building import ROOT
from tests.support.contradicting import CONTRADICTIONS, Drawn, Operator, allowed_lines, draw, found_in
from tests.support.example import is_ours
from tests.support.judging import complaints
from tests.support.ledger import Ledger
from tests.support.mutation import Mutation
from tests.support.pending import PENDING
from tests.support.trying import Bench
from tests.support.variations import HONEST, NEUTRAL, Finder

MODULES = (contradicting_days, contradicting_files, contradicting_texts, contradicting_chain, contradicting_baseline, contradicting_risks, contradicting_claims)
"""The modules that hold the operators; importing them registers these."""
PRODUCTS = ("tests/products/minimal", "examples/pump-monitor", *(["worked_example"] if is_ours() else []))
FAST = "fast"
"""Seed of the one contradiction of each operator that the fast tests try."""
SLOW = 5.0
"""Seconds beyond which one check is too slow."""
SILENT = 0.02
"""Share of contradictions that may be silent."""
FORM = frozenset({
    "yaml-syntax", "yaml-feature", "unknown-key", "missing-key", "wrong-type", "unknown-value", "empty-text", "duplicate-key", "malformed-id", "duplicate-id",
})  # fmt: skip
"""Findings about form: by these alone no contradiction is told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one contradiction."""

    drawn: Drawn
    outcome: str
    """`told`, `elsewhere`, `silent`, or `traceback`."""
    seconds: float
    said: str = ""
    """What was found instead, or where it broke."""

    @property
    def slow(self) -> bool:
        """Returns whether the check took too long."""
        return self.seconds > SLOW


class Court:
    """Copies of products, each spoilt in turn and put back."""

    def __init__(self, scratch: Path, products: Iterable[str] = PRODUCTS, catalogues: Catalogues | None = None) -> None:
        self.benches: list[Bench] = []
        for name in products:
            self.benches.append(Bench(ROOT, name, scratch, catalogues))
            catalogues = self.benches[-1].catalogues
        self.ledgers = [Ledger(bench.book, bench.before.handbook) for bench in self.benches]

    def smallest(self, operator: Operator, seed: str) -> Drawn | None:
        """Returns one contradiction in the first product that has a spot for it, or None where none has."""
        for number, ledger in enumerate(self.ledgers):
            found = found_in(ledger, operator)
            if found:
                return Drawn(number, operator, random.Random(f"{seed}/{operator.name}").choice(found))
        return None

    def varied(self, find: Finder, count: int, seed: str) -> Iterator[tuple[str, list[Diagnostic]]]:
        """Yields so many variations of each product with what is newly found of them."""
        for bench, ledger in zip(self.benches, self.ledgers, strict=True):
            found = list(find(ledger))
            random.Random(f"{seed}/{find.__name__}").shuffle(found)
            for one in found[:count]:
                after = bench.load(Mutation(operator=find.__name__, what=one.what, changes=one.change()))
                yield f"{bench.book.name}: {one.what}", new_findings(bench.before, after)

    def draw(self, count: int, seed: str, operators: Iterable[Operator]) -> list[Drawn]:
        """Returns so many contradictions over all products."""
        return draw(self.ledgers, operators, count, seed)

    def judge(self, drawn: Drawn) -> Verdict:
        """Returns what comes of a contradiction."""
        bench = self.benches[drawn.product]
        start = time.perf_counter()
        try:
            after = bench.load(Mutation(operator=drawn.operator.name, what=drawn.result.what, changes=drawn.result.changes))
        except Exception:
            return Verdict(drawn, "traceback", time.perf_counter() - start, traceback.format_exc(limit=-2))
        seconds = time.perf_counter() - start
        new = new_findings(bench.before, after)
        misplaced = complaints(dict(drawn.result.changes), bench.book.texts, bench.before, after)
        if misplaced:
            return Verdict(drawn, "elsewhere", seconds, misplaced[0])
        lines = allowed_lines(drawn.result, bench.book.texts)
        heavy = [one for one in new if self._counts(one, drawn.operator)]
        told = [one for one in heavy if (one.place.file, one.place.line) in lines]
        outcome = "told" if told else "elsewhere" if heavy else "silent"
        shown = heavy or new
        return Verdict(drawn, outcome, seconds, as_text(shown[0]) if shown else "")

    @staticmethod
    def _counts(finding: Diagnostic, operator: Operator) -> bool:
        if finding.code in FORM and finding.code not in operator.form and finding.code not in operator.codes:
            return False
        return not operator.stops or stops_release(finding)


def new_findings(before: Loaded, after: Loaded) -> list[Diagnostic]:
    """Returns what is found in the changed product and was not in the product as it is; where it stands in its file does not count."""
    known = Counter((one.code, one.place.file, one.sentence) for one in before.diagnostics)
    found = []
    for one in after.diagnostics:
        key = (one.code, one.place.file, one.sentence)
        if known[key]:
            known[key] -= 1
        elif one.code != "residue":
            found.append(one)
    return found


def trial(court: Court, count: int, seed: str, about: Iterable[str] = (), show: Callable[[str], None] = print) -> bool:
    """Judges so many contradictions, a tenth of it as variations, and says all about them. Returns whether everything stands."""
    words = tuple(about)
    wanted = [one for one in operators() if not words or any(word in one.name for word in words)]
    verdicts = [court.judge(drawn) for drawn in court.draw(count, seed, wanted)]
    waiting = {one.name for one in operators(pending=True)}
    judged = [one for one in verdicts if one.drawn.operator.name not in waiting]
    for text in table(judged, [one for one in wanted if one.name not in waiting]):
        show(text)
    if len(judged) < len(verdicts):
        show("\nWaiting for their rule:")
        for text in table([one for one in verdicts if one.drawn.operator.name in waiting], [one for one in wanted if one.name in waiting]):
            show(text)
    wrong = failed(judged)
    wrong += [f"{one.outcome}: {line(one)}" for one in verdicts if one.drawn.operator.name in waiting and one.outcome == "traceback"]
    shown = [f"silent: {line(one)}" for one in judged if one.outcome == "silent"]
    false = [] if words else list(_varied(court, max(1, count // 600), seed, show))
    for text in (*dict.fromkeys((*wrong, *shown)), *false):
        show(f"    {text}")
    slowest = max((one.seconds for one in verdicts), default=0.0)
    show(f"{len(verdicts)} contradictions, the slowest check {slowest:.1f} s, {len(wrong)} complaints, {len(false)} false alarms")
    return not wrong and not false


def _varied(court: Court, count: int, seed: str, show: Callable[[str], None]) -> Iterator[str]:
    """Yields each false alarm on an honest variation, and shows how many neutral changes were told."""
    tried = 0
    for name, find in HONEST.items():
        for what, found in court.varied(find, count, seed):
            tried += 1
            if found:
                yield f"false alarm: {name} | {what} | {as_text(found[0])}"[:420]
    show(f"{tried} honest variations of {len(HONEST)} kinds")
    counted: Counter[str] = Counter()
    for name, find in NEUTRAL.items():
        for _, found in court.varied(find, count, seed):
            counted.update([f"{name}: told" if found else f"{name}: silent"])
    show(f"neutral changes, which nothing contradicts: {', '.join(f'{name} {number}' for name, number in sorted(counted.items()))}")


def operators(pending: bool | None = None) -> list[Operator]:
    """Returns the operators; those that wait for a rule, or those that do not, where that is asked."""
    return [one for one in CONTRADICTIONS.values() if pending is None or (one.name in PENDING) == pending]


def table(verdicts: Iterable[Verdict], wanted: Iterable[Operator]) -> Iterator[str]:
    """Yields a line for each operator: tried, told at the right line, told elsewhere, silent, slow, tracebacks."""
    counted: dict[str, Counter[str]] = {}
    for one in verdicts:
        row = counted.setdefault(one.drawn.operator.name, Counter())
        row.update(["tried", one.outcome, *(["slow"] if one.slow else [])])
    yield f"{'':64}{'tried':>6}{'told':>6}{'elsewhere':>11}{'silent':>8}{'slow':>6}{'traceback':>11}"
    total: Counter[str] = Counter()
    for operator in wanted:
        row = counted.get(operator.name, Counter())
        total.update(row)
        yield _row(f"{operator.item:5}{operator.name}", row)
    yield _row("all", total)


def _row(name: str, row: Counter[str]) -> str:
    return f"{name[:63]:64}{row['tried']:6}{row['told']:6}{row['elsewhere']:11}{row['silent']:8}{row['slow']:6}{row['traceback']:11}"


def failed(verdicts: list[Verdict]) -> list[str]:
    """Returns why the verdicts do not stand: a traceback, a wrong place, a slow check, or too many in silence."""
    wrong = [f"{one.outcome}: {line(one)}" for one in verdicts if one.outcome in ("traceback", "elsewhere")]
    wrong += [f"slow ({one.seconds:.1f} s): {line(one)}" for one in verdicts if one.slow]
    silent = [one for one in verdicts if one.outcome == "silent"]
    if len(silent) > SILENT * len(verdicts):
        wrong += [f"silent: {line(one)}" for one in silent]
    return wrong


def line(verdict: Verdict) -> str:
    """Returns a verdict in one line."""
    drawn = verdict.drawn
    product = PRODUCTS[drawn.product] if drawn.product < len(PRODUCTS) else str(drawn.product)
    return f"{drawn.operator.name} | {product} | {drawn.result.what} | against {drawn.result.against} | {verdict.said or 'nothing'}"[:420]
