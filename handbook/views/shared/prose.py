"""Prose fields: the subset of Markdown that means something in them, and the ids that are found in any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.schema.fields import refused_scheme

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

RULES = ("list", "fence", "code", "emphasis", "backticks", "link", "escape", "newline", "reference", "balance_pairs", "fragments_join")
"""Paragraphs, lists, emphasis, inline code and code blocks, links, hard breaks; HTML and everything else shows as typed."""
IDS = re.compile(r"(?<![\w.:-])(?:[A-Z]{2}\.[A-Z]{2}-[0-9]{2}|[A-Z0-9]{3,8}:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[A-Z]{3,4}-[0-9]{2,4})(?![\w-])")
"""What may be the id of a record or of an entry of a reference document."""


def parser() -> MarkdownIt:
    """Returns a new parser of prose, which reads the subset and takes links to https, mailto and relative addresses alone."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("zero", {"html": False})
    known = {rule for rules in made.get_all_rules().values() for rule in rules}
    made.enable([rule for rule in RULES if rule in known])
    made.validateLink = lambda url: not refused_scheme(url)  # type: ignore[method-assign]
    return made
