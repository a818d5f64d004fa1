"""The diagram of the nine activities: a box for each, with an arrow for whatever one hands to another."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Catalogues
from handbook.views import addresses
from handbook.views.diagrams.graph import PADDING, SMALL, TITLE, Edge, Graph, Line, Node, wrapped
from handbook.views.shared.links import LinkView

NAME = "activities"
WIDTH = 182.0
"""Width of an activity's box."""


@dataclass(frozen=True, slots=True)
class PassRow:
    """Something that one activity hands to another."""

    number: int
    source: LinkView
    destination: LinkView
    what: str
    back: bool
    """Whether it goes to an earlier activity."""


def passes(catalogues: Catalogues) -> tuple[PassRow, ...]:
    """Returns whatever activities hand to each other, numbered in the order of the activities."""
    listed = catalogues.activities.activities
    links = {one.number: LinkView(f"Activity {one.number}", one.title, addresses.of_activity(one.number)) for one in listed}
    pairs = [(one.number, passed) for one in listed for passed in one.passes_on]
    return tuple(PassRow(position, links[number], links[passed.to], passed.what, passed.to < number) for position, (number, passed) in enumerate(pairs, 1))


def activities_graph(catalogues: Catalogues) -> Graph:
    """Returns the nine activities with numbered arrows between them."""
    nodes = []
    for one in catalogues.activities.activities:
        room = WIDTH - 2 * PADDING
        lines = (*wrapped(f"{one.number}: {one.title}", room, TITLE, True, at_most=8), Line(f"impacts {one.phase}", SMALL))
        nodes.append(
            Node(
                str(one.number), lines, WIDTH, "square" if one.phase == "post-market" else "round", one.phase,
                addresses.of_activity(one.number), f"Activity {one.number}: {one.title}",
            )
        )  # fmt: skip
    edges = [
        Edge(
            row.source.id.split()[1], row.destination.id.split()[1], (Line(str(row.number), SMALL, True),), "back" if row.back else "forward",
            name=f"{row.number}. From {row.source.id} to {row.destination.id}: {row.what}",
        )
        for row in passes(catalogues)
    ]  # fmt: skip
    return Graph(NAME, (), tuple(nodes), tuple(edges))
