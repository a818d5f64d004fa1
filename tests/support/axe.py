"""axe-core in a page: every rule of WCAG 2.2 A and AA and of good practice, in both schemes."""

from __future__ import annotations

from collections.abc import Callable
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


def open_page(browser: Any) -> Any:
    """Returns a page in which axe runs whatever the policy of the site forbids, and nothing moves."""
    return browser.new_context(bypass_csp=True, reduced_motion="reduce", viewport={"width": WIDTHS[0], "height": HEIGHT}).new_page()


def source() -> str:
    """Returns the script of axe-core."""
    return tools.package("axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, address: str, axe: str, each: Callable[[str], None] = lambda view: None) -> list[str]:
    """Loads a page and returns what axe finds: all rules at each width, and the rules about colours in the dark scheme too.

    `each` is called in each view with its name, for checks beside axe.
    """
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(address)
    page.evaluate(axe)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in SCHEMES:
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            only = {"type": "tag", "values": TAGS} if scheme == SCHEMES[0] else {"type": "rule", "values": COLOURS}
            found += [f"{width} {scheme}: {one}" for one in page.evaluate(RUN, only)]
            each(f"{width} {scheme}")
    return found
