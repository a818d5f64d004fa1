"""Reading built pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree

ORIGIN = "https://site.example"


@dataclass
class PageFacts:
    """What a test wants to know of a page. A parser tells it of tags and texts."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    next: str = ""
    handlers: list[str] = field(default_factory=list)
    title: str = ""
    description: str = ""
    headings: list[str] = field(default_factory=list)
    _in_title: bool = False

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Collects links, ids and what a page loads."""
        found = {name: value or "" for name, value in attributes.items()}
        if "id" in found:
            self.ids.append(found["id"])
        self.handlers += [name for name in found if name.startswith("on")]
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
            if "md-footer__link--next" in found.get("class", ""):
                self.next = found["href"]
        if tag in ("script", "img", "iframe", "source", "audio", "video") and "src" in found:
            self.loads.append(found["src"])
        if tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(found["href"])
        if tag == "meta" and found.get("name") == "description":
            self.description = found.get("content", "")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        self._in_title = tag == "title" and not self.title

    def data(self, data: str) -> None:
        """Collects the title."""
        if self._in_title:
            self.title += data

    def end(self, tag: str) -> None:
        """Ends the title."""
        if tag == "title":
            self._in_title = False

    def close(self) -> None:
        """Has nothing left to do."""


def facts(html: str) -> PageFacts:
    """Returns what a page holds, as libxml2 reads it: several times as fast as the parser of Python, which reads the same of our pages."""
    found = PageFacts()
    parser: Any = etree.HTMLParser(target=found, encoding="utf-8", huge_tree=True)
    parser.feed(html.encode("utf-8"))
    parser.close()
    return found


def crawl(site: Path) -> dict[str, PageFacts]:
    """Returns every page of a built site by its path from the root, `activities/0/index.html`."""
    return {path.relative_to(site).as_posix(): facts(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def target_of(page: str, href: str) -> tuple[str, str] | None:
    """Returns file and anchor that a link leads to, or None for a link to another site."""
    url, anchor = urldefrag(urljoin(f"{ORIGIN}/{page}", href))
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
        return None
    path = unquote(parts.path).lstrip("/")
    return (path + "index.html" if path == "" or path.endswith("/") else path), unquote(anchor)


def broken_links(site: Path, base: str, pages: Mapping[str, PageFacts]) -> list[tuple[str, str]]:
    """Returns the links of a built site, whose pages were crawled, that lead to no file or no anchor of it, each with its page.

    `base` is the path under which the site is published, `sub/path/`: the page for addresses that lead nowhere has links that start with it.
    """
    broken = []
    for page, found in pages.items():
        for href in found.links + found.loads:
            target = target_of(page, href)
            if target is None:
                continue
            path, anchor = target
            if page == "404.html":
                path = path.removeprefix(base) or "index.html"
            known = path in pages and (not anchor or anchor in pages[path].ids or anchor == "__skip")
            if not known and (path in pages or not (site / path).is_file()):
                broken.append((page, href))
    return broken
