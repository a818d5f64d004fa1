"""What a call makes is set aside while Markdown reads the page around it, and put back behind it: ready HTML is not parsed again.

Python-Markdown and MkDocs each go through the HTML in a page with a parser of their own, which took longer than all that the pages of `docs/`
say in Markdown, and changed nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from macros.mkdocs.inheriting import only_our_extensions, only_ours

KEY = "handbook_set_aside"
"""Key in a page's `meta` under which what its calls made waits, in the order of the calls."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*+)[^>]*+(?<!/)>")
_BLOCKS = frozenset({"article", "aside", "details", "div", "dl", "figure", "nav", "ol", "p", "section", "table", "ul"})
"""Elements with which HTML begins that Markdown leaves alone."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_PLACE = re.compile(r"<!--handbook (\d+)-->")
_ANCHOR = re.compile(r'\sid="([^"]+)"')


def may_set_aside(config: MkDocsConfig) -> bool:
    """Returns whether no plugin or Markdown extension of a fork may want to read what calls make before it is put back."""
    return only_ours(config) and only_our_extensions(config)


def setting_aside(call: Callable[..., Any], page: Callable[[], Page]) -> Callable[..., Any]:
    """Returns a macro that leaves marks on the page at hand instead of the blocks of HTML that `call` returns."""

    @wraps(call)
    def marking(*values: Any, **named: Any) -> Any:
        """Returns what the call made, with marks for its blocks."""
        made = call(*values, **named)
        if not isinstance(made, str):
            return made
        waiting = page().meta.setdefault(KEY, [])
        text: list[str] = []
        last = 0
        for first, end in _blocks(made):
            text += made[last:first], f"<!--handbook {len(waiting)}-->"
            waiting.append(made[first:end])
            last = end
        return "".join((*text, made[last:]))

    return marking


def put_back(html: str, page: Page) -> str:
    """Returns the HTML of a page with what its calls made in place of their marks; links of other pages may lead to the anchors in it."""
    waiting = page.meta.pop(KEY, None)
    if not waiting:
        return html
    for made in waiting:
        page.present_anchor_ids = (page.present_anchor_ids or set()) | set(_ANCHOR.findall(made))
    return _PLACE.sub(lambda found: waiting[int(found[1])] if int(found[1]) < len(waiting) else found[0], html)


def _blocks(made: str) -> list[tuple[int, int]]:
    """Returns where blocks of HTML that fill whole lines begin and end; none at all where elements do not end. Between them is Markdown."""
    found, depth, first = [], 0, -1
    for tag in _TAG.finditer(made):
        ended, name = tag.groups()
        if name in _VOID:
            continue
        if not ended:
            if not depth and first < 0 and name in _BLOCKS and made[tag.start() - 1 : tag.start()] in ("", "\n"):
                first = tag.start()
            depth += 1
            continue
        depth -= 1
        if depth < 0:
            return []
        if not depth and first >= 0 and made[tag.end() : tag.end() + 1] in ("", "\n"):
            found.append((first, tag.end()))
            first = -1
    return [] if depth else found
