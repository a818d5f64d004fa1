"""The guide on changes shows what the commands print: each block of output is that of the command above it."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from handbook.commands.cli import main
from tests.handbook.compare.test_difference import repository
from tests.support.building import ROOT

__all__ = ["repository"]
GUIDE = (ROOT / "docs" / "guides" / "changes.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\nhandbook ([^\n]+)\n```\n\n```text\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def my_meter(repository: Path) -> Path:
    """The small product as the guide calls it, with its support term moved since `v1.0`."""
    folder = repository / "my-meter"
    (repository / "product").rename(folder)
    for words in (["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "two"], ["tag", "v1.0"]):
        subprocess.run(["git", *words], cwd=repository, check=True)
    terms = folder / "activity-5" / "support-terms.yaml"
    text = terms.read_text(encoding="utf-8")
    terms.write_text(text.replace("ends: 2031-12-31", "ends: 2033-12-31", 1).replace("supplier's own", "supplier's new", 1), encoding="utf-8")
    return folder


def test_the_guide_shows_outputs() -> None:
    assert len(SHOWN) == 3


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command.split()[0] for command, _ in SHOWN])
def test_the_output_is_that_of_the_command(command: str, output: str, my_meter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if command.startswith("impact"):  # the guide asks before it changes the term
        subprocess.run(["git", "checkout", "-q", "--", "."], cwd=my_meter, check=True)
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == output


def test_every_option_that_the_guide_names_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    known = ""
    for name in ("impact", "diff"):
        with pytest.raises(SystemExit):
            main([name, "--help"])
        known += capsys.readouterr().out
    named = set(re.findall(r"--[a-z][a-z-]*", re.sub(r"```yaml.*?```", "", GUIDE, flags=re.DOTALL)))
    assert named <= set(re.findall(r"--[a-z-]+", known))
