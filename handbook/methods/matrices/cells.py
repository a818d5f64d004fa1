"""What matrices are made of: cells with a state and what is missing in words, rows, columns, and how many holes each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args, overload

from handbook.languages.said import t, word
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Ruling

State = Literal["met", "open", "gap", "not applicable", "not assessed", "not asked"]
"""Met; decided and left open, or shown in part; must be there and is not; set aside by somebody with a reason; nobody has looked; not asked here."""
STATES: tuple[State, ...] = get_args(State)

Exempt = Mapping[tuple[str, str], Ruling]
"""What a product exempts from rules, by rule and record."""


UNPUBLISHED = word("not published")
"""Word of a cell in which something is left out for those who read it."""


@dataclass(frozen=True, slots=True, order=True)
class Hole:
    """A gap by the rule that tells it and the record, question or folder at which it is told."""

    rule: str
    record: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One step for one row."""

    state: State
    records: tuple[str, ...] = ()
    """Ids of the records that answer it, or that set it aside."""
    word: str = ""
    """What is said instead of the state's own name, or what is missing."""
    holes: tuple[Hole, ...] = ()
    exempt: tuple[Ruling, ...] = ()
    """What the product decided about its holes, where none of them counts."""


class Later(Sequence[Cell]):
    """Cells of a row that are made when somebody looks at them: which rows there are, and so which pages, is known without."""

    __slots__ = ("_made", "_make")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, make: Callable[[], tuple[Cell, ...]]) -> None:
        self._make: Callable[[], tuple[Cell, ...]] | None = make
        self._made: tuple[Cell, ...] = ()

    def _cells(self) -> tuple[Cell, ...]:
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made

    @overload
    def __getitem__(self, position: int) -> Cell: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, position: int | slice) -> Cell | tuple[Cell, ...]:
        """Returns the cell at a position, or those of a range."""
        return self._cells()[position]

    def __len__(self) -> int:
        return len(self._cells())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._cells() == tuple(other)


@dataclass(frozen=True, slots=True)
class Head:
    """What a row or a column is about."""

    key: str
    """Id of a record, an entry or a question; of a column of steps, its name."""
    about: Literal["record", "entry", "question", "step"] = "record"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with a cell for each column."""

    head: Head
    cells: Sequence[Cell]
    under: Head | None = None
    """What the row belongs to, where that has several."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together, and are not parted from their name."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against columns, each crossing with a state."""

    name: str
    """Last part of its address."""
    title: str
    about: str
    """What its rows and columns are, in a sentence or two."""
    row: str
    """What a row is."""
    columns: tuple[Head, ...]
    groups: tuple[Group, ...]
    rules: tuple[str, ...]
    """Rules whose findings are its gaps."""
    search: tuple[str, ...] = ()
    """Words by which readers look for it."""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def holes(self) -> frozenset[Hole]:
        """Returns every gap that counts, each once however many cells show it."""
        return frozenset(hole for row in self.rows for cell in row.cells if cell.state == "gap" for hole in cell.holes)


def by_state(cells: Iterable[Cell]) -> Counter[State]:
    """Returns how many cells there are of each state."""
    return Counter(cell.state for cell in cells)


def seen(handbook: Handbook, records: Iterable[str], word: str = "", state: State = "met") -> Cell:
    """Returns a cell with records in it; *not assessed* where none of them has been looked at, since nothing is satisfied by default."""
    found = tuple(dict.fromkeys(records))
    if found and all(handbook.items[one].record.status == "not assessed" for one in found):
        return Cell("not assessed", found)
    return Cell(state, found, word)


def lacking(word: str, holes: Iterable[Hole], records: Iterable[str] = ()) -> Cell:
    """Returns a cell in which something is missing, beside the records that are there."""
    return Cell("gap", tuple(dict.fromkeys(records)), word, tuple(dict.fromkeys(holes)))


def not_asked(word: str = "") -> Cell:
    """Returns a cell of which nothing is asked."""
    return Cell("not asked", (), word)


def linked(handbook: Handbook, item: Item, field: str, word: str) -> Cell:
    """Returns a cell with what a record names in a field that it is expected to fill in."""
    found = [one.id for one in handbook.targets(item.id, field)]
    return seen(handbook, found) if found else lacking(word, [Hole("missing-field", item.id)])


def ids(items: Iterable[Item]) -> tuple[str, ...]:
    """Returns the ids of records."""
    return tuple(item.id for item in items)


def without_exempted(matrix: Matrix, exempt: Exempt) -> Matrix:
    """Returns the matrix in which a cell is *not applicable* if the product exempts it from all rules that call it a gap."""
    if not exempt:
        return matrix
    groups = [replace(group, rows=tuple(_excused_in(row, exempt) for row in group.rows)) for group in matrix.groups]
    return replace(matrix, groups=tuple(groups))


def without_left_out(matrix: Matrix, told: Collection[tuple[str, str]]) -> Matrix:
    """Returns the matrix as those see it from whom something is kept: what no rule calls a gap (`told`, by rule and record) is only left out."""
    groups = [replace(group, rows=tuple(_published_in(row, told) for row in group.rows)) for group in matrix.groups]
    return replace(matrix, groups=tuple(groups))


def _published_in(row: Row, told: Collection[tuple[str, str]]) -> Row:
    return replace(row, cells=Later(lambda: tuple(_published(cell, told) for cell in row.cells)))


def _published(cell: Cell, told: Collection[tuple[str, str]]) -> Cell:
    if cell.state == "not assessed" and not cell.records:
        return Cell("not asked", (), UNPUBLISHED)
    counting = tuple(hole for hole in cell.holes if (hole.rule, hole.record) in told)
    if cell.state != "gap" or len(counting) == len(cell.holes):
        return cell
    return replace(cell, holes=counting) if counting else Cell("not asked", cell.records, UNPUBLISHED)


def _excused_in(row: Row, exempt: Exempt) -> Row:
    return replace(row, cells=Later(lambda: tuple(_excused(cell, exempt) for cell in row.cells)))


def _excused(cell: Cell, exempt: Exempt) -> Cell:
    counting = tuple(hole for hole in cell.holes if (hole.rule, hole.record) not in exempt)
    if cell.state != "gap" or len(counting) == len(cell.holes):
        return cell
    if counting:
        return replace(cell, holes=counting)
    rulings = {id(ruling): ruling for ruling in (exempt[hole.rule, hole.record] for hole in cell.holes)}
    return Cell("not applicable", cell.records, t("exempt: {word}", word=cell.word), (), tuple(rulings.values()))
