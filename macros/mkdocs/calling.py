"""How MkDocs was called: to serve, to build for a host, or to build for a folder that is opened without a server."""

from __future__ import annotations

import click
from mkdocs.config.defaults import MkDocsConfig


def is_serving() -> bool:
    """Returns whether MkDocs was called to serve; asked of the command itself, so that nothing is kept."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def is_offline(config: MkDocsConfig) -> bool:
    """Returns whether the site is built to be opened from a folder, without a server."""
    plugin = config.plugins.get("material/offline")
    return plugin is not None and bool(plugin.config.get("enabled"))


def is_published(config: MkDocsConfig) -> bool:
    """Returns whether the site goes to a host, so that its pages have a policy of what they may load."""
    return not (is_serving() or is_offline(config))
