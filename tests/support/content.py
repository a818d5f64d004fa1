"""The content of a built page, without what the theme puts around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

BUTTONS = ("headerlink", "md-content__button")


@dataclass
class Content(HTMLParser):
    """What stands in the article of a page, up to the lines below it on the page itself."""

    text: str = ""
    """Without white space, which a reader sees only where words would stick together: nobody measures that here."""
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    _within: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collects links and anchors."""
        found = {name: value or "" for name, value in attrs}
        classes = found.get("class", "").split()
        self._within = (self._within or tag == "article") and "hb-after" not in classes
        if not self._within or any(one in classes for one in BUTTONS):
            return
        if found.get("id", "__skip") != "__skip":
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])

    def handle_endtag(self, tag: str) -> None:
        """Ends the article."""
        self._within = self._within and tag != "article"

    def handle_data(self, data: str) -> None:
        """Collects words; the sign that a heading is linked by is none."""
        if self._within:
            self.text += "".join(data.replace("\N{PILCROW SIGN}", "").split())


def content(html: str) -> Content:
    """Returns what a page says."""
    parser = Content()
    parser.feed(html)
    parser.close()
    return parser
