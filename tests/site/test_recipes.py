"""Recipes for publishing: what they run is there, and what they copy is made."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import yaml

import run
from macros.site.headers import HOSTS
from tests.support.building import ROOT

GUIDE = (ROOT / "docs" / "guides" / "publishing.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_the_recipe_for_gitlab_runs_commands_that_exist_and_hands_on_where_they_write() -> None:
    found = next(block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if block.startswith("pages:"))
    job = yaml.safe_load(found)["pages"]
    words = [shlex.split(line) for line in job["script"]]
    assert [one[:2] for one in words] == [["python3", "run.py"]] * 3
    assert {one[2] for one in words} <= set(run.WORDS)
    assert [one[one.index("--site-dir") + 1] for one in words if "--site-dir" in one] == ["public", "public"]
    assert job["artifacts"]["paths"] == ["public"]


def test_the_guide_names_every_file_of_headers() -> None:
    assert [name for name in HOSTS if f"`{name}`" not in GUIDE] == []


def test_headers_are_written_for_where_the_site_stands(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "macros.hosting", "--folder", str(tmp_path)]
    for address, base in (("", "/"), ("https://us.example/sub/path", "/sub/path/")):
        done = subprocess.run(words, cwd=ROOT, env={"HANDBOOK_SITE_URL": address, "PATH": ""}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert {path.name for path in tmp_path.iterdir()} == set(HOSTS)
        assert f"error_page 404 {base}404.html;" in (tmp_path / "nginx.conf").read_text(encoding="utf-8")


def test_the_image_is_built_by_commands_that_exist_and_takes_files_that_they_write() -> None:
    commands = re.findall(r"python3 run\.py (\w+)", CONTAINER)
    assert commands == ["build", "provenance", "hosting"]
    assert set(commands) <= set(run.WORDS)
    copied = re.findall(r"COPY --from=build /handbook/(\S+)", CONTAINER)
    assert copied == ["hosting/container.conf", "site"]
    assert "container.conf" in HOSTS
    named = set(re.findall(r"^ARG (\w+)", CONTAINER, re.MULTILINE)) - {"BUILDER", "SERVER"}
    assert named <= set(re.findall(r"export (.*) \\", CONTAINER)[0].replace("=", " ").split())


def test_nothing_is_copied_into_the_image_that_a_clone_does_not_hold() -> None:
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "site", "official", "hosting", "final", "offline"} <= set(left_out)
