"""Sites that several modules look at, each built once in a run, and the browser that looks at them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.commands.cli import main
from handbook.model.loaded import Loaded
from tests.conftest import MINIMAL
from tests.support import chromium
from tests.support.browsing import Serve, served
from tests.support.building import Built, build, built_once
from tests.support.example import EXAMPLE, WHOLE
from tests.support.targets import page_at

PUBLISHED_AT = "https://us.example/sub/path/"
REPOSITORY = "https://github.com/us/handbook"
"""A repository on the one forge of which the theme would count the stars."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sites"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(shared: Path) -> Built:
    """The site of the worked example, built strictly."""
    return built_once(shared, "worked-example", lambda folder: build(folder, "worked_example", "--strict"))


@pytest.fixture(scope="session")
def minimal_site(shared: Path) -> Built:
    """The site of the minimal product, built strictly."""
    return built_once(shared, "minimal", lambda folder: build(folder, MINIMAL, "--strict"))


@pytest.fixture(scope="session")
def published(shared: Path) -> Built:
    """The minimal product as it is published: strictly, with the addresses of the site and of its repository."""
    addresses = {"HANDBOOK_SITE_URL": PUBLISHED_AT, "HANDBOOK_REPO_URL": REPOSITORY}
    built = built_once(shared, "published", lambda folder: build(folder, MINIMAL, "--strict", **addresses))
    assert built.code == 0, built.output[-3000:]
    return built


@pytest.fixture(scope="session")
def offline(shared: Path) -> Built:
    """The minimal product as a folder that opens without a server."""
    built = built_once(shared, "offline", lambda folder: build(folder, MINIMAL, "--strict", HANDBOOK_OFFLINE="true"))
    assert built.code == 0, built.output[-3000:]
    return built


@pytest.fixture(scope="session")
def new_site(shared: Path) -> Built:
    """The site of a folder as `handbook new` makes it for somebody's own product, built strictly."""

    def make(folder: Path) -> Built:
        product = folder / "ours"
        assert main(["new", str(product), "--small", "--name", "Lift monitor", "--maker", "Our firm"]) == 0
        return build(folder / "site", product, "--strict")

    return built_once(shared, "new", make)


@pytest.fixture(scope="session")
def new_product(new_site: Built) -> Path:
    """That folder."""
    return new_site.site.with_name("ours")


@pytest.fixture(scope="session")
def pump_site(shared: Path) -> Built:
    """The site of the second worked example, built strictly."""
    return built_once(shared, "pump-monitor", lambda folder: build(folder, "examples/pump-monitor", "--strict"))


@pytest.fixture(scope="session")
def whole_site(request: pytest.FixtureRequest) -> Built:
    """The site of the product `whole`, built strictly."""
    built: Built = request.getfixturevalue("site" if WHOLE == EXAMPLE else "pump_site")
    assert built.code == 0, built.output[-3000:]
    return built


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Returns a function that serves a folder until the test ends, and returns its address."""
    with contextlib.ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def address(whole_site: Built) -> Iterator[str]:
    """The address at which the site of the product `whole` is served."""
    with served(whole_site.site) as base:
        yield base


@pytest.fixture(scope="session")
def at(whole: Loaded) -> Callable[[str], str]:
    """Returns a function that gives the path of an address with a place in braces on that site, as `page_at` reads it."""
    return lambda words: page_at(words, whole.handbook)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as runner:
        try:
            started = runner.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGUMENTS)
        except playwright.Error as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium: {error.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()
