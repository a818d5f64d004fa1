"""`run.py`: what stands after a command goes to that command, `--help` included."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from types import ModuleType

import pytest

from tests.support.building import ROOT


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Returns the program with nothing to set up, and with calls that are kept instead of made."""
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.calls = []  # type: ignore[attr-defined]

    def call(words: list[str], **_: object) -> int:
        module.calls.append(words[1:])
        return 0

    monkeypatch.setattr(module, "set_up", lambda developing: None)
    monkeypatch.setattr(module.subprocess, "call", call)
    return module


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        (["new", "--help"], ["-m", "handbook", "new", "--help"]),
        (["new", "ours", "--small", "--name", "A name"], ["-m", "handbook", "new", "ours", "--small", "--name", "A name"]),
        (["check", "-h"], ["-m", "handbook", "check", "-h"]),
        (["serve", "-a", "127.0.0.1:8001"], ["-m", "mkdocs", "serve", "-a", "127.0.0.1:8001"]),
        (["build"], ["-m", "mkdocs", "build", "--strict"]),
        (["build", "--engine", "mkdocs", "-d", "x"], ["-m", "mkdocs", "build", "--strict", "-d", "x"]),
        (["build", "--engine", "zensical"], ["-m", "macros.zensical", "build", "--strict"]),
        (["offline", "--engine=zensical"], ["-m", "macros.zensical", "build", "--strict", "--site-dir", "offline"]),
        (["final", "--folder", "x"], ["-m", "macros.final", "--folder", "x"]),
        (["portfolio", "--engine", "x"], ["-m", "handbook", "portfolio", "--engine", "x"]),
    ],
)
def test_words_after_a_command_are_its_own(run: ModuleType, monkeypatch: pytest.MonkeyPatch, typed: list[str], called: list[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["run.py", *typed])
    assert run.main() == 0
    assert [one for one in run.calls if not one[-1].startswith("import ")] == [called]


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        (["serve", "--engine=properdocs", "-o"], ["-m", "properdocs", "serve", "-o"]),
        (["release", "2.4", "--engine", "properdocs"], ["-m", "handbook", "release", "2.4", "--engine", "properdocs"]),
    ],
)
def test_an_engine_is_installed_when_it_is_first_asked_for(run: ModuleType, monkeypatch: pytest.MonkeyPatch, typed: list[str], called: list[str]) -> None:
    installed: list[str] = []
    monkeypatch.setattr(run, "install", lambda lock, *_: installed.append(lock))
    monkeypatch.setattr(run.subprocess, "call", lambda words, **_: (run.calls.append(words[1:]), int("import properdocs" in words))[1])
    monkeypatch.setattr(sys, "argv", ["run.py", *typed])
    assert run.main() == 0
    assert installed == ["requirements-properdocs.lock"]
    assert run.calls[-1] == called


@pytest.mark.parametrize("words", [["--engine", "mkdcos"], ["--engine"]])
def test_an_unknown_engine_is_refused(run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["run.py", "build", *words])
    with pytest.raises(SystemExit):
        run.main()
    assert "expected one of mkdocs, properdocs, zensical" in capsys.readouterr().err


def test_set_up_takes_nothing_more(run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["run.py", "setup", "--help"])
    with pytest.raises(SystemExit):
        run.main()
    assert "setup takes nothing more" in capsys.readouterr().err
    assert run.calls == []


@pytest.mark.slow
def test_processes_that_share_the_tests_leave_each_module_whole() -> None:
    """What a module makes once for its tests, such as a site or a browser, is made once. A version of pytest-xdist or pytest may break it without a word."""
    modules = [f"tests/handbook/methods/{name}.py" for name in ("test_belonging", "test_coverage", "test_impact", "test_markets")]
    words = [sys.executable, "-m", "pytest", "-n", "2", "-v", "-p", "no:cacheprovider", *modules]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    told = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    ran = set(re.findall(r"(?m)^\[(gw[01])\] \[[ \d]+%\] PASSED (tests/[\w/]+\.py)::", told))
    assert sorted(module for _, module in ran) == sorted(modules), told[-3000:]
    assert {worker for worker, _ in ran} == {"gw0", "gw1"}
