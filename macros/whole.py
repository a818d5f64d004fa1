"""The whole handbook on one page, for paper: every guidance page, every record, every outcome, with links that stay inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import normpath
from typing import Any

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from macros.fragments import fragment

ADDRESS = "whole/"
"""Where it stands, relative to the root of the site."""

_NAMES = re.compile(r'(?P<before>\s(?:id|for|aria-labelledby|aria-describedby|aria-controls|headers)=")(?P<names>[^"]+)"')
_LINK = re.compile(r'(?P<before>\s(?:href|xlink:href)=")(?P<target>[^"]*)"')
_SOURCE = re.compile(r'(?P<before>\ssrc=")(?P<target>[^"]*)"')
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_HEADING = re.compile(r"(</?h)([1-5])\b")
_HEADER_LINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>')
_CLOSED = re.compile(r"<details(?![^>]*\bopen\b)")
_TAB = re.compile(r'\stabindex="0"')
_REGION = re.compile(r'\srole="region"')


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the site."""

    url: str
    """Relative to the root of the site."""
    title: str
    html: str
    short: bool = False
    """Whether it follows the chapter before it on the same sheet."""


def without_repetition(html: str) -> str:
    """Returns a record's HTML without its trace and without who names it: on paper the records themselves stand there."""
    for first, after in (("trace", "references"), ("named-by", "source")):
        html = re.sub(rf'<h2 [^>]*\bid="{first}".*?(?=<h2 [^>]*\bid="{after}")', "", html, flags=re.DOTALL)
    return html


def whole_page(chapters: Iterable[Chapter], **facts: Any) -> str:
    """Returns the HTML of the whole handbook. Every id and every link inside it is made unique by the number of its chapter."""
    listed = tuple(chapters)
    numbers = {chapter.url: number for number, chapter in enumerate(listed, 1)}
    parts = [(f"c{numbers[chapter.url]}", chapter.title, Markup(_moved(chapter, numbers)), chapter.short) for chapter in listed]
    return fragment("whole.html", chapters=parts, url=lambda path: get_relative_url(path, ADDRESS), **facts)


def _moved(chapter: Chapter, numbers: Mapping[str, int]) -> str:
    """Returns a chapter's HTML for its place in the whole: ids of its own, links to chapters, headings one level lower."""
    own = f"c{numbers[chapter.url]}-"
    html = _HEADER_LINK.sub("", chapter.html)
    html = _CLOSED.sub("<details open", _REGION.sub(' role="group"', _TAB.sub("", html)))  # as landmarks, tables of one name would stand there many times
    html = _NAMES.sub(lambda found: f'{found["before"]}{" ".join(own + name for name in found["names"].split())}"', html)
    html = _REFERENCE.sub(lambda found: f"url(#{own}{found[1]})", html)
    html = _LINK.sub(lambda found: f'{found["before"]}{_target(found["target"], chapter.url, numbers, own)}"', html)
    html = _SOURCE.sub(lambda found: f'{found["before"]}{_outside(found["target"], chapter.url)}"', html)
    return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", html)


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
    return target if _is_elsewhere(path) else get_relative_url(_absolute(path, page), ADDRESS) + hash_sign + anchor


def _is_elsewhere(path: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE))


def _absolute(path: str, page: str) -> str:
    """Returns a path from a page as one from the root of the site."""
    folder = page if page.endswith("/") or not page else page.rpartition("/")[0] + "/"
    joined = normpath(f"/{folder}/{path}").lstrip("/")
    return f"{joined}/" if joined and (path.endswith(("/", "..")) or path in ("", ".")) else joined
