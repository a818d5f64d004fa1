"""Page kind: coverage matrices, in parts that stay readable however many records there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from handbook.catalogs.activities import Question
from handbook.languages.said import Said, named, t, word
from handbook.methods.matrices.cells import Cell, Head, Matrix, Row
from handbook.model.handbook import Handbook
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown, in_a_row
from handbook.views.shared.counts import Counts, all_counts, counts_of
from handbook.views.shared.links import LinkView, entry_link, record_link
from handbook.views.shared.set_aside import SetAside, exempted, set_aside

ROWS = 40
"""At most so many rows stand on a page."""
COLUMNS = 7
"""At most so many columns stand in a table, so that it fits a sheet of paper."""
TABLES = 2
"""At most so many tables with the same rows stand on a page."""
LISTED = 6
"""At most so many records stand in a cell; the page of its row has the rest."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell with its state, a word on it and links."""

    state: str
    word: str
    links: tuple[LinkView, ...]
    more: int
    """How many further records there are."""
    rules: tuple[LinkView, ...]
    """The rules that call it a gap."""


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head of a row or a column, with the number of cells by state."""

    link: LinkView | None
    text: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class RowView:
    """A row."""

    head: HeadView
    under: LinkView | None
    cells: tuple[CellView, ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """Some rows against some columns."""

    name: str
    """What its state in the address bears before a point; '' where the page has no other."""
    title: str
    """Heading above it: the group of its rows; '' where they are of none."""
    row: str
    columns: tuple[HeadView, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """A page with a matrix, or a part of one."""

    title: str
    about: str
    part: int
    parts: tuple[LinkView, ...]
    """All parts, where there are several."""
    counts: Counts
    tables: tuple[TableView, ...]
    aside: tuple[SetAside, ...]
    coverage: Address


@dataclass(frozen=True, slots=True)
class Part:
    """What of a matrix stands on a page: rows by group, and columns by their positions."""

    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    columns: tuple[int, ...]

    @property
    def name(self) -> str:
        """Returns which rows they are, by the first and the last."""
        keys = [(row.under or row.head).key for _, rows in self.groups for row in rows]
        return keys[0] if keys[0] == keys[-1] else t("{first} to {last}", first=keys[0], last=keys[-1])

    @property
    def cells(self) -> list[Cell]:
        return [row.cells[position] for _, rows in self.groups for row in rows for position in self.columns]


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the pages of each matrix that has rows, one after the other."""
    made = [(matrix, number) for matrix in shown.matrices for number in range(1, len(parts_of(matrix)) + 1)]
    paths = [addresses.of_matrix(matrix.name, number).page for matrix, number in made]
    for (matrix, number), (path, previous, following) in zip(made, in_a_row(paths), strict=True):
        yield PageSpec(
            path=path,
            title=_title(matrix, number),
            description=_about(matrix, number),
            parent=addresses.COVERAGE.page,
            previous=previous,
            next=following,
            hide=("navigation", "toc"),
            search_words=partial(tuple, (*matrix.search, "gaps", "holes") if number == 1 else ()),
            search_weight=1.0 if number == 1 else 0.0,  # the parts that follow repeat what pages of records say
            template="matrix.html",
            make=partial(matrix_view, shown.handbook, matrix, number),
        )


def _title(matrix: Matrix, number: int) -> Said:
    return t("Coverage: {matrix}, part {number}", matrix=matrix.title, number=number) if number > 1 else t("Coverage: {matrix}", matrix=matrix.title)


def _about(matrix: Matrix, number: int) -> str:
    part = parts_of(matrix)[number - 1]
    return t("Part {number}, {named}. {about}", number=number, named=_named(part), about=matrix.about) if number > 1 else matrix.about


def stands_alone(matrix: Matrix) -> bool:
    """Returns whether the first page of a matrix has one table, whose state stands in the address without a name."""
    first = parts_of(matrix)[0]
    return len(first.columns) <= COLUMNS and [name for name, _ in first.groups] == [""]


def parts_of(matrix: Matrix) -> tuple[Part, ...]:
    """Returns the parts of a matrix, each of which has a page; none where it has no rows or columns."""
    wide = COLUMNS * TABLES
    positions = range(len(matrix.columns))
    return tuple(Part(groups, tuple(positions[start : start + wide])) for groups in _bands(matrix) for start in range(0, len(positions), wide))


def matrix_view(handbook: Handbook, matrix: Matrix, number: int = 1) -> MatrixView:
    """Returns what a page of a matrix shows; `number` says which part, from 1."""
    every = parts_of(matrix)
    part = every[number - 1]
    slices = [part.columns[start : start + COLUMNS] for start in range(0, len(part.columns), COLUMNS)]
    tables = [_table(handbook, matrix, title, rows, columns) for title, rows in part.groups for columns in slices]
    alone = len(tables) == 1 and not tables[0].title
    named = [replace(one, name="" if alone else f"{matrix.name}-{position}") for position, one in enumerate(tables, 1)]
    others = tuple(LinkView(str(position), _named(one), addresses.of_matrix(matrix.name, position)) for position, one in enumerate(every, 1))
    return MatrixView(
        title=matrix.title,
        about=matrix.about,
        part=number,
        parts=others if len(others) > 1 else (),
        counts=all_counts(part.cells),
        tables=tuple(named),
        aside=_aside(handbook, part.cells),
        coverage=addresses.COVERAGE,
    )


def head_view(handbook: Handbook, head: Head, cells: Sequence[Cell] = ()) -> HeadView:
    """Returns the head of a row or column with the number of its `cells` by state."""
    return HeadView(_link(handbook, head), word(head.key) if head.about == "step" else "", counts_of(cells))


def _bands(matrix: Matrix) -> Iterator[tuple[tuple[str, tuple[Row, ...]], ...]]:
    """Yields the rows for one page after the other; a group is parted only where it is longer than a page."""
    band: list[tuple[str, tuple[Row, ...]]] = []
    room = ROWS
    for group in matrix.groups:
        for start in range(0, len(group.rows), ROWS):
            rows = group.rows[start : start + ROWS]
            if len(rows) > room and band:
                yield tuple(band)
                band, room = [], ROWS
            band.append((group.name, rows))
            room -= len(rows)
    if band:
        yield tuple(band)


def _named(part: Part) -> str:
    return (
        t("{name}, columns {first} to {last}", name=part.name, first=part.columns[0] + 1, last=part.columns[-1] + 1)
        if part.columns[0] or len(part.columns) == COLUMNS * TABLES
        else part.name
    )


def _table(handbook: Handbook, matrix: Matrix, title: str, rows: tuple[Row, ...], columns: tuple[int, ...]) -> TableView:
    heads = tuple(head_view(handbook, matrix.columns[position], [row.cells[position] for row in rows]) for position in columns)
    return TableView(matrix.name, title, matrix.row, heads, tuple(_row(handbook, row, [row.cells[position] for position in columns]) for row in rows))


def _row(handbook: Handbook, row: Row, cells: list[Cell]) -> RowView:
    views = tuple(_cell(handbook, cell) for cell in cells)
    return RowView(head_view(handbook, row.head, cells), _link(handbook, row.under) if row.under else None, views, any(cell.state == "gap" for cell in cells))


def _cell(handbook: Handbook, cell: Cell) -> CellView:
    links = tuple(record_link(handbook.items[one]) for one in cell.records[:LISTED])
    rules = dict.fromkeys(hole.rule for hole in cell.holes)
    told = tuple(LinkView(rule, named(f"meaning/{rule}"), addresses.of_rule(rule), t("Rule")) for rule in rules)
    return CellView(cell.state, cell.word, links, len(cell.records) - len(links), told)


def _link(handbook: Handbook, head: Head) -> LinkView | None:
    if head.about == "record":
        return record_link(handbook.items[head.key])
    if head.about == "entry":
        return entry_link(handbook, handbook.catalogues.entries[head.key])
    if head.about == "question":
        activity, question = handbook.catalogues.questions[head.key]
        return question_link(activity, question)
    return None


def question_link(activity: int, question: Question) -> LinkView:
    """Returns a link to a question on the page of its activity."""
    return LinkView(question.id, question.text, addresses.of_question(question.id, activity), t("Question of Activity {activity}", activity=activity))


def _aside(handbook: Handbook, cells: Sequence[Cell]) -> tuple[SetAside, ...]:
    """Returns who set aside what is not applicable, each decision once."""
    chosen = [cell for cell in cells if cell.state == "not applicable"]
    rulings = {id(ruling): ruling for cell in chosen for ruling in cell.exempt}
    records = dict.fromkeys(one for cell in chosen if not cell.exempt for one in cell.records)
    return (*(set_aside(handbook, handbook.items[one]) for one in records), *(exempted(handbook, ruling) for ruling in rulings.values()))
