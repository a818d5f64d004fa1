"""The class of MkDocs pages whose HTML a template makes: neither macros nor Markdown read them; their contents are their headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from handbook.languages.said import in_language
from macros.mkdocs.configuring import publication_of
from macros.mkdocs.files import page_at
from macros.mkdocs.inheriting import only_our_extensions
from macros.render.escaping import inline
from macros.site.page_html import ready_page
from macros.site.publication import Publication
from macros.site.waiting import Waiting, WaitingRoom

_ANCHOR = re.compile(r'\sid="([^"]+)"')

Made = tuple[str, list[dict[str, Any]]]
HeadingMaker = Callable[..., Made]
"""Takes level, text, anchor, whether the search leaves out what is below, and whether the text is English that lacks a translation.

Returns the heading's HTML and its entries in the table of contents.
"""


class ReadyPage(Page):
    """A page whose content is the HTML of a template. Events of plugins run for it as for any other, with no Markdown in it."""

    heading_maker: HeadingMaker
    room: WaitingRoom | None = None
    """Where its content waits; None while serving, where no content is kept."""
    _text: Waiting | str | None = None

    @property
    def content(self) -> str | None:
        """Returns the HTML, which waits on disk between the moment when a page is read and the one when it is written."""
        return None if self._text is None else str(self._text)

    @content.setter
    def content(self, html: str | None) -> None:
        """Lets the HTML wait."""
        self._text = html if html is None or self.room is None else self.room.wait(html)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs fixes the arguments
        """Leaves the page without Markdown, and tells the macros plugin that nothing in it calls a macro."""
        self.markdown, self.meta = "", {"render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Makes the content, the table of contents, and the anchors to which pages in `docs/` may link."""
        tokens: list[dict[str, Any]] = []

        def heading(level: int, text: str, anchor: str, *, excluded: bool = False) -> Markup:
            """Returns a heading, and notes it for the table of contents."""
            said, there = in_language(text, publication_of(config).language)
            html, listed = self.heading_maker(level, said, anchor, excluded, not there)
            tokens.extend(dict(one) for one in listed)
            return Markup(html)

        self.content = html = ready_page(publication_of(config), self.file.src_uri, self.url, heading)
        self.toc = get_toc(nest_toc_tokens(tokens))
        self.present_anchor_ids = set(_ANCHOR.findall(html))


def make_ready(publication: Publication, files: Files, config: MkDocsConfig, room: WaitingRoom | None) -> None:
    """Lets a template make each page without a file, whose content waits in `room` if there is one.

    MkDocs has made their pages by now, with the titles and places that the menus of a fork give them; only how they are rendered changes.
    """
    heading_maker = headings(config)
    for path in publication.site_map.pages:
        page = page_at(files, path, config)
        page.__class__ = ReadyPage
        assert isinstance(page, ReadyPage)
        page.heading_maker, page.room = heading_maker, room


def headings(config: MkDocsConfig) -> HeadingMaker:
    """Returns how headings are made in a build: by Markdown itself with all extensions, so that they look like those of pages in `docs/`.

    One of each sort is made, and text and anchor are filled in, since nothing in a plain text but an abbreviation means anything to Markdown.
    What an extension of a fork may make of the text nobody here knows: there each heading is made by itself, and once where many pages have it.
    """
    converter = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})

    @cache
    def converted(level: int, text: str, anchor: str, marks: str) -> Made:
        """Returns a heading and what the table of contents lists of it."""
        converter.reset()
        html = converter.convert(f"{'#' * level} {text} {{: #{anchor}{marks} }}")
        return html, getattr(converter, "toc_tokens", [])

    def made(level: int, text: str, anchor: str, excluded: bool, english: bool = False) -> Made:
        """Returns a heading of a plain text and what the table of contents lists of it."""
        marks = (" data-search-exclude" if excluded else "") + (' lang="en"' if english else "")
        said = str(inline(text))
        if not alone or any(one in said for one in abbreviations):
            return converted(level, said, anchor, marks)
        html, listed = converted(level, _TEXT, _NAME, marks)

        def filled(made: Any) -> Any:
            """Returns what stands in a heading with its text and anchor."""
            return made.replace(_NAME, anchor).replace(_TEXT, said) if isinstance(made, str) else made

        return filled(html), [{key: filled(value) for key, value in one.items()} for one in listed]

    alone = only_our_extensions(config)
    abbreviations = tuple((config.mdx_configs or {}).get("abbr", {}).get("glossary") or ())
    return made


_TEXT, _NAME = "hbtextofheading", "hbanchorofheading"
"""Stand for text and anchor of a heading that is made for all."""
