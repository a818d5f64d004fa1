"""The command that writes exports: what it writes where, and what it says of a wrong call."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.audience.levels import NAMES
from handbook.audience.seen import seen
from handbook.commands.cli import main
from handbook.exports.registry import formats
from handbook.model.handbook import Handbook
from handbook.reading.source_revision import revision
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT

FORMATS = [one.name for one in formats()]
QUICK_AND_SLOW = [pytest.param(one.name, marks=pytest.mark.slow if one.on_request else ()) for one in formats()]


@pytest.mark.slow
@pytest.mark.parametrize("name", QUICK_AND_SLOW)
def test_a_format_is_written_under_its_own_name_or_says_what_it_lacks(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minimal: Handbook, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    form = next(one for one in formats() if one.name == name)
    code = main(["export", name, "--product", str(MINIMAL)])
    lacks = form.lacks(minimal)
    if lacks:
        assert code == 1
        assert capsys.readouterr().err == f"handbook export: {form.file} cannot be made: {lacks}\n"
        assert not (tmp_path / form.file).exists()
    else:
        assert code == 0
        seen_by_all = seen(minimal, "public")
        made = form.make_as(seen_by_all, {"revision": revision(MINIMAL)}) if form.make_as else form.make(seen_by_all)
        assert (tmp_path / form.file).read_bytes() == made


def test_paper_and_chapter_are_in_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "pdf", "--product", str(MINIMAL), "--chapter", "activity-2", "--paper", "Letter"]) == 0
    assert (tmp_path / "handbook-activity-2-letter.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_tool_that_is_missing_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("handbook.exports.pdf.typesetting.find_spec", lambda name: None)
    assert main(["export", "pdf", "--product", str(MINIMAL)]) == 1
    assert capsys.readouterr().err == (
        "handbook export: handbook.pdf cannot be made: The package 'typst' is not installed, which sets PDFs; "
        "'python run.py setup' or 'pip install typst' installs it.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_or_a_folder_may_be_named(tmp_path: Path, minimal: Handbook, capsys: pytest.CaptureFixture[str]) -> None:
    for given, written in ((tmp_path / "a.json", tmp_path / "a.json"), (tmp_path, tmp_path / "handbook.json")):
        assert main(["export", "json", "--product", str(MINIMAL), "--out", str(given)]) == 0
        assert written.read_bytes().startswith(b"{")
        assert capsys.readouterr().out.startswith(f"{written.as_posix()}: ")


@pytest.mark.slow
def test_standard_output_has_the_bytes_alone() -> None:
    command = [sys.executable, "-m", "handbook", "export", "csv", "--product", str(MINIMAL), "--out", "-"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.startswith(b"PK")
    assert done.stderr == b""


def test_the_list_has_every_format_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == FORMATS
    assert all(one.file in line and line.endswith(one.about) for one, line in zip(formats(), lines, strict=True))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["xlxs"], "there is no format 'xlxs'; did you mean xlsx?"),
        ([], "no format is named; expected one of xlsx, assessor-workbook, csv, "),
        (["csv", "--paper", "letter"], "the format csv has no choice --paper; these have: pdf, pdf-customer"),
        (["pdf", "--paper", "a5"], "there is no paper 'a5'; did you mean a4?"),
        (["pdf", "--chapter", "9"], "there is no chapter '9'; expected one of product-model, activity-0, "),
        (["json", "--out", "no/such/folder/x.json"], "'no/such/folder/x.json' cannot be written: no such file or directory"),
    ],
)
def test_a_wrong_call_is_told_and_exits_with_two(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *words, "--product", str(MINIMAL)]) == 2
    assert said in capsys.readouterr().err


def test_a_product_with_errors_is_not_exported(product: WriteProduct, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product(**{"activity-2/need.yaml": "- x\n"})
    assert main(["export", "json", "--product", str(folder), "--out", str(tmp_path / "x.json")]) == 1
    assert capsys.readouterr().err == f"handbook export: 1 error in {folder.as_posix()}; 'handbook check' lists them\n"
    assert not (tmp_path / "x.json").exists()


@pytest.mark.slow
def test_other_commands_read_nothing_of_the_exports() -> None:
    script = "import sys; from handbook.commands.cli import main; main(['check', '--product', sys.argv[1]]); print([m for m in sys.modules if 'exports' in m or m == 'xlsxwriter'])"
    done = subprocess.run([sys.executable, "-c", script, str(MINIMAL)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "variable", "published_for", "audience"),
    [
        ([], "", "", "public"),
        ([], "", "internal", "internal"),
        ([], "assessor", "internal", "assessor"),
        (["--audience", "internal"], "public", "", "internal"),
        (["--audience", "public"], "internal", "internal", "public"),
    ],
)
def test_an_export_is_made_for_whom_the_option_the_variable_or_the_product_names(
    product: WriteProduct,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    variable: str,
    published_for: str,
    audience: str,
) -> None:
    said = (MINIMAL / "product.yaml").read_text(encoding="utf-8")
    said = said.replace("site:\n", f"site:\n  published_for: {published_for}\n", 1) if published_for else said
    policies = (MINIMAL / "activity-0" / "policies.yaml").read_text(encoding="utf-8") + "  visibility: internal\n"
    folder = product(**{"product.yaml": said, "activity-0/policies.yaml": policies})
    monkeypatch.setenv("AUDIENCE", variable)
    assert main(["export", "json", *words, "--product", str(folder), "--out", str(folder.parent)]) == 0
    assert f" bytes, for {NAMES[audience]}." in capsys.readouterr().out
    made = json.loads((folder.parent / "handbook.json").read_text(encoding="utf-8"))
    assert made["audience"] == audience
    assert ("POL-01" in [one["id"] for one in made["records"]]) is (audience == "internal")


def test_an_audience_that_there_is_not_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "json", "--audience", "assesor", "--product", str(MINIMAL)]) == 2
    assert capsys.readouterr().err == "handbook export: --audience is 'assesor', which is no audience; did you mean assessor?\n"
