"""Prose fields: a named subset of Markdown becomes HTML.

The subset: paragraphs, lists, emphasis, inline code and code blocks, links to https, mailto and relative addresses, hard
breaks. HTML and template syntax show as typed. Ids of records and of entries of reference documents become links by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token
from markupsafe import Markup, escape

from handbook.views.shared.prose import IDS, parser
from macros.render.attachments import is_active
from macros.render.escaping import visible


class Target(str):
    """A URL, with what is known of the record or entry that stands there."""

    name: str = ""
    kind: str = ""
    status: str = ""

    @classmethod
    def of(cls, url: str, name: str, kind: str, status: str) -> Target:
        """Returns the URL with what is known of its target."""
        made = cls(url)
        made.name, made.kind, made.status = name, kind, status
        return made


Resolver = Callable[[str], str | None]
"""Takes an id or a relative path and returns its URL from the page at hand, a `Target` where more is known, or None."""


def linked(text: str, url_of: Resolver) -> Markup:
    """Returns plain text as HTML in which ids that exist are links."""
    parts: list[Markup] = []
    position = 0
    text = visible(text)
    for found in IDS.finditer(text):
        url = url_of(found[0])
        if url is not None:
            parts.append(escape(text[position : found.start()]))
            parts.append(Markup('<a href="{}"{}>{}</a>').format(url, _known_of(url), found[0]))
            position = found.end()
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


class Prose:
    """Renders prose fields."""

    def __init__(self) -> None:
        self._parser = parser()
        self._parser.add_render_rule("text", _text)
        self._parser.add_render_rule("link_open", _link_open)

    def html(self, text: str, url_of: Resolver) -> Markup:
        """Returns the prose as HTML blocks; `url_of` gives the URL for an id that is written in it."""
        return Markup(self._parser.render(visible(text), {"url_of": url_of}))


def _known_of(url: str) -> Markup:
    """Returns what the card of a link shows, as attributes."""
    if not isinstance(url, Target):
        return Markup("")
    status = Markup(' data-status="{}"').format(url.status) if url.status else Markup("")
    return Markup(' class="hb-ref hb-mention" data-title="{}" data-kind="{}"{}').format(visible(url.name), url.kind, status)


def _text(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    opened = sum(token.type == "link_open" for token in tokens[:index])
    closed = sum(token.type == "link_close" for token in tokens[:index])
    content = tokens[index].content
    return str(escape(content) if opened > closed else linked(content, env["url_of"]))


def _link_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    target = str(token.attrGet("href") or "")
    if not re.match(r"^(https:|mailto:|#)", target, re.IGNORECASE):
        named = unquote(target)
        token.attrSet("href", env["url_of"](target) or env["url_of"](named) or target)
        if is_active(named):
            token.attrSet("download", "")
    return str(renderer.renderToken(tokens, index, options, env))
