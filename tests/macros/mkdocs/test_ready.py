"""Headings of pages without a file are made from one of each sort, and are what Markdown would make of each."""

from __future__ import annotations

import pytest
from mkdocs.config import load_config

from macros.mkdocs.inheriting import complete
from macros.mkdocs.ready import HeadingMaker, headings
from tests.support.building import ROOT

TEXTS = (
    "Simple", "A & B <b>bold</b>", "<script>alert(1)</script>", "*x* _y_ `z` [l](u) ![i](u) [^1]", "Größe (3) – „so“", "a | b", "1. list", "# hash",
    "x {: #y }", "&amp; &#38;", "\u202eright to left", "http://example.org/ x@example.org", "SSDF and PSIRT", "a\nb", "  blanks  ", ":smile: ~~x~~ ==z==",
    "hbtextofheading hbanchorofheading", "control \x07",
)  # fmt: skip


def maker(*extensions: str) -> HeadingMaker:
    """Returns how headings are made beside extensions of a fork."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    complete(config)
    config.mdx_configs["abbr"] = {"glossary": {"SSDF": "Secure Software Development Framework"}}
    config.markdown_extensions = [*config.markdown_extensions, *extensions]
    return headings(config)


@pytest.mark.parametrize("text", TEXTS)
def test_a_heading_is_what_markdown_makes_of_it(text: str) -> None:
    quick, slow = maker(), maker("sane_lists")
    for level in (1, 2, 3):
        for excluded, english in ((False, False), (True, False), (False, True)):
            assert quick(level, text, "place-1", excluded, english) == slow(level, text, "place-1", excluded, english)


def test_a_heading_without_a_text_shows_nothing_of_its_marks() -> None:
    html, listed = maker()(2, "", "place", True)
    assert "{" not in html
    assert 'id="place"' in html
    assert listed[0]["id"] == "place"
