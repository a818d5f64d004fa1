"""Texts as an audience reads them: ids of records and names of files that are left out give way, and facts are filled in anew."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from handbook.model.item import Item
from handbook.resolve.facts import REFERENCE, said
from handbook.schema.fields import links_in
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.records.facts import Fact

NOT_PUBLISHED = "not published"
"""Stands in a field that names one record, where that record is left out."""
IN_A_TEXT = "(not published)"
"""Stands in a text for what it may not say."""
OF_WHAT_IT_SAYS = frozenset({"name", "value", "unit", "text"})
"""Fields of a fact of which texts are made; where one is withheld, no text says the fact."""


@dataclass(frozen=True)
class Unsaid:
    """What texts may not say."""

    ids: frozenset[str]
    """Records that are left out."""
    facts: Mapping[str, Item[Fact]]
    """Facts that may be said, by the names under which texts know them."""
    files: Collection[str] = field(default=())
    """Names of files that are left out, as paths and as their last parts."""

    def filled(self, written: str) -> str:
        """Returns a text, as its file has it, with the facts that may be said."""
        return said(self.without_facts(written), self.facts)

    def without_facts(self, text: str) -> str:
        """Returns a text in which facts are not filled in, without the names of those that may not be said."""
        return REFERENCE.sub(lambda found: found[0] if found[1].removesuffix(".value") in self.facts else IN_A_TEXT, text) if "{fact:" in text else text

    def without_ids(self, text: str) -> str:
        """Returns a text without the ids of records that are left out."""
        return RECORD_ID_IN_TEXT.sub(lambda found: IN_A_TEXT if found[0] in self.ids else found[0], text)

    def without_files(self, text: str) -> str:
        """Returns a text without links to files that are left out, and without their names."""
        if self._files is None or not self._files.search(text):
            return text
        for target in links_in(text):
            if self._files.search(target):
                text = _unlinked(text, target)
        return self._files.sub(IN_A_TEXT, text)

    @cached_property
    def _files(self) -> re.Pattern[str] | None:
        every = sorted({spelt for name in self.files for spelt in (name, quote(name))}, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<![\w-])(?:files/)?(?:{'|'.join(map(re.escape, every))})(?![\w-])") if every else None


def _unlinked(text: str, target: str) -> str:
    """Returns a text in which the words of a link to `target` stand without the link."""
    there = re.escape(target)
    text = re.sub(rf"!?\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?{there}>?(?:\s[^()]*)?\)", lambda found: f"{found[1]} {IN_A_TEXT}", text)
    return re.sub(rf"^[ \t]{{0,3}}\[(?:[^\[\]\\]|\\.)+\]:\s*<?{there}>?.*$", "", text, flags=re.MULTILINE)
