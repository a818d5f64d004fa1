"""The search index of the theme's plugin, in which pages of well-formed HTML are entered without its slow parser."""

from __future__ import annotations

import re
from typing import Any

from material.plugins.search.plugin import Element, SearchIndex, SearchPlugin
from material.plugins.search.plugin import Section as Entered
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from macros.mkdocs.ready import ReadyPage
from macros.site.sections import IllFormedError, is_plain, sections

_TITLE = re.compile(r'<span class="hb-title">[^<]*</span>')
"""The title behind the id in a link. Whoever searches for it wants the record of that title, and not the hundred that name it."""


class ReadyIndex(SearchIndex):  # type: ignore[misc]
    """An index that reads well-formed pages by itself, and all others as the plugin does."""

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


def quicken_search(config: MkDocsConfig) -> None:
    """Puts our index in place of the plugin's; does nothing where a fork has switched the plugin off or has another one."""
    for plugin in config.plugins.values():
        if isinstance(plugin, SearchPlugin) and plugin.config.enabled:
            plugin.search_index = ReadyIndex(**plugin.config)


def _entered(anchor: str | None, title: list[str], text: list[str]) -> Any:
    """Returns a section as the plugin knows it."""
    entered = Entered(Element("h2"))
    entered.id, entered.title, entered.text = anchor, title, text
    return entered
