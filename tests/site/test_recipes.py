"""Recipes for publishing: what they run is there, and what they copy is made."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
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


PIN = re.compile(r"^#   (for image in .*; done)$", re.MULTILINE)


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="the command is one for GNU sed")
def test_the_command_that_pins_the_images_pins_both(tmp_path: Path) -> None:
    """The tool that asks a registry is played here; the guide has the same command."""
    command = PIN.findall(CONTAINER)
    assert len(command) == 1
    assert command[0] in re.sub(r"\{% (end)?raw %\}", "", GUIDE)
    tool = tmp_path / "skopeo"
    tool.write_text('#!/bin/sh\nprintf "sha256:%s\\n" "$(printf %s "$4" | sha256sum | cut -c1-64)"\n', encoding="utf-8")
    tool.chmod(0o755)
    (tmp_path / "Containerfile").write_text(CONTAINER, encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["sh", "-c", command[0]], cwd=tmp_path, env={"PATH": path}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    pinned = re.findall(r"^ARG (BUILDER|SERVER)=([^@\n]+)@sha256:[0-9a-f]{64}$", (tmp_path / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(pinned) == dict(re.findall(r"^ARG (BUILDER|SERVER)=(.+)$", CONTAINER, re.MULTILINE))


def test_a_built_site_says_what_it_was_built_with(tmp_path: Path) -> None:
    """Its readers are those of the site itself, and its revision is the one that is stated where git tells none."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "handbook.json").write_text('{"audience": "assessor"}', encoding="utf-8")
    environment = {**os.environ, "AUDIENCE": "", "HANDBOOK_REVISION": "0123456789ab", "HANDBOOK_SITE_URL": "https://us.example/a", "WORKED_EXAMPLE": "my-pump"}
    words = [sys.executable, "-m", "macros.provenance", "--site-dir", str(site), "--engine", "zensical"]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads((site / "build.json").read_text(encoding="utf-8"))
    told = {name: said[name] for name in ("source_revision", "product", "engine", "audience", "site_url")}
    expected = {"source_revision": "0123456789ab", "product": "my-pump", "engine": "zensical", "audience": "assessor", "site_url": "https://us.example/a/"}
    assert told == expected
    assert sorted(said["locks"]) == ["requirements-zensical.lock", "requirements.lock"]
    listed = [line.partition("  ")[2] for line in (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert listed == ["build.json", "handbook.json", "sbom.cdx.json"]


def test_nothing_is_copied_into_the_image_that_a_clone_does_not_hold() -> None:
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "site", "official", "hosting", "final", "offline"} <= set(left_out)
