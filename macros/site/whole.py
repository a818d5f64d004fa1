"""The whole handbook on one page, for paper: every guidance page, every record, every outcome, with links that stay inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from posixpath import normpath
from typing import Any

from markupsafe import Markup, escape

from handbook.languages.language import Language
from handbook.languages.said import ENGLISH
from handbook.views.addresses import WHOLE
from macros.render.environment import rendered
from macros.render.urls import relative_url
from macros.site.policy import with_policy
from macros.site.waiting import Waiting

NAMES = frozenset({
    "id", "for", "headers", "list", "form", "itemref", "popovertarget", "commandfor", "aria-activedescendant", "aria-controls", "aria-describedby",
    "aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns",
})  # fmt: skip
"""Attributes that hold ids of the same page, one or several."""
LINKS = frozenset({"href", "xlink:href", "cite", "usemap"})
"""Attributes that lead to a place."""
SOURCES = frozenset({"src", "poster", "data", "action", "formaction", "longdesc", "background"})
"""Attributes that name a file."""
PAINTS = frozenset({"style", "fill", "stroke", "clip-path", "mask", "filter", "marker", "marker-start", "marker-mid", "marker-end", "cursor"})
"""Attributes that may name something of the same page to paint with."""
RAW = ("script", "style", "textarea", "xmp", "iframe", "noembed", "noframes")
"""Elements in which what looks like a tag is text."""

_ATTRIBUTE = re.compile(r"""(?P<gap>(?<!\s)\s*+)(?P<name>[^\s"'<>/=]++)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>=`]+)))?""")
_CHANGING = re.compile(rf"\b(?:{'|'.join(sorted(NAMES | LINKS | SOURCES | PAINTS))}|name|srcset|imagesrcset|tabindex|role)\s*=", re.IGNORECASE)
_WITHIN = r"""(?:[^"'>]|"[^"]*"|'[^']*')*"""
_MARKUP = re.compile(
    rf"""<!--.*?(?:-->|\Z)|(?P<own><a\b(?=[^>]*\bclass="(?:[^"]*\s)?headerlink[\s"])[^>]*>.*?</a>)"""
    rf"""|<(?P<raw>{"|".join(RAW)})\b(?P<attributes>{_WITHIN})>(?P<text>.*?)(?=</(?P=raw)|\Z)"""
    rf"""|</(?P<ended>h[1-5])\s*>|<(?P<tag>h[1-5]|details|[a-z][^\s/>]*(?=[\s/])(?!\sclass="[^"]*">))(?P<within>(?:[\s/]{_WITHIN})?)>""",
    re.DOTALL | re.IGNORECASE,
)
"""What may change: tags, but for those with no attribute, or with a class, a scope or a title alone.

`own` is the link of a heading to itself, which leads nowhere on paper; `raw` an element that holds text alone.
"""
_REFERENCE = re.compile(r"""url\((["']?)#([^)"']+)\1\)""")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the site."""

    url: str
    """Relative to the root of the site."""
    title: str
    html: str | Waiting
    short: bool = False
    """Whether it follows the chapter before it on the same sheet."""


def without_repetition(html: str) -> str:
    """Returns a record's HTML without its trace and without who names it: on paper the records themselves stand there."""
    for first, after in (("trace", "references"), ("named-by", "source")):
        start, end = _heading(html, first), _heading(html, after)
        if 0 <= start < end:
            html = html[:start] + html[end:]
    return html


def _heading(html: str, anchor: str) -> int:
    """Returns where the heading of a section begins; -1 where there is none. A `<` in a text of a page is a character reference."""
    found = html.find(f' id="{anchor}"')
    start = html.rfind("<", 0, found) if found >= 0 else -1
    return start if html.startswith("<h2 ", start) else -1


def whole_page(chapters: Iterable[Chapter], language: Language = ENGLISH, **facts: Any) -> Iterator[str]:
    """Yields the HTML of the whole handbook, piece by piece. Every id and every link inside it is made unique by the number of its chapter."""
    listed = tuple(chapters)
    numbers = {chapter.url: number for number, chapter in enumerate(listed, 1)}
    parts = [(f"c{numbers[chapter.url]}", chapter) for chapter in listed]
    return rendered("whole.html", language, chapters=parts, moved=lambda one: Markup(_moved(one, numbers)), url=lambda path: relative_url(path, WHOLE), **facts)


def write_whole(site: Path, chapters: Iterable[Chapter], name: str, foot: str, sheets: Iterable[str], *, offline: bool, language: Language = ENGLISH) -> None:
    """Writes the page that holds all others into the folder of a site that is built.

    `name` is that of the site and `foot` the HTML of the line at the foot of its pages; `sheets` are the style sheets beside the theme's. A site
    that is opened from a folder, `offline`, names files in its links and has no policy.
    """
    theme = [found.relative_to(site).as_posix() for found in sorted((site / "assets" / "stylesheets").glob("*.css"))]
    home = "index.html" if offline else ""
    pieces = whole_page(chapters, language, site=name, home=home, sheets=[*theme, *sheets], foot=Markup(foot))
    target = site / WHOLE / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as file:
        start = next(pieces)  # up to the title; what follows has no script and no style of its own, which a policy would name
        file.write(start if offline else with_policy(start))
        file.writelines(pieces)


def _moved(chapter: Chapter, numbers: Mapping[str, int]) -> str:
    """Returns a chapter's HTML for its place in the whole: ids of its own, links to chapters, headings one level lower."""
    return _MARKUP.sub(_Mover(chapter, numbers).changed, str(chapter.html))


class _Mover:
    """Changes tags of a chapter, and nothing else: whatever stands between them stays as it was written."""

    def __init__(self, chapter: Chapter, numbers: Mapping[str, int]) -> None:
        self._page, self._numbers = chapter.url, numbers
        self._own = f"c{numbers[chapter.url]}-"

    def changed(self, found: re.Match[str]) -> str:
        """Returns what stands in the whole in place of a tag, a comment, or an element that holds no tags."""
        if found["ended"]:
            return f"</{_lower(found['ended'].lower())}>"
        tag = found["tag"] or found["raw"]
        if tag is None:
            return "" if found["own"] else found[0]
        name = tag.lower()
        within = found["within"] if found["tag"] else found["attributes"]
        changed = _ATTRIBUTE.sub(lambda one: self._attribute(name, one), within) if _CHANGING.search(within) else within
        if name == "details" and not any(one["name"].lower() == "open" for one in _ATTRIBUTE.finditer(within)):
            changed = f" open{changed}"
        return f"<{_lower(name) if _lower(name) != name else tag}{changed}>{found['text'] or ''}"

    def _attribute(self, tag: str, found: re.Match[str]) -> str:
        """Returns an attribute as it stands in the whole; as typed where nothing of it changes."""
        name = found["name"].lower()
        typed = next((found[group] for group in ("double", "single", "bare") if found[group] is not None), None)
        if typed is None:
            return found[0]
        value = unescape(typed)
        if name == "tabindex" and value == "0":
            return ""
        if name == "role" and value == "region":  # as landmarks, tables of one name would stand there many times
            return f'{found["gap"]}role="group"'
        new = self._value(tag, name, value)
        return found[0] if new == value else f'{found["gap"]}{found["name"]}="{escape(new)}"'

    def _value(self, tag: str, name: str, value: str) -> str:
        if name in NAMES or (name == "name" and tag in ("a", "map")):
            return " ".join(self._own + one for one in value.split())
        if name in LINKS:
            return _target(value, self._page, self._numbers, self._own)
        if name in SOURCES:
            return _outside(value, self._page)
        if name in ("srcset", "imagesrcset"):
            candidates = (one.strip().partition(" ") for one in value.split(", "))
            return ", ".join(f"{_outside(address, self._page)}{space}{size}" for address, space, size in candidates)
        if name in PAINTS:
            return _REFERENCE.sub(lambda found: f"url({found[1]}#{self._own}{found[2]}{found[1]})", value)
        return value


def _lower(tag: str) -> str:
    """Returns a heading one level lower; whatever else as it is."""
    return f"h{int(tag[1]) + 1}" if len(tag) == 2 and tag[0] == "h" and tag[1] in "12345" else tag


def _target(target: str, page: str, numbers: Mapping[str, int], own: str) -> str:
    """Returns where a link leads from the whole: to a chapter in it, or out of it."""
    if target.startswith("#"):
        return f"#{own}{target[1:]}" if target != "#" else f"#{own.rstrip('-')}"
    path, hash_sign, anchor = target.partition("#")
    if _is_elsewhere(path):
        return target
    number = numbers.get(_absolute(path, page))
    if number is None:
        return _outside(target, page)
    return f"#c{number}-{anchor}" if hash_sign and anchor else f"#c{number}"


def _outside(target: str, page: str) -> str:
    path, hash_sign, anchor = target.partition("#")
    return target if _is_elsewhere(path) else relative_url(_absolute(path, page), WHOLE) + hash_sign + anchor


def _is_elsewhere(path: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE))


def _absolute(path: str, page: str) -> str:
    """Returns a path from a page as one from the root of the site."""
    folder = page if page.endswith("/") or not page else page.rpartition("/")[0] + "/"
    joined = normpath(f"/{folder}/{path}").lstrip("/")
    return f"{joined}/" if joined and (path.endswith(("/", "..")) or path in ("", ".")) else joined
