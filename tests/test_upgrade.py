"""A fork of days ago takes the present state: with data, pages, configuration and a workflow of its own, from this history."""

from __future__ import annotations

import os
import re
import shutil
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

PAGES = """
import click
from mkdocs.__main__ import build_command
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

with click.Context(build_command, info_name="build"):
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    print("\\n".join(file.dest_uri for file in config.plugins.on_files(files, config=config)))
"""
"""Prints the files that a build writes, as MkDocs itself collects them, without making their pages."""

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


def python(fork: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs Python with the fork's own code, whose compiled modules lie elsewhere, since the fork takes whatever there is into its history."""
    environment = {name: value for name, value in os.environ.items() if name != "WORKED_EXAMPLE"} | {
        "PYTHONPATH": str(fork),
        "PYTHONPYCACHEPREFIX": str(fork.parent / "compiled"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run([sys.executable, *words], cwd=fork, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def handbook(fork: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the fork's own command."""
    return python(fork, "-m", "handbook", *words)


def residue(told: str) -> int:
    """Returns how many texts and files a check said are still an example's."""
    found = re.search(r"(\d+) of \d+ texts and files are still the example's", told)
    return int(found[1]) if found else 0


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """This repository with its history, and with the working tree as its last commit."""
    need(BASE)
    folder = tmp_path / "upstream"
    git(tmp_path, "clone", "-q", "--shared", "--no-checkout", str(ROOT), str(folder))
    shutil.copyfile(ROOT / asked("rev-parse", "--git-path", "index"), folder / ".git" / "index")  # so that no file that is the same is read again
    ignored = ROOT / asked("rev-parse", "--git-path", "info/exclude")
    git(folder, "-c", f"core.excludesFile={ignored}", "--work-tree", str(ROOT), "add", "-A")
    tree = git(folder, "write-tree").strip()
    commit = git(folder, "commit-tree", "-p", asked("rev-parse", "HEAD"), "-m", "The present state", tree).strip()
    git(folder, "update-ref", "refs/heads/main", commit)
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
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
    copied = residue(handbook(fork, "check", "--product", "our-copy").stdout)
    assert copied > 500
    old = python(fork, "-c", PAGES)
    assert old.returncode == 0, old.stderr[-3000:]
    addresses = [one for one in old.stdout.splitlines() if one.startswith(("id/", "records/", "pages/")) and one.endswith("/index.html")]
    assert len(addresses) > 200

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
        still = residue(checked.stdout)  # of the second one, the copy
    assert git(fork, "status", "--porcelain") == ""  # the format is the same, so that there was nothing to migrate
    assert copied * RECOGNISED <= still <= copied
    new = build(tmp_path / "new", None, "--strict", root=fork)
    assert new.code == 0, new.output[-3000:]
    assert "Who we are." in new.page("pages/team")
    assert [one for one in addresses if not (new.site / one).is_file()] == []  # permanent addresses are


def test_no_release_changes_what_a_fork_edits() -> None:
    need(FROZEN)
    for name in FORKS_OWN:
        assert (ROOT / name).read_text(encoding="utf-8").strip() == asked("show", f"{FROZEN}:{name}"), (
            f"{name} is a fork's to edit; what is ours belongs into mkdocs.base.yml"
        )
