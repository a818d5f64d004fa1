"""View of a call in the threat model: how far each STRIDE class is covered, and what STRIDE leaves out; the grid itself is a matrix."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.methods.matrices.cells import STATES, State, by_state
from handbook.methods.threats import STRIDE
from handbook.schema.records.needs import Threat
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import Shown
from handbook.views.shared.links import LinkView, entry_link, record_link


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class with the number of elements by state."""

    name: str
    link: LinkView | None
    """The class in the catalogue; None where it has none of the name."""
    counts: tuple[int, ...]
    """In the order of the states."""


@dataclass(frozen=True, slots=True)
class ThreatModelView:
    """The classes, and the threats of others."""

    states: tuple[State, ...]
    classes: tuple[ClassView, ...]
    grid: Address
    """Where element stands against class."""
    beyond: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """Class and threats, for the classes that STRIDE does not prompt for."""


def threat_model_view(shown: Shown) -> ThreatModelView:
    """Returns how many elements are covered for each STRIDE class, and the threats of classes beyond STRIDE."""
    matrix = next(one for one in shown.matrices if one.name == "threats")
    classes = []
    for position, name in enumerate(STRIDE):
        counts = by_state(row.cells[position] for row in matrix.rows)
        entry = shown.handbook.catalogues.titled(("STRIDE",), name)
        classes.append(ClassView(name, entry_link(shown.handbook, entry) if entry else None, tuple(counts[state] for state in STATES)))
    beyond: dict[str, list[LinkView]] = {}
    for item in shown.handbook.of(Threat):
        if item.record.threat_class and item.record.threat_class not in STRIDE:
            beyond.setdefault(item.record.threat_class, []).append(record_link(item))
    grid = addresses.of_matrix(matrix.name) if matrix.rows else addresses.COVERAGE
    return ThreatModelView(STATES, tuple(classes), grid, tuple((name, tuple(links)) for name, links in sorted(beyond.items())))
