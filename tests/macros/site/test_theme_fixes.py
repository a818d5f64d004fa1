"""Mends of the theme's templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import material
import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from macros.site.theme_fixes import DEFERRED, MENDS, MendingLoader, mended

TEMPLATES = Path(material.__file__).parent / "templates"
Mends = Mapping[str, tuple[tuple[str, str], ...]]
OURS = Path(__file__).parents[3] / "macros" / "theme"


@pytest.mark.parametrize(
    ("mends", "template", "old", "new"),
    [(mends, template, old, new) for mends in (MENDS, DEFERRED) for template, listed in mends.items() for old, new in listed],
)
def test_the_theme_still_has_what_is_mended_once(mends: Mends, template: str, old: str, new: str) -> None:
    source = ((OURS if template == "main.html" else TEMPLATES) / template).read_text(encoding="utf-8")
    assert source.count(old) == 1
    assert new in mended(source, template, mends)


@pytest.mark.parametrize("alone", [True, False])
def test_with_a_plugin_of_a_fork_scripts_run_in_the_order_of_the_theme(alone: bool) -> None:
    """Either all that must run before the theme's script is deferred with it, or nothing is."""
    loader = MendingLoader(FileSystemLoader([OURS, TEMPLATES]), alone=alone)
    for template, name in (("base.html", "javascripts/bundle."), ("main.html", "words.js"), ("main.html", "early.js"), ("main.html", "search.js")):
        source, _, _ = loader.get_source(Environment(), template)
        assert (f"<script defer src=\"{{{{ 'assets/{name}" in source) is alone


def test_other_templates_stay_as_they_are() -> None:
    """Though the text is one that is mended in the template of a page."""
    (old, new), *_ = DEFERRED["base.html"]
    assert mended(old, "base.html", DEFERRED) == new
    assert mended(old, "partials/toc.html", DEFERRED) == old


@pytest.mark.parametrize("alone", [True, False])
def test_indentation_goes_where_it_says_nothing(alone: bool) -> None:
    inner = DictLoader({"a.html": "<div>\n  <p>a\n\tb</p>\n</div>", "b.html": "<div>\n  <pre>\n  a</pre>\n</div>"})
    loader = MendingLoader(inner, alone=alone)
    assert loader.get_source(Environment(), "a.html")[0] == ("<div>\n<p>a\nb</p>\n</div>" if alone else "<div>\n  <p>a\n\tb</p>\n</div>")
    assert loader.get_source(Environment(), "b.html")[0] == "<div>\n  <pre>\n  a</pre>\n</div>"
