"""The content of a built page, without what the theme puts around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

BUTTONS = ("headerlink", "md-content__button")


@dataclass
class Content:
    """What stands in the article of a page, up to the lines below it on the page itself. A parser tells it of tags and texts."""

    words: list[str] = field(default_factory=list)
    """Without white space, which a reader sees only where words would stick together: nobody measures that here."""
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    _within: bool = False

    @property
    def text(self) -> str:
        """Returns all words in a row."""
        return "".join(self.words)

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Collects links and anchors."""
        found = {name: value or "" for name, value in attributes.items()}
        classes = found.get("class", "").split()
        self._within = (self._within or tag == "article") and "hb-after" not in classes
        if not self._within or any(one in classes for one in BUTTONS):
            return
        if found.get("id", "__skip") != "__skip":
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])

    def end(self, tag: str) -> None:
        """Ends the article."""
        self._within = self._within and tag != "article"

    def data(self, data: str) -> None:
        """Collects words; the sign that a heading is linked by is none."""
        if self._within:
            self.words += data.replace("\N{PILCROW SIGN}", "").split()

    def close(self) -> None:
        """Has nothing left to do."""


def content(html: str) -> Content:
    """Returns what a page says."""
    found = Content()
    parser: Any = etree.HTMLParser(target=found, encoding="utf-8", huge_tree=True)
    parser.feed(html.encode("utf-8"))
    parser.close()
    return found
