"""The product's own Markdown pages in its folder `pages/`: which there are, what they say, and who may read each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import get_args

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import both, say
from handbook.findings.nearest import nearest
from handbook.reading.folder import PAGES
from handbook.schema.record import Visibility
from handbook.source.yaml_text import text_of

PAGE = ".md"
"""Ending of a page."""
OTHER_ENDINGS = frozenset({".markdown", ".mdown", ".mkdn", ".mkd"})
"""Endings of Markdown elsewhere."""
_FENCE = re.compile(r"^---[ \t]*$.*?(?:^(?:---|\.\.\.)[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_KEYS = re.compile(r"(?:^[ \t]*[\w-]+:.*\n?|^[ \t]+\S.*\n?)+", re.MULTILINE)
_VISIBILITY = re.compile(r"""^[ \t]*["']?visibility["']?[ \t]*:[ \t]*(.*)$""", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pages:
    """What stands in a product's folder `pages/`, relative to it."""

    pages: tuple[str, ...]
    """Markdown pages."""
    files: tuple[str, ...]
    """Whatever else: it is published beside the pages as it is."""
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    """What each page says, by its path."""


def pages_in(folder: Path, names: Iterable[str]) -> Pages:
    """Returns what the files of the product's folder `pages/` are, by their names relative to it; a page that is no text is left out."""
    pages: list[str] = []
    others: list[str] = []
    diagnostics: list[Diagnostic] = []
    taken: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name in names:
        ending = PurePosixPath(name).suffix
        if ending != PAGE and (ending.lower() == PAGE or ending.lower() in OTHER_ENDINGS):
            right = f"{PAGES}/{name[: -len(ending)]}{PAGE}"
            diagnostics.append(make("unread-file", Place(f"{PAGES}/{name}"), say("unread-file", file=f"{PAGES}/{name}"), suggestions=(right,), found=name))
            continue
        if ending == PAGE:
            text, found = text_of(folder / PAGES / name, f"{PAGES}/{name}")
            diagnostics += found
            if found or text is None:
                continue
            texts[name] = text
            diagnostics += _no_visibility(name, text)
        address = _address(name)
        if address in taken:
            message = say("same-address", file=f"{PAGES}/{name}", other=f"{PAGES}/{taken[address]}", address=f"{PAGES}/{address}")
            diagnostics.append(make("same-address", Place(f"{PAGES}/{name}"), message, say("same-address.right"), found=name))
            texts.pop(name, None)
            continue
        taken[address] = name
        (pages if ending == PAGE else others).append(name)
    return Pages(tuple(pages), tuple(others), tuple(diagnostics), texts)


def visibility_of(text: str) -> str | None:
    """Returns what a page says above its text of who may read it, as written; None where it says nothing, and anybody may."""
    head = _FENCE.match(text) or _KEYS.match(text)
    found = _VISIBILITY.search(head[0]) if head else None
    return found[1].partition(" #")[0].strip().strip("\"'") if found else None


def _no_visibility(name: str, text: str) -> Iterator[Diagnostic]:
    """Yields a finding where a page names an audience that there is not."""
    stated, known = visibility_of(text), get_args(Visibility)
    if stated is not None and stated not in known:
        line = next(number for number, one in enumerate(text.splitlines(), 1) if _VISIBILITY.match(one))
        close = nearest(stated.lower(), known)
        message = say("unknown-value", field="'visibility'", found=quoted(stated))
        expected = "" if close else say("expected.one-of", names=both(*known))
        yield make("unknown-value", Place(f"{PAGES}/{name}", line), message, expected, suggestions=close, found=stated)


def _address(name: str) -> str:
    """Returns as which file the site has a file of `pages/`."""
    path = PurePosixPath(name)
    if path.suffix != PAGE:
        return name
    return (path.parent / ("index.html" if path.stem in ("index", "README") else f"{path.stem}/index.html")).as_posix()
