"""Which attachments a browser would run as documents of the site, so that a link to one offers to save it instead."""

from __future__ import annotations

from pathlib import PurePosixPath

ACTIVE = frozenset({".htm", ".html", ".mht", ".mhtml", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl", ".xslt"})
"""Endings of files that a browser opens as documents of the site, with whatever scripts they hold."""


def is_active(name: str) -> bool:
    """Returns whether a browser would run what the file of this name holds."""
    return PurePosixPath(name.partition("#")[0].partition("?")[0].lower()).suffix in ACTIVE
