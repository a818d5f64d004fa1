"""Valid: no error of the Nu checker, and a published site that tells machines what it is."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handbook.model.loaded import Loaded
from tests.site.conftest import PUBLISHED_AT
from tests.support.building import Built
from tests.support.crawl import PageFacts, crawl
from tests.support.example import is_ours
from tests.support.nu import checkable, findings
from tests.support.templates import templates

EACH = 12
"""Of the pages of records and of entries, every so many is checked; `python -m tests.nu_crawl` checks all."""
META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
OPEN_GRAPH = ("og:type", "og:title", "og:description", "og:site_name", "og:locale", "og:url", "og:image", "og:image:width", "og:image:height", "og:image:alt")


LEFT_OUT = ("id/", "whole/", *(f"activities/{number}/example/" for number in range(9)))
"""Pages that lead on, and the one that repeats all others: in no index and no site map."""


@pytest.fixture(scope="module")
def pages(published: Built) -> dict[str, PageFacts]:
    return crawl(published.site)


def url_of(page: str) -> str:
    return PUBLISHED_AT + page.removesuffix("index.html")


class _Tags(HTMLParser):
    """The parser of Python, which tells the same facts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = PageFacts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.facts.start(tag, dict(attrs))

    def handle_data(self, data: str) -> None:
        self.facts.data(data)

    def handle_endtag(self, tag: str) -> None:
        self.facts.end(tag)


def test_two_parsers_read_the_same_facts_of_pages(published: Built, pages: dict[str, PageFacts]) -> None:
    """The one that tests crawl with is the faster one."""
    told = 0
    for page in list(pages)[::EACH]:
        parser = _Tags()
        parser.feed((published.site / page).read_text(encoding="utf-8"))
        parser.close()
        assert parser.facts == pages[page], page
        told += len(pages[page].links)
    assert told > 1000


def test_pages_style_sheets_and_pictures_are_valid(whole_site: Built, whole: Loaded) -> None:
    site = whole_site
    paths = templates(whole.handbook, compared=is_ours()).values()
    chosen = {site.site / path if path.endswith(".html") else site.site / path / "index.html" for path in paths}
    many = ("records", "references")
    numbers: Counter[str] = Counter()
    for path in checkable(site.site):
        folder = path.relative_to(site.site).parts[0]
        numbers[folder] += 1
        if folder not in many or numbers[folder] % EACH == 0:
            chosen.add(path)
    assert len(chosen) > 120
    assert findings(site.site, chosen) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text('<!doctype html><html lang="en"><title>t</title><ul><p>x</p></ul><p id="a"><p id="a">', encoding="utf-8")
    (tmp_path / "wrong.css").write_text("p { colour: red; }", encoding="utf-8")
    (tmp_path / "right.html").write_text('<!doctype html><html lang="en"><title>t</title><p>x</p></html>', encoding="utf-8")
    found = findings(tmp_path, checkable(tmp_path))
    assert sorted({line.split(":")[0] for line in found}) == ["wrong.css", "wrong.html"]
    assert any("Duplicate ID" in line for line in found)


def test_menu_and_search_of_the_frame_are_mended(published: Built) -> None:
    """The theme has the attribute on two checkboxes; the form that they belong to has it now."""
    for path in ("", "404.html"):
        text = published.page(path)
        assert '<form id="hb-toggles" autocomplete="off" hidden></form>' in text
        for name in ("drawer", "search"):
            assert f'type="checkbox" id="__{name}" form="hb-toggles">' in text


def test_the_sitemap_names_every_page_once_with_its_whole_address(published: Built, pages: dict[str, PageFacts]) -> None:
    text = (published.site / "sitemap.xml").read_bytes()
    root = xml.etree.ElementTree.fromstring(text)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    named = [place.text or "" for place in root.iter(f"{space}loc")]
    assert sorted(named) == sorted(url_of(page) for page in pages if page != "404.html" and not page.startswith(LEFT_OUT))
    assert gzip.decompress((published.site / "sitemap.xml.gz").read_bytes()) == text


def test_robots_are_let_in_and_shown_the_sitemap(published: Built) -> None:
    lines = (published.site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {PUBLISHED_AT}sitemap.xml"]


def test_every_page_has_one_canonical_address_and_a_whole_open_graph(published: Built, pages: dict[str, PageFacts]) -> None:
    for page in pages:
        text = (published.site / page).read_text(encoding="utf-8")
        meta = META.findall(text)
        if page.startswith(LEFT_OUT):
            assert dict(meta)["robots"] == "noindex", page
            continue
        numbers = Counter(name for name, _ in meta)
        if page == "404.html":
            assert dict(meta)["robots"] == "noindex"
            assert not CANONICAL.findall(text)
            continue
        assert CANONICAL.findall(text) == [url_of(page)], page
        assert {name: numbers[name] for name in OPEN_GRAPH} == dict.fromkeys(OPEN_GRAPH, 1), page
        said = dict(meta)
        assert said["og:url"] == url_of(page)
        assert said["og:title"], page
        assert unescape(said["og:description"]) == unescape(said["description"]), page
        assert "robots" not in said, page
        assert (published.site / said["og:image"].removeprefix(PUBLISHED_AT)).is_file()


def test_titles_and_descriptions_differ_from_page_to_page(pages: dict[str, PageFacts], site: Built) -> None:
    for crawled in (pages, crawl(site.site)):
        for what in ("title", "description"):
            said = Counter(getattr(found, what) for page, found in crawled.items() if page != "404.html")
            assert "" not in said
            assert {words: number for words, number in said.items() if number > 1} == {}, what


def test_a_lost_address_is_answered_by_a_page_that_no_index_takes_up(published: Built) -> None:
    text = published.page("404.html")
    assert text.count("<h1") == 1
    assert "noindex" in text
    assert f'href="{PUBLISHED_AT.removeprefix("https://us.example")}activities/0/"' in text
    assert "404.html" not in (published.site / "sitemap.xml").read_text(encoding="utf-8")
