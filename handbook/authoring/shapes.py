"""The shape of a record as comments of YAML: each field with what to write there; one `# ` less on each line makes a record."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from handbook.schema.format import DataFormat, FieldFormat, Group

WIDTH = 118
"""Columns of a line of comment, at most."""
TO_WRITE = "TODO"
"""Stands where a title must be written; a placeholder, so a gap until then."""


def shape(group: Group, form: DataFormat, number: int, first: tuple[str, ...] = ()) -> list[str]:
    """Returns a record of a kind as comments; one '# ' less on each line makes a record without errors."""
    assert group.kind is not None
    lines = [
        f"- id: {group.kind.prefix}-{number:02}",
        f"  title: {TO_WRITE} {group.kind.singular.lower()}",
        "  status: not assessed",
        "  owner:",
        *(f"  {line}" for line in first),
    ]
    for field in group.fields:
        if f"{field.name}:" in [line.split(" ")[0] for line in first]:
            continue
        lines += [f"  {line}" for line in comment(field)]
        lines.append(f"  {field.name}:")
        lines += [f"  {line}" for line in inside(field, form)]
    return [f"# {line}" for line in lines]


def inside(field: FieldFormat, form: DataFormat) -> Iterator[str]:
    """Yields the fields of a group inside a record, as comments even once the record is none any more."""
    yield from (f"#  {line}" for line in _group(field, form))


def _group(field: FieldFormat, form: DataFormat) -> Iterator[str]:
    """Yields the fields of a group, those of a group in it further in. Words too long for the end of a line stand above it."""
    if not field.part:
        return
    group = next(one for one in form.parts if one.name == field.part)
    many = field.type.startswith("list of ")
    for position, inner in enumerate(group.fields):
        start = "- " if many and position == 0 else "  "
        words = " ".join(sentence(inner).split())
        if len(words) < WIDTH - 30:
            yield f"{start}{inner.name}:   # {words}"
        else:
            yield from wrapped(words, "  # ", WIDTH - 8)
            yield f"{start}{inner.name}:"
        yield from (f"  {line}" for line in _group(inner, form))


def comment(field: FieldFormat) -> Iterator[str]:
    """Yields what to write in a field as lines of comment."""
    yield from wrapped(sentence(field), "# ")


def sentence(field: FieldFormat) -> str:
    """Returns what to write in a field: whether it is needed, of which type it is unless it is text, and what it means."""
    needed = {"optional": "", "for release": "Needed. ", "always": "Must. "}[field.needed]
    form = f"{field.type} (id)" if field.type.endswith("…") else field.type
    if field.part:  # its fields stand beneath it
        form = "list of entries" if field.type.startswith("list of ") else "text"
    kind = "" if form == "text" else f"{form[0].upper()}{form[1:]}. "
    return f"{needed}{kind}{field.meaning}"


def wrapped(text: str, prefix: str, width: int = WIDTH) -> Iterator[str]:
    """Yields a text as lines of at most `width` columns, each with the prefix in front."""
    yield from textwrap.wrap(" ".join(text.split()), width, initial_indent=prefix, subsequent_indent=prefix, break_long_words=False, break_on_hyphens=False)


def quoted(text: str) -> str:
    """Returns a text as a YAML scalar on one line, whatever it holds."""
    folded = " ".join(text.split())
    return "'" + folded.replace("'", "''") + "'"
