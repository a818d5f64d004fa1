"""Pages of guidance in another language: which stand in for which of `docs/`, and from which English each was made."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from handbook.languages.language import FOLDER, GUIDANCE, SOURCE, Language, our_folder

_MADE_FROM = re.compile(r"^source: *(\S+) *$", re.MULTILINE)
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{: *#([\w-]+) *\})?$", re.MULTILINE)
_CALL = re.compile(r"\{\{ *(.*?) *\}\}")


def pages_of(language: Language, product: Path | None = None) -> dict[str, Path]:
    """Returns the pages in a language, by the path in `docs/` of the page for which each stands in; those of the product before ours."""
    if language.code == SOURCE:
        return {}
    ours = our_folder(language.code)
    folders = [ours] if ours is not None else []
    folders += [product / FOLDER / language.code] if product is not None else []
    return {path.relative_to(folder / GUIDANCE).as_posix(): path for folder in folders for path in sorted((folder / GUIDANCE).rglob("*.md"))}


def fingerprint(english: str) -> str:
    """Returns what tells an English page from itself with other words, whatever its line ends: the first 16 digits of its SHA-256."""
    return hashlib.sha256("\n".join(english.splitlines()).encode()).hexdigest()[:16]


def made_from(translation: str) -> str:
    """Returns the fingerprint of the English from which a page was made, as its front matter states it under `source`; '' where it does not."""
    head = _HEAD.match(translation)
    found = _MADE_FROM.search(head[0]) if head else None
    return found[1] if found else ""


def marked(translation: str, english: str) -> str:
    """Returns a page that says that it was made from this English. Raises ValueError where it has no front matter."""
    head = _HEAD.match(translation)
    if head is None:
        raise ValueError("the page has no front matter; expected '---' in its first line, with 'title', 'description' and 'source' below")
    line = f"source: {fingerprint(english)}"
    stated = _MADE_FROM.sub(line, head[0]) if _MADE_FROM.search(head[0]) else f"{head[0][:-4]}{line}\n---\n"
    return stated + translation[head.end() :]


def anchors(page: str) -> tuple[tuple[int, str], ...]:
    """Returns level and anchor of each heading in order: the one in braces, else what Markdown makes of its words."""
    return tuple((len(level), anchor or _slug(words)) for level, words, anchor in _HEADING.findall(_FENCED.sub("", page)))


def calls(page: str) -> tuple[str, ...]:
    """Returns what a page calls, in order."""
    return tuple(_CALL.findall(page))


def _slug(words: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())
