"""A product served by the command, as an author would."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.building import ROOT

PATIENCE = 90
Served = tuple[Path, Callable[[str], str]]
PORT = re.compile(r"(?<=http://127\.0\.0\.1):[0-9]+")
RELOADING = re.compile(r"\nlivereload\([0-9]+, [0-9]+\);")


def serving(folder: Path, tmp_path: Path, root: Path = ROOT, **environment: str) -> Iterator[Served]:
    """Yields the folder of a product and a way to get an address, while it is served; at the end, nothing may have failed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env={**os.environ, "WORKED_EXAMPLE": str(folder), "NO_MKDOCS_2_WARNING": "1", "AUDIENCE": "", **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )

        def get(path: str) -> str:
            if process.poll() is not None:
                raise AssertionError(log.read_text(encoding="utf-8")[-3000:])
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=PATIENCE) as answer:
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


def everything(get: Callable[[str], str]) -> dict[str, str]:
    """Returns what stands at every address that a server names, but for its port and for the number by which a page asks whether it is the latest."""
    found = {"search/search_index.json": "", "handbook.json": "", "assets/site.css": "", "sitemap.xml": "", "404.html": ""}
    found |= {urlsplit(address).path.lstrip("/"): "" for address in re.findall("<loc>([^<]*)</loc>", get("sitemap.xml"))}
    return {path: PORT.sub("", RELOADING.sub("", get(path))) for path in found}
