"""Operators of contradiction: how one is written, and how so many results are drawn over several products.

An operator changes one value of a valid product so that it contradicts a second place, which it names: a field of another record,
an entry of a catalogue, a day, a revision, a text. It yields only results that something contradicts; what nothing contradicts
belongs to the neutral operators in `variations`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tests.support.edits import Path
from tests.support.ledger import Entry, Ledger, Where, lines_of


@dataclass(frozen=True, kw_only=True)
class Result:
    """A product with one value that something else contradicts, or that nothing does."""

    what: str
    """What was changed, for people."""
    change: Callable[[], Mapping[str, str]]
    """Makes the new text by file; asked only of what is drawn."""
    against: str = ""
    """The very place that contradicts it."""
    places: tuple[Where, ...] = ()
    """Where a finding may stand: the field that was changed, the second place, and the records of both."""
    last: str = ""
    """A file whose last record may carry the finding."""

    @cached_property
    def changes(self) -> Mapping[str, str]:
        """Returns the new text by file."""
        return self.change()


Finder = Callable[[Ledger], Iterator[Result]]


@dataclass(frozen=True, kw_only=True)
class Operator:
    """A kind of contradiction."""

    name: str
    item: str
    """Which part of the list of faults it stands for, such as `A.3`."""
    second: str
    """The second place that the result contradicts, in general."""
    find: Finder
    codes: tuple[str, ...] = ()
    """Codes that are known to tell it; empty where any does."""
    stops: bool = False
    """Whether a finding must be one that stops a release."""
    form: tuple[str, ...] = ()
    """Codes of form (a key, a type, YAML itself) by which it may be told as well; otherwise they mean that the operator is wrong."""


CONTRADICTIONS: dict[str, Operator] = {}
"""Every operator, by its name."""


def contradiction(item: str, *, second: str, codes: Iterable[str] = (), stops: bool = False, form: Iterable[str] = ()) -> Callable[[Finder], Finder]:
    """Registers a function as an operator of contradiction under its own name."""

    def register(find: Finder) -> Finder:
        name = find.__name__.replace("_", " ")
        assert name not in CONTRADICTIONS
        CONTRADICTIONS[name] = Operator(name=name, item=item, second=second, find=find, codes=tuple(codes), stops=stops, form=tuple(form))
        return find

    return register


def result(ledger: Ledger, entry: Entry, path: Path | str, value: object, against: str, *others: Where | Entry) -> Result:
    """Returns the product with one value written anew; `others` are the second place and whatever else may carry the finding."""
    where = (path,) if isinstance(path, str) else path
    shown = "gone" if value is None else str(value)
    places = [Where(entry.id, where[:depth]) for depth in range(len(where), -1, -1)]
    places += [Where(one.id) if isinstance(one, Entry) else one for one in others]
    places += [Where(one.record) for one in others if isinstance(one, Where)]
    return Result(
        what=f"{entry.id}.{'.'.join(map(str, where))} = {shown[:60]!r}",
        change=lambda: ledger.changed(entry, where, value),
        against=against,
        places=tuple(places),
    )


def added(ledger: Ledger, kind: str, data: dict[str, object], against: str, *others: Where | Entry) -> Result:
    """Returns the product with one record more."""
    record = str(data["id"])
    places = [Where(record), *(Where(record, (field,)) for field in data)]
    places += [Where(one.id) if isinstance(one, Entry) else one for one in others]
    return Result(what=f"{record} more", change=lambda: ledger.added(kind, data), against=against, places=tuple(places))


def allowed_lines(found: Result, texts: Mapping[str, str]) -> set[tuple[str, int]]:
    """Returns the lines at which a finding stands right, in the product as it was changed."""
    new = {**texts, **found.changes}
    lines: set[tuple[str, int]] = set()
    for where in found.places:
        span = lines_of(new, where)
        if span is not None:
            lines.update((span[0], number) for number in range(span[1], span[2] + 1))
    if found.last:
        last = new[found.last].rstrip("\n").count("\n") + 1
        starts = [number for number, line in enumerate(new[found.last].split("\n"), 1) if line.startswith("- id:")]
        lines.update((found.last, number) for number in range(starts[-1] if starts else 1, last + 2))
    return lines


@dataclass(frozen=True, slots=True)
class Drawn:
    """A result with the product and the operator that it comes from."""

    product: int
    operator: Operator
    result: Result


def found_in(ledger: Ledger, operator: Operator) -> tuple[Result, ...]:
    """Returns every result of an operator in a product, found once."""
    if operator.find not in ledger.found:
        ledger.found[operator.find] = tuple(operator.find(ledger))
    return ledger.found[operator.find]


def draw(ledgers: list[Ledger], operators: Iterable[Operator], count: int, seed: str) -> list[Drawn]:
    """Returns so many results, in turn from each operator and each product, drawn by a seed; fewer where there are no more."""
    queues = []
    for operator in operators:
        rng = random.Random(f"{seed}/{operator.name}")
        by_product = []
        for number, ledger in enumerate(ledgers):
            found = list(found_in(ledger, operator))
            rng.shuffle(found)
            by_product.append([Drawn(number, operator, one) for one in found])
        rng.shuffle(by_product)
        queues.append([one for row in _in_turn(by_product) for one in row])
    return [one for row in _in_turn(queues) for one in row][:count]


def _in_turn(queues: list[list[Drawn]]) -> Iterator[list[Drawn]]:
    """Yields the first of each queue, then the second of each, until all are empty."""
    for number in range(max(map(len, queues), default=0)):
        yield [queue[number] for queue in queues if number < len(queue)]
