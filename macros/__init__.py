"""From views to HTML: what a Markdown page may call, and what surrounds it. mkdocs-macros loads this package and calls `define_env`.

Each macro takes a view from the model and renders it with a template. Nothing is looked up here that a view could
hold, and no text of the product stands in the source of a page: a page without a file has none.
`calls` holds the macros, `render` turns views into HTML, `site` makes what a build publishes beside the text of its pages. `mkdocs` knows the
types of MkDocs; `final` writes every page to its end without it, and `zensical` hands these pages to Zensical.
"""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Registers the macros, for the publication that the hook has put into the configuration. Raises PluginError where there is none."""
    from macros.calls import NAMES, Calls
    from macros.mkdocs.configuring import publication_of
    from macros.mkdocs.inheriting import without_hook
    from macros.mkdocs.set_aside import may_set_aside, setting_aside
    from macros.site.publication import EXTRA_KEY

    if env.conf["extra"].get(EXTRA_KEY) is None:
        raise without_hook(env.conf)
    calls = Calls(lambda: publication_of(env.conf), lambda: env.page)
    aside = may_set_aside(env.conf)
    for name in NAMES:
        call = getattr(calls, name)
        env.macro(setting_aside(call, lambda: env.page) if aside else call, name)
