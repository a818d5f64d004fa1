"""Words in which pages name fields, levels of risk, activities and kinds of means."""

from __future__ import annotations

from handbook.methods.risk import WORDS
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL

MEANS_KINDS = {
    "a": "a: the device itself",
    "b": "b: another component",
    "c": "c: outside the product",
    "d": "d: people and processes",
    "e": "e: the customer",
}
"""The five kinds of means in words."""


def label(name: str) -> str:
    """Returns the name of a field as a heading: `support_end` as 'Support end', `sbom` as 'SBOM'."""
    words = name.replace("_", " ")
    known = {"sbom": "SBOM", "vex": "VEX statements", "as of": "As of"}
    return known.get(words, words[0].upper() + words[1:])


def level_words(level: str | None) -> str:
    """Returns a level in words with its letters, or 'not assessed'."""
    return f"{WORDS[level]} ({level})" if level else "not assessed"


def activity_name(activity: int) -> str:
    """Returns the name of an activity, of the product model, or of what every activity uses."""
    return {PRODUCT_MODEL: "Product model", EVERY_ACTIVITY: "Every activity"}.get(activity, f"Activity {activity}")
