"""Building sites for tests, as an author would: by the command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = frozenset({".venv", ".git", "site", "offline", "tests", "worked_example", "examples", "test-output"})
"""What stands at the top of the repository and is no part of a copy in which another product is built."""
PATIENCE = 900
"""Seconds for which a process waits until another one of the same run has built a site."""


@dataclass(frozen=True)
class Built:
    """What a build left."""

    code: int
    output: str
    site: Path
    changed: tuple[str, ...] = ()
    """Files of the working tree that git sees otherwise than before."""

    def page(self, path: str) -> str:
        """Returns the HTML of a page, by its URL relative to the root of the site."""
        file = self.site / path / "index.html" if not path.endswith(".html") else self.site / path
        return file.read_text(encoding="utf-8")


def build(site: Path, product: Path | str | None = "worked_example", *words: str, root: Path = ROOT, engine: str = "mkdocs", **environment: str) -> Built:
    """Builds a product's site into `site` without access to the network; without a product, the one that mkdocs.yml names."""
    blocked = str(ROOT / "tests" / "support" / "no_network")
    before = _state(root)
    chosen = {"WORKED_EXAMPLE": str(product)} if product is not None else {}
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--site-dir", str(site), *words],
        cwd=root,
        env={**os.environ, **chosen, "PYTHONPATH": blocked, "NO_MKDOCS_2_WARNING": "1", "AUDIENCE": "", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return Built(done.returncode, done.stdout, site, tuple(sorted(_state(root) ^ before)))


def built_once(shared: Path, name: str, make: Callable[[Path], Built]) -> Built:
    """Returns what `make` builds in a folder of that name, which one process of the run does; the others wait for it.

    The lock is a file that only one process can make, which needs nothing of the system. Where that process fails, the next one tries.
    """
    told, lock = shared / f"{name}.json", shared / f"{name}.lock"
    end = time.monotonic() + PATIENCE
    while not told.exists():
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            if time.monotonic() > end:
                raise TimeoutError(f"nobody has built {name} in {PATIENCE} s") from None
            time.sleep(0.1)
            continue
        try:
            if not told.exists():
                built = make(shared / name)
                part = shared / f"{name}.part"
                part.write_text(json.dumps(asdict(built), default=str), encoding="utf-8")
                part.replace(told)
        finally:
            lock.unlink()
    found = json.loads(told.read_text(encoding="utf-8"))
    return Built(found["code"], found["output"], Path(found["site"]), tuple(found["changed"]))


def copy_of_the_repository(folder: Path, product: Path) -> Path:
    """Copies the repository without its own products to `folder`, with a product as `our-product`; returns the folder."""

    def left_out(where: str, names: list[str]) -> set[str]:
        at_the_top = LEFT_OUT if Path(where) == ROOT else frozenset()
        return {name for name in names if name in at_the_top or name.endswith("_cache") or name == "__pycache__"}

    shutil.copytree(ROOT, folder, ignore=left_out)
    shutil.copytree(product, folder / "our-product")
    return folder


def _state(root: Path) -> set[str]:
    """Returns what git says of the working tree, ignored files included but for caches of Python and of templates."""
    shown = subprocess.run(["git", "status", "--porcelain", "--ignored"], cwd=root, capture_output=True, text=True, check=False).stdout
    return {line for line in shown.splitlines() if not any(name in line for name in ("_cache", "__pycache__", ".cache/", "test-output"))}
