"""A comparison as Markdown for a comment on a pull request: short, folded, and nothing in it that a forge would act on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.telling import SECTIONS, Asked, apart, ids_of, inherited, pieces_of, summary
from handbook.outputs.printing import one_line

MARKER = "<!-- handbook-diff -->"
"""Stands first, so that whoever posts the comment finds it again and replaces it."""
LONGEST = 60_000
"""Characters at most; GitHub takes 65,536."""
OPEN = 20
"""A section with more records is folded."""

_ACTED_ON = re.compile(r"[\\`*_\[\]<>&#@|~:$]|(?<=www)\.")
"""What GitHub's Markdown lays out, links or wakes somebody with, inside a line."""
_WAKING = re.compile("[@#]")


def lines(found: Difference, asked: Asked) -> Iterator[str]:
    """Yields the lines of the comment. Where it would be too long, it says how many are left out and how to see them."""
    left = LONGEST
    cut = False
    for block in _blocks(found, asked):
        text = "\n".join(block)
        if len(text) > left:
            cut = True
            continue
        left -= len(text) + 1
        yield from block
    if cut:
        yield ""
        yield "Too long for a comment: what is left out here is printed by `handbook diff`."


def escaped(text: str) -> str:
    """Returns a text of the product as Markdown that shows it as typed: nobody is mentioned, nothing linked, nothing laid out."""
    return _ACTED_ON.sub(lambda found: f"&#{ord(found[0])};" + ("\N{WORD JOINER}" if _WAKING.match(found[0]) else ""), one_line(text))


def _blocks(found: Difference, asked: Asked) -> Iterator[list[str]]:
    """Yields what is kept or left out together: the head, each section's frame with its records."""
    items = found.after.handbook.items
    yield [MARKER, f"### What changed: {escaped(found.before.name)} → {escaped(found.after.name)}", "", summary(found, asked)]
    if found.levels:
        told = [
            f"- **{one.risk}** {escaped(items[one.risk].record.title)}: {one.when} **{one.before} → {one.after}** ({escaped('; '.join(one.because))})"
            for one in found.levels
        ]
        yield from _section("Levels of risk", [[line] for line in told])
    for what, heading in SECTIONS:
        single, groups = apart(asked.records(found, what))
        told_alike = [[f"- {len(group.ids)} records alike: {ids_of(group)}", *_fields(group.fields)] for group in groups]
        yield from _section(heading, [*(list(_record(one)) for one in single), *told_alike])
    asides = [f"- {escaped(one.name)}: {escaped(one.before or 'not there')} → {escaped(one.after or 'not there')}" for one in found.asides]
    yield from _section("Beside the records", [[line] for line in asides])
    near, again = asked.near(found), asked.review(found)
    told = [f"- **{one.id}** {escaped(items[one.id].record.title)}: {escaped(one.reason)}" for one in near]
    told += [f"- and {len(again) - len(near)} further away"] if len(near) < len(again) else []
    yield from _section("Look again", [[line] for line in told])
    yield from _section("Not compared", [[f"- {escaped(note)}"] for note in found.not_compared])


def _section(heading: str, records: list[list[str]]) -> Iterator[list[str]]:
    """Yields a section in parts that may be left out one by one; its frame is kept together with the first."""
    if not records:
        return
    if len(records) <= OPEN:
        yield ["", f"#### {heading}", ""]
        yield from records
        return
    inside = "\n".join(line for record in records for line in record)
    short = [line for record in records for line in record[:1]]
    frame = ["", f"<details><summary><b>{heading}</b> ({len(records)})</summary>", ""]
    yield [*frame, inside if len(inside) <= LONGEST // 3 else "\n".join(_fitting(short)), "", "</details>"]


def _fitting(told: list[str]) -> Iterator[str]:
    left = LONGEST // 4
    for number, line in enumerate(told):
        left -= len(line) + 1
        if left < 0:
            yield f"- and {len(told) - number} more"
            return
        yield line


def _record(one: RecordChange) -> Iterator[str]:
    name = f"**{one.before_id} → {one.id}**" if one.before_id else f"**{one.id}**"
    alike = f" ({one.likeness:.0%} of its text is the same)" if one.before_id else ""
    yield f"- {name} {escaped(one.item.record.title)}{alike}"
    yield from _fields(one.fields)


def _fields(changes: Iterable[FieldChange]) -> Iterator[str]:
    for change in changes:
        yield f"  - `{_code(change.path)}`: {_told(change)}{escaped(inherited(change))}"


def _code(path: str) -> str:
    return "".join(character if character.isprintable() and character != "`" else "'" for character in path)


def _told(change: FieldChange) -> str:
    dressed = {"same": "{}", "gone": "<del>{}</del>", "come": "<ins>{}</ins>"}
    return "".join(dressed[piece.op].format(_kept_blanks(piece.text)) for piece in pieces_of(change))


def _kept_blanks(text: str) -> str:
    """Returns a piece escaped, with a blank at each end where it has one, so that words do not run together."""
    inside = escaped(text)
    return f"{' ' if text[:1].isspace() else ''}{inside}{' ' if text[-1:].isspace() and inside else ''}"
