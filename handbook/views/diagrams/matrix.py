"""The diagram of the risk matrix, twice: where each risk stands with the design as it was, and where with its treatment."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import UNTOLD, joined, t, word
from handbook.methods.risk import LEVELS, WORDS, Matrix, Rated, after_treatment, initial, matrix_of, rank
from handbook.model.handbook import Handbook
from handbook.schema.records.needs import Impact, Risk
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.words import level_words

COLUMN = 54.0
"""Width of a cell; an id of a risk fits."""
ROW = 15.0
"""Height of one id in a cell."""
LEFT = 46.0
"""Width of the names of the rows."""
TOP = 40.0
"""Height of the names of the columns."""
MOST = 8
"""So many ids stand in one cell; what exceeds them is counted."""


Placed = dict[tuple[str, str], list[tuple[LinkView, bool]]]
"""The risks by likelihood and impact, each with whether the floor for safety raises its level."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A risk in a cell."""

    link: LinkView
    y: float
    raised: bool
    """Whether its level lies above that of the cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of likelihood and impact."""

    level: str
    x: float
    y: float
    height: float
    marks: tuple[Mark, ...]
    more: int
    """How many risks it holds besides."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a row or a column, at its middle."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """A matrix with the risks in it."""

    key: str
    title: str
    width: float
    height: float
    cells: tuple[Cell, ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk before and after its treatment."""

    link: LinkView
    before: tuple[str, str, str, str]
    """Likelihood, impact and level in words, and the dimensions in which the impact is worst."""
    after: tuple[str, str, str, str]
    treatment: LinkView | None
    choice: str
    floor: bool
    """Whether a level lies above its cell, since nobody's death may be rated low."""


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Both matrices and the table."""

    pictures: tuple[MatrixPicture, ...]
    rows: tuple[RiskRow, ...]
    raised: bool
    """Whether a risk stands in a cell of a lower level than its own."""
    unrated: tuple[LinkView, ...]
    """Risks of which a factor is missing; they stand in no cell."""


def matrix_view(handbook: Handbook) -> MatrixView:
    """Returns the risks in the matrix of the product's criteria, before and after treatment."""
    matrix = matrix_of(handbook)
    rows, unrated = [], []
    before: Placed = {}
    after: Placed = {}
    for item in handbook.of(Risk):
        first = initial(item.record, matrix)
        treatment, last = after_treatment(handbook, item.record, matrix)
        record = treatment.record if treatment else None
        left = record.impacts if record and record.impacts else item.record.impacts
        for found, rated in ((before, first), (after, last)):
            if rated.likelihood and rated.impact:
                found.setdefault((rated.likelihood, rated.impact), []).append((record_link(item), _lifted(rated, matrix)))
        if first.level is None:
            unrated.append(record_link(item))
        rows.append(
            RiskRow(
                record_link(item), _words(first, item.record.impacts), _words(last, left), record_link(treatment) if treatment else None,
                word(record.choice or "") if record else "", any(_lifted(rated, matrix) for rated in (first, last)),
            )
        )  # fmt: skip
    pictures = (_picture("before", t("Before treatment"), before, matrix), _picture("after", t("After treatment"), after, matrix))
    raised = any(mark.raised for picture in pictures for cell in picture.cells for mark in cell.marks)
    return MatrixView(pictures if rows else (), tuple(rows), raised, tuple(unrated))


def _words(rated: Rated, impacts: tuple[Impact, ...]) -> tuple[str, str, str, str]:
    worst = max((rank(impact.level) for impact in impacts), default=-1)
    harmed = joined(", ", [word(one) for one in dict.fromkeys(impact.dimension for impact in impacts if rank(impact.level) == worst)])
    return level_words(rated.likelihood), level_words(rated.impact), level_words(rated.level), harmed


def _lifted(rated: Rated, matrix: Matrix) -> bool:
    return bool(rated.likelihood and rated.impact and rated.level != matrix[rated.likelihood][rank(rated.impact)])


def _picture(key: str, title: str, found: Placed, matrix: Matrix) -> MatrixPicture:
    cells, rows = [], []
    y = TOP
    for likelihood in reversed(LEVELS):
        most = max(len(found.get((likelihood, impact), ())) for impact in LEVELS)
        height = 2 * ROW + ROW * (min(most, MOST) + (most > MOST))
        for column, impact in enumerate(LEVELS):
            here = found.get((likelihood, impact), [])
            marks = tuple(Mark(link, round(y + ROW * (position + 2) + 4, 1), raised) for position, (link, raised) in enumerate(here[:MOST]))
            cells.append(Cell(matrix[likelihood][column], LEFT + column * COLUMN, y, height, marks, len(here) - len(marks)))
        rows.append(Label(likelihood, LEFT - 8, round(y + height / 2 + 4, 1)))
        y += height
    columns = tuple(Label(impact, LEFT + COLUMN * (column + 0.5), TOP - 6) for column, impact in enumerate(LEVELS))
    return MatrixPicture(key, title, LEFT + 5 * COLUMN + 2, y + 2, tuple(cells), tuple(rows), columns)


LEGEND = joined(", ", [t("{level} {word}", UNTOLD, level=level, word=word(WORDS[level])) for level in LEVELS])
"""What the letters of the levels mean."""
