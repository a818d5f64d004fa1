"""Serving: a saved YAML file is rebuilt; with errors the server lives on, says so on every page, and stops when mended."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from handbook.views.addresses import record_slug
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT

PATIENCE = 90


Served = tuple[Path, Callable[[str], str]]


@pytest.fixture
def served(product: WriteProduct, tmp_path: Path) -> Iterator[Served]:
    """The minimal product, served."""
    yield from serving(product(), tmp_path)


@pytest.fixture
def served_before_it_is_there(tmp_path: Path) -> Iterator[Served]:
    """A product's folder that nobody has made yet, served."""
    yield from serving(tmp_path / "products" / "ours", tmp_path)


def serving(folder: Path, tmp_path: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env={**os.environ, "WORKED_EXAMPLE": str(folder), "NO_MKDOCS_2_WARNING": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )

        def get(path: str) -> str:
            if process.poll() is not None:
                raise AssertionError(log.read_text(encoding="utf-8")[-3000:])
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=30) as answer:
                return str(answer.read().decode("utf-8"))

        try:
            yield folder, get
        finally:
            process.terminate()
            process.wait(timeout=30)
    assert "Traceback" not in log.read_text(encoding="utf-8"), log.read_text(encoding="utf-8")[-3000:]


def wait_for(get: Callable[[str], str], path: str, holds: Callable[[str], bool]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            page = get(path)
        except OSError:
            page = ""
        if page and holds(page):
            return page
        time.sleep(0.3)
    raise AssertionError(f"{path} did not change in {PATIENCE} s")


def test_errors_appear_on_the_page_and_vanish_when_mended(served: Served) -> None:
    folder, get = served
    page = wait_for(get, "records/rol-01/", lambda text: "ROL-01" in text)
    assert "hb-banner" not in page
    path = folder / "activity-0" / "roles.yaml"
    good = path.read_text(encoding="utf-8")

    path.write_text(good.replace("may_stop_release: yes", "may_stop_release: maybe", 1), encoding="utf-8")
    page = wait_for(get, "records/rol-01/", lambda text: "hb-banner" in text)
    assert "activity-0/roles.yaml:" in page
    assert "yes or no" in page
    assert "hb-banner" in get("activities/3/")

    path.write_text(good + "\n  - [unclosed\n", encoding="utf-8")
    wait_for(get, "activities/3/", lambda text: "yaml-syntax" in text)

    path.write_text(good.replace("title: ", "title: Renamed ", 1), encoding="utf-8")
    page = wait_for(get, "records/rol-01/", lambda text: "Renamed" in text and "hb-banner" not in text)
    assert "hb-banner" not in get("activities/3/")


def test_a_folder_made_after_serving_began_is_shown_with_its_mistakes(served_before_it_is_there: Served) -> None:
    """Mistakes of each kind that once ended the server: a flow from a need, an id as long as no name of a file may be, links and macros to nowhere."""
    folder, get = served_before_it_is_there
    wait_for(get, "", lambda text: "does not exist" in text)
    folder.parent.mkdir()
    time.sleep(1.5)
    shutil.copytree(MINIMAL, folder)
    page = wait_for(get, "records/need-01/", lambda text: "NEED-01" in text)
    assert "hb-banner" not in page

    flows = folder / "product-model" / "data-flows.yaml"
    flows.write_text(re.sub(r"(?m)^  source: .*$", "  source: NEED-01", flows.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    needs = folder / "activity-2" / "needs.yaml"
    long = "NEED-" + "9" * 300
    needs.write_text(needs.read_text(encoding="utf-8") + f"\n- id: {long}\n  title: One with a long id\n", encoding="utf-8")
    (folder / "files" / "sbom" / "meter-1.4.0.json").unlink()
    (folder / "files" / "sbom" / "meter-1.4.0.json").symlink_to("nowhere.json")
    (folder / "pages" / "two.md").write_text("---\ntitle: Two\n---\n\n# Two\n\n{{ refs('PR.AA-01') }}\n", encoding="utf-8")
    page = wait_for(get, "product/", lambda text: "is a need or goal" in text and "is not an id" in text and "leads nowhere" in text)
    for record in ("records/flw-01/", "records/rel-01/", f"records/{record_slug(long)}/"):
        assert "hb-banner" in get(record)
        assert "What it says" in get(record), record
    page = unescape(get("pages/two/"))
    assert "<code>ours/pages/two.md:7</code> a macro on this page failed: 'refs' is undefined; did you mean ref?" in page
