"""View of a call in the threat model: a grid of links with elements down and STRIDE classes across, and what STRIDE leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.methods.threats import STRIDE, threat_grid
from handbook.model.handbook import Handbook
from handbook.schema.records.needs import Threat
from handbook.views.shared.links import LinkView, record_link


@dataclass(frozen=True, slots=True)
class CellView:
    """What was found for one class."""

    state: str
    """`threat`, `set aside`, `not asked` or `not considered`."""
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class GridRowView:
    """An element with a cell for each STRIDE class."""

    link: LinkView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class ThreatModelView:
    """The grid, and the threats of other classes."""

    classes: tuple[str, ...]
    rows: tuple[GridRowView, ...]
    beyond: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """Class and threats, for the classes that STRIDE does not prompt for."""


def threat_model_view(handbook: Handbook) -> ThreatModelView:
    """Returns the grid of STRIDE classes with links to threats and coverage notes, and the threats of classes beyond STRIDE."""
    rows = []
    for row in threat_grid(handbook):
        cells = {cell.threat_class: cell for cell in row.cells}
        views = []
        for one in STRIDE:
            cell = cells.get(one)
            if cell is None:
                views.append(CellView("not asked", ()))
                continue
            links = tuple(record_link(handbook.items[record_id]) for record_id in (*cell.threats, *cell.notes))
            views.append(CellView("threat" if cell.threats else "set aside" if cell.notes else "not considered", links))
        rows.append(GridRowView(record_link(handbook.items[row.target]), tuple(views)))
    beyond: dict[str, list[LinkView]] = {}
    for item in handbook.of(Threat):
        if item.record.threat_class and item.record.threat_class not in STRIDE:
            beyond.setdefault(item.record.threat_class, []).append(record_link(item))
    return ThreatModelView(STRIDE, tuple(rows), tuple((name, tuple(links)) for name, links in sorted(beyond.items())))
