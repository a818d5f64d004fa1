"""What commands print has no English word of ours in another language: differences, releases. A pseudo-language marks each word that can be translated."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.commands import import_, release
from handbook.commands.cli import main
from handbook.compare.difference import Difference, difference
from handbook.compare.sides import folder_side
from handbook.compare.telling import Asked
from handbook.exports.formats.xlsx import make as make_workbook
from handbook.languages.said import told
from handbook.outputs.diff import as_markdown, as_text
from handbook.pipeline import load
from handbook.reading.releases import LIST, Frozen, list_text
from tests.conftest import MINIMAL
from tests.support.pseudo_language import outside, pseudo

NEEDS, RISKS, PRODUCT = "activity-2/needs.yaml", "activity-2/risks.yaml", "product.yaml"
CODE = {"within", "all", "handbook", "diff", "del", "ins", "details", "summary", "VL", "VH"}
"""What a terminal or a forge reads, and the letters of levels."""


def english(lines: Iterable[str], *folders: Path) -> set[str]:
    """Returns the words outside the marks that stand in no file of the products, and in no name of one."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    written = " ".join([*(path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*")), *(folder.name for folder in folders)])
    written += " ".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    left = " ".join(map(outside, lines))
    return set(re.findall(r"[A-Za-z]{2,}", left)) - set(re.findall(r"[A-Za-z]{2,}", written)) - CODE


def edited(path: Path, old: str, new: str) -> None:
    """Replaces the first match of a pattern in a file."""
    text = path.read_text(encoding="utf-8")
    made, number = re.subn(old, new, text, count=1)
    assert number == 1, (path, old)
    path.write_text(made, encoding="utf-8")


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, Path]:
    """Two states of the minimal product between which everything happens that a comparison tells."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        shutil.copytree(MINIMAL, folder)
    edited(after / NEEDS, "title: .*", "title: Anders")
    edited(after / RISKS, r"dimension: privacy\n      level: M", "dimension: privacy\n      level: VH")
    edited(after / "activity-1/assumptions.yaml", "ASM-01", "ASM-09")
    (after / "files" / "added.txt").write_text("x", encoding="utf-8")
    added = (after / NEEDS).read_text(encoding="utf-8")
    (after / NEEDS).write_text(added + "- id: NEED-88\n  title: Neu\n  status: draft\n", encoding="utf-8")
    (after / "activity-0" / "roles.yaml").write_text((after / "activity-0" / "roles.yaml").read_text(encoding="utf-8") + "- id: [\n", encoding="utf-8")
    return before, after


def compared(states: tuple[Path, Path], catalogues: Catalogues) -> Difference:
    before, after = states
    later = folder_side("after", after, catalogues)
    earlier = folder_side("before", before, catalogues, beside=later)
    return difference(earlier, replace(later, handbook=replace(later.handbook, language=pseudo())))


@pytest.mark.slow
@pytest.mark.parametrize("form", [as_text, as_markdown])
def test_a_comparison_has_no_english_word_of_ours(form: object, states: tuple[Path, Path], catalogues: Catalogues) -> None:
    found = compared(states, catalogues)
    assert {one.what for one in found.records} == {"added", "renamed", "changed"}
    assert found.levels
    assert found.asides
    assert found.not_compared
    assert found.review
    lines = list(form.lines(found, Asked()))  # type: ignore[attr-defined]
    assert sum("⟦" in line for line in lines) > 10
    assert english(lines, *states) == set()


@pytest.mark.slow
def test_the_command_compares_in_german_where_it_is_asked_to_or_the_product_is(
    states: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDBOOK_LANGUAGE", raising=False)
    before, after = map(str, states)
    assert main(["diff", before, after, "--language", "de"]) == 0
    german = capsys.readouterr().out
    assert "1 hinzugekommen, 0 weggefallen, 1 umbenannt, " in german
    assert "\nWieder ansehen\n" in german
    edited(states[1] / PRODUCT, "site:\n", "site:\n  language: de\n")
    assert main(["diff", before, after]) == 0
    assert "1 hinzugekommen, 0 weggefallen, 1 umbenannt, " in capsys.readouterr().out
    assert main(["diff", before, after, "--language", "en"]) == 0
    assert "1 added, 0 removed, 1 renamed, " in capsys.readouterr().out
    assert main(["diff", before, after, "--language", "xx"]) == 2
    assert "there is no translation into 'xx'" in capsys.readouterr().err


@pytest.mark.slow
def test_a_release_is_told_of_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_LANGUAGE", raising=False)
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    edited(product / PRODUCT, "site:\n", "site:\n  language: de\n")
    store = product / "releases"
    asked = ["release", "--product", str(product)]
    assert main([*asked, "--verify"]) == 0
    assert capsys.readouterr().out == f"keine Freigabe in {store.as_posix()}\n"
    store.mkdir()
    releases = (Frozen("1.0", "2026-05-11", "assessor", "0" * 64), Frozen("1.1", "2026-05-12", "public", "1" * 64))
    (store / LIST).write_text(list_text(releases), encoding="utf-8")
    assert main([*asked, "--withdraw", "1.0", "--reason", "Zu viel.", "--today", "2026-05-20"]) == 0
    assert capsys.readouterr().out.startswith("1.0 ist zurückgezogen. Der nächste Bau der Website sagt es ")
    assert main([*asked, "--redact", "1.1", "--reason", "Zu viel.", "--today", "2026-05-20"]) == 0
    assert "Git hat weiterhin, was aufgenommen wurde" in capsys.readouterr().out
    assert main([*asked, "--list"]) == 0
    german = capsys.readouterr().out.splitlines()
    assert german[0].startswith("1.0  11.05.2026  für Begutachtende  zurückgezogen am 20.05.2026: Zu viel.")
    assert german[1].startswith("1.1  12.05.2026  für die Öffentlichkeit  geschwärzt am 20.05.2026: Zu viel.")
    assert main([*asked, "--list", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("1.0  2026-05-11  for assessors  withdrawn on 2026-05-20: ")


def test_a_release_has_no_english_word_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say = partial(told, language=pseudo())
    earlier = (Frozen("1.0", "2026-05-11", "internal", "0" * 64),)
    release._tell_neighbour((), "public", say)
    release._tell_neighbour(earlier, "public", say)
    assert release._verify(tmp_path / "releases", say) == 0
    lines = capsys.readouterr().out.replace(tmp_path.as_posix(), "").splitlines()
    assert len(lines) == 3
    assert english(lines, tmp_path) == set()


def typed_into(product: Path, file: Path) -> Path:
    """Returns a workbook of a product into which people typed what fits and what does not, and out of which rows and a column went."""
    book = openpyxl.load_workbook(io.BytesIO(make_workbook(load(product).handbook)))
    sheet = book["Needs and goals"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Title"], "Ganz anders")
    sheet.cell(2, heads["Statement"], "=1+1")
    sheet.cell(2, max(heads.values()) + 1, "x")
    sheet.cell(1, max(heads.values()) + 1, "Neu")
    sheet.cell(3, heads["Key"], "vielleicht")
    sheet.cell(sheet.max_row + 1, heads["Title"], "Ohne")
    book["Assumptions"].delete_rows(2)
    book["Roles"].delete_cols(3)
    del book["Audiences"]
    book.save(file)
    return file


@pytest.mark.slow
def test_what_an_import_tells_has_no_english_word_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_LANGUAGE", raising=False)
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    edited(product / PRODUCT, "site:\n", "site:\n  language: de\n")
    file = typed_into(product, tmp_path / "typed.xlsx")
    assert main(["import", str(file), "--product", str(product)]) == 1
    german = capsys.readouterr().out
    assert ": abgelehnt: in der Zelle steht eine Formel; erwartet: der Wert selbst" in german
    assert ": abgelehnt: die Zeile hat keine Kennung; erwartet: eine, die kein Datensatz hat, etwa NEED-" in german
    assert ": Hinweis: die Zeile von ASM-01 ist nicht mehr da; der Datensatz bleibt, außer --delete" in german
    assert "Nichts wird geschrieben." in german
    assert main(["import", str(file), "--product", str(product), "--language", "en"]) == 1
    assert "refused: the cell holds a formula; expected the value itself" in capsys.readouterr().out
    monkeypatch.setattr(import_, "language_asked", lambda *_: pseudo())
    assert main(["import", str(file), "--product", str(product)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 6
    sheets = {"Roles", "Audiences", "Needs", "and", "goals", "Assumptions"}
    typed, of_a_finding = (
        {"Key", "Neu", "vielleicht", "Ganz", "anders"},
        {"unknown", "value", "expected"},
    )  # its code; the pseudo-language marks only its halves
    assert english(lines, product) <= sheets | typed | of_a_finding
