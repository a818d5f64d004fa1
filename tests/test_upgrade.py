"""A fork of days ago takes the present state: with data, pages, configuration and a workflow of its own, from this history."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.reading.configuration import read_configuration
from handbook.reading.environment import DEFAULT_PRODUCT
from tests.support.building import ROOT, build
from tests.test_upstream import FORKS_OWN, git

BASE = "a3bef6f2eb1ccb16b7a85d921cb2f2e2fa9e2850"
"""The commit of 2026-11-29 that the fork starts from; the first tag will take its place."""
FIRST = "bd336cc2e34f11c13c1d4306ff5773af18132393"
"""The first commit of this history."""
FROZEN = "893fbe13c5e49a9b6d0214554ed621d89e4b1dd2"
"""From this commit on, no release changes what a fork edits."""
RECOGNISED = 0.95
"""Share of what a copy of an example still says of it that is told after the upgrade too: texts that the example itself no longer says are not."""
WORKFLOW = "name: Ours\non: [push]\njobs:\n  ours:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ours\n"

pytestmark = pytest.mark.slow


def asked(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False).stdout.strip()


def need(commit: str) -> None:
    """Skips in a fork, and where the history is cut off, or is another one, as in a copy made from a template; ours without the commit is a failure."""
    if read_configuration(ROOT / "mkdocs.yml", {}).product != DEFAULT_PRODUCT:
        pytest.skip("mkdocs.yml names a product of a fork, which is the one that takes a release")
    if asked("cat-file", "-t", commit) == "commit":
        return
    if asked("rev-parse", "--is-shallow-repository") != "false":
        pytest.skip(f"the history is cut off, so that it does not hold {commit}")
    if FIRST not in asked("rev-list", "--max-parents=0", "HEAD").split():
        pytest.skip(f"this repository has a history of its own, which does not hold {commit}")
    pytest.fail(f"the history is whole and does not hold {commit}")


def handbook(fork: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the fork's own command."""
    environment = {**os.environ, "PYTHONPATH": str(fork), "WORKED_EXAMPLE": ""}
    return subprocess.run([sys.executable, "-m", "handbook", *words], cwd=fork, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def residue(fork: Path, product: str) -> int:
    """Returns how many texts and files the check says are still an example's."""
    told = re.search(r"(\d+) of \d+ texts and files are still the example's", handbook(fork, "check", "--product", product).stdout)
    return int(told[1]) if told else 0


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """This repository with its history, and with the working tree as its last commit."""
    need(BASE)
    folder = tmp_path / "upstream"
    git(tmp_path, "clone", "-q", "--shared", "--no-checkout", str(ROOT), str(folder))
    git(folder, "checkout", "-q", "-B", "main", asked("rev-parse", "HEAD"))
    listed = set(filter(None, asked("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")))
    for name in filter(None, git(folder, "ls-files", "-z").split("\0")):
        if name not in listed or not (ROOT / name).is_file():
            (folder / name).unlink()
    for name in listed:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "The present state")
    return folder


def test_a_fork_of_days_ago_takes_the_present_state_and_builds(upstream: Path, tmp_path: Path) -> None:
    fork = tmp_path / "fork"
    git(tmp_path, "clone", "-q", "--shared", "--no-checkout", str(upstream), str(fork))
    git(fork, "checkout", "-q", "-B", "main", BASE)
    made = handbook(fork, "new", "my-pump", "--small", "--name", "Lift monitor", "--maker", "Our firm")
    assert made.returncode == 0, made.stderr
    git(fork, "mv", "examples/pump-monitor", "our-copy")  # as somebody does who starts from an example
    git(fork, "checkout", "-q", "HEAD", "--", "examples/pump-monitor")
    config = fork / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("[WORKED_EXAMPLE, worked_example]", "[WORKED_EXAMPLE, my-pump]").replace(
        '[HANDBOOK_SITE_URL, ""]', '[HANDBOOK_SITE_URL, "https://us.example/"]'
    )
    config.write_text(text.replace("\nextra:\n", "\nplugins:\n  tags: {}\n\nextra:\n  ours: yes\n", 1), encoding="utf-8")
    own = {".github/workflows/ours.yml": WORKFLOW, "my-pump/pages/team.md": "# Our team\n\nWho we are.\n", "docs/guides/ours.md": "# Ours\n\nA guide.\n"}
    for name, said in own.items():
        (fork / name).parent.mkdir(parents=True, exist_ok=True)
        (fork / name).write_text(said, encoding="utf-8")
    git(fork, "add", "-A", "-f")
    git(fork, "commit", "-q", "-m", "Our product")
    files = [*FORKS_OWN, *own, *(one.relative_to(fork).as_posix() for folder in ("my-pump", "our-copy") for one in (fork / folder).rglob("*") if one.is_file())]
    before = {name: (fork / name).read_bytes() for name in files}
    copied = residue(fork, "our-copy")
    assert copied > 500
    old = build(tmp_path / "old", None, "--strict", root=fork)
    assert old.code == 0, old.output[-3000:]

    git(fork, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")  # fails where anything conflicts

    assert git(fork, "status", "--porcelain") == ""
    assert {name: (fork / name).read_bytes() for name in files if name not in FORKS_OWN} == {name: before[name] for name in files if name not in FORKS_OWN}
    for name in FORKS_OWN:  # into which we still wrote between the two commits, beside what the fork wrote: from `FROZEN` on nobody does
        assert set(before[name].splitlines()) <= set((fork / name).read_bytes().splitlines())
    for product in ("my-pump", "our-copy"):
        migrated = handbook(fork, "migrate", "--product", product)
        assert migrated.returncode == 0, migrated.stderr
        checked = handbook(fork, "check", "--product", product)
        assert checked.returncode == 0, checked.stdout[-3000:]
        assert ": error:" not in checked.stdout
    assert git(fork, "status", "--porcelain") == ""  # the format is the same, so that there was nothing to migrate
    still = residue(fork, "our-copy")
    assert copied * RECOGNISED <= still <= copied
    new = build(tmp_path / "new", None, "--strict", root=fork)
    assert new.code == 0, new.output[-3000:]
    assert "Who we are." in new.page("pages/team")
    addresses = {page.relative_to(old.site).as_posix() for folder in ("id", "records", "pages") for page in (old.site / folder).rglob("index.html")}
    assert len(addresses) > 200
    assert [one for one in sorted(addresses) if not (new.site / one).is_file()] == []  # permanent addresses are


def test_no_release_changes_what_a_fork_edits() -> None:
    need(FROZEN)
    for name in FORKS_OWN:
        assert (ROOT / name).read_text(encoding="utf-8").strip() == asked("show", f"{FROZEN}:{name}"), (
            f"{name} is a fork's to edit; what is ours belongs into mkdocs.base.yml"
        )
