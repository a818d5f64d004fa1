"""The words of a template: found where they stand between tags and calls, and put in another language's place before it is compiled.

No mark is needed in a template: a sentence is what stands between the tags of a block. Tags inside a sentence become `<1>…</1>`, those without
attributes stay as they are, and what a call prints becomes `{name}`. Words in quotes inside a call are marked, `_("…")`. What a translation
holds beside these is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TypeAlias

from handbook.languages.message import Message, Noting

Translate: TypeAlias = "Callable[[str], str | None]"
"""Takes the English of a sentence; returns its translation, or None where there is none."""

_JINJA = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_PIECE = re.compile(
    rf"(?P<jinja>{_JINJA})|(?P<tag></?[a-zA-Z](?:\{{\{{.*?\}}\}}|\{{%.*?%\}}|[^<>{{])*>|<![^>]*>)|(?P<mark>(?:^|(?<=[\n}}]))\#+ |\{{: ?\#?[\w-]*(?: \}})?)",
    re.DOTALL,
)
_CALL = re.compile(r'\b_\(("[^"]*")\)')
_MARKED = re.compile(r'\b_n?\("(?P<one>[^"]*)"(?:, "(?P<many>[^"]*)")?(?:[^()]*context="(?P<context>[^"]*)")?')
_ATTRIBUTE = re.compile(
    r'(?P<before>\s(?:aria-label|title|alt|placeholder|data-label|data-kind|data-id|content)=")(?P<words>(?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)(?P<after>")',
    re.DOTALL,
)
_INLINE = frozenset({"a", "abbr", "b", "code", "del", "em", "i", "ins", "small", "span", "strong", "sub", "sup"})
_APART = re.compile(
    r'class="(?:[^"]*[ "])?(?:hb-chip|hb-voice|hb-hidden|hb-m|hb-rule|hb-counts|hb-far|hb-grid__title|hb-number|hb-id|md-button|md-ellipsis|md-nav__icon)[ "]'
)
"""Elements in a line that are no part of a sentence."""
_BARE = frozenset({"title", "option", "text", "desc", "textarea", "script", "style"})
"""Elements that hold text alone."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PATH = re.compile(r"\A\s*+(?:\w++\.)*+(\w++)\s*+(?:\||$)")
_LINK = re.compile(r"\A\s*+[\w.]++\(\s*+(?:\w++\.)*+(\w++)\s*+[,)]")
_PLACE = re.compile(r"\{(\w+)\}|<(/?)(\d+)>|</?(?:" + "|".join(sorted(_INLINE)) + ")>")
_CODE = ("", "code", "pre", "samp")


@dataclass(slots=True)
class _Node:
    """A piece of a sentence: text, a call, or an element with what it holds."""

    source: str
    kind: str
    """`text`, `call` or `element`."""
    tag: str = ""
    end: str = ""
    children: list[_Node] = field(default_factory=list)


def messages(source: str) -> tuple[Message, ...]:
    """Returns the words of a template in their order, with those marked in calls."""
    noting = Noting()
    _changed(source, noting)
    return tuple(noting.found)


def translated(source: str, translate: Translate, *, calls: bool = True) -> str:
    """Returns the source of a template in another language; English is marked as such where it is shown as text.

    With `calls`, what a call prints inside a tag passes the filter `said`, since a tag can hold no mark.
    """
    return _changed(source, translate, calls=calls)


def without_marks(source: str) -> str:
    """Returns the source of a template in English, in which marked words are plain texts."""
    return _CALL.sub(r"\1", source)


def _changed(source: str, translate: Translate, *, calls: bool = False) -> str:
    out: list[str] = []
    run: list[_Node] = []
    bare = [""]

    def flush() -> None:
        """Puts the sentence that was gathered."""
        out.append(_sentence(run, translate, marked=not bare[0]))
        run.clear()

    stack: list[tuple[str, bool]] = []
    for kind, piece in _pieces(source):
        if kind in ("text", "call"):
            text = _call(piece, translate) if kind == "call" else piece
            if kind == "call" and calls and bare[0]:
                text = f"{{{{ ({text[2:-2]})|said }}}}"
            run.append(_Node(text, kind, tag=piece))
            continue
        name = (re.match(r"</?\s*([a-zA-Z0-9]+)", piece) or ["", ""])[1].lower() if kind == "tag" else ""
        if kind == "tag" and name in _INLINE:
            changed = _tag(piece, translate, calls=calls)
            if piece.startswith("</"):
                apart = stack.pop()[1] if stack and stack[-1][0] == name else True
            else:
                apart = bool(_APART.search(piece))
                stack.append((name, apart))
            if not apart:
                run.append(_Node(changed, "end" if piece.startswith("</") else "start", name))
                continue
            flush()
            out.append(changed)
            continue
        flush()
        if kind == "tag":
            if name in _BARE:
                bare[0] = "" if piece.startswith("</") else name
            out.append(_tag(piece, translate, calls=calls))
        elif kind == "statement":
            out.append(_call(piece, translate))
        else:
            out.append(piece)
    flush()
    return "".join(out)


def _pieces(source: str) -> Iterator[tuple[str, str]]:
    """Yields the pieces of a template, each with its sort (`text`, `call`, `statement`, `comment`, `tag` or `mark`)."""
    position = 0
    for found in _PIECE.finditer(source):
        if found.start() > position:
            yield "text", source[position : found.start()]
        sort = found.lastgroup or ""
        if sort == "jinja":
            sort = {"{{": "call", "{%": "statement", "{#": "comment"}[found[0][:2]]
        yield sort, found[0]
        position = found.end()
    if position < len(source):
        yield "text", source[position:]


def _call(piece: str, translate: Translate) -> str:
    """Returns a call or statement as it is; words that are marked in it are said when they are printed."""
    if isinstance(translate, Noting):
        for found in _MARKED.finditer(piece):
            translate.call(found["one"], found["many"] or "", found["context"] or "")
    return piece


def _tag(piece: str, translate: Translate, *, calls: bool) -> str:
    """Returns a tag with the words of its attributes."""

    def attribute(found: re.Match[str]) -> str:
        """Returns an attribute whose words are translated; as it is where it has none."""
        nodes = [_Node(one, "call" if one.startswith("{{") else "text", tag=one) for one in re.split(rf"({_JINJA})", found["words"]) if one]
        if any(node.source.startswith(("{%", "{#")) for node in nodes) or (
            found["before"].strip() == 'content="' and not piece.startswith('<meta name="description')
        ):
            return found[0]
        return found["before"] + _sentence(nodes, translate, marked=False) + found["after"]

    made = _call(_ATTRIBUTE.sub(attribute, piece), translate)
    return re.sub(r"\{\{(.*?)\}\}", lambda found: f"{{{{ ({found[1]})|said }}}}", made, flags=re.DOTALL) if calls else made


def _sentence(run: list[_Node], translate: Translate, *, marked: bool) -> str:
    """Returns what stands between two blocks, translated: as one sentence, or element by element where it has no words of its own."""
    nodes = _tree(run)
    if nodes is None:  # an element begins or ends in another sentence
        parts: list[str] = []
        within: list[_Node] = []
        for node in run:
            if node.kind in ("start", "end"):
                parts.extend((_sentence(within, translate, marked=marked), node.source))
                within = []
            else:
                within.append(node)
        return "".join([*parts, _sentence(within, translate, marked=marked)])
    return _said(nodes, translate, marked)


def _tree(run: list[_Node]) -> list[_Node] | None:
    """Returns the pieces with elements closed; None where one is not."""
    top: list[_Node] = []
    levels = [top]
    opened: list[_Node] = []
    for node in run:
        if node.kind == "start":
            made = _Node(node.source, "element", node.tag)
            levels[-1].append(made)
            opened.append(made)
            levels.append(made.children)
        elif node.kind == "end":
            if not opened or opened[-1].tag != node.tag:
                return None
            opened.pop().end = node.source
            levels.pop()
        else:
            levels[-1].append(node)
    return None if opened else top


def _said(nodes: list[_Node], translate: Translate, marked: bool) -> str:
    if not any(node.kind == "text" and _LETTERS.search(unescape(node.source)) for node in nodes):
        return "".join(
            node.source + (_said(node.children, translate, marked) if node.tag not in _CODE else _plain(node.children)) + node.end
            if node.kind == "element"
            else node.source
            for node in nodes
        )
    places: dict[str, str] = {}
    whole = _pattern(nodes, places, [0])
    english = " ".join(whole.split())
    before, after = whole[: len(whole) - len(whole.lstrip())], whole[len(whole.rstrip()) :]
    said = translate(english)
    if said is None or not _fits(said, places):
        inner = _plain(nodes).strip()
        return f'{before}<span lang="en">{inner}</span>{after}' if marked else _plain(nodes)
    return before + _filled(said, places) + after


def _plain(nodes: list[_Node]) -> str:
    return "".join(node.source + _plain(node.children) + node.end if node.kind == "element" else node.source for node in nodes)


def _pattern(nodes: list[_Node], places: dict[str, str], number: list[int]) -> str:
    """Returns the English of a sentence; `places` gets the source of each place in it."""
    found = []
    for node in nodes:
        if node.kind == "text":
            found.append(node.source)
        elif node.kind == "call":
            found.append(f"{{{_name(node, places)}}}")
        elif node.source == f"<{node.tag}>":
            places[node.source], places[f"</{node.tag}>"] = node.source, node.end
            found.append(f"{node.source}{_pattern(node.children, places, number)}</{node.tag}>")
        else:
            number[0] += 1
            own = number[0]
            places[f"<{own}>"], places[f"</{own}>"] = node.source, node.end
            found.append(f"<{own}>{_pattern(node.children, places, number)}</{own}>")
    return "".join(found)


def _name(node: _Node, places: dict[str, str]) -> str:
    """Returns the name of the place for what a call prints: the last word of a path, or of what a link leads to."""
    inside = node.tag[2:-2]
    match = _PATH.match(inside) or _LINK.match(inside)
    name = base = match[1] if match else "value"
    number = 1
    while places.get(f"{{{name}}}", node.source) != node.source:
        number += 1
        name = f"{base}{number}"
    places[f"{{{name}}}"] = node.source
    return name


def _fits(said: str, places: dict[str, str]) -> bool:
    """Returns whether a translation has every place of its English, each element once and closed, and no other."""
    there = [found[0] for found in _PLACE.finditer(said)]
    if set(there) != set(places):
        return False
    opened: list[str] = []
    for one in there:
        if one.startswith("</"):
            if not opened or opened.pop() != one.replace("/", ""):
                return False
        elif one.startswith("<"):
            opened.append(one)
    return not opened


def _filled(said: str, places: dict[str, str]) -> str:
    """Returns a translation as the source of a template, in which all but its places is text."""
    parts: list[str] = []
    position = 0
    for found in _PLACE.finditer(said):
        parts.extend((_text(said[position : found.start()]), places[found[0]]))
        position = found.end()
    return "".join([*parts, _text(said[position:])])


def _text(words: str) -> str:
    """Returns words as HTML in the source of a template."""
    return escape(unescape(words)).replace("{", "&#123;")
