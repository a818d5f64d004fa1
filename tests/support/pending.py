"""Operators of contradiction whose rule is not there yet. Each is a strict expected failure: once its rule is there, the test says so.

`python -m tests.support.waiting --write` brings this list, and the marks in `tests/products/charger-faults.yaml`, up to date.
"""

from __future__ import annotations

PENDING: frozenset[str] = frozenset()
"""Names of operators of contradiction."""
ALARMS: frozenset[str] = frozenset()
"""Names of honest variations of the honest product of which a rule speaks all the same. Strict expected failures as well."""
