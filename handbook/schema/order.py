"""Lists whose order means something; in all others an entry stands where it stands, and moving it changes nothing."""

from __future__ import annotations

IN_ORDER = frozenset(
    {
        ("product", "life_cycle_states"),  # from production to disposal
        ("plan", "stages"),
        ("vulnerability", "course"),
        ("incident", "course"),
        ("update", "rings"),
        ("update", "reach"),
    }
)
"""By name of the kind and field. What is told by a number or a day in each entry would need no order, and is read in it all the same."""
