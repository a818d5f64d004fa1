"""A small stand-in for the runner of a forge: every `run` of a workflow as the script that it is, in a clone; actions as what they do to files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import run
from tests.support.building import ROOT

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass
class Forge:
    """Runs jobs of a workflow in a clone of the repository."""

    folder: Path
    """Where clones, artifacts and records of calls go."""
    context: dict[str, str]
    """What expressions stand for, by their words; an expression that it lacks fails the run."""
    environment: dict[str, str]
    """What the runner sets besides."""
    answers: str = ""
    """What `gh` prints."""
    used: list[str] = field(default_factory=list)
    """Actions that were met, in their order."""
    called: list[list[str]] = field(default_factory=list)
    """Words of each call of `gh`."""

    def run(self, workflow: Path, job: str, *, clone: Path | None = None) -> Path:
        """Runs the steps of a job one after the other in a workspace of its own and returns that. Raises AssertionError where one fails."""
        said = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        space = self.folder / job
        space.mkdir(parents=True)
        summary = self.folder / f"{job}-summary.md"
        summary.touch()
        for step in said["jobs"][job]["steps"]:
            if "uses" in step:
                self._act(step, space, clone)
                continue
            stated = {**said.get("env", {}), **step.get("env", {})}
            told = {name: self._filled(str(value)) for name, value in stated.items()}
            script = self.folder / "step.sh"
            script.write_text(self._filled(step["run"]), encoding="utf-8")
            paths = f"{self._gh()}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            environment = {**os.environ, **self.environment, **told, "PATH": paths, "CI": "true", "GITHUB_STEP_SUMMARY": str(summary)}
            environment |= {
                "PYTHONPATH": str(ROOT / "tests" / "support" / "no_network"),
                "GITHUB_OUTPUT": str(self.folder / "output"),
                "GITHUB_ACTIONS": "true",
            }
            done = subprocess.run(["bash", "-e", str(script)], cwd=space, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode == 0, f"{job}, {step.get('name')}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        noted = self.folder / "gh.log"
        if noted.exists():
            self.called = [line.split("\x1f")[:-1] for line in noted.read_text(encoding="utf-8").split("\x1e") if line]
        return space

    def _act(self, step: dict[str, Any], space: Path, clone: Path | None) -> None:
        action, given = step["uses"].partition("@")[0], {name: self._filled(str(value)) for name, value in step.get("with", {}).items()}
        self.used.append(action)
        artifacts = self.folder / "artifacts"
        if action == "actions/checkout":
            assert clone is not None
            shutil.copytree(clone, space, symlinks=True, dirs_exist_ok=True)
            ready_environment(space)
        elif action in ("actions/upload-artifact", "actions/upload-pages-artifact"):
            source, target = space / given["path"], artifacts / given.get("name", "github-pages")
            target.mkdir(parents=True)
            assert source.exists(), given["path"]
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                shutil.copy(source, target)
        elif action == "actions/download-artifact":
            shutil.copytree(artifacts / given["name"], space, dirs_exist_ok=True)
        elif action == "actions/attest-build-provenance":
            assert (space / given["subject-path"]).is_file()
        else:
            assert action in ("actions/setup-python", "actions/configure-pages", "actions/deploy-pages"), action

    def _filled(self, text: str) -> str:
        return EXPRESSION.sub(lambda found: self.context[found[1]], text)

    def _gh(self) -> Path:
        """Returns a folder with a program `gh` that notes how it is called."""
        folder = self.folder / "bin"
        folder.mkdir(exist_ok=True)
        program, noted = folder / "gh", self.folder / "gh.log"
        notes = f"printf '%s\\037' \"$@\" >> '{noted}'\nprintf '\\036' >> '{noted}'\n"
        program.write_text(f"#!/bin/sh\n{notes}printf '%s' '{self.answers}'\n", encoding="utf-8")
        program.chmod(0o755)
        return folder


def clone_of_the_repository(folder: Path) -> Path:
    """Returns a clone of this repository with what stands in the working tree, committed or not, as a further commit."""
    subprocess.run(["git", "clone", "-q", "--no-local", str(ROOT), str(folder)], check=True, capture_output=True)
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file() and not source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
        elif not source.exists():
            target.unlink(missing_ok=True)
    commit(folder, "What is not committed")
    return folder


def commit(folder: Path, message: str) -> None:
    """Commits what stands in a clone."""
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    who = ["-c", "user.name=Test", "-c", "user.email=test@maker.example"]
    subprocess.run(["git", *who, "commit", "-q", "--allow-empty", "-m", message], cwd=folder, check=True)


def ready_environment(space: Path) -> None:
    """Gives a workspace the environment that `run.py` would set up there, made of the packages that run this test."""
    ours, theirs = Path(sys.prefix), space / ".venv"
    theirs.mkdir()
    for name in ("bin", "lib", "include"):
        if (ours / name).exists():
            (theirs / name).symlink_to(ours / name)
    shutil.copy(ours / "pyvenv.cfg", theirs)
    (theirs / ".installed").write_text(run._fingerprint("requirements.lock"), encoding="utf-8")
