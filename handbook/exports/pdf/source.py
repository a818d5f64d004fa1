"""From what a document was made: the revision of the source, where one is known, and a digest of the records themselves."""

from __future__ import annotations

import hashlib

from handbook.languages.said import UNTOLD, t
from handbook.model.handbook import Handbook

DIGITS = 12
"""Hexadecimal digits of a digest that are told."""


def revision_in_words(revision: str) -> str:
    """Returns a revision as a document tells it, or '' where none is known."""
    return t("Source: revision {revision}", revision=revision) if revision else ""


def source(handbook: Handbook, revision: str) -> str:
    """Returns in words from which revision a document is made, and the digest of what its records say, which tells it from any other state."""
    digest = hashlib.sha256()
    for item in handbook.records():
        digest.update(item.record.model_dump_json().encode("utf-8") + b"\n")
    told = t("SHA-256 of the records {digest}", digest=digest.hexdigest()[:DIGITS])
    return t("{source}; {told}", UNTOLD, source=revision_in_words(revision), told=told) if revision else t("Source: {told}", told=told)
