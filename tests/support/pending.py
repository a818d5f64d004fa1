"""Operators of contradiction whose rule is not there yet. Each is a strict expected failure: once its rule is there, the test says so.

`python -m tests.support.waiting --write` brings this list, and the marks in `tests/products/charger-faults.yaml`, up to date.
"""

from __future__ import annotations

PENDING: frozenset[str] = frozenset(
    {
        "a basis without its day",
        "a count of the fleet in the future",
        "a notification without its obligation",
        "a number for a text",
        "a part under a promise without an end",
        "a ring started in the future",
        "a sentence stands twice",
        "a term ends before the text says",
        "a text promises a later day",
        "a text promises for more years",
        "a text promises to the end of a later year",
        "a title ends in one quote mark",
        "acceptance ends before it begins",
        "an id in prose with a typographic dash",
        "an unseen mark in a title",
        "announced after it took effect",
        "announced in 2099",
        "approved in the future",
        "evidence counts until before it was seen",
        "first made in the future",
        "four hundred digits for a text",
        "months of eleven digits",
        "nobody holds a role that decides",
        "reviewed in the middle ages",
        "stated in the future",
        "support ended long ago",
        "the rationale of the skeleton",
        "the same item twice",
        "the same reference twice",
        "told and not borne",
        "two terms of one component",
        "what the skeleton says of the field",
    }
)
"""Names of operators of contradiction."""
