"""Menu, tabs and search box around a page that stands in no menu: made once for all pages of a folder, where they are the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from posixpath import dirname

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.mkdocs.inheriting import ROOT, THEME, only_ours
from macros.mkdocs.ready import ReadyPage


class Keeper:
    """How the templates of a build get the parts around a page.

    Where a fork has plugins or templates of its own, which may show there what nobody here knows, every part is made anew.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._alone = only_ours(config) and Path(config.theme.dirs[0]).resolve() == ROOT / THEME
        self._parts: dict[tuple[str, str, int], str] = {}
        self._above: tuple[Navigation | None, frozenset[str]] = (None, frozenset())
        """A navigation, and the URLs of its pages and of all folders above them."""

    def __call__(self, part: str, page: Page | None, nav: Navigation, caller: Callable[[], str]) -> str:
        """Returns the HTML of a part around a page: one that was made before, where it is the same; else what `caller` makes for the page."""
        if not self._alone or page is None or self._has_a_menu_of_its_own(page, nav):
            return caller()
        key = (part, dirname(page.url.rstrip("/")), id(page.parent))
        if key not in self._parts:
            self._parts[key] = caller()
        return self._parts[key]

    def forget(self) -> None:
        """Lets every part be made again: what stands around pages has changed."""
        self._parts.clear()
        self._above = (None, frozenset())

    def _has_a_menu_of_its_own(self, page: Page, nav: Navigation) -> bool:
        """Returns whether the page stands in the menu itself, or a page of the menu below it, which its links would reach by another way."""
        if not isinstance(page, ReadyPage):
            return True
        if self._above[0] is not nav:
            self._above = (nav, frozenset(url[:end] for url in {one.url for one in nav.pages} for end in range(len(url) + 1) if _is_end(url, end)))
        beside = page.parent.children or [] if page.parent else nav.items
        return page.url in self._above[1] or any(one is page for one in beside)


def _is_end(url: str, end: int) -> bool:
    """Returns whether so many characters of a URL are that of a page or folder."""
    return end in (0, len(url)) or url[end - 1] == "/"
