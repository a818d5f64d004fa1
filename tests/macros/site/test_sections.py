"""What the search finds on a page: the same as the theme's own plugin finds with its slow parser."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup
from material.plugins.search.plugin import Parser

from handbook.views.addresses import Address
from macros.mkdocs.ready import headings
from macros.site.page_html import ready_page
from macros.site.publication import Publication
from macros.site.publishing import Asked, publish
from macros.site.sections import IllFormedError, is_plain, sections
from tests.support.building import ROOT
from tests.support.example import WHOLE

EACH = 6
"""Of the pages that a template makes, every so many is looked at, and the first."""
FOLDER = WHOLE.relative_to(ROOT).as_posix()
COMPARED = {FOLDER: [{"product": "examples/pump-monitor", "notes": "examples/pump-monitor.why.yaml"}]}
EXTENSIONS: Any = SimpleNamespace(
    markdown_extensions=["abbr", "attr_list", "toc"], mdx_configs={"toc": {"permalink": True}, "abbr": {"glossary": {"EU": "Union"}}}
)


class Urls(dict[str, str]):
    """Any page has an URL."""

    def __missing__(self, page: str) -> str:
        """Returns the URL of a page as the site has it."""
        return Address(page).url


@pytest.fixture(scope="module")
def publication() -> Publication:
    """A whole product with the second example beside it, as the site publishes them."""
    return replace(publish(ROOT / "mkdocs.yml", {"WORKED_EXAMPLE": FOLDER}, Asked(COMPARED), lambda told: None, serving=False), urls=Urls())


def page_of(publication: Publication, path: str) -> str:
    make = headings(EXTENSIONS)

    def heading(level: int, text: str, anchor: str, *, excluded: bool = False) -> Markup:
        return Markup(make(level, text, anchor, excluded)[0])

    return ready_page(publication, path, Address(path).url, heading)


def theirs(html: str) -> list[tuple[str | None, str, str]]:
    """Returns what the theme's plugin enters into the index: anchor, title and text of each section."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(one.id, "".join(one.title).strip(), "".join(one.text).strip()) for one in parser.data if not one.is_excluded()]


def ours(html: str) -> list[tuple[str | None, str, str]]:
    return [(one.id, "".join(one.title).strip(), "".join(one.text).strip()) for one in sections(html)]


@pytest.mark.slow
def test_of_pages_of_every_template_the_search_finds_what_the_theme_would_find(publication: Publication) -> None:
    paths = defaultdict(list)
    for path, page in publication.site_map.pages.items():
        paths[page.template].append(path)
    assert len(paths) >= 8
    chosen = [path for listed in paths.values() for path in listed[::EACH]]
    assert len(chosen) > 60
    for path in chosen:
        html = page_of(publication, path)
        assert ours(html) == theirs(html), path
        assert is_plain(html), path
    assert publication.page_errors == []


@pytest.mark.parametrize(
    "html",
    [
        "",
        "words alone",
        '<p>One</p><h2 id="a">A <code>b</code><a class="headerlink" href="#a">¶</a></h2><p>Two &amp; three &#60;four&#62; &quot;five&quot;</p>',
        '<div data-search-exclude><div>left out</div>found, since the first end of a div ends it</div>',
        '<h2 data-search-exclude id="x">Left out</h2><p>a</p>\n<h2 id="y">Found</h2><p>b</p>',
        '<h1 id="t">Title</h1><section><h3 id="in">Inner</h3><p>in it</p></section><p>behind it</p>',
        "<ul><li> </li></ul><p></p><p>\n</p><ol><li>one</li><li>\n</li></ol>",
        "<pre><code>a\n  b &lt;c&gt;\n</code></pre>a\nb<br>c<img src='x'>",
        "<p>a</p> \n <p>b</p>\n\n<span> </span> <span>\n</span>&nbsp;<em>c</em>",
        '<h2 id="a">A</h2><h2>No anchor</h2><p title="data-search-exclude">found</p><svg data-search-exclude=""><g/><text>x</text></svg>',
        '<p title="a &lt;b id=&quot;c&quot;&gt;">d</p><dl><dt>e</dt><dd>f</dd></dl><sub>g</sub><sup> </sup>',
    ],
)  # fmt: skip
def test_what_is_well_formed_is_read_as_the_theme_reads_it(html: str) -> None:
    assert ours(html) == theirs(html)


@pytest.mark.parametrize("html", ["<p>a<p>b", "<p>a</div></p>", "<div>", "</p>"])
def test_what_is_not_well_formed_is_refused(html: str) -> None:
    with pytest.raises(IllFormedError):
        sections(html)


@pytest.mark.parametrize(
    "html", ["<!-- a -->", "a < b", "<P>a</P>", "<p title='>'>a</p>", '<p title="a>b">', "<script>1</script>", "<style></style>", '<i class="linenodiv"></i>']
)
def test_what_another_parser_must_read_is_told_apart(html: str) -> None:
    assert not is_plain(html)


@pytest.mark.slow
def test_what_fails_on_one_page_is_told_there(publication: Publication) -> None:
    path = next(iter(publication.site_map.pages))
    spec = publication.site_map.pages[path]

    def fails() -> object:
        raise ValueError("no such thing\nhere")

    broken = replace(publication, page_errors=[])
    broken.site_map.pages[path] = replace(spec, make=fails)
    html = page_of(broken, path)
    assert html.startswith('<h1>Not made</h1>\n<aside class="hb-banner" role="alert"><p><code>')
    assert "this page cannot be made&#58; no such thing here" in html
    assert [one.partition(": ")[2] for one in broken.page_errors] == ["this page cannot be made: no such thing here"]
    assert f"{FOLDER}/" in broken.page_errors[0]


def test_a_heading_looks_like_one_in_markdown_and_stands_in_the_table_of_contents() -> None:
    html, listed = headings(EXTENSIONS)(3, "EU: *not* {{ emphasis }}", "x", True)
    assert html == (
        '<h3 data-search-exclude id="x"><abbr title="Union">EU</abbr>&#58; &#42;not&#42; &#123;&#123; emphasis &#125;&#125;'
        '<a class="headerlink" href="#x" title="Permanent link">&para;</a></h3>'
    )
    assert [(one["level"], one["id"]) for one in listed] == [(3, "x")]
