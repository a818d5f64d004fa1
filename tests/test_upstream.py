"""A fork takes a release: no conflict, and no file of the fork changes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.support.building import ROOT

FORKS_OWN = ("mkdocs.yml",)
"""Files of this repository that a fork edits; a release may not change them."""


def git(folder: Path, *words: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@maker.example", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """A repository with the files of this one, as they stand in the working tree."""
    if not (ROOT / ".git").exists():
        pytest.skip("not in a git checkout")
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    folder = tmp_path / "upstream"
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A release")
    return folder


@pytest.mark.slow
def test_taking_a_release_touches_nothing_of_the_fork(upstream: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(upstream), "fork")
    fork = tmp_path / "fork"
    config = fork / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8")
        .replace("[WORKED_EXAMPLE, worked_example]", "[WORKED_EXAMPLE, my-pump]")
        .replace('""', '"https://maker.example/"', 1),
        encoding="utf-8",
    )
    own = {
        "my-pump/product.yaml": "format: 1\nproduct:\n  id: PRD-01\n  title: Ours\n",
        "my-pump/activity-2/needs.yaml": "- id: NEED-01\n  title: A need\n",
        "official/csf-2.0.json": "{}\n",
    }
    for name, text in own.items():
        (fork / name).parent.mkdir(parents=True, exist_ok=True)
        (fork / name).write_text(text, encoding="utf-8")
    git(fork, "add", "-A", "-f")
    git(fork, "commit", "-q", "-m", "Our product")
    before = {name: (fork / name).read_bytes() for name in (*FORKS_OWN, *own)}

    # The next release changes every file that is upstream's, and nothing that is a fork's.
    for name in filter(None, git(upstream, "ls-files", "-z").split("\0")):
        if name not in FORKS_OWN and not name.endswith((".png", ".lock")):
            path = upstream / name
            path.write_bytes(path.read_bytes() + b"\n")
    (upstream / "docs" / "new.md").write_text("# New\n", encoding="utf-8")
    git(upstream, "add", "-A")
    git(upstream, "commit", "-q", "-m", "The next release")
    git(fork, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")

    assert git(fork, "status", "--porcelain") == ""
    assert {name: (fork / name).read_bytes() for name in before} == before
    assert (fork / "docs" / "new.md").exists()


def test_what_a_fork_edits_is_small_and_holds_nothing_of_upstream() -> None:
    """The configuration that a fork edits names the product and its addresses, and inherits the rest; so releases need not change it."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda loader, suffix, node: suffix)
    stated = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    assert set(stated) == {"INHERIT", "site_url", "repo_url", "extra"}
    assert set(stated["extra"]) == {"worked_example", "compare"}


def test_nothing_of_a_fork_is_ignored_by_git() -> None:
    """A folder of a product is committed whole: no rule of .gitignore takes a file of it."""
    ignored = subprocess.run(
        ["git", "check-ignore", "my-pump/product.yaml", "my-pump/files/sbom.json", "my-pump/pages/us.md"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ignored.stdout == ""
