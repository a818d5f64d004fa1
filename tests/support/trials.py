"""Trials: so many mutations and slips of one product, with what was wrong about each."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.support.hostile import HOSTILE
from tests.support.mutation import sample
from tests.support.mutations import OPERATORS
from tests.support.slips import Outcome, slips
from tests.support.trying import Bench

EVERY = OPERATORS + HOSTILE
SEED = "8259"


@dataclass
class Tally:
    """What was tried and what failed."""

    tried: Counter[str] = field(default_factory=Counter)
    """Mutations by operator."""
    files: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    """One line for each mutation with a wrong or a missing finding."""


def try_mutations(bench: Bench, count: int, seed: str = SEED, operators: Iterable[str] = ()) -> Tally:
    """Returns what comes of `count` mutations of each operator, or of those named."""
    tally = Tally()
    for operator in EVERY:
        if operators and operator.__name__ not in operators:
            continue
        for mutation in sample(bench.book, operator, count, seed):
            tally.tried[operator.__name__] += 1
            tally.files.update(mutation.changes)
            tally.wrong += [f"{mutation.operator}: {mutation.what}: {one}" for one in bench.judge(mutation)[:2]]
    return tally


def try_slips(bench: Bench, count: int, seed: str = SEED) -> list[Outcome]:
    """Returns what is said about `count` misspellings of each category: keys, words, ids, entries, names of files."""
    rng = random.Random(f"{seed}/slips")
    tried: Counter[str] = Counter()
    outcomes = []

    def enough(category: str) -> bool:
        return tried[category] >= count

    for slip in slips(bench.book, bench.catalogues, bench.before.handbook.attachments, rng, enough):
        if not enough(slip.category):
            tried[slip.category] += 1
            after = bench.load(slip.mutation)
            outcomes.append(
                Outcome(slip, tuple(one for one in after.diagnostics if (one.place.file, one.place.line, one.place.column) in slip.mutation.places))
            )
    return outcomes


def table(outcomes: Iterable[Outcome]) -> list[str]:
    """Returns a line for each category and one for all: how many, told, with the right word listed, uniquely nearest, and then first."""
    rows: dict[str, list[int]] = {}
    for one in outcomes:
        for name in (one.slip.category, "all"):
            row = rows.setdefault(name, [0] * 5)
            for number, holds in enumerate((True, bool(one.told), one.listed, one.slip.unique, one.slip.unique and one.first)):
                row[number] += holds
    order = sorted(rows, key=lambda name: (name == "all", name))
    return [f"{'':10} tried  told listed unique  first", *(f"{name:10}" + "".join(f"{number:6} " for number in rows[name]) for name in order)]
