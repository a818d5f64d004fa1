"""Defects of the theme's templates, mended where they are read: a template cannot override a line that stands in no block.

A copy of the whole page frame would hold names of files that change with each release of the theme. Each mend is one fragment and
what stands in its place. A fragment that the theme no longer has changes nothing on a site; a test tells which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound

from handbook.languages import markup
from handbook.languages.language import SOURCE, Language
from handbook.languages.said import ENGLISH

MENDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "base.html": (
        # Upstream-ready: `autocomplete` is not allowed on a checkbox, and stands there so that a browser does not open menu or search again
        # after a reload. A form that the boxes belong to says the same, validly.
        (
            '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
            '<form id="hb-toggles" autocomplete="off" hidden></form>\n'
            '    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" form="hb-toggles">',
        ),
        (
            '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
            '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" form="hb-toggles">',
        ),
        # The menu beside a page took a quarter of a build and is the same on most pages: `macros.mkdocs.kept_parts` keeps it, and other parts.
        (
            '{% include "partials/nav.html" %}',
            '{% call kept("menu", page, nav) %}{% include "partials/nav.html" %}{% endcall %}{% include "partials/beside.html" %}',
        ),
        ('{% include "partials/tabs.html" %}', '{% call kept("tabs", page, nav) %}{% include "partials/tabs.html" %}{% endcall %}'),
    ),
    "partials/header.html": (
        ('{% include "partials/search.html" %}', '{% call kept("search", page, nav) %}{% include "partials/search.html" %}{% endcall %}'),
        ('{% include "partials/palette.html" %}', '{% call kept("palette", page, nav) %}{% include "partials/palette.html" %}{% endcall %}'),
    ),
    # Upstream-ready: where nothing was chosen yet, a reader whose system is dark first saw the page in light, until the theme's script had run.
    "partials/javascripts/palette.html": (
        (
            "</script>",
            ';if(!palette||!palette.color)(function(){var seen=Array.from(document.querySelectorAll("[data-md-color-media]")).find(function(one){'
            'return matchMedia(one.getAttribute("data-md-color-media")).matches});if(seen)["scheme","primary","accent"].forEach(function(name){'
            'name="data-md-color-"+name;document.body.setAttribute(name,seen.getAttribute(name))})})()</script>',
        ),
    ),
}
"""What is mended, by template: fragments, each with what stands in its place."""


DEFERRED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "base.html": (("<script src=\"{{ 'assets/javascripts/bundle.", "<script defer src=\"{{ 'assets/javascripts/bundle."),),
    "main.html": tuple((f"<script src=\"{{{{ 'assets/{name}.js'", f"<script defer src=\"{{{{ 'assets/{name}.js'") for name in ("words", "early", "search")),
}
"""Upstream-ready: the theme's script waits for the whole page anyway; deferred, it does not hold up the first painting, nor do those before it.

A plugin may put a script into the page that counts on the theme's having run, so that this is done only where there is none but ours.
"""


OURS = Path(__file__).resolve().parents[1] / "theme"
"""Templates of the frame that are ours."""
UNKNOWN = '{{% macro t(key) %}}{{{{ {{"language": "{code}", "direction": "{direction}"}}[key] }}}}{{% endmacro %}}'
"""Stands for the theme's words in a language that it does not have; its English stands in the place of all others."""


class MendingLoader(BaseLoader):
    """Loads templates as another loader does, with their defects mended, ours in a language; `alone` where no plugin but ours works on pages."""

    def __init__(self, inner: BaseLoader, *, alone: bool = True, language: Language = ENGLISH) -> None:
        self.inner = inner
        self.alone = alone
        self.language = language

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Returns the source of a template, and where it stands."""
        language = self.language
        try:
            source, path, fresh = self.inner.get_source(environment, template)
        except TemplateNotFound:
            if template != f"partials/languages/{language.code}.html":
                raise
            return UNKNOWN.format(code=language.code, direction=language.direction), None, None
        if language.code != SOURCE and path is not None and Path(path).is_relative_to(OURS):
            source = markup.translated(source, language.interface.get, calls=False)
        source = mended(source, template)
        if self.alone and not _KEPT.search(source):
            source = _INDENTATION.sub("", source)
        return mended(source, template, DEFERRED) if self.alone else source, path, fresh

    def list_templates(self) -> list[str]:
        return self.inner.list_templates()


_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
"""What stands before the lines of templates, and says nothing in HTML; it took some 2 kB of each page."""
_KEPT = re.compile(r"<(?:pre|textarea)\b")
"""Elements in which it says something."""


def mended(source: str, template: str, mends: Mapping[str, tuple[tuple[str, str], ...]] = MENDS) -> str:
    """Returns the source of a template with every mend of it made."""
    for old, new in mends.get(template, ()):
        source = source.replace(old, new)
    return source
