"""What a Markdown page may call. mkdocs-macros loads this package and calls `define_env`.

Each macro takes a view from the model and renders it with a template. Nothing is looked up here that a view could
hold, and no text of the product stands in the source of a page: a generated page is one call of `generated_page()`.
Neighbours: `publication` (what is published), `rendering` (templates, escaping, URLs), `calls` (the macros).
"""

from __future__ import annotations

from typing import Any

from macros.calls.calls import Calls
from macros.site.inheriting import without_hook
from macros.site.publication import EXTRA_KEY, Publication


def define_env(env: Any) -> None:
    """Registers the macros, for the publication that the hook has put into the configuration. Raises PluginError where there is none."""
    publication: Publication | None = env.conf["extra"].get(EXTRA_KEY)
    if publication is None:
        raise without_hook(env.conf)
    calls = Calls(publication, lambda: env.page)
    for name in Calls.PUBLIC:
        env.macro(getattr(calls, name), name)
