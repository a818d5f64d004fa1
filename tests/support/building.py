"""Building sites for tests, as an author would: by the command."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


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


def build(site: Path, product: Path | str | None = "worked_example", *words: str, root: Path = ROOT, **environment: str) -> Built:
    """Builds a product's site into `site` without access to the network; without a product, the one that mkdocs.yml names."""
    blocked = str(ROOT / "tests" / "support" / "no_network")
    before = _state(root)
    chosen = {"WORKED_EXAMPLE": str(product)} if product is not None else {}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site), *words],
        cwd=root,
        env={**os.environ, **chosen, "PYTHONPATH": blocked, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return Built(done.returncode, done.stdout, site, tuple(sorted(_state(root) ^ before)))


def _state(root: Path) -> set[str]:
    """Returns what git says of the working tree, ignored files included but for caches of Python."""
    shown = subprocess.run(["git", "status", "--porcelain", "--ignored"], cwd=root, capture_output=True, text=True, check=False).stdout
    return {line for line in shown.splitlines() if "_cache" not in line and "__pycache__" not in line and "test-output" not in line}
