"""Texts of records as nodes: plain ones as typed, prose by its subset of Markdown, ids as links where the document has their target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from handbook.exports.pdf.nodes import BREAK, Block, Inline, code, heading, listed, looked, paragraph, quotation, to_address, to_place
from handbook.schema.fields import refused_scheme
from handbook.views.shared.prose import IDS, parser

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

BREAKS = frozenset({"softbreak", "hardbreak"})


def line(text: str) -> str:
    """Returns a text on one line, white space as single spaces."""
    return " ".join(text.split())


def linked(text: str, places: AbstractSet[str]) -> list[Inline]:
    """Returns a text in which ids of what the document holds are links; line breaks stay."""
    pieces: list[Inline] = []
    for number, one in enumerate(text.split("\n")):
        pieces += [BREAK] if number else []
        position = 0
        for found in IDS.finditer(one):
            if found[0] in places:
                pieces += [one[position : found.start()], to_place(found[0], [found[0]])]
                position = found.end()
        pieces.append(one[position:])
    return [piece for piece in pieces if piece != ""]


def prose(text: str, places: AbstractSet[str]) -> list[Block]:
    """Returns the blocks of a prose field."""
    from markdown_it.tree import SyntaxTreeNode

    return list(_blocks(SyntaxTreeNode(parser().parse(text)).children, places))


def markdown(text: str, places: AbstractSet[str]) -> list[Block]:
    """Returns the blocks of a document in CommonMark that another export made, headings and quotations included; HTML in it would show as typed."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    return list(_blocks(SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(text)).children, places))


def _blocks(nodes: Sequence[SyntaxTreeNode], places: AbstractSet[str]) -> Iterator[Block]:
    for node in nodes:
        if node.type == "paragraph":
            yield paragraph(*_inline(node.children, places))
        elif node.type == "heading":
            yield heading(int(node.tag[1:]), _text(node))
        elif node.type in ("bullet_list", "ordered_list"):
            first = int(str(node.attrs.get("start", 1))) if node.type == "ordered_list" else None
            yield listed(([*_blocks(item.children, places)] for item in node.children), first=first)
        elif node.type == "blockquote":
            yield quotation([*_blocks(node.children, places)])
        elif node.type in ("fence", "code_block"):
            yield code(node.content.rstrip("\n"))
        else:  # none that the subset has
            yield paragraph(node.content)


def _inline(nodes: Sequence[SyntaxTreeNode], places: AbstractSet[str]) -> list[Inline]:
    pieces: list[Inline] = []
    for node in nodes:
        if node.type == "inline":
            pieces += _inline(node.children, places)
        elif node.type in ("strong", "em"):
            pieces.append(looked("bold" if node.type == "strong" else "italic", _inline(node.children, places)))
        elif node.type == "code_inline":
            pieces.append(looked("code", [node.content]))
        elif node.type in BREAKS:
            pieces.append(BREAK if node.type == "hardbreak" else " ")
        elif node.type == "link":
            pieces += _link(str(node.attrs.get("href", "")), _inline(node.children, frozenset()), places)
        else:
            pieces += linked(node.content, places)
    return pieces


def _link(target: str, pieces: list[Inline], places: AbstractSet[str]) -> list[Inline]:
    """Returns a link; one that is relative leads nowhere on paper, so that its words stand alone, with what they led to."""
    if target in places:
        return [to_place(target, pieces)]
    if target.lower().startswith(("https:", "mailto:")) and not refused_scheme(target):
        return [to_address(target, pieces)]
    return [*pieces, " (", looked("code", [target]), ")"] if target else pieces


def _text(node: SyntaxTreeNode) -> str:
    return "".join(one.content if not one.children else _text(one) for one in node.children)
