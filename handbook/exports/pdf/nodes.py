"""What a document consists of before it is set: headings, paragraphs, lists, tables and pictures, as values that JSON carries.

Every text in a node is a text of its own and never source. Places that can be linked to have names: the id of a record, that of an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from handbook.languages.language import SOURCE
from handbook.languages.said import t

Inline: TypeAlias = str | dict[str, Any]
"""A piece of a line: text, or text with a look or a target."""
Block: TypeAlias = dict[str, Any]
"""Anything that stands by itself."""
BESIDE = 90
"""Characters that stand beside a label, at most."""
KEPT = 600
"""Characters of a row of a table that is kept on one page, at most: half a page where a column is narrow."""
Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document, ready to be set."""

    title: str
    subtitle: str
    author: str
    day: tuple[int, int, int] | None
    """Year, month and day as of which it speaks."""
    foot: tuple[str, str]
    """What stands at the foot of each page: of what it speaks, and the source from which it was made."""
    preface: tuple[Block, ...]
    """What stands on the first page, below the title."""
    body: tuple[Block, ...]
    language: str = SOURCE
    """Code of the language in which it speaks."""
    words: tuple[str, str] = (t("Contents"), t("to", "from one record to another"))
    """What the template says by itself: the heading of the contents, and what stands between two ids."""

    def spoken(self, language: str, says: Callable[[object], str]) -> Document:
        """Returns the document in a language, in which `says` gives what is the handbook's own."""
        title, subtitle, author = says(self.title), says(self.subtitle), says(self.author)
        foot, words = (says(self.foot[0]), says(self.foot[1])), (says(self.words[0]), says(self.words[1]))
        preface, body = _spoken(self.preface, says), _spoken(self.body, says)
        return Document(title=title, subtitle=subtitle, author=author, day=self.day, foot=foot, preface=preface, body=body, language=language, words=words)

    def values(self) -> dict[str, Any]:
        """Returns it as a value that JSON carries."""
        return asdict(self)


def _spoken(value: Any, says: Callable[[object], str]) -> Any:
    """Returns a value with each text in it as it stands in a language."""
    if isinstance(value, str):
        return says(value)
    if isinstance(value, dict):
        return {key: _spoken(one, says) for key, one in value.items()}
    return type(value)(_spoken(one, says) for one in value) if isinstance(value, (list, tuple)) else value


def paragraph(*pieces: Inline) -> Block:
    """Returns a paragraph."""
    return {"is": "paragraph", "of": list(pieces)}


def heading(level: int, text: str, *, place: str = "", record: str = "") -> Block:
    """Returns a heading of level 1 to 3. `place` names it as a target; `record` is the id that the foot of its page tells."""
    return {"is": "heading", "level": level, "text": text, "place": place, "record": record}


def field(label: str, blocks: Sequence[Block]) -> Block:
    """Returns what a field says, below its label, or beside it where that is a few words."""
    is_short = len(blocks) == 1 and blocks[0]["is"] == "paragraph" and _length(blocks[0]) <= BESIDE
    return {"is": "field", "label": label, "of": list(blocks), "beside": is_short}


def _length(node: Inline) -> int:
    return len(node) if isinstance(node, str) else BESIDE if "break" in node else sum(map(_length, node.get("of", ())))


def listed(items: Iterable[Sequence[Block]], *, first: int | None = None) -> Block:
    """Returns a list; with `first`, one that is numbered from there."""
    return {"is": "list", "items": [list(one) for one in items], "first": first}


def code(text: str) -> Block:
    """Returns a block of code."""
    return {"is": "code", "text": text}


def quotation(blocks: Sequence[Block]) -> Block:
    """Returns what somebody says, set apart."""
    return {"is": "quotation", "of": list(blocks)}


def table(head: Sequence[str], rows: Iterable[Sequence[Sequence[Block]]], widths: Sequence[int]) -> Block:
    """Returns a table whose head stands again on every page; `widths` are the shares of its columns. A row of few words stands on one page."""
    listed_rows = [[list(cell) for cell in row] for row in rows]
    return {"is": "table", "head": list(head), "rows": listed_rows, "kept": [_is_kept(row) for row in listed_rows], "widths": list(widths)}


def _is_kept(row: Sequence[Sequence[Block]]) -> bool:
    """Returns whether a row is of paragraphs alone, and of so few words that it can be kept from breaking over two pages."""
    parts = [part for cell in row for part in cell]
    return all(part["is"] == "paragraph" for part in parts) and sum(map(_length, parts)) <= KEPT


def picture(width: float, height: float, shapes: Sequence[dict[str, Any]], words: str, caption: str) -> Block:
    """Returns a picture of that size in pixels; `words` say what it shows to whoever does not see it."""
    return {"is": "picture", "width": width, "height": height, "shapes": list(shapes), "words": words, "caption": caption}


def bold(*pieces: Inline) -> Inline:
    """Returns pieces in bold."""
    return {"look": "bold", "of": list(pieces)}


def looked(look: Literal["bold", "italic", "code", "faint"], pieces: Sequence[Inline]) -> Inline:
    """Returns pieces with a look."""
    return {"look": look, "of": list(pieces)}


def to_place(place: str, pieces: Sequence[Inline]) -> Inline:
    """Returns a link to a place in the document."""
    return {"to": place, "of": list(pieces)}


def to_address(address: str, pieces: Sequence[Inline]) -> Inline:
    """Returns a link to an address outside."""
    return {"address": address, "of": list(pieces)}


def page_of(place: str) -> Inline:
    """Returns the number of the page on which a place stands."""
    return {"page": place}


def named(place: str, pieces: Sequence[Inline]) -> Inline:
    """Returns pieces that can be linked to by a name."""
    return {"place": place, "of": list(pieces)}


BREAK: Inline = {"break": True}
"""A new line in a paragraph."""
