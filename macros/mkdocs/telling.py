"""Tells reports in the log of MkDocs, and ends the build where one of them says so."""

from __future__ import annotations

import logging

from mkdocs.exceptions import PluginError

from macros.site.report import Report

LOG = logging.getLogger("mkdocs.handbook")


def tell(told: Report) -> None:
    """Logs what is told. Raises PluginError where it ends the build."""
    for level, sentence in told.messages:
        LOG.log(level, sentence)
    if told.refusal:
        raise PluginError(told.refusal)
