"""What the search finds on a page that a template made: its sections, in one quick pass, as the theme's own plugin would read them.

The theme reads any HTML with a parser that takes as long as all the rest of a page. This reads HTML that is well formed, in which `<` and
`>` stand for nothing but tags, by one regular expression, and follows the plugin's rules to the letter: a test compares the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

_PIECE = re.compile(r"([^<]*+)(?:<(/?)([a-z0-9-]++)([^>]*+)>)?")
"""Text, and the tag behind it: whether it ends an element, its name, and the rest of it."""
_VALUE = re.compile(r'"[^"]*"')
_ID = re.compile(r'\sid="([^"]*)"')
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TERM = ' id="term-'
"""A term of the glossary begins a section as a heading does."""
_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
"""Elements that stay in the text of a section."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
_EXCLUDED = "data-search-exclude"
_LEFT = float("inf")
"""Depth of a section whose surrounding element has ended: nothing returns to it."""


_HEADING = re.compile(r'[1-6] (?:(data-search-exclude id="[^"]*">)|(?:data-search-exclude )?id=")')
"""A heading that begins a line, behind its `<h`; one that the search leaves out, with what stands below it up to the next, is named."""
_WRITTEN = re.compile(r'</?(?!(?:script|style|object)\b)[a-z][a-z0-9-]*(?:\s+[a-zA-Z][a-zA-Z0-9:_-]*(?:="[^"<>]*")?)*\s*/?>')


class IllFormedError(ValueError):
    """An element of a page ends where another one is open, or does not end."""


@dataclass(slots=True)
class Section:
    """A stretch of a page from one heading with an id to the next."""

    tag: str
    """Name of the heading's element; `hx` for what stands above the first one."""
    depth: float = 0
    """How many elements are open where the heading begins, with its own."""
    id: str | None = None
    """Anchor of the heading; None for the first heading of a page."""
    excluded: bool = False
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    """Pieces of the text, with tags of paragraphs, lists and code."""


def sections(html: str) -> list[Section]:
    """Returns the sections of a page that the search finds. Raises IllFormedError where elements overlap or do not end."""
    reader = _Reader()
    for text, end, name, rest in _PIECE.findall(_entered(html)):
        if text:
            reader.read_text(text)
        if end:
            reader.end(name)
        elif name and name not in _VOID:
            reader.begin(name, rest)
            if rest.endswith("/"):
                reader.end(name)
    if reader.is_within:
        raise IllFormedError
    return [section for section in reader.found if not section.excluded]


def _entered(html: str) -> str:
    """Returns a page without headings that the search leaves out and what stands below them."""
    if " data-search-exclude id=" not in html:
        return html
    first, *rest = f"\n{html}".split("\n<h")
    kept, is_left_out = [first], False
    for part in rest:
        if heading := _HEADING.match(part):
            is_left_out = heading[1] is not None
        kept.append("" if is_left_out else f"<h{part}")
    return "\n".join(kept)[1:]


def is_plain(html: str) -> bool:
    """Returns whether each `<` of a page begins a tag as we write them, and it has nothing of which the theme's plugin knows more."""
    return "<" not in _WRITTEN.sub("", html) and "linenodiv" not in html


class _Reader:
    """Goes through a page and keeps what the search needs."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self._section: Section | None = None
        self._open: list[str] = []
        """Names of the elements around the place."""
        self._left_out: set[str] = set()
        """Names of those whose content is left out. The first end of an element of that name ends it, as in the theme's plugin."""
        self._in_permalink = False

    @property
    def is_within(self) -> bool:
        """Returns whether an element is still open."""
        return bool(self._open)

    def read_text(self, text: str) -> None:
        """Takes what stands between two tags."""
        if self._left_out:
            return
        if "&" in text:
            text = unescape(text)
        if text.isspace():
            text = text if "pre" in self._open else " "
        elif "pre" not in self._open:
            text = text.replace("\n", " ")
        section = self._section or self._new(Section("hx"))
        if section.tag in self._open:
            if not self._in_permalink:
                section.title.append(escape(text, quote=False))
        elif not text.isspace():
            section.text.append(escape(text, quote=False))
        elif "pre" in self._open or not section.text or not section.text[-1].isspace():
            section.text.append(text)

    def begin(self, name: str, attributes: str) -> None:
        """Takes the beginning of an element."""
        self._open.append(name)
        excluded = _EXCLUDED in attributes and _EXCLUDED in _VALUE.sub("", attributes)  # the words may stand in a value, too
        if (name in _HEADINGS or (name == "dt" and _TERM in attributes)) and (anchor := _ID.search(attributes)):
            if name != "h1" and not self.found:
                self._new(Section("hx", len(self._open)))
            self._new(Section(name, len(self._open), anchor[1] if self.found else None, excluded))
        section = self._section or self._new(Section("hx"))
        if excluded:
            self._left_out.add(name)
        elif name in _KEPT and not self._left_out:
            self._place(section).append(f"<{name}>")
        elif name == "a" and 'class="headerlink"' in attributes:
            self._in_permalink = True

    def end(self, name: str) -> None:
        """Takes the end of an element."""
        section = self._section
        if not self._open or self._open[-1] != name or section is None:
            raise IllFormedError
        if section.depth > len(self._open):
            for earlier in reversed(self.found):
                if earlier.depth <= len(self._open):
                    section.depth, self._section = _LEFT, earlier
                    break
        self._open.pop()
        if name in self._left_out:
            self._left_out.remove(name)
        elif name in _KEPT and not self._left_out:
            _close(self._place(self._section or section), name)
        elif name == "a":
            self._in_permalink = False

    def _new(self, section: Section) -> Section:
        self.found.append(section)
        self._section = section
        return section

    def _place(self, section: Section) -> list[str]:
        """Returns where a piece belongs: to the title of a section, while its heading is open, or to its text."""
        return section.title if section.tag in self._open else section.text


def _close(pieces: list[str], name: str) -> None:
    """Ends an element, or takes it out where there is nothing but space behind the first beginning of one of its name."""
    first = pieces.index(f"<{name}>")
    if all(piece.isspace() for piece in pieces[first + 1 :]):
        del pieces[first:]
    else:
        pieces.append(f"</{name}>")
