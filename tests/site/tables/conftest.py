"""The site of a product with long registers, and a page of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browsing import served, watched
from tests.support.building import Built, build, built_once
from tests.support.tables import write


@pytest.fixture(scope="session")
def tables(shared: Path) -> Built:
    """The site of a product with long registers."""
    return built_once(shared, "tables", lambda folder: build(folder / "site", write(folder / "product")))


@pytest.fixture(scope="session")
def address(tables: Built) -> Iterator[str]:
    """The address at which that site is served."""
    assert tables.code == 0, tables.output[-3000:]
    with served(tables.site) as base:
        yield base


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    made = context.new_page()
    wrong = watched(made, address)
    yield made
    assert wrong == []
    context.close()
