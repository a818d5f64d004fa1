"""Serving: a saved YAML file is rebuilt; with errors the server lives on, says so on every page, and stops when mended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import WriteProduct
from tests.support.building import ROOT

PATIENCE = 90


@pytest.fixture
def served(product: WriteProduct, tmp_path: Path) -> Iterator[tuple[Path, Callable[[str], str]]]:
    folder = product()
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


def test_errors_appear_on_the_page_and_vanish_when_mended(served: tuple[Path, Callable[[str], str]]) -> None:
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
