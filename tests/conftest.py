"""Fixtures that more than one module uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.model.handbook import Handbook, Loaded
from handbook.pipeline import load
from tests.support.building import ROOT

MINIMAL = Path(__file__).parent / "products" / "minimal"
SITE = Path(__file__).parent / "site"
WriteProduct = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of built sites are marked as such, and those of one module run in one process, which reads a site once for all of them."""
    for item in items:
        if SITE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
            item.add_marker(pytest.mark.site)


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture(scope="session")
def example(catalogues: Catalogues) -> Loaded:
    """The worked example, loaded once."""
    return load(ROOT / "worked_example", catalogues)


@pytest.fixture(scope="session")
def minimal(catalogues: Catalogues) -> Handbook:
    """The minimal product, loaded once."""
    return load(MINIMAL, catalogues).handbook


@pytest.fixture
def product(tmp_path: Path) -> WriteProduct:
    """Returns a function that copies the minimal product and replaces files of it by the texts given."""

    def write(**files: str | bytes) -> Path:
        folder = tmp_path / "product"
        shutil.copytree(MINIMAL, folder)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return folder

    return write
