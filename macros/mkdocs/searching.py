"""The search index of the theme's plugin, made without its slow parser; a published site gets an index of words."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import Element, SearchIndex, SearchPlugin
from material.plugins.search.plugin import Section as Entered
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from macros.mkdocs.calling import is_published
from macros.mkdocs.ready import ReadyPage
from macros.site.sections import IllFormedError, is_plain, sections
from macros.site.word_index import indexed, spaces_of

_TITLE = re.compile(r'<span class="hb-title">[^<]*</span>')
"""The title behind the id in a link. Whoever searches for it wants the record of that title, and not the hundred that name it."""
_PAGE = Path(__file__).parents[1] / "theme" / "main.html"
"""The template whose pages load the scripts that read words for texts."""


class ReadyIndex(SearchIndex):  # type: ignore[misc]
    """An index that reads well-formed pages by itself, and all others as the plugin does."""

    pieces: Path | None = None
    """The folder for the texts, which a site that is published has apart from the index; None where the index holds them."""

    def add_entry_from_context(self, page: Page) -> None:
        """Enters a page, unless the search leaves it out."""
        html = _TITLE.sub("", (page.content or "").replace(' <span class="hb-title">', '<span class="hb-title">'))
        if (page.meta.get("search") or {}).get("exclude"):
            return
        try:
            found = sections(html) if isinstance(page, ReadyPage) or is_plain(html) else None
        except IllFormedError:
            found = None
        if found is None:
            shown, page.content = page.content, html
            super().add_entry_from_context(page)
            page.content = shown
            return
        for section in found:
            self.create_entry_for_section(_entered(section.id, section.title, section.text), page.toc, page.url, page)

    def generate_search_index(self, prev: SearchIndex | None) -> str:
        """Returns the index as the site has it, and writes the texts beside it where the index holds words alone."""
        spaces = spaces_of(self.config) if self.pieces else None
        if self.pieces is None or spaces is None:
            return str(super().generate_search_index(prev))
        index, pieces = indexed(self.entries, spaces)
        self.pieces.mkdir(parents=True, exist_ok=True)
        for number, piece in enumerate(pieces):
            (self.pieces / f"{number}.json").write_text(piece, encoding="utf-8", newline="\n")
        settings = {key: self.config[key] for key in ("lang", "separator", "pipeline", "fields")}
        return json.dumps({"config": settings, "docs": index}, ensure_ascii=False, separators=(",", ":"), default=str)


_MARKED = re.compile(r'data-search-\w+="[^"]')
"""A mark that the plugin takes out of a page once it is entered. Looked for alone it is found at once; with the white space before it, as the plugin
looks for it, each blank of a page is tried."""


def quicken_search(config: MkDocsConfig) -> None:
    """Puts our index in place of the plugin's; does nothing where a fork has switched the plugin off or has another one."""
    entering = config.plugins.events["page_context"]
    for plugin in config.plugins.values():
        if isinstance(plugin, SearchPlugin) and plugin.config.enabled:
            plugin.search_index = ReadyIndex(**plugin.config)
            if plugin.on_page_context in entering:
                entering[entering.index(plugin.on_page_context)] = partial(_enter, plugin)
            if is_published(config) and _is_read(config):
                plugin.search_index.pieces = Path(config.site_dir, "search", "texts")


def _enter(plugin: SearchPlugin, context: Any, *, page: Page, **of_the_build: Any) -> None:
    """Enters a page as the plugin does, which is asked where the page has marks that are taken out."""
    if _MARKED.search(page.content or ""):
        plugin.on_page_context(context, page=page, **of_the_build)
    else:
        plugin.search_index.add_entry_from_context(page)


def _is_read(config: MkDocsConfig) -> bool:
    """Returns whether pages load our scripts, so that an index of words is understood; a fork may have a template of its own."""
    found = next((Path(folder, _PAGE.name) for folder in config.theme.dirs if Path(folder, _PAGE.name).is_file()), None)
    return found is not None and found.resolve() == _PAGE


def _entered(anchor: str | None, title: list[str], text: list[str]) -> Any:
    """Returns a section as the plugin knows it."""
    entered = Entered(Element("h2"))
    entered.id, entered.title, entered.text = anchor, title, text
    return entered
