"""Fixtures that more than one module uses."""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.reading.shelf import Shelf
from tests.support.example import EXAMPLE, PUBLISHED, SECOND, WHOLE, is_ours

MINIMAL = Path(__file__).parent / "products" / "minimal"
LEFT_OUT = ("site", "browser", "slow", "tools")
"""Marks of tests that `--fast` leaves out."""
SITE = Path(__file__).parent / "site"
COLLECTED_AFTER = (50_000, 20, 20)
"""How much is made before the collector goes through what is young, and how often it does before it goes through what is older (`gc.set_threshold`)."""
WriteProduct = Callable[..., Path]
LoadSpoilt = Callable[[Path], Loaded]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--fast`."""
    parser.addoption("--fast", action="store_true", help=f"leave out whatever is marked as {', '.join(LEFT_OUT)}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of built sites are marked as such; `--fast` leaves tests out by their marks.

    Where several processes share the tests, each module runs in one of them (`--dist loadfile`), which makes once what its tests share: sites that it reads,
    files, a browser. What takes long goes first, so that many short modules fill what is left of the time of each process.
    """
    ours = is_ours()
    for item in items:
        if SITE in item.path.parents:
            item.add_marker(pytest.mark.site)
        if item.get_closest_marker("our_example") and not ours:
            item.add_marker(pytest.mark.skip(reason=f"{EXAMPLE.name}/ holds another product than our own example, of which this test speaks"))
    if config.getoption("fast"):
        kept, left_out = [], []
        for item in items:
            (left_out if any(item.get_closest_marker(name) for name in LEFT_OUT) else kept).append(item)
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept
    if "PYTEST_XDIST_WORKER" in os.environ:
        long = {item.path for item in items if any(item.get_closest_marker(name) for name in LEFT_OUT)}
        many = Counter(item.path for item in items)
        items.sort(key=lambda item: (SITE not in item.path.parents, item.path not in long, -many[item.path]))


def pytest_collection_finish() -> None:
    """The modules and the tests themselves stay to the end, so the collector need not go through them: it took a tenth of the time of most tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture(scope="session")
def example(catalogues: Catalogues) -> Loaded:
    """What stands in `worked_example/`, loaded once: our own example, or the product of a fork."""
    return load(EXAMPLE, catalogues)


@pytest.fixture(scope="session")
def pump(catalogues: Catalogues) -> Loaded:
    """The second example, loaded once: a whole product that a fork finds as we do."""
    return load(SECOND, catalogues)


@pytest.fixture(scope="session")
def published_examples(request: pytest.FixtureRequest, catalogues: Catalogues) -> dict[str, Loaded]:
    """The examples that this repository publishes, by their folders, each loaded once."""
    known = {EXAMPLE: "example", SECOND: "pump"}
    return {folder.name: request.getfixturevalue(known[folder]) if folder in known else load(folder, catalogues) for folder in PUBLISHED}


@pytest.fixture(scope="session")
def whole(catalogues: Catalogues) -> Loaded:
    """A whole product, loaded once: our own example, or the second one in a fork. What a test looks for in it, it reads from it."""
    return load(WHOLE, catalogues)


@pytest.fixture(scope="session")
def minimal(catalogues: Catalogues) -> Handbook:
    """The minimal product, loaded once."""
    return load(MINIMAL, catalogues).handbook


@pytest.fixture(scope="session")
def load_spoilt(catalogues: Catalogues) -> LoadSpoilt:
    """Returns a function that loads a copy of the minimal product in which some files differ. Only these are parsed, as where a save is checked.

    That nothing else is said so is held by `handbook/reading/test_shelf.py` and, for a third of the cases, by `test_cases.py`.
    """
    shelf = Shelf()
    load(MINIMAL, catalogues, shelf=shelf)
    return lambda folder: load(folder, catalogues, shelf=shelf.with_texts({}))


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
