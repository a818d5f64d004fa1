"""The diagram of the CSF Organizational Profile: by Category, a square for every row and every Subcategory without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.catalogs.catalogue import Found
from handbook.languages.said import UNTOLD, t, word
from handbook.model.handbook import Handbook
from handbook.views.diagrams.graph import Line, wrapped
from handbook.views.pages.profile import ProfileCategory, ProfileRow, profile_view
from handbook.views.shared.links import LinkView, entry_link

NAMES = 232.0
"""Width of the names of the Categories."""
STEP = 28.0
"""From one square to the next."""
IN_A_ROW = 11
"""So many squares stand beside each other."""
DUE = 104.0
"""Width of the next day on which something is due."""


@dataclass(frozen=True, slots=True)
class Square:
    """A row of the profile, or a Subcategory without one."""

    link: LinkView
    number: str
    """Number of the Subcategory in its Category."""
    state: str
    """`at target`, `gap open`, `not assessed` or `no row`."""
    name: str
    within: str
    """The same without the state."""
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Band:
    """A Category, or the name of a Function above its Categories."""

    link: LinkView
    lines: tuple[Line, ...]
    top: float
    height: float
    function: bool
    squares: tuple[Square, ...]
    due: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the table."""

    link: LinkView
    subcategories: int
    at_target: tuple[str, ...]
    """Outcomes whose current state is the target."""
    open: tuple[str, ...]
    """Outcomes with a gap between current state and target."""
    unassessed: tuple[str, ...]
    without: tuple[str, ...]
    """Subcategories without a row."""
    due: str


@dataclass(frozen=True, slots=True)
class ProfilePicture:
    """Picture and table."""

    bands: tuple[Band, ...]
    counted: tuple[Counted, ...]
    width: float
    height: float


def profile_picture(handbook: Handbook) -> ProfilePicture:
    """Returns every Category with the state of each of its Subcategories."""
    view = profile_view(handbook)
    bands: list[Band] = []
    counted: list[Counted] = []
    top = 4.0
    for function in view.functions:
        lines = wrapped(f"{function.link.id} {handbook.says(function.link.title)}", NAMES, 13.0, True)
        bands.append(Band(function.link, lines, top, 24.0, True, (), ""))
        top += 26.0
        for category in function.categories:
            band = _band(handbook, category, top)
            bands.append(band)
            counted.append(_counted(band))
            top += band.height
        top += 8
    return ProfilePicture(tuple(bands), tuple(counted), NAMES + IN_A_ROW * STEP + DUE, round(top, 1))


def _band(handbook: Handbook, category: ProfileCategory, top: float) -> Band:
    lines = wrapped(f"{category.link.id} {handbook.says(category.link.title)}", NAMES - 20, at_most=3)
    squares = []
    for position, (link, state, within) in enumerate(_states(handbook, category)):
        row, column = divmod(position, IN_A_ROW)
        name = t("{name}: {state}", UNTOLD, name=within, state=word(state))
        squares.append(Square(link, within[:8].rsplit("-")[-1], state, name, within, NAMES + column * STEP, round(top + 3 + row * STEP, 1)))
    rows = -(-len(squares) // IN_A_ROW)
    height = max(sum(line.height for line in lines) + 8, rows * STEP + 4)
    due = min((row.due for row in category.rows if row.state != "at target" and row.due), default="")
    return Band(category.link, lines, round(top, 1), round(height, 1), False, tuple(squares), due)


def _states(handbook: Handbook, category: ProfileCategory) -> Iterator[tuple[LinkView, str, str]]:
    """Yields link, state and name (without the state) of each row, by Subcategory, and of each Subcategory without a row."""
    rows: dict[str, list[ProfileRow]] = {}
    for row in category.rows:
        rows.setdefault(row.outcome.id if row.outcome else "", []).append(row)
    for found in _subcategories(handbook, category):
        for row in rows.get(found.cited, ()):
            yield row.record, row.state, t("{id} ({scope})", UNTOLD, id=found.cited, scope=row.scope) if row.scope else found.cited
        if found.cited not in rows:
            yield entry_link(handbook, found), "no row", found.cited


def _subcategories(handbook: Handbook, category: ProfileCategory) -> tuple[Found, ...]:
    return tuple(handbook.catalogues.below(handbook.catalogues.entries[category.link.id]))


def _counted(band: Band) -> Counted:
    def named(state: str) -> tuple[str, ...]:
        """Returns the squares of a state by name."""
        return tuple(square.within for square in band.squares if square.state == state)

    total = len({square.name[:8] for square in band.squares})
    return Counted(band.link, total, named("at target"), named("gap open"), named("not assessed"), named("no row"), band.due)
