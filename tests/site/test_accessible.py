"""Accessible: no finding of axe on any template, all can be reached and seen by keyboard, and at 400 % nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from handbook.model.loaded import Loaded
from tests.support import axe
from tests.support.example import is_ours
from tests.support.templates import templates

pytestmark = pytest.mark.browser

LOOK = """() => {
  const one = document.activeElement;
  const around = [one, one.parentElement, one.nextElementSibling, one.querySelector('svg, span')].filter(Boolean);
  return JSON.stringify(around.map(element => {
    const style = getComputedStyle(element); // the label of a radio button that is not shown stands next to it
    return ['outlineStyle', 'outlineWidth', 'outlineColor', 'color', 'backgroundColor', 'boxShadow', 'textDecorationLine', 'opacity', 'borderColor', 'transform'].map(name => style[name]);
  }));
}"""
"""How the focused element looks, its surroundings included."""

SEEN = """() => {
  const one = document.activeElement;
  const shown = one.matches('.md-option') ? one.nextElementSibling : one;
  const box = shown.getBoundingClientRect();
  const top = Math.max(box.top, document.querySelector('.md-header').getBoundingClientRect().bottom); // what stays in place covers what lies under it
  const middle = document.elementFromPoint(Math.min(box.left + box.width / 2, innerWidth - 1), Math.min((top + Math.min(box.bottom, top + 20)) / 2, innerHeight - 1));
  return {
    what: one.tagName + '.' + one.className + '#' + one.id, name: one.getAttribute('aria-label'), text: one.textContent.trim().slice(0, 60),
    inside: ['.md-skip', '.md-header', '.md-tabs', '.md-search', '.md-sidebar--primary', '.md-sidebar--secondary', 'article', '.md-footer'].filter(part => one.closest(part)),
    visible: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
      && (one.closest('.md-header, .md-skip') !== null || (middle !== null && (shown.contains(middle) || middle.contains(shown)))),
  };
}"""
"""Which element has the focus, in which part of the page, and whether it is in sight."""

LOST = """() => {
  const wrong = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room + 1) wrong.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  const scrolls = one => { for (let up = one.parentElement; up; up = up.parentElement) if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true; return false; };
  for (const one of document.querySelectorAll('article *')) {
    if (!one.checkVisibility() || scrolls(one) || one.closest('.hb-hidden, .headerlink')) continue;
    const style = getComputedStyle(one);
    if (style.clipPath !== 'none' || style.position === 'absolute') continue;
    const box = one.getBoundingClientRect();
    if (box.width && (box.right > room + 1 || box.left < -1)) wrong.push('beside the page: ' + one.outerHTML.slice(0, 90));
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) && one.clientWidth > 1)
      wrong.push('cut off: ' + one.outerHTML.slice(0, 90));
  }
  return wrong;
}"""
"""What of a page can be seen only by scrolling sideways, or not at all; what lies in a region that scrolls is left out."""


def test_no_template_has_a_finding_of_axe_and_headings_are_in_order(browser: Any, address: str, whole: Loaded) -> None:
    """Of rows and blocks that are made alike only the first are looked at: `python -m tests.axe_crawl` looks at all, on every page."""
    script = axe.source()
    page = axe.open_page(browser)
    found: dict[str, list[str]] = {}
    for name, path in templates(whole.handbook, compared=is_ours()).items():
        wrong = axe.violations(page, address + path, script, axe.LIKE)
        wrong += page.evaluate(axe.OUTLINE, axe.LANDMARKS)
        if wrong:
            found[name] = wrong
    page.context.close()
    assert found == {}


def test_the_scheme_of_the_reader_is_the_one_that_is_checked(browser: Any, address: str) -> None:
    """The checks set the scheme as the theme does; this holds the two together."""
    for wanted, scheme in (("light", "default"), ("dark", "slate")):
        context = browser.new_context(color_scheme=wanted)
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("scheme => document.body.getAttribute('data-md-color-scheme') === scheme", arg=scheme, timeout=10_000)
        context.close()


def test_axe_finds_what_is_wrong(browser: Any, address: str) -> None:
    """A page with mistakes is not passed: contrast in one scheme only, an image without words, a small target at the width of a phone."""
    page = axe.open_page(browser)
    broken = (
        "<!doctype html><html lang=en><title>t</title><style>[data-md-color-scheme=slate] p{color:#777;background:#666}"
        "@media(max-width:400px){a{width:9px;height:9px;overflow:hidden}}a{display:inline-block}@media(min-width:401px){a{padding:20px}}</style>"
        "<body><main><h1>t</h1><img src=x><p>words</p><div><a href=#a>a</a><a href=#b>b</a></div></main>"
    )
    page.route("**/broken", lambda route: route.fulfill(content_type="text/html", body=broken))
    found = {one.split(": ")[0] + " " + one.split(": ")[1] for one in axe.violations(page, address + "broken", axe.source())}
    page.context.close()
    assert {"1400 default image-alt", "390 default image-alt", "1400 slate color-contrast", "390 slate color-contrast", "390 default target-size"} <= found
    assert "1400 default color-contrast" not in found
    assert "1400 default target-size" not in found


def walk(page: Any, most: int) -> list[dict[str, Any]]:
    """Presses Tab until the focus leaves the page; returns what had it, with whether its look changed."""
    steps: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen = page.evaluate(SEEN)
        focused = page.evaluate(LOOK)
        page.evaluate("window.was = document.activeElement")
        plain = page.evaluate("() => { window.was.blur(); }") or page.evaluate(LOOK.replace("document.activeElement", "window.was"))
        page.evaluate("window.was.focus({focusVisible: true})")
        seen["changes"] = focused != plain or (".md-search" in seen["inside"] and page.is_checked("#__search"))  # with the focus, the search opens
        steps.append(seen)
    return steps


@pytest.mark.parametrize("width", [390, 1400])
def test_tab_reaches_every_part_of_an_activity_in_order_and_the_focus_shows(browser: Any, address: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce").new_page()
    page.goto(address + "activities/3/")
    steps = walk(page, 600)
    parts = [step["inside"][0] if step["inside"] else step["what"] for step in steps]
    assert parts[0] == ".md-skip" or parts[:3].count(".md-skip") == 1, parts[:5]
    firsts = [parts.index(part) for part in (".md-skip", ".md-header", "article", ".md-footer")]
    assert firsts == sorted(firsts)
    assert (".md-tabs" in parts) == (width == 1400)
    assert any(".md-search" in step["inside"] or "__search" in step["what"] for step in steps)
    assert ([step["name"] for step in steps if step["name"] == "Menu"] == ["Menu"]) == (width == 390)
    links = page.evaluate(
        "[...document.querySelectorAll('article :is(a[href], button, input, select, summary, [tabindex=\"0\"])')].filter(one => one.checkVisibility() && one.tabIndex >= 0).length"
    )
    assert parts.count("article") == links
    assert [step for step in steps if not step["changes"]] == []
    assert [step for step in steps if not step["visible"]] == []
    page.context.close()


def test_the_skip_link_leads_to_the_content(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "activities/3/")
    page.keyboard.press("Tab")
    for _ in range(3):
        if "md-skip" in page.evaluate("document.activeElement.className"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")
    page.close()


def test_the_menu_of_a_narrow_page_works_by_keyboard(browser: Any, address: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce").new_page()
    page.goto(address + "activities/3/")
    opener = page.get_by_role("button", name="Menu", exact=True)
    assert opener.get_attribute("aria-expanded") == "false"
    opener.focus()
    page.keyboard.press("Space")
    page.wait_for_function("document.activeElement.closest('.md-sidebar--primary') !== null")
    assert opener.get_attribute("aria-expanded") == "true"
    page.wait_for_timeout(400)
    assert page.evaluate(SEEN)["text"] == "3: Means"  # the title of the open part, which leads back to the whole
    page.keyboard.press("Space")
    page.wait_for_timeout(400)
    reached: list[str] = []
    for _ in range(40):
        seen = page.evaluate(SEEN)
        if not seen["inside"] or ".md-sidebar--primary" not in seen["inside"]:
            break
        assert seen["visible"], seen
        reached.append(seen["text"])
        page.keyboard.press("Tab")
    assert any(text.startswith("4: Capabilities") for text in reached), reached
    opener.focus()
    page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Menu"
    page.context.close()


def test_menu_and_search_are_closed_after_a_reload(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address + "activities/3/")
    page.get_by_role("button", name="Menu", exact=True).click()
    assert page.is_checked("#__drawer")
    page.reload()
    assert not page.is_checked("#__drawer")
    assert not page.is_checked("#__search")
    page.close()


@pytest.mark.parametrize("path", ["activities/3/", "registers/{}/", "records/{need}/", "activities/3/product/", "references/csf/pr-aa-03/", ""])
def test_at_400_percent_nothing_is_lost_and_the_page_scrolls_one_way(browser: Any, address: str, at: Callable[[str], str], path: str) -> None:
    """1280 by 1024 pixels at 400 %."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(address + at(path))
    assert page.evaluate(LOST) == []
    assert page.evaluate("document.querySelector('.md-header').getBoundingClientRect().height") < 64  # what stays in place leaves room to read
    page.close()
