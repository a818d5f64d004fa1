"""The products that every export is tested with: both examples, and one that says something hostile in every field of every kind."""

from __future__ import annotations

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from tests.support.every_field import every_field
from tests.support.hostile import TYPED

PRODUCTS = ("example", "pump", "hostile")
TRIED = (pytest.param("example", marks=pytest.mark.slow), "pump", "hostile")
"""The same for a test of each: the first, which is by far the largest, waits for the whole run."""
MORE = ("=cmd|' /C calc'!A0", "+1", "-1", "internal:x", "external:x", "#N/A", "1E3", "00123", "2026-11-29", "_x0041_", " led and trailed ", "\ttab")
"""Texts that spreadsheets take for something else."""


def hostile_texts(words: str) -> str:
    """Returns a text by which readers break, another one for each field."""
    texts = (*TYPED, *MORE)
    return texts[sum(words.encode()) % len(texts)]


@pytest.fixture(scope="session")
def products(catalogues: Catalogues, example: Loaded, pump: Loaded) -> dict[str, Handbook]:
    """The handbooks by the names in PRODUCTS."""
    return {"example": example.handbook, "pump": pump.handbook, "hostile": every_field(catalogues, hostile_texts)}
