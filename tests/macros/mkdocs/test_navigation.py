"""The menu of other products: each of several has a section of its own, since the theme shows one index of a section and no other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from mkdocs.structure.nav import Navigation, Section

from macros.mkdocs.navigation import _add_sections


def test_each_of_several_overviews_is_the_index_of_a_section_of_its_own() -> None:
    nav = Navigation([], [])
    pages: list[Any] = [SimpleNamespace(parent=None, is_index=True) for _ in range(2)]
    _add_sections(nav, "More examples", zip(("One", "Two"), pages, strict=True))
    (outer,) = nav.items
    assert isinstance(outer, Section)
    assert [(inner.title, inner.children) for inner in outer.children] == [("One", [pages[0]]), ("Two", [pages[1]])]
    assert [(page.parent.title, page.parent.parent) for page in pages] == [("One", outer), ("Two", outer)]
