"""Fixtures that more than one module uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.commands.cli import main
from handbook.model.handbook import Handbook, Loaded
from handbook.pipeline import load
from tests.support.building import ROOT, Built, build

MINIMAL = Path(__file__).parent / "products" / "minimal"
SITE = Path(__file__).parent / "site"
WriteProduct = Callable[..., Path]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the built site run in one worker, so that it is built once."""
    for item in items:
        if SITE in Path(item.path).parents:
            item.add_marker(pytest.mark.xdist_group("site"))
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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the worked example, built once, strictly."""
    return build(tmp_path_factory.mktemp("site"), "worked_example", "--strict")


@pytest.fixture(scope="session")
def minimal_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the minimal product, built once, strictly."""
    return build(tmp_path_factory.mktemp("minimal"), MINIMAL, "--strict")


@pytest.fixture(scope="session")
def new_product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `handbook new` makes it for somebody's own product."""
    folder = tmp_path_factory.mktemp("new") / "ours"
    assert main(["new", str(folder), "--small", "--name", "Lift monitor", "--maker", "Our firm"]) == 0
    return folder


@pytest.fixture(scope="session")
def new_site(new_product: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of that folder, built once, strictly."""
    return build(tmp_path_factory.mktemp("new-site"), new_product, "--strict")


@pytest.fixture(scope="session")
def pump_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of the second worked example, built once, strictly."""
    return build(tmp_path_factory.mktemp("pump"), "examples/pump-monitor", "--strict")
