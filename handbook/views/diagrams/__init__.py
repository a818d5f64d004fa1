"""What the diagrams show: boxes, edges, cells and bars, each with the rows of a table that says the same."""

from __future__ import annotations

from handbook.model.handbook import Handbook
from handbook.views.diagrams.architecture import architecture_graph
from handbook.views.diagrams.flows import flows_graph
from handbook.views.diagrams.graph import Graph


def all_graphs(handbook: Handbook) -> tuple[Graph, ...]:
    """Returns every graph that a build draws, so that all are placed by one call."""
    return (architecture_graph(handbook), flows_graph(handbook))
