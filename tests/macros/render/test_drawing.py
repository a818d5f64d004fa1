"""Diagrams as they stand on a page: sound SVG without a look of its own, links, and a table that says the same."""

from __future__ import annotations

import html
import logging
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.layout.graphviz import Layout, find_engine, place
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.views import addresses
from handbook.views.diagrams import all_graphs
from handbook.views.diagrams import graph as graphs
from handbook.views.page_spec import Shown
from macros.calls import Calls
from macros.site.publication import Publication
from macros.site.report import report_of_layout
from tests.support.building import ROOT
from tests.support.products import write_product

CHARGER = ROOT / "tests" / "products" / "charger"
PAYLOAD = "<script>hit()</script> {{ 7*7 }} </svg></title> \"'&amp; ]]> \u202eabc\u202c 😀"
DRAWN = ("product_model", "data_flows", "risk_matrix", "support_timeline", "profile")
SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
TABLES = re.compile(r"<table .*?</table>", re.DOTALL)
COLOURS = ("fill", "stroke", "color", "opacity", "font-size", "font-family", "stroke-width", "stroke-dasharray")


class Urls(dict[str, str]):
    """Any page has an URL."""

    def __missing__(self, page: str) -> str:
        """Returns the URL of a page as the site has it."""
        return addresses.Address(page).url


def calls_for(loaded: Loaded, layout: Layout | None = None) -> Calls:
    made = place(all_graphs(loaded.handbook), find_engine()) if layout is None else layout
    publication = Publication(Shown(loaded, "product"), layout=made, urls=Urls())
    page = SimpleNamespace(url="product/", file=SimpleNamespace(src_uri="product.md", abs_src_path=""))
    return Calls(lambda: publication, lambda: page)


@pytest.fixture(scope="module")
def shown(pump: Loaded) -> dict[str, str]:
    """What each macro with a diagram returns for the second example."""
    calls = calls_for(pump)
    return {name: getattr(calls, name)() for name in DRAWN}


def words(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


@pytest.mark.parametrize("name", DRAWN)
def test_every_diagram_is_well_formed_named_and_without_a_look_of_its_own(shown: dict[str, str], name: str) -> None:
    text = shown[name]
    found = SVG.findall(text)
    assert found
    for one in found:
        root = ET.fromstring(one)
        assert root.get("role") == "group"  # its links would be lost in an image
        named = [root.find(f".//*[@id='{name}']") for name in root.get("aria-labelledby", "").split()]
        assert [element.tag for element in named if element is not None] == ["title", "desc"]
        assert all(element is not None and element.text for element in named)
        for element in root.iter():
            assert not [attribute for attribute in element.attrib if attribute in COLOURS or attribute.startswith("on") or attribute == "style"]
            assert element.tag not in ("script", "style", "foreignObject", "image", "use")
    assert "style=" not in text
    assert "<figcaption>" in text


@pytest.mark.parametrize("name", DRAWN)
def test_ids_are_unique_and_links_lead_to_pages(shown: dict[str, str], name: str, pump: Loaded) -> None:
    found = re.findall(r'\sid="([^"]*)"', shown[name])
    assert len(set(found)) == len(found)
    pages = {addresses.of_item(item).url for item in pump.handbook.records()}
    linked = {href.removeprefix("../") for one in SVG.findall(shown[name]) for href in re.findall(r'href="([^"]*)"', one)}
    assert linked
    assert [href for href in linked if href.startswith("records/") and href not in pages] == []
    assert [href for href in linked if not href.startswith(("records/", "references/csf/", "activities/"))] == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("product_model", ("component", "external-system", "entity", "interface", "trust-zone", "data-flow")),
        ("data_flows", ("component", "external-system", "data-flow")),
        ("risk_matrix", ("risk",)),
        ("support_timeline", ("component", "support-term")),
    ],
)
def test_every_record_is_in_the_picture_with_a_link_and_in_the_table(shown: dict[str, str], name: str, kinds: tuple[str, ...], pump: Loaded) -> None:
    pictures, tables = " ".join(SVG.findall(shown[name])), " ".join(TABLES.findall(shown[name]))
    shown_words, told = words(pictures), words(shown[name].replace(pictures, "")) if name == "data_flows" else words(tables)
    for kind in kinds:
        for item in pump.handbook.of_kind(kind):
            assert item.id in shown_words, item.id
            assert item.id in told, item.id
            assert f'href="../{addresses.of_item(item).url}"' in pictures, item.id


def test_words_of_the_pictures_stand_in_the_tables_too(shown: dict[str, str]) -> None:
    """What a picture says beside names, it says in its table."""
    picture, table = words(" ".join(SVG.findall(shown["product_model"]))), words(" ".join(TABLES.findall(shown["product_model"])))
    for word in set(re.findall(r"(?:made by|run by) [A-Z]{3}-[0-9]{2}|from: [a-z]+|opened by [a-z]+", picture)):
        assert word in table, word
    for day in set(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words(" ".join(SVG.findall(shown["support_timeline"]))))):
        assert day in words(" ".join(TABLES.findall(shown["support_timeline"]))) or f"as of {day}" in words(shown["support_timeline"])


def test_each_picture_can_be_scrolled_by_keyboard_and_adds_no_stop_of_its_own(shown: dict[str, str]) -> None:
    for text in shown.values():
        for before in SVG.split(text)[:-1]:
            assert re.search(r'<div class="hb-scroll" tabindex="0" role="region" aria-label="Diagram: [^"]+">\s*$', before)
        for one in SVG.findall(text):
            assert len(re.findall("<a ", one)) == len(re.findall('<a href="[^"]*" tabindex="-1">', one))


def test_without_pictures_the_tables_stand_alone(pump: Loaded) -> None:
    calls = calls_for(pump, Layout(problem="no engine", missing=True))
    for name in ("product_model", "data_flows"):
        text = getattr(calls, name)()
        assert "<svg" not in text
        assert "<figure" not in text
        assert "hb-words" in text
        assert "<details" not in text
        assert TABLES.search(text)
    for name in ("risk_matrix", "support_timeline", "profile"):
        assert "<svg" in getattr(calls, name)(), "these need no engine"


def test_rendering_calls_no_engine(pump: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = calls_for(pump)

    def refused(*words: object, **options: object) -> None:
        raise AssertionError("the engine is called while a page is rendered")

    monkeypatch.setattr(subprocess, "run", refused)
    for name in DRAWN:
        assert "<svg" in getattr(calls, name)()


def test_hostile_names_are_shown_as_typed(catalogues: Catalogues, tmp_path: Path) -> None:
    loaded = load(write_product(tmp_path / "product", 3, PAYLOAD), catalogues)
    calls = calls_for(loaded)
    for name in DRAWN:
        text = getattr(calls, name)()
        assert "<script" not in text
        for one in SVG.findall(text):
            ET.fromstring(one)
    titles = [element.text or "" for one in SVG.findall(calls.product_model()) for element in ET.fromstring(one).iter("title")]
    assert f"Component COM-01: {PAYLOAD}" in titles


@pytest.mark.parametrize("components", [1, 40])
def test_products_of_any_size_have_sound_pictures(catalogues: Catalogues, tmp_path: Path, components: int) -> None:
    loaded = load(write_product(tmp_path / "product", components), catalogues)
    text = calls_for(loaded).product_model()
    for one in SVG.findall(text):
        ET.fromstring(one)
    for number in range(1, components + 1):
        assert f"COM-{number:02}" in words(" ".join(SVG.findall(text)))
        assert f"COM-{number:02}" in words(" ".join(TABLES.findall(text)))


def test_an_empty_product_says_that_nothing_is_there(catalogues: Catalogues, tmp_path: Path) -> None:
    (tmp_path / "product.yaml").write_text("format: 1\nsite:\n  name: Empty\nproduct:\n  id: PRD-01\n  title: Thing\n", encoding="utf-8")
    calls = calls_for(load(tmp_path, catalogues))
    assert calls.product_model().count("has been written down yet") == 2
    assert "No risk has been written down yet" in calls.risk_matrix()
    assert "No support term has been written down yet" in calls.support_timeline()


def test_sizes_of_text_in_the_style_sheet_are_those_with_which_boxes_are_measured() -> None:
    sheet = (ROOT / "docs" / "assets" / "diagrams.css").read_text(encoding="utf-8")
    assert f".hb-diagram text {{ font-size: {graphs.SMALL:g}px;" in sheet
    assert f".hb-d-large {{ font-size: {graphs.TITLE:g}px;" in sheet
    assert min(graphs.SMALL, graphs.TITLE) >= 11
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", sheet), "colours are those of the site"


def test_every_class_of_a_picture_that_has_a_look_is_used(shown: dict[str, str], catalogues: Catalogues) -> None:
    calls = calls_for(load(CHARGER, catalogues))
    sheet = (ROOT / "docs" / "assets" / "diagrams.css").read_text(encoding="utf-8")
    templates = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "macros" / "templates").glob("*.html"))
    used = set(re.findall(r"hb-d-[A-Za-z-]+", " ".join([templates, *shown.values(), *(getattr(calls, name)() for name in DRAWN)])))
    assert set(re.findall(r"hb-d-[A-Za-z-]+", sheet)) - used <= {"hb-d-not-assessed"}


@pytest.mark.parametrize(
    ("layout", "level"), [(Layout(), None), (Layout(problem="no pictures"), "INFO"), (Layout(problem="no pictures", missing=True), "WARNING")]
)
def test_the_build_says_why_there_are_no_pictures(layout: Layout, level: str | None) -> None:
    told = report_of_layout(layout)
    assert [(logging.getLevelName(one), sentence) for one, sentence in told.messages] == ([(level, "no pictures")] if level else [])
    assert not told.refusal
