"""A site in another language has no English word of the interface or of the checks: a pseudo-language puts ⟦…⟧ around each word that can be translated.

The product is told in Greek letters, so that whatever Latin word stands outside the marks is ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
import yaml
from markupsafe import Markup

from handbook.authoring.words import words
from handbook.languages.language import Language, load_language
from handbook.languages.said import told, word
from handbook.layout.graphviz import find_engine, place
from handbook.model.item import Item
from handbook.model.loaded import Loaded
from handbook.schema.marks import marked, with_texts
from handbook.schema.product_file import Site
from handbook.views.addresses import Address
from handbook.views.diagrams import all_graphs
from handbook.views.page_spec import Shown
from macros.calls import Calls
from macros.site.added_files import words as words_file
from macros.site.languages import theme_language, words_of_scripts
from macros.site.page_html import ready_page
from macros.site.publication import Publication
from tests.support.building import ROOT
from tests.support.pseudo_language import pseudo

ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΣΧΥΖαβψδεφγηιξκλμνοπθρστυωςχυζ")
SHOWN = ("aria-label", "title", "alt", "placeholder", "data-kind", "data-status", "data-label", "data-title", "data-id")
"""Attributes that readers meet."""
CODE = {"code", "pre", "samp", "script", "style"}
NOT_OURS = frozenset({
    "NIST", "CSF", "IR", "SP", "CRA", "EN", "ETSI", "PSTI", "SSDF", "STRIDE", "UK", "EU", "Regulation", "CSWP", "Schedule", "Regulations",
    "DE", "GV", "ID", "PR", "RC", "RS", "CycloneDX", "VEX", "CSAF", "OpenVEX", "YAML", "JSON", "CSV", "XLSX", "ZIP", "KB", "kB", "MB", "VL", "VH",
})  # fmt: skip
"""Names of documents and formats, units, and the letters of levels, which are the same in every language."""
ABOUT_THE_HANDBOOK = (
    "rooms",
    "mistakes",
    "diagnostic_codes",
    "editions",
    "reference_documents",
    "blank",
    "templates",
    "ref",
    "csf",
    "data_format",
    "downloads",
)
"""Calls on pages that a maker's own handbook leaves out, or that print what publishers call their documents."""


def in_greek(item: Item) -> Item:
    """Returns a record with its texts in Greek letters, ids in them as they are."""
    ours = {path for path, mark, _ in marked(item.record) if mark.meaning in ("plain", "prose") and path[0] != "id"}

    def change(path: tuple[str | int, ...], text: str) -> str:
        """Returns a text in Greek letters."""
        return (
            "".join(part if re.fullmatch(r"[A-Z]{2,4}-\d{2}", part) else part.translate(ALPHABET) for part in re.split(r"([A-Z]{2,4}-\d{2})", text))
            if path in ours
            else text
        )

    return replace(item, record=with_texts(item.record, change))


class Urls(dict[str, str]):
    """Any page has an URL."""

    def __missing__(self, page: str) -> str:
        """Returns the URL of a page as the site has it."""
        return Address(page).url


class Words(HTMLParser):
    """Gathers what stands outside ⟦⟧, with what surrounds it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.depth = 0
        self.found: list[tuple[str, str, bool]] = []

    def outside(self, text: str) -> str:
        """Returns what of a text stands outside the marks, which may begin and end in other texts."""
        kept = []
        for part in re.split("([⟦⟧])", text):
            if part == "⟦":
                self.depth += 1
            elif part == "⟧":
                self.depth -= 1
            elif not self.depth:
                kept.append(part)
        return "".join(kept)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes the attributes that readers meet."""
        given = dict(attrs)
        for name in SHOWN:
            if given.get(name):
                own = Words()
                self.found.append((f"{tag} {name}", own.outside(str(given[name])), False))
        if tag not in ("br", "hr", "img", "input", "path", "line", "rect", "polygon"):
            self.open.append((tag, given.get("lang") == "en"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes no shape of a diagram."""

    def handle_endtag(self, tag: str) -> None:
        """Closes an element, and those in it that nobody closed."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        """Takes a text, but of code."""
        rest = self.outside(text)
        if not any(tag in CODE for tag, _ in self.open):
            self.found.append((self.open[-1][0] if self.open else "", rest, any(english for _, english in self.open)))


@pytest.fixture(scope="module")
def publication(pump: Loaded) -> Publication:
    """The second example in Greek letters, its site in the pseudo-language."""
    items = {name: in_greek(item) for name, item in pump.handbook.items.items()}
    loaded = replace(pump, handbook=replace(pump.handbook, site=Site(presented_as=pump.handbook.site.presented_as), items=items, language=pseudo_once()))
    return Publication(Shown(loaded, "examples/pump-monitor"), layout=place(loaded.handbook.once(all_graphs), find_engine()), urls=Urls())


@pytest.fixture(scope="module")
def catalogue_texts() -> str:
    """What the catalogues say, which is data of their own."""

    def texts(value: object) -> Iterator[str]:
        """Yields the texts of a YAML value."""
        if isinstance(value, dict):
            for one in value.values():
                yield from texts(one)
        elif isinstance(value, list):
            for one in value:
                yield from texts(one)
        else:
            yield " ".join(str(value).split())

    folder = ROOT / "handbook" / "catalogs"
    return "\n".join(
        text
        for path in sorted(folder.rglob("*.yaml"))
        for text in texts(yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    )


def english_of(html: str, catalogue_texts: str) -> list[str]:
    """Returns the words of a page that are neither marked, nor of a catalogue, nor a name that is the same in every language."""
    parser = Words()
    parser.feed(html)
    left = []
    for where, text, english in dict.fromkeys(parser.found):
        plain = " ".join(text.split())
        named = re.sub(
            r"\b(?:[A-Za-z]+[-:.])?[A-Za-z0-9_.]*[0-9_][A-Za-z0-9_./:-]*|\b[A-Z]{2}\.[A-Z]{2}\b|[\w./-]+\.(?:yaml|json|md|xlsx|zip|txt|csv|reqif)|\{: #[\w-]+ \}|Thrumwell (?:monitor firmware|Desk)|\(CycloneDX .*",
            "",
            plain,
        )
        latin = set(re.findall(r"[A-Za-z]{2,}", named)) - NOT_OURS
        if not latin:
            continue
        if where == "text" and all(re.search(rf"(?<![A-Za-z]){word}(?![A-Za-z])", catalogue_texts) for word in latin):
            continue  # a line of a title in a picture
        if not (english and all(part in catalogue_texts for part in plain.strip(" ,.:;()–").split(", "))) and not (
            len(plain) > 3 and plain.strip(" ,.:;()–") in catalogue_texts
        ):
            left.append(f"{where}: {plain}")
    return left


def heading(level: int, text: str, anchor: str, **_: object) -> Markup:
    return Markup('<h{0} id="{2}">{1}</h{0}>').format(level, told(text, pseudo_once()), anchor)


_MADE: list[Language] = []


def pseudo_once() -> Language:
    if not _MADE:
        _MADE.append(pseudo())
    return _MADE[0]


@pytest.mark.slow
def test_no_page_of_the_product_has_an_english_word_of_ours(publication: Publication, catalogue_texts: str) -> None:
    left: dict[str, str] = {}
    for path, page in publication.site_map.pages.items():
        if page.template in ("csf.html", "family.html") and "references/csf/de" not in path:
            continue  # six hundred pages of one form; a few of them say what all say
        for one in english_of(ready_page(publication, path, Address(path).url, heading), catalogue_texts):
            left.setdefault(one, path)
    assert publication.page_errors == []
    assert left == {}


@pytest.mark.slow
def test_no_call_has_an_english_word_of_ours(publication: Publication, catalogue_texts: str) -> None:
    page = SimpleNamespace(url="product/", file=SimpleNamespace(src_uri="product.md", abs_src_path=""))
    calls = Calls(lambda: publication, lambda: page)
    makers: dict[str, Callable[[], str]] = {name: getattr(calls, name) for name in vars(Calls) if not name.startswith("_")}
    numbered = ("activity_header", "activity_references", "questions", "example")
    left = []
    for name, make in makers.items():
        if name in ABOUT_THE_HANDBOOK or name in ("presented", "own"):
            continue
        arguments = [(0,), (5,)] if name in numbered else [("attempt",), ("impact",), ("matrix",), ("acceptance",)] if name == "risk_criteria" else [()]
        for one in arguments:
            left += [f"{name}: {found}" for found in english_of(make(*one), catalogue_texts)]
    assert left == []


def test_german_has_everything() -> None:
    german = load_language("de")
    lacking = [
        one.english
        for one in words(ROOT)
        if ((one.context, one.english) if one.context else one.english) not in (german.plurals if one.many else german.interface)
    ]
    assert lacking == []
    assert german.missing == frozenset()
    assert german.diagnostics == ()


def test_german_says_levels_and_kinds_as_the_glossary_does() -> None:
    german = load_language("de")
    said = [told(word("very high"), german), german.says("Vulnerability"), german.says("Evidence"), german.says("Means"), german.says("Needs and goals")]
    assert said == ["sehr hoch", "Schwachstelle", "Nachweis", "Mittel", "Bedarf und Ziele"]


def test_words_of_scripts_stand_in_one_script_and_in_none_for_english() -> None:
    german = next(words_file(load_language("de")))
    assert german.path == "assets/words.js"
    found = re.fullmatch(r"window\.hbWords = (\{.*\});\n", str(german.content))
    assert found
    said = json.loads(found[1])
    assert said["words"]["Show all"] == "Alle zeigen"
    assert said["words"]["Copied {number} row as CSV."] == ["{number} Zeile als CSV kopiert.", "{number} Zeilen als CSV kopiert."]
    assert list(words_file(load_language("en"))) == []


def test_words_of_scripts_are_data_whatever_they_hold() -> None:
    said = '</script><b>&"\u2028'
    text = words_of_scripts(replace(Language(code="xx"), interface={("script", "Show"): said}))
    assert text.isascii()
    assert json.loads(text.removeprefix("window.hbWords = ").removesuffix(";\n"))["words"] == {"Show": said}


def test_the_theme_speaks_the_language_or_a_wider_one() -> None:
    folders = [ROOT / ".venv"]
    assert theme_language(Language(code="de-AT"), folders) == "de-AT"
