"""What the theme's plugin does when a page is entered is done on each page, by a shorter way where nothing has to be taken out."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig

from macros.mkdocs.searching import ReadyIndex, quicken_search

PLUGINS_OWN = re.compile(r"\s?data-search-\w+=\"[^\"]+\"")
"""What the plugin of Material 9.7 takes out of a page."""


@pytest.fixture
def config() -> Any:
    """Returns a configuration with the search plugin alone."""
    made = MkDocsConfig()
    made.load_dict({"site_name": "A site", "theme": {"name": "material"}, "plugins": ["search"]})
    errors, _ = made.validate()
    assert not errors
    quicken_search(made)
    return made


@pytest.mark.parametrize(
    "content",
    [
        "<h1 id=a>A page</h1><p>Without a mark, data-search- in its text.</p>",
        '<h1 id="a">A page</h1><p data-search-pages="one">With a mark.</p>',
        '<h1 id="a">A page</h1><p class="x"\tdata-search-pages="one" data-search-exclude="">With one of two.</p>',
        '<h1 id="a">A page</h1><svg data-search-exclude=""></svg><p data-search-exclude>With none that is taken out.</p>',
    ],
)
def test_a_page_is_entered_and_its_marks_are_taken_out(config: Any, content: str) -> None:
    page = SimpleNamespace(content=content, meta={}, toc=[], url="a/", title="A page")
    config.plugins.run_event("page_context", {}, page=page, config=config, nav=None)
    assert page.content == PLUGINS_OWN.sub("", content)
    plugin = config.plugins["material/search"]
    assert isinstance(plugin.search_index, ReadyIndex)
    assert len(plugin.search_index.entries) >= 1


def test_a_page_is_entered_once_and_by_the_plugin_where_there_are_marks_alone(config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(SearchPlugin, "on_page_context", lambda self, context, *, page, **rest: asked.append(page.url))
    for url, content in (("a/", "<p>None.</p>"), ("b/", '<p data-search-pages="one">One.</p>')):
        page = SimpleNamespace(content=content, meta={}, toc=[], url=url, title=url)
        config.plugins.run_event("page_context", {}, page=page, config=config, nav=None)
    assert asked == ["b/"]
    assert [entry["location"] for entry in config.plugins["material/search"].search_index.entries] == ["a/"]
