"""What docs and README say of commands: every command, option, module and variable that they name exists, and none is said to be missing that is there."""

from __future__ import annotations

import argparse
import importlib.util
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import run as runner
from handbook.commands.parser import COMMANDS, parser_for
from handbook.languages.language import languages
from tests.support.building import ROOT

TEXTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
_CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
_CALL = re.compile(r"(?:^|[\s`(])(?:python3?\s+)?(handbook|run\.py|python3? -m [\w.]+)(?=\s|$)([^\n|;&#]*)")
_VARIABLE = re.compile(r"\bHANDBOOK_[A-Z_]+\b")
_TO_OTHERS = frozenset({"serve", "build", "offline", "test"})
"""Words of run.py that hand on to a program of others, whose options are not ours to know."""


def _named(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yields every program of ours that a text calls, with the words after it."""
    for found in _CODE.finditer(path.read_text(encoding="utf-8")):
        for line in (found[1] or found[2]).splitlines():
            for call in _CALL.finditer(line):
                yield call[1], shlex.split(call[2].replace("…", ""))


def _parser(command: str) -> argparse.ArgumentParser:
    (commands,) = [action for action in parser_for([command])._actions if isinstance(action, argparse._SubParsersAction)]
    return commands.choices[command]


def _options(command: str) -> set[str]:
    return {option for action in _parser(command)._actions for option in action.option_strings}


def _unknown_to_a_module(module: str, command: str, words: list[str]) -> list[str]:
    """Returns the options of a call that the module behind a word of `run.py` does not name."""
    spec = importlib.util.find_spec(module)
    if spec is not None and spec.submodule_search_locations:
        spec = importlib.util.find_spec(f"{module}.__main__")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text(encoding="utf-8")
    return [f"{command} has no {word}" for word in words[1:] if word.startswith("-") and f'"{word.partition("=")[0]}"' not in source]


def faults_of(program: str, words: list[str]) -> list[str]:
    """Returns what a call as it stands in a text names and nothing has: a command, an option, a value that an option does not take."""
    if program.startswith("python"):
        module = program.split(" -m ")[1]
        ours = module.split(".")[0] in ("handbook", "tests", "macros")
        return [f"no module {module}"] if ours and importlib.util.find_spec(module) is None else []
    known = {command.name for command in COMMANDS}
    spoken = [word for word in words if re.fullmatch(r"[a-z][a-z-]*", word)]
    if not words or not spoken or words[0] != spoken[0]:
        return []
    command = words[0]
    if program == "run.py" and (command in _TO_OTHERS or command == "setup"):
        return [] if command in {*runner.WORDS, "test", "setup"} else [f"no command run.py {command}"]
    if program == "run.py" and command not in known and command in runner.WORDS:
        return _unknown_to_a_module(runner.WORDS[command][1], command, words)
    if command not in known:
        return [f"no command {program} {command}"]
    unknown = [word for word in words[1:] if word.startswith("-") and word.partition("=")[0] not in _options(command)]
    found = [f"{command} has no {word}" for word in unknown]
    for action in _parser(command)._actions:
        for option, value in pairwise(words):
            if option in action.option_strings and action.choices and value not in action.choices and re.fullmatch(r"[a-z]+", value):
                found.append(f"{option} takes no {value}")
    return found


def test_every_command_in_the_texts_is_one() -> None:
    called = [(path, program, words) for path in TEXTS for program, words in _named(path)]
    assert len(called) > 30
    assert [f"{path.relative_to(ROOT)}: {fault}" for path, program, words in called for fault in faults_of(program, words)] == []


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ("handbook chekc", "no command handbook chekc"),
        ("run.py chekc", "no command run.py chekc"),
        ("handbook check --releese", "check has no --releese"),
        ("handbook check --format yaml", "--format takes no yaml"),
        ("handbook catalog import FILE", ""),
        ("python -m handbook.authoring.nothing", "no module handbook.authoring.nothing"),
        ("run.py check --watch", ""),
    ],
)
def test_a_wrong_call_is_found(call: str, fault: str) -> None:
    (found,) = _CALL.finditer(call)
    assert faults_of(found[1], shlex.split(found[2])) == ([fault] if fault else [])


def test_every_variable_in_the_texts_is_read() -> None:
    code = [path for folder in ("handbook", "macros", "hooks", "tests") for path in (ROOT / folder).rglob("*.py")]
    read = {name for path in (*code, ROOT / "run.py", ROOT / "mkdocs.yml", ROOT / "mkdocs.base.yml") for name in _VARIABLE.findall(path.read_text("utf-8"))}
    assert {name for path in TEXTS for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))} <= read


def test_every_option_of_ours_is_explained_somewhere() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS)
    options = {option for command in COMMANDS for option in _options(command.name) if option.startswith("--") and option != "--help"}
    assert {option for option in options if not re.search(rf"{option}(?![\w-])", words)} == set()


DENIED = r"\b(?:no|not a|without an?|lacks an?)\s+(?:\w+\s+)?`?-{{0,2}}(?:{words})`?(?:\s+\w+)?\s+(?:mode|option|command|flag|switch|variable)\b"


def _denials(text: str) -> list[str]:
    options = {option.strip("-") for command in COMMANDS for option in _options(command.name)} | {command.name for command in COMMANDS} | set(runner.WORDS)
    return re.findall(DENIED.format(words="|".join(map(re.escape, sorted(options)))), " ".join(text.split()), re.IGNORECASE)


ONE_LANGUAGE = re.compile(r"\b(?:English only|only (?:in )?English|English alone)\b", re.IGNORECASE)
"""What a text says of a handbook that there is in one language."""


def test_no_text_denies_the_languages_that_are_there() -> None:
    assert len(languages()) > 1
    assert [f"{path.relative_to(ROOT)}: {one}" for path in TEXTS for one in ONE_LANGUAGE.findall(path.read_text(encoding="utf-8"))] == []


@pytest.mark.slow
def test_no_text_denies_what_is_there() -> None:
    assert _denials("There is no release mode.") == ["no release mode"]
    assert [f"{path.relative_to(ROOT)}: {one}" for path in TEXTS for one in _denials(path.read_text(encoding="utf-8"))] == []
