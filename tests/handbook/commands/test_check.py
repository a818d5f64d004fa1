"""The command: which product it checks, what it prints, how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from handbook.commands.cli import main
from handbook.commands.parser import COMMANDS, module_of
from tests.conftest import MINIMAL, WriteProduct


def test_clean_product_exits_with_zero_and_says_which_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--product", str(MINIMAL)]) == 0
    assert capsys.readouterr().out == f"0 errors, 0 gaps, 0 warnings in {MINIMAL.relative_to(Path.cwd()).as_posix()}\n"


def test_errors_exit_with_one_and_gaps_do_not(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product(**{"activity-2/need.yaml": "- x\n"})
    assert main(["check", "--product", str(folder)]) == 1
    out = capsys.readouterr().out
    assert f"{folder.as_posix()}/activity-2/need.yaml:1:1: error: nothing reads" in out
    assert out.splitlines()[-1].startswith("1 error, ")
    (folder / "activity-2" / "need.yaml").unlink()
    (folder / "activity-5" / "plans.yaml").unlink()
    assert main(["check", "--product", str(folder)]) == 0
    assert "gap" in capsys.readouterr().out


def test_errors_stand_last_where_a_screen_full_of_gaps_does_not_hide_them(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product(**{"activity-0/policy.yaml": "- x\n"})
    (folder / "activity-5" / "plans.yaml").unlink()
    assert main(["check", "--product", str(folder)]) == 1
    listed = [line.split(": ")[1] for line in capsys.readouterr().out.splitlines() if line.startswith(folder.as_posix())]
    assert listed[-1] == "error"
    assert listed.count("error") == 1
    assert "gap" in listed


def test_json_holds_the_same_findings(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product(**{"activity-2/need.yaml": "- x\n"})
    assert main(["check", "--product", str(folder), "--format", "json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["counts"]["error"] == 1
    assert printed["diagnostics"][0]["file"] == "activity-2/need.yaml"
    assert printed["diagnostics"][0]["suggestions"] == ["activity-2/needs.yaml"]


@pytest.mark.parametrize(
    "line",
    ["  worked_example: !ENV [WORKED_EXAMPLE, ours]", "  worked_example: ours", "  worked_example: 'ours'  # here"],
)
def test_the_folder_is_the_one_that_mkdocs_yml_names(
    product: WriteProduct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    product().rename(tmp_path / "ours")
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: mkdocs.base.yml\nextra:\n{line}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKED_EXAMPLE", raising=False)
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith(" in ours\n")
    monkeypatch.setenv("WORKED_EXAMPLE", "theirs")
    assert main(["check"]) == 1
    assert "theirs" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("words", [["--help"], ["chekc"], *([command.name, "--help"] for command in COMMANDS)], ids=" ".join)
def test_help_waits_for_nothing_that_only_a_run_needs(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "handbook", *words], capture_output=True, text=True, check=False)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "handbook.commands.parser" in imported
    assert not {name for name in imported if name.split(".")[0] in ("pydantic", "yaml", "ruamel", "watchdog")}
    rooms = {name.split(".")[1] for name in imported if name.startswith("handbook.")}
    assert rooms == {"authoring", "commands", "outputs", "reading"}


def test_each_command_has_a_module_that_runs_it() -> None:
    for command in COMMANDS:
        assert callable(import_module(f"handbook.commands.{module_of(command.name)}").run)
