"""Operators of contradiction whose rule is not there yet. Each is a strict expected failure: once its rule is there, the test says so.

`python -m tests.support.waiting --write` brings this list, and the marks in `tests/products/charger-faults.yaml`, up to date.
"""

from __future__ import annotations

PENDING: frozenset[str] = frozenset()
"""Names of operators of contradiction."""
ALARMS: frozenset[str] = frozenset({"a text that ends in a list"})
"""Names of honest variations of the honest product of which a rule speaks all the same: a list without full stops as the last text of a
file looks like one that was cut off. Strict expected failures as well."""
