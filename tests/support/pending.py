"""Operators of contradiction, and faults of the charger, whose rule is not there yet. Each is a strict expected failure: once its rule
is there, the test says so and the name is taken out here.
"""

from __future__ import annotations

PENDING: frozenset[str] = frozenset()
"""Names of operators of contradiction."""
