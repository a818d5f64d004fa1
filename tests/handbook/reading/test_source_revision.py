"""What git knows of the source: the revision, and the day on which each file was last changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from handbook.reading.source_revision import last_changes, revision

WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@maker.example", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@maker.example"}


def git(folder: Path, *words: str, day: str = "2026-03-01") -> None:
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00+0000", "GIT_COMMITTER_DATE": f"{day}T12:00:00+0000"}
    subprocess.run(("git", *words), cwd=folder, check=True, capture_output=True, env={**os.environ, **WHO, **when})


def committed(folder: Path, day: str, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "add", ".", day=day)
    git(folder, "commit", "-qm", "x", day=day)


def test_each_file_has_the_day_of_its_latest_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    committed(tmp_path, "2026-03-01", docs__a="1", docs__b="1")
    committed(tmp_path, "2026-04-02", docs__b="2")
    committed(tmp_path, "2026-05-03", **{"docs__with space é": "1"})
    assert last_changes(tmp_path) == {"docs/a": "2026-03-01", "docs/b": "2026-04-02", "docs/with space é": "2026-05-03"}
    assert last_changes(tmp_path / "docs") == {"a": "2026-03-01", "b": "2026-04-02", "with space é": "2026-05-03"}
    assert revision(tmp_path)


def test_a_history_that_was_cut_off_says_nothing(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole", tmp_path / "part"
    whole.mkdir()
    git(whole, "init", "-q")
    committed(whole, "2026-03-01", a="1")
    committed(whole, "2026-04-02", b="2")
    git(tmp_path, "clone", "-q", "--depth", "1", whole.as_uri(), str(part))
    assert last_changes(part) == {}


def test_a_folder_that_git_does_not_know_says_nothing(tmp_path: Path) -> None:
    assert last_changes(tmp_path) == {}
    assert last_changes(tmp_path / "nowhere") == {}
