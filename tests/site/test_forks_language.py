"""A fork says one label otherwise, and another begins a language with one label: in a PO file of its own, without a line of Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import MINIMAL
from tests.support.building import build, copy_of_the_repository
from tests.support.serving import serving, wait_for

RECORD = "records/need-01/"
OVERRIDE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Trace"
msgstr "Spur <Weg>"

msgid "Customers"
msgstr "Abnehmer"
"""
EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
IN_DATA = frozenset({"svg", "script", "style", "code"})
"""Elements whose texts are data, or a picture that cannot be marked word by word."""


class Texts(HTMLParser):
    """Gathers the texts of an article, each with whether it is marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element, which is in English where it says so or stands in one that does."""
        if tag not in EMPTY:
            self.open.append((tag, dict(attrs).get("lang", "") == "en" or bool(self.open and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        """Closes an element."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Takes a text."""
        if data.strip() and not any(tag in IN_DATA for tag, _ in self.open):
            self.found.append((" ".join(data.split()), bool(self.open and self.open[-1][1])))


def texts(page: str) -> list[tuple[str, bool]]:
    """Returns the texts of the article of a page, but for what stands at its end on every page."""
    parser = Texts()
    parser.feed(page[page.index("<article") : page.index('<nav class="hb-after"')])
    return parser.found


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with a product of its own."""
    return copy_of_the_repository(tmp_path_factory.mktemp("fork") / "repository", MINIMAL)


def test_a_label_said_otherwise_stands_on_the_page_in_place_of_ours_alone(fork: Path, tmp_path: Path) -> None:
    product = fork / "our-product" / "product.yaml"
    before = product.read_text(encoding="utf-8")
    product.write_text(before.replace("site:\n", "site:\n  language: de\n", 1), encoding="utf-8")
    folder = fork / "our-product" / "languages" / "de"
    folder.mkdir(parents=True)
    (folder / "interface.po").write_text(OVERRIDE, encoding="utf-8")
    built = build(tmp_path / "site", "our-product", "--strict", root=fork)
    assert built.code == 0, built.output[-3000:]
    page = built.page(RECORD)
    assert '<html lang="de"' in page
    assert re.search(r'<h2 [^>]*id="trace">Spur &#?\w+;Weg&#?\w+;<', page)
    found = texts(page)
    assert ("Abnehmer", False) in found
    assert not {"Verfolgung", "Kunden", "Trace", "Customers"} & {text for text, _ in found}
    assert {("Was er sagt", False), ("Auswirkung", False), ("Quelle", False)} <= set(found)  # all else is our German
    assert [text for text, english in found if english] == []
    assert "Abnehmer" in built.page("records/cus-01/") + built.page("registers/activity-2/")
    product.write_text(before, encoding="utf-8")


def test_a_language_begun_with_one_label_shows_it_and_says_of_all_else_that_it_is_english(fork: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(fork)}
    catalogue = fork / "our-product" / "languages" / "nl" / "interface.po"
    told = subprocess.run(
        [sys.executable, "-m", "handbook", "languages", "--update", "--in", "our-product", "nl"],
        cwd=fork, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert told.returncode == 1, told.stderr  # nothing is translated yet
    text = catalogue.read_text(encoding="utf-8")
    made, begun = re.subn(r'(?<=\n)msgid "Why is it here\?"\nmsgstr ""\n', 'msgid "Why is it here?"\nmsgstr "Waarom is het hier?"\n', text)
    assert begun == 1
    catalogue.write_text(made, encoding="utf-8")
    for _, get in serving(Path("our-product"), tmp_path, fork, HANDBOOK_LANGUAGE="nl", PYTHONPATH=str(fork)):
        page = wait_for(get, RECORD, lambda text: "</html>" in text)  # a page alone is made sooner than a site is built
    assert '<html lang="nl"' in page
    found = texts(page)
    assert ("Waarom is het hier?", False) in found
    assert "Why is it here?" not in {text for text, _ in found}
    assert {("What it says", True), ("Trace", True), ("Statement", True), ("assessed", True), ("As a picture", True)} <= set(found)
    written = " ".join(" ".join(path.read_text(encoding="utf-8") for path in sorted((fork / "our-product").rglob("*.yaml"))).split())
    unmarked = {text for text, english in found if not english and re.search(r"[A-Za-z]{2}", text)}
    assert {text for text in unmarked if text not in written} == {"Waarom is het hier?"}
