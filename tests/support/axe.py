"""axe-core in a page: every rule of WCAG 2.2 A and AA and of good practice, in both schemes."""

from __future__ import annotations

from typing import Any

from tests.support import tools

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""Rules whose result depends on the scheme. All others see the same in both."""
SCHEMES = ("default", "slate")
WIDTHS = (1400, 390)
HEIGHT = 900
RUN = """only => axe.run(document, {
  runOnly: only, resultTypes: ['violations'], preload: false, iframes: false,
}).then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ${(node.any[0] || node.all[0] || node.none[0] || {}).message}`)))"""

OUTLINE = """landmarks => {
  const wrong = [];
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1) wrong.push('h1: ' + levels.filter(level => level === 1).length);
  if (levels[0] !== 1) wrong.push('first heading: h' + levels[0]);
  levels.forEach((level, place) => { if (place && level > levels[place - 1] + 1) wrong.push(`h${levels[place - 1]} to h${level}`); });
  if (document.documentElement.lang !== 'en') wrong.push('lang: ' + document.documentElement.lang);
  for (const landmark of landmarks) {
    const found = document.querySelectorAll(landmark).length;
    if (found !== 1) wrong.push(`${landmark}: ${found}`);
  }
  document.querySelectorAll('nav:not([role=none]), [role=search], [role=region]').forEach(one => {
    if (!one.getAttribute('aria-label') && !one.getAttribute('aria-labelledby')) wrong.push('no name: ' + one.outerHTML.slice(0, 80));
  });
  return wrong;
}"""
"""What is wrong with headings and language of a page, and which of the landmarks it should have once it has not."""

LANDMARKS = ("main", "header.md-header", "footer.md-footer", "article.md-content__inner")
"""Those of a page in the frame of the theme."""

LIKE = 10
TRIM = """like => {
  for (const whole of document.querySelectorAll('article tbody, article .hb')) [...whole.children].slice(like).forEach(one => one.remove());
}"""
"""Leaves the first rows of each table and the first blocks of each list of blocks."""


def open_page(browser: Any) -> Any:
    """Returns a page in which axe runs whatever the policy of the site forbids, and nothing moves."""
    return browser.new_context(bypass_csp=True, reduced_motion="reduce", viewport={"width": WIDTHS[0], "height": HEIGHT}).new_page()


def source() -> str:
    """Returns the script of axe-core."""
    return tools.package("axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, address: str, axe: str, like: int = 0) -> list[str]:
    """Loads a page and returns what axe finds: all rules at each width, and the rules about colours in the dark scheme too.

    Of rows and blocks that are made alike, `like` many are looked at, or all.
    """
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(address)
    page.evaluate(axe)
    if like:
        page.evaluate(TRIM, like)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES:
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            only = {"type": "tag", "values": TAGS} if scheme == SCHEMES[0] else {"type": "rule", "values": COLOURS}
            found += [f"{width} {scheme}: {one}" for one in page.evaluate(RUN, only)]
    return found
