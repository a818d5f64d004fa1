"""German guidance has the headings, anchors and calls of its English, says from which English it was made, and is told when it is older."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.authoring.guidance import main
from handbook.authoring.parity import standings
from handbook.languages.guidance import anchors, calls, fingerprint, made_from, marked, pages_of
from handbook.languages.language import load_language

ROOT = Path(__file__).parents[3]
GERMAN = ROOT / "handbook" / "languages" / "de" / "guidance"
PAGES = sorted(path.relative_to(GERMAN).as_posix() for path in GERMAN.rglob("*.md"))


def test_activities_0_to_2_are_there_in_german() -> None:
    assert {f"activities/{number}/index.md" for number in (0, 1, 2)} <= set(PAGES)
    assert set(pages_of(load_language("de"))) == set(PAGES)
    assert pages_of(load_language("en")) == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_german_page_has_the_headings_and_calls_of_its_english(name: str) -> None:
    german, english = ((folder / name).read_text(encoding="utf-8") for folder in (GERMAN, ROOT / "docs"))
    assert anchors(german) == anchors(english)
    assert len(anchors(german)) == 12
    assert calls(german) == calls(english)
    assert made_from(german) == fingerprint(english), (
        f"older than its source: bring it up to date, then python -m handbook.authoring.guidance handbook/languages/de {name}"
    )
    for parts in (r"\]\(([^)]*)\)", r"^ *!!! (\w+)", r"^ *\d+\. ", r"^ *- ", r"^ *\|"):
        one, other = re.findall(parts, german, re.MULTILINE), re.findall(parts, english, re.MULTILINE)
        assert one == other, parts


@pytest.mark.parametrize("name", PAGES)
def test_german_sentences_are_short_enough_to_read(name: str) -> None:
    prose = (GERMAN / name).read_text(encoding="utf-8").partition("\n---\n")[2]
    prose = re.sub(r"\{\{.*?\}\}|\{:.*?\}|\]\([^)]*\)|^ *\|.*$", "", prose, flags=re.MULTILINE)
    sentences = re.split(r"(?<=[.:?;!])[\s*“)]|\n\s*\n|\n\s*-", prose)
    assert [one for one in sentences if len(re.findall(r"\w+", one)) > 40] == []


def test_a_page_of_the_product_stands_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "languages" / "de" / "guidance" / "activities" / "1" / "index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# Unsere Fassung\n", encoding="utf-8")
    found = pages_of(load_language("de"), tmp_path)
    assert found["activities/1/index.md"] == own
    assert found["activities/0/index.md"] == GERMAN / "activities" / "0" / "index.md"


@pytest.mark.slow
def test_a_page_older_than_its_english_is_told_until_somebody_has_looked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "checkout"
    shutil.copytree(GERMAN.parent, root / "de")
    shutil.copytree(ROOT / "docs" / "activities", root / "docs" / "activities")
    for name in ("mkdocs.base.yml", "macros", "handbook"):
        (root / name).symlink_to(ROOT / name)
    (root / "docs" / "assets").symlink_to(ROOT / "docs" / "assets")
    assert standings(root / "de", root)[-1].findings == ()
    english = root / "docs" / "activities" / "1" / "index.md"
    english.write_text(english.read_text(encoding="utf-8").replace("four lists", "five lists"), encoding="utf-8")
    assert [(one.file, one.fault) for one in standings(root / "de", root)[-1].findings] == [("guidance/activities/1/index.md", "older than its source")]
    page = root / "de" / "guidance" / "activities" / "1" / "index.md"
    page.write_text(marked(page.read_text(encoding="utf-8"), english.read_text(encoding="utf-8")), encoding="utf-8")
    assert standings(root / "de", root)[-1].findings == ()
    page.write_text(page.read_text(encoding="utf-8").replace("{{ questions(1) }}", ""), encoding="utf-8")
    assert [one.fault for one in standings(root / "de", root)[-1].findings] == ["places differ"]
    assert main([str(root / "de"), "activities/9/index.md"]) == 2
    assert "activities/9/index.md" in capsys.readouterr().err


def test_a_fingerprint_does_not_depend_on_line_ends() -> None:
    assert fingerprint("a\r\nb\r\n") == fingerprint("a\nb\n") != fingerprint("a\nc\n")
    assert made_from(marked("---\ntitle: A\n---\n# A\n", "# B\n")) == fingerprint("# B\n")
    with pytest.raises(ValueError, match="no front matter"):
        marked("# A\n", "# B\n")
