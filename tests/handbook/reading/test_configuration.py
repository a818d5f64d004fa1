"""The configuration is read by the commands as by the build: the same folder, whatever way it is written."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from handbook.commands.cli import main
from handbook.commands.new import in_shell, in_yaml
from handbook.reading.configuration import Configuration, ConfigurationError, configuration, read_configuration
from tests.conftest import WriteProduct

WAYS = {
    "extra: {worked_example: ours}": "ours",
    "extra:\n  worked_example: ours  # here": "ours",
    'extra:\n  "worked_example":\n    "ours"': "ours",
    "extra:\n  worked_example: 'our pump, the second'": "our pump, the second",
    "extra:\n  worked_example: our pump": "our pump",
    "extra:\n  worked_example: !ENV [WORKED_EXAMPLE, ours]": "ours",
    "extra: {worked_example: !ENV [WORKED_EXAMPLE, 'our pump']}": "our pump",
    "extra:\n  worked_example: !ENV [FIRST, WORKED_EXAMPLE, ours]": "ours",
    "extra:\n  worked_example: !ENV\n    - WORKED_EXAMPLE\n    - ours": "ours",
    "extra: &more\n  worked_example: ours\nother: *more": "ours",
    "more: &more {worked_example: ours}\nextra:\n  <<: *more": "ours",
    "# extra:\n#   worked_example: theirs\nextra:\n  # worked_example: theirs\n  worked_example: ours": "ours",
    "nav:\n  - worked_example: theirs.md\nextra:\n  worked_example: ours": "ours",
    "markdown_extensions:\n  - x:\n      y: !!python/name:os.sep ''\n      z: !relative\nextra: {worked_example: ours}": "ours",
    "site_name: x": "worked_example",
    "extra: {a: b}": "worked_example",
}


@pytest.mark.parametrize(("text", "folder"), WAYS.items())
def test_the_folder_is_found_in_every_way_of_writing(tmp_path: Path, text: str, folder: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text + "\n", encoding="utf-8")
    for environment in ({}, {"WORKED_EXAMPLE": ""}, {"FIRST": "", "OTHER": "x"}):
        assert configuration(tmp_path, environment).product == folder
    assert configuration(tmp_path, {"WORKED_EXAMPLE": "theirs"}).product == "theirs"


@pytest.mark.parametrize(("text", "folder"), [pair for pair in WAYS.items() if "python/name" not in pair[0] and "worked_example" in pair[0]])
def test_mkdocs_itself_finds_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, folder: str) -> None:
    monkeypatch.delenv("WORKED_EXAMPLE", raising=False)
    (tmp_path / "docs").mkdir()
    own = "" if "nav:" not in text else "site_name: y\n"
    (tmp_path / "mkdocs.yml").write_text(f"{own or 'site_name: y' + chr(10)}{text}\n".replace("theirs.md", "index.md"), encoding="utf-8")
    assert load_config(str(tmp_path / "mkdocs.yml")).extra["worked_example"] == folder


def test_the_order_of_variables_holds_where_the_configuration_names_it(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra:\n  worked_example: !ENV [FIRST, WORKED_EXAMPLE, ours]\n", encoding="utf-8")
    assert configuration(tmp_path, {"FIRST": "a", "WORKED_EXAMPLE": "b"}).product == "a"
    assert configuration(tmp_path, {"FIRST": "", "WORKED_EXAMPLE": "b"}).product == "b"


def test_what_is_inherited_is_found_and_what_is_nearer_wins(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "far.yml").write_text("extra: {worked_example: far, a: b}\nrepo_url: https://forge.example/p\n", encoding="utf-8")
    (tmp_path / "base" / "near.yml").write_text("INHERIT: far.yml\nextra: {c: d}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yaml").write_text("INHERIT: base/near.yml\nsite_url: !ENV [SITE, '']\n", encoding="utf-8")
    assert configuration(tmp_path, {}) == Configuration("far", "", "https://forge.example/p")
    assert configuration(tmp_path, {"SITE": "https://maker.example/handbook"}).site_url == "https://maker.example/handbook/"
    (tmp_path / "base" / "near.yml").write_text("INHERIT: far.yml\nextra: {worked_example: near}\n", encoding="utf-8")
    assert configuration(tmp_path, {}).product == "near"


def test_without_a_configuration_the_environment_or_the_usual_folder_is_taken(tmp_path: Path) -> None:
    assert configuration(tmp_path, {}).product == "worked_example"
    assert configuration(tmp_path, {"WORKED_EXAMPLE": ""}).product == "worked_example"
    assert configuration(tmp_path, {"WORKED_EXAMPLE": "theirs"}).product == "theirs"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("extra: {worked_example: [a]}", "names no folder"),
        ("extra:\n  worked_example:", "names no folder"),
        ("extra:\n  worked_example: ''", "names no folder"),
        ("extra:\n  worked_example: !ENV OTHER", "names no folder"),
        ("extra: [", "is not YAML in line"),
        ("- a", "holds no keys"),
        ("INHERIT: mkdocs.yml", "inherits from itself"),
        ("INHERIT: [a]", "names no file"),
        ("extra: {worked_example: !ENV {a: b}}", "the name of a variable after !ENV"),
        ("a: \x00", "is not YAML"),
        pytest.param("[" * 5_000, "nested too deeply", marks=pytest.mark.slow),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKED_EXAMPLE", raising=False)
    with pytest.raises(ConfigurationError, match=words):
        configuration(tmp_path, {})
    assert main(["check"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("handbook check: ")
    assert said.err.count("\n") == 1
    assert main(["check", "--product", "nowhere"]) == 1  # whoever names the folder needs no configuration


def test_a_file_that_is_no_text_or_too_large_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handbook.reading import configuration as module

    (tmp_path / "mkdocs.yml").write_bytes(b"a: \xff\n")
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        read_configuration(tmp_path / "mkdocs.yml", {})
    monkeypatch.setattr(module, "MAXIMUM_BYTES", 2)
    with pytest.raises(ConfigurationError, match="cannot be read: the file has"):
        read_configuration(tmp_path / "mkdocs.yml", {})


def test_an_address_is_one_of_the_web(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: javascript:alert(1)\nrepo_url: ../x\n", encoding="utf-8")
    assert configuration(tmp_path, {}) == Configuration()
    assert Configuration().page("x/") == ""
    assert Configuration(site_url="https://a.example/b/").page("x/") == "https://a.example/b/x/"


NAMES = ["my pump", "my-pump", "a/b_c.1", "2026", "1.10", "yes", "it's", 'the "best"', "a, b", "a: b", "#1", "[x]", "-x", "päck", "a\\b"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_folder_that_new_made_is_the_one_that_its_line_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKED_EXAMPLE", raising=False)
    assert main(["new", "--small", "--", name]) == 0
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if "name the folder:" in line).partition("name the folder:")[2].strip()
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  {line}\n", encoding="utf-8")
    assert configuration(tmp_path, {}).product == name
    assert main(["check"]) == 0
    command = next(line for line in printed.splitlines() if " check " in line)
    words = shlex.split(command.partition("python run.py ")[2].partition("   ")[0])
    assert words[:2] == ["check", "--product"]
    assert main(words) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_word_is_one_word_to_yaml_and_to_shells(name: str) -> None:
    assert yaml.load(f"[A, {in_yaml(name)}]", yaml.SafeLoader) == ["A", name]
    assert shlex.split(in_shell(name, windows=False)) == ["./-x" if name == "-x" else name]


def test_quotes_of_windows_are_double_ones() -> None:
    assert in_shell("my pump", windows=True) == '"my pump"'
    assert in_shell("my-pump", windows=True) == "my-pump"


def test_commands_take_the_folder_that_the_build_takes(
    product: WriteProduct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    product(**{"activity-2/needs.yaml": "- id: NEED-01\n  titel: x\n"}).rename(tmp_path / "my pump")
    (tmp_path / "worked_example").mkdir()
    (tmp_path / "mkdocs.yml").write_text("extra: {worked_example: my pump}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKED_EXAMPLE", "")
    assert main(["check"]) == 1
    assert "my pump/activity-2/needs.yaml:2:3: error" in capsys.readouterr().out
    assert main(["migrate", "--dry-run"]) == 0
    assert "my pump" in capsys.readouterr().out
