"""What publishing adds: pages that lead on, the policy, issues filled in, the whole handbook's links."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import markdown
import pytest
from mkdocs.utils import get_relative_url

from handbook.model.loaded import Loaded
from handbook.views.addresses import permanent_of_entry, permanent_of_record, record_slug
from handbook.views.page_spec import Shown
from macros.render.urls import relative_url
from macros.site.feedback import issue_url
from macros.site.forwarding import forwarding_page, moved
from macros.site.policy import hashes_of, with_policy
from macros.site.publication import Publication
from macros.site.whole import Chapter, whole_page, without_repetition


def test_policy_names_the_scripts_of_the_theme_and_none_of_the_article() -> None:
    page = (
        '<html><head><meta charset="utf-8"></head><body><script>theme()</script><script type="application/json">{}</script><script src="a.js"></script>'
        "<article><script>product()</script><article>inner</article><script>more()</script></article></body></html>"
    )
    expected = base64.b64encode(hashlib.sha256(b"theme()").digest()).decode()
    assert hashes_of(page) == (expected,)
    assert hashes_of(page.removesuffix("</body></html>") + "<script>theme()</script><script>late()</script>") == (
        expected,
        base64.b64encode(hashlib.sha256(b"late()").digest()).decode(),
    )
    assert hashes_of("</article><script>theme()</script><article><script>product()</script>") == (expected,)  # of an article without an end, nothing is named
    made = with_policy(page)
    assert made.count("Content-Security-Policy") == 1
    assert f"script-src 'self' 'sha256-{expected}';" in made
    assert "unsafe" not in made
    sheet = "<html><head><meta charset='utf-8'><meta charset=utf-8><style>a{}</style></head><article><style>b{}</style></article></html>"
    expected = base64.b64encode(hashlib.sha256(b"a{}").digest()).decode()
    assert f"style-src 'self' 'sha256-{expected}';" in with_policy(sheet)
    assert made.index("Content-Security-Policy") < made.index("<script>")


def test_an_issue_is_filled_in_with_page_and_edition() -> None:
    url = issue_url("https://github.com/you/handbook/", "https://you.example/records/need-03/", "NEED-03 A & B", "IR 8259r1 (Final)")
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith("https://github.com/you/handbook/issues/new?")
    assert asked["title"] == ["NEED-03 A & B: "]
    assert "Page: https://you.example/records/need-03/" in asked["body"][0]
    assert "Edition: IR 8259r1 (Final)" in asked["body"][0]
    assert issue_url("https://gitlab.example/you/h", "p", "t", "e").startswith("https://gitlab.example/you/h/-/issues/new?issue[title]=")
    assert issue_url("", "p", "t", "e") == ""


def test_a_page_that_leads_on_needs_no_script_and_shows_titles_as_typed() -> None:
    html = forwarding_page("id/need-03/", "records/need-03/#x", 'A <b> & "c"', "https://you.example/sub")
    assert 'content="0; url=../../records/need-03/#x"' in html
    assert 'href="https://you.example/sub/records/need-03/#x"' in html
    assert '<link rel="icon" href="../../assets/favicon.svg"' in html  # without it a browser asks for /favicon.ico of the host, which it does not have
    assert "<b>" not in html
    assert "<script" not in html
    assert "default-src 'none'; img-src 'self'; form-action 'none'; base-uri 'none'\"" in html
    assert "Content-Security-Policy" not in forwarding_page("id/need-03/", "records/need-03/", "A", "", published=False)


def test_permanent_addresses_follow_from_the_id_alone() -> None:
    assert permanent_of_record("NEED-03") == "id/need-03/"
    assert [permanent_of_entry(cited) for cited in ("PR.PS-02", "8259A:SU-2")] == ["id/pr-ps-02/", "id/8259a-su-2/"]


@pytest.mark.parametrize("page", ["", "./", "index.html", "404.html", "whole/", "records/need-03/", "activities/3/index.html", "id/x/index.html", "a.b/c/"])
@pytest.mark.parametrize("url", ["", "./", ".", "whole/", "records/need-03/", "records/need-04/", "assets/site.css", "activities/3/product/", "a.b/", "../up/"])
def test_relative_urls_are_those_that_the_theme_writes(url: str, page: str) -> None:
    assert relative_url(url, page) == get_relative_url(url, page)


@pytest.mark.parametrize("wrong", ["NEED-" + "9" * 300, "../../etc/passwd", "é", "CON", "need-01", "NEED_01", "a" * 5000])
def test_a_record_whose_id_is_wrong_has_an_address_of_its_own_that_every_system_takes(wrong: str) -> None:
    slug = record_slug(wrong)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 50
    assert slug != record_slug("NEED-01")
    assert slug != record_slug(wrong + " ")


def test_moved_addresses_lead_on_and_mistakes_are_told(example: Loaded) -> None:
    publication = Publication(Shown(example, "worked_example"), urls={"threat-model.md": "threat-model/"})
    found = list(moved(publication, {"threats/": "threat-model.md", "old/x.html": "threat-model.md#grid", "gone/": "nothing.md"}))
    assert found == [("threats/", "threat-model/", "threats"), ("old/x.html", "threat-model/#grid", "old/x.html")]
    assert publication.page_errors == ["mkdocs.base.yml: 'extra.moved' leads from 'gone/' to 'nothing.md', which the site does not have"]
    assert list(moved(publication, None)) == []


def test_the_whole_keeps_links_inside_and_makes_ids_unique() -> None:
    chapters = [
        Chapter("activities/2/", "Two", '<h1 id="top">Two</h1><a href="#top">a</a><a href="../../records/need-03/#record">b</a><a href="../../files/x.txt">c</a>'),
        Chapter("records/need-03/", "Need", '<h1 id="top">N</h1><p id="record"></p><a href="../../activities/2/">d</a><a href="https://x.example/">e</a>'
                '<svg aria-labelledby="t u"><path marker-end="url(#arrow)"/></svg><details><summary>s</summary></details>'),
    ]  # fmt: skip
    html = "".join(whole_page(chapters, site="S", sheets=("assets/handbook.css",), foot="", home=""))
    for part in (
        'id="c1-top"', 'href="#c1-top"', 'href="#c2-record"', 'href="../files/x.txt"', 'id="c2-top"', 'href="#c1"', 'href="https://x.example/"',
        'aria-labelledby="c2-t c2-u"', "url(#c2-arrow)", "<details open>", "<h2 id=", 'href="../assets/handbook.css"',
    ):  # fmt: skip
        assert part in html, part
    assert html.count("<h1>") == 1


def test_on_paper_a_record_does_not_repeat_its_neighbours() -> None:
    html = '<h2 id="record">A</h2>a<h2 data-x="" id="trace">B</h2>b<h2 id="references">C</h2>c<h2 data-x="" id="named-by">D</h2>d<h2 id="source">E</h2>e'
    assert without_repetition(html) == '<h2 id="record">A</h2>a<h2 id="references">C</h2>c<h2 id="source">E</h2>e'


def test_the_whole_follows_links_of_a_site_for_folders() -> None:
    chapters = [
        Chapter("activities/2/index.html", "Two", '<a href="../../records/need-03.html#a">b</a><a href="../../product.html">c</a>'),
        Chapter("records/need-03.html", "N", ""),
    ]
    html = "".join(whole_page(chapters, site="S", sheets=(), foot="", home=""))
    assert 'href="#c2-a"' in html
    assert 'href="../product.html"' in html


HOSTILE = (
    '<label for="pin" id="pin-label">', "url(#hatch)", '<a href="../own/#x">', '<h2 id="x">', "</h2>", '<details class="a">', 'p role="region"', 'p tabindex="0"',
    '<a class="headerlink" href="#x">¶</a>', '<img src="a.png">', "fill: url(#a); id=\"b\"", "<!-- id=\"c\" -->", "<script>x = '<p id=\"d\">'</script>",
)  # fmt: skip
"""What looks like a tag or an attribute, and is text."""


class _Text(HTMLParser):
    """The text of some HTML, that of links of headings to themselves left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self.within: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.within.append(("class", "headerlink") in attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.within):
            self.found += data


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return parser.found


def test_the_whole_says_what_the_page_says_whatever_stands_in_code() -> None:
    """Only tags change: inline code, blocks of code and titles that look like tags come out as typed."""
    source = '# A `<h1 id="a">`\n\n' + "\n\n".join(f"Type `{one}` here." for one in HOSTILE)
    source += (
        "\n\n```\n" + "\n".join(HOSTILE) + "\n```\n\n" + "\n".join(f"    {one}" for one in HOSTILE) + '\n\n<p title="id=&quot;x&quot; url(#y)">A *b*</p>\n'
    )
    extensions = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "fenced_code", "toc"]
    page = markdown.markdown(source, extensions=extensions, extension_configs={"toc": {"permalink": True}})
    assert "¶" in page
    whole = "".join(whole_page([Chapter("pages/two/", "Two", page)], site="S", sheets=(), foot="", home=""))
    chapter = whole[whole.index('id="c1">\n') + len('id="c1">\n') : whole.index("\n</article>")]
    assert text_of(chapter) == text_of(page)
    for one in HOSTILE:
        assert f"Type {one} here." in text_of(chapter)
    assert 'title="id=&quot;x&quot; url(#y)"' in chapter
    assert '<h2 id="c1-a-h1-ida">' in chapter


def test_the_whole_changes_tags_however_they_are_written() -> None:
    html = (
        "<H3 ID=a>T</H3><a HREF='#a' title='a &amp; \"b\"'>x</a><svg><rect fill=\"url('#g')\" data-x='id=\"y\"'/><use xlink:href=\"#g\"/></svg>"
        '<img srcset="../a.png 1x, b.png 2x" src="b.png"><textarea id="t"><p id="q"></textarea><!-- <p id="z"> --><script>let x = \'<p id="s">\'</script>'
        '<input type="checkbox" checked id="box"><details open><summary>s</summary></details><a name="old"></a>'
    )
    whole = "".join(whole_page([Chapter("pages/two/", "Two", html)], site="S", sheets=(), foot="", home=""))
    for part in (
        '<h4 ID="c1-a">T</h4>', 'HREF="#c1-a"', "title='a &amp; \"b\"'", 'fill="url(&#39;#c1-g&#39;)"', "data-x='id=\"y\"'", 'xlink:href="#c1-g"',
        'srcset="../pages/a.png 1x, ../pages/two/b.png 2x" src="../pages/two/b.png"', '<textarea id="c1-t"><p id="q"></textarea><!-- <p id="z"> -->',
        "'<p id=\"s\">'", 'checked id="c1-box"', "<details open><summary>", 'name="c1-old"',
    ):  # fmt: skip
        assert part in whole, part
