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

    def __call__(self, part: str, page: Page | None, nav: Navigation, caller: Callable[[], str]) -> str:
        """Returns the HTML of a part around a page: one that was made before, where it is the same; else what `caller` makes for the page."""
        if not self._alone or page is None or _has_a_menu_of_its_own(page, nav):
            return caller()
        key = (part, dirname(page.url.rstrip("/")), id(page.parent))
        if key not in self._parts:
            self._parts[key] = caller()
        return self._parts[key]

    def forget(self) -> None:
        """Lets every part be made again: what stands around pages has changed."""
        self._parts.clear()


def _has_a_menu_of_its_own(page: Page, nav: Navigation) -> bool:
    """Returns whether the page stands in the menu itself, or a page of the menu below it, which its links would reach by another way."""
    beside = page.parent.children or [] if page.parent else nav.items
    return not isinstance(page, ReadyPage) or any(one is page for one in beside) or any(one.url.startswith(page.url) for one in nav.pages)
