"""What calls make is set aside in whole blocks, and put back where it stood."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Markdown

from macros.mkdocs.set_aside import put_back, setting_aside

BLOCKS = (
    '<div class="hb">\n\n<p>a *b* <br> c</p>\n<pre># no heading {: #x }\n\n    code</pre>\n</div>\n\n## Said {: #said }\n\n<section><h3>d</h3></section>\n',
    '<p>one</p>\n<p>two</p>\n\nText *in Markdown* with <a href="x">a <b>link</b></a>.\n\n<dl><dt id="term">t</dt><dd><img src="x"></dd></dl>',
    '<div class="a"></div><div class="b">\nboth in a line</div>\n',
)
"""What calls return, with headings and paragraphs in Markdown between blocks of HTML."""
AS_THEY_ARE = (
    '<a class="hb-ref" href="x">a link in a sentence</a>',
    "## Rooms\n\n| Module | For |\n|---|---|\n| `x` | y |\n",
    "<div><p>never ended</div>",
    "</div><div></div>",
    "<div>open",
    "text <div>not at the start of a line</div>\n",
)


def page_of(made: str, around: str = "# T\n\n{}\n\nEnd.\n") -> tuple[str, Any]:
    """Returns a page in HTML, as Markdown reads it with marks and as it is put back, and the page."""
    page = SimpleNamespace(meta={}, present_anchor_ids=None)
    text = setting_aside(lambda: made, lambda: page)()
    html = Markdown(extensions=["attr_list", "toc"]).convert(around.format(text))
    return put_back(html, page), page  # type: ignore[arg-type]


def folded(html: str) -> str:
    return " ".join(html.split()).replace("> <", "><")


@pytest.mark.parametrize("made", BLOCKS)
def test_a_page_is_the_same_and_markdown_has_read_nothing_of_the_blocks(made: str) -> None:
    page = SimpleNamespace(meta={}, present_anchor_ids=None)
    marked = setting_aside(lambda: made, lambda: page)()
    assert not any(tag in marked for tag in ("<div", "<p>", "<section"))
    html, _ = page_of(made)
    assert folded(html) == folded(Markdown(extensions=["attr_list", "toc"]).convert(f"# T\n\n{made}\n\nEnd.\n"))


@pytest.mark.parametrize("made", AS_THEY_ARE)
def test_whatever_is_no_whole_block_is_left_to_markdown(made: str) -> None:
    page = SimpleNamespace(meta={}, present_anchor_ids=None)
    assert setting_aside(lambda: made, lambda: page)() == made


def test_links_of_other_pages_may_lead_to_anchors_in_a_block() -> None:
    _, page = page_of('<div id="here"><p id="there">x</p></div>')
    assert page.present_anchor_ids == {"here", "there"}
    assert not page.meta


def test_a_comment_of_a_page_that_looks_like_a_mark_stays() -> None:
    html, _ = page_of("<div>x</div>", "# T\n\n{}\n\n<!--handbook 7-->\n")
    assert "<!--handbook 7-->" in html
    page: Any = SimpleNamespace(meta={}, present_anchor_ids=None)
    assert put_back("<!--handbook 0-->", page) == "<!--handbook 0-->"
