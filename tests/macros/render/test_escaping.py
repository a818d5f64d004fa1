"""Text of the product shows as typed, whatever it passes through."""

from __future__ import annotations

import html

import markdown
import pytest
from jinja2 import Environment

from macros.render.escaping import inline, show, visible

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# note #}",
    "a | b || c",
    "`code` ``more``",
    "[x](javascript:alert(1))",
    "![x](data:text/html,hi)",
    "x { onclick=alert(1) }",
    "# heading {: #id onclick=alert(1) }",
    "*a* **b** _c_ __d__ ~e~",
    "1. a - b + c",
    "a\\*b &amp; &#60; &copy;",
    "\"quoted\" 'single'",
    "</title><script>alert(1)</script>",
    "\u202eright to left\u202c",
    "emoji 😀 é",
    "x" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_inline_text_survives_templates_markdown_and_html(text: str) -> None:
    escaped = str(inline(text))
    assert Environment(autoescape=False).from_string(escaped).render() == escaped
    rendered = markdown.markdown(escaped, extensions=["attr_list", "tables", "def_list", "abbr", "footnotes", "admonition"])
    assert html.unescape(rendered) == f"<p>{' '.join(text.split())}</p>"
    assert "<" not in rendered.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_in_an_attribute_stays_there(text: str) -> None:
    assert not set('<>"') & set(str(show(text)))
    assert not set("<>\"'{}") & set(str(inline(text)))


def test_control_characters_become_visible_and_line_ends_stay() -> None:
    assert visible("a\x02b\x00c\nd\te") == "a\ufffdb\ufffdc\nd\te"
    assert str(inline("a\n\nb\u2028c")) == "a b c"
