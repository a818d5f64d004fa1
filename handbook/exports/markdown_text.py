"""Markdown from records: fields with their labels, prose in quotes, and plain text escaped so that it shows as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

from pydantic.fields import FieldInfo

from handbook.exports.tables import cell_of
from handbook.languages.said import day, t, word
from handbook.model.item import Item
from handbook.schema.fields import Part
from handbook.schema.marks import closed_list, mark_of, part_of
from handbook.views.shared.words import label

Says: TypeAlias = Callable[[object], str]
"""Gives words of the handbook in the language of the product."""
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


def value_of(value: Any, info: FieldInfo) -> object:
    """Returns a single value of a field as people read it: yes and no, days and words of closed lists know their English, all else is as it was typed."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, date):
        return day(value)
    mark = mark_of(info.annotation, info.metadata)
    is_word = closed_list(info.annotation) or (mark is not None and mark.meaning in ("dimension", "class"))
    return word(value) if isinstance(value, str) and is_word else cell_of(value)


def record(item: Item, level: int, says: Says = str) -> Iterator[str]:
    """Yields the blocks of a record: a heading of that level, its fields in the order of the schema, those that say nothing left out."""
    yield f"{'#' * level} {plain(item.id)}: {plain(item.record.title)}"
    for name, info in type(item.record).model_fields.items():
        value = getattr(item.record, name)
        if name not in ("id", "title") and value not in (None, ()):
            yield from _field(name, value, info, says)


def _field(name: str, value: Any, info: Any, says: Says) -> Iterator[str]:
    mark, part, heading = mark_of(info.annotation, info.metadata), part_of(info.annotation), plain(says(label(name)))
    if part is not None:
        parts = value if isinstance(value, tuple) else (value,)
        yield f"**{heading}**"
        yield "\n".join(line for one in parts for line in _entry(one, "", says))
    elif isinstance(value, tuple):
        yield f"**{heading}**"
        yield "\n".join(f"- {plain(says(value_of(one, info)))}" for one in value)
    elif mark is not None and mark.meaning == "prose":
        yield f"**{heading}**"
        yield quoted(value)
    else:
        yield f"**{heading}:** {plain(says(value_of(value, info)))}"


def _entry(part: Part, indent: str, says: Says) -> Iterator[str]:
    """Yields the lines of a group of fields as an entry of a list, each field on a line, groups inside it as lists below."""
    said = {name: value for name in type(part).model_fields if (value := getattr(part, name)) not in (None, ())}
    flat = {name: value for name, value in said.items() if not isinstance(value[0] if isinstance(value, tuple) else value, Part)}
    fields = type(part).model_fields
    lines = [f"**{plain(says(label(name)))}:** {_on_one_line(value, fields[name], says)}" for name, value in flat.items()]
    yield f"{indent}- " + f"\\\n{indent}  ".join(lines)
    for name, value in said.items():
        if name not in flat:
            yield f"{indent}    - **{plain(says(label(name)))}**"
            for one in value if isinstance(value, tuple) else (value,):
                yield from _entry(one, f"{indent}        ", says)


def _on_one_line(value: Any, info: FieldInfo, says: Says) -> str:
    return "; ".join(plain(says(value_of(one, info))) for one in (value if isinstance(value, tuple) else (value,)))
