"""Markdown from records: fields with their labels, prose in quotes, and plain text escaped so that it shows as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.exports.tables import cell_of
from handbook.model.item import Item
from handbook.schema.fields import Part
from handbook.schema.marks import mark_of, part_of
from handbook.views.shared.words import label

_ACTIVE = re.compile(r"([\\`*_\[\]<>#&~|!{}$=])")
_AT_START = re.compile(r"^(\s*)([-+]|[0-9]{1,9}[.)])")
_CODE = re.compile(r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`+[^`\n]*`+)", re.DOTALL)
_BLOCK = re.compile(r"(?m)^([ \t]*)(#{1,6}(?=\s|$)|>|=+[ \t]*$|-{2,}[ \t]*$|(?:[-*_][ \t]*){3,}$|\|)")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_OUTSIDE = re.compile(r"<(?=[A-Za-z/!?])|&(?=[A-Za-z#])|!(?=\[)")
"""Signs of CommonMark that prose of the handbook has not: HTML and addresses in angle brackets, characters by their names, pictures."""


def plain(value: str) -> str:
    """Returns a text on one line as it stands in Markdown: no sign of it means anything. White space becomes single spaces."""
    line = " ".join(_IMPOSSIBLE.sub(" ", value).split())
    return _AT_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", _ACTIVE.sub(r"\\\1", line))


def quoted(prose: str) -> str:
    """Returns prose as a block quote, in which paragraphs, lists, emphasis, code and links mean what they mean in the handbook, and nothing else does."""
    parts = _CODE.split(_IMPOSSIBLE.sub(" ", prose))
    kept = [part if number % 2 else _BLOCK.sub(r"\1\\\2", _OUTSIDE.sub(r"\\\g<0>", part)) for number, part in enumerate(parts)]
    return "\n".join(f"> {line}".rstrip() for line in "".join(kept).split("\n"))


def record(item: Item, level: int) -> Iterator[str]:
    """Yields the blocks of a record: a heading of that level, its fields in the order of the schema, those that say nothing left out."""
    yield f"{'#' * level} {plain(item.id)}: {plain(item.record.title)}"
    for name, info in type(item.record).model_fields.items():
        value = getattr(item.record, name)
        if name not in ("id", "title") and value not in (None, ()):
            yield from _field(name, value, info)


def _field(name: str, value: Any, info: Any) -> Iterator[str]:
    mark, part = mark_of(info.annotation, info.metadata), part_of(info.annotation)
    if part is not None:
        parts = value if isinstance(value, tuple) else (value,)
        yield f"**{label(name)}**"
        yield "\n".join(line for one in parts for line in _entry(one, ""))
    elif isinstance(value, tuple):
        yield f"**{label(name)}**"
        yield "\n".join(f"- {plain(str(cell_of(one)))}" for one in value)
    elif mark is not None and mark.meaning == "prose":
        yield f"**{label(name)}**"
        yield quoted(value)
    else:
        yield f"**{label(name)}:** {plain(str(cell_of(value)))}"


def _entry(part: Part, indent: str) -> Iterator[str]:
    """Yields the lines of a group of fields as an entry of a list, each field on a line, groups inside it as lists below."""
    said = {name: value for name in type(part).model_fields if (value := getattr(part, name)) not in (None, ())}
    flat = {name: value for name, value in said.items() if not isinstance(value[0] if isinstance(value, tuple) else value, Part)}
    lines = [f"**{label(name)}:** {_on_one_line(value)}" for name, value in flat.items()]
    yield f"{indent}- " + f"\\\n{indent}  ".join(lines)
    for name, value in said.items():
        if name not in flat:
            yield f"{indent}    - **{label(name)}**"
            for one in value if isinstance(value, tuple) else (value,):
                yield from _entry(one, f"{indent}        ")


def _on_one_line(value: Any) -> str:
    return "; ".join(plain(str(cell_of(one))) for one in (value if isinstance(value, tuple) else (value,)))
