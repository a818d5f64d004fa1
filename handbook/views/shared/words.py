"""Words in which pages name fields, levels of risk, activities and kinds of means."""

from __future__ import annotations

from handbook.languages.said import Said, t, word
from handbook.methods.risk import WORDS
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL

MEANS_KINDS = {
    "a": t("a: the device itself"),
    "b": t("b: another component"),
    "c": t("c: outside the product"),
    "d": t("d: people and processes"),
    "e": t("e: the customer"),
}
"""The five kinds of means in words."""


def label(name: str) -> Said:
    """Returns the name of a field as a heading: `support_end` as 'Support end', `sbom` as 'SBOM'."""
    words = name.replace("_", " ")
    known = {"sbom": "SBOM", "vex": "VEX statements", "as of": "As of"}
    return t(known.get(words, words[0].upper() + words[1:]))


def level_words(level: str | None) -> Said:
    """Returns a level in words with its letters, or 'not assessed'."""
    return t("{word} ({level})", word=word(WORDS[level]), level=level) if level else word("not assessed")


def activity_name(activity: int) -> Said:
    """Returns the name of an activity, of the product model, or of what every activity uses."""
    return {PRODUCT_MODEL: t("Product model"), EVERY_ACTIVITY: t("Every activity")}.get(activity) or t("Activity {number}", number=activity)
