"""Pages on paper: words without the interface, the site and its day on every sheet, addresses of links."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.building import Built

pytestmark = pytest.mark.browser
INTERFACE = (".md-header", ".md-tabs", ".md-sidebar", ".md-path", ".md-footer__inner", ".hb-stepper", ".headerlink", ".md-top", ".md-search")


@pytest.mark.parametrize("path", ["activities/3/", "activities/3/product/", "records/{need}/", "registers/{}/", "references/csf/pr-aa-03/"])
def test_print_hides_the_interface_and_keeps_words_day_and_revision(browser: Any, address: str, at: Callable[[str], str], path: str) -> None:
    path = at(path)
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address + path)
    page.emulate_media(media="print")
    for selector in INTERFACE:
        assert not [found for found in page.query_selector_all(selector) if found.is_visible()], selector
    assert page.is_visible("h1")
    assert page.is_visible(".hb-printed")
    assert path in page.inner_text(".hb-printed")
    assert "As of" in page.inner_text(".md-copyright")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    dark = page.evaluate(
        "[...document.querySelectorAll('article p, article li, article dd, article td')].map(e => getComputedStyle(e).color).filter(c => c.match(/\\d+/g).slice(0, 3).every(n => n > 150))"
    )
    assert dark == []
    context.close()


def test_printed_sheets_carry_the_site_and_its_day(whole_site: Built) -> None:
    style = (whole_site.site / "assets" / "site.css").read_text(encoding="utf-8")
    assert "@bottom-left" in style
    assert "as of 20" in style


@pytest.mark.parametrize("path", ["activities/3/", "activities/3/product/", "registers/{}/", "records/{need}/"])
def test_the_first_printed_sheet_is_not_blank(page: Any, address: str, at: Callable[[str], str], path: str) -> None:
    page.goto(address + at(path))
    sheet = page.pdf(format="A4", page_ranges="1")
    shown = b""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", sheet, flags=re.DOTALL):
        with contextlib.suppress(zlib.error):
            shown += zlib.decompressobj().decompress(packed)  # its last byte may be a line feed, which the pattern takes away
    assert len(re.findall(rb"T[jJ]", shown)) > 20


def test_links_to_other_sites_print_where_they_lead(page: Any, address: str) -> None:
    page.goto(address + "editions/")
    page.emulate_media(media="print")
    assert "attr(href)" not in page.evaluate("getComputedStyle(document.querySelector('article a[href^=http]'), '::after').content")
    assert "https://" in page.evaluate("getComputedStyle(document.querySelector('article a[href^=http]'), '::after').content")
