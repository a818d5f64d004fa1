"""Three releases of the minimal product, made by the command, and the site that is published with them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.building import ROOT, Built, build

MINIMAL = ROOT / "tests" / "products" / "minimal"
PUBLISHED_AT = "https://us.example/sub/path/"
NAMES = ("1.0", "1.1", "2.0-rc_1")
REVISED = "activity-1/assumptions.yaml"
CURRENT = ""
"""Stands for the current handbook among the names of releases."""


def handbook(product: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the command, without access to the network."""
    blocked = str(ROOT / "tests" / "support" / "no_network")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((blocked, str(ROOT))),
        "AUDIENCE": "",
        "HANDBOOK_RELEASES": "",
        "HANDBOOK_SITE_URL": PUBLISHED_AT,
    }
    return subprocess.run(
        [sys.executable, "-m", "handbook", "release", "--product", str(product), *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def renamed(product: Path, number: int) -> None:
    """Gives the product one assumption more, under another id than before."""
    first = (MINIMAL / REVISED).read_text(encoding="utf-8")
    entry = first[first.index("- id: ASM-01") :]
    more = entry.replace("ASM-01", f"ASM-{number:02}").replace("title: ", f"title: Number {number}, ", 1)
    (product / REVISED).write_text(f"{first.rstrip()}\n{more}", encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """Returns the hash of every file below a folder."""
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.rglob("*")) if file.is_file()}


def published(folder: Path, product: Path) -> Built:
    """Builds the site of the current handbook, with its releases."""
    return build(folder, product, "--strict", HANDBOOK_SITE_URL=PUBLISHED_AT, HANDBOOK_REPO_URL="https://github.com/us/handbook", HANDBOOK_RELEASES="")


def make(folder: Path) -> Built:
    """Makes three releases, publishes after the second, withdraws it, and publishes again."""
    product = folder / "product"
    shutil.copytree(MINIMAL, product)
    told = handbook(product, NAMES[0])
    assert told.returncode == 0, told.stderr
    renamed(product, 2)
    told = handbook(product, NAMES[1], "--today", "2026-05-12", "--draft")
    assert told.returncode == 0, told.stderr
    assert published(folder / "before", product).code == 0
    renamed(product, 3)
    told = handbook(product, NAMES[2], "--today", "2026-05-13", "--draft")
    assert told.returncode == 0, told.stderr
    told = handbook(product, "--withdraw", NAMES[1], "--today", "2026-05-14", "--reason", "It promised <b>too much</b>.")
    assert told.returncode == 0, told.stderr
    renamed(product, 2)
    return published(folder / "site", product)


def root_of(name: str) -> str:
    """Returns where a release stands below the root of the site."""
    return f"releases/{name}/" if name else ""
