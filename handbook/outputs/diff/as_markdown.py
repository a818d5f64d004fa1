"""A comparison as Markdown for a comment on a pull request: short, folded, and nothing in it that a forge would act on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.telling import SECTIONS, Asked, Say, apart, ids_of, inherited, likeness, pieces_of, summary
from handbook.languages.said import joined, t, word
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
    """Yields the lines of the comment, in the language of the later state. Where it would be too long, it says how to see what is left out."""
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
        yield found.after.handbook.says(t("Too long for a comment: what is left out here is printed by `handbook diff`."))


def escaped(text: str) -> str:
    """Returns a text of the product as Markdown that shows it as typed: nobody is mentioned, nothing linked, nothing laid out."""
    return _ACTED_ON.sub(lambda found: f"&#{ord(found[0])};" + ("\N{WORD JOINER}" if _WAKING.match(found[0]) else ""), one_line(text))


def _blocks(found: Difference, asked: Asked) -> Iterator[list[str]]:
    """Yields what is kept or left out together: the head, each section's frame with its records."""
    items, tell = found.after.handbook.items, found.after.handbook.says
    yield [MARKER, f"### {tell(t('What changed'))}: {escaped(tell(found.before.name))} → {escaped(tell(found.after.name))}", "", tell(summary(found, asked))]
    if found.levels:
        told = [
            f"- **{one.risk}** {escaped(items[one.risk].record.title)}: {tell(word(one.when))} **{tell(word(one.before))} → {tell(word(one.after))}**"
            f" ({escaped(tell(joined('; ', one.because)))})"
            for one in found.levels
        ]
        yield from _section(t("Levels of risk"), [[line] for line in told], tell)
    for what, heading in SECTIONS:
        single, groups = apart(asked.records(found, what))
        alike = [tell(t("{number} records alike: {ids}", number=len(group.ids), ids=ids_of(group))) for group in groups]
        told_alike = [[f"- {line}", *_fields(group.fields, tell)] for line, group in zip(alike, groups, strict=True)]
        yield from _section(heading, [*(list(_record(one, tell)) for one in single), *told_alike], tell)
    missing = t("not there")
    asides = [f"- {escaped(tell(one.name))}: {escaped(tell(one.before or missing))} → {escaped(tell(one.after or missing))}" for one in found.asides]
    yield from _section(t("Beside the records"), [[line] for line in asides], tell)
    near, again = asked.near(found), asked.review(found)
    told = [f"- **{one.id}** {escaped(items[one.id].record.title)}: {escaped(tell(one.reason))}" for one in near]
    told += [f"- {tell(t('and {number} further away', number=len(again) - len(near)))}"] if len(near) < len(again) else []
    yield from _section(t("Look again"), [[line] for line in told], tell)
    yield from _section(t("Not compared"), [[f"- {escaped(tell(note))}"] for note in found.not_compared], tell)


def _section(heading: str, records: list[list[str]], tell: Say) -> Iterator[list[str]]:
    """Yields a section in parts that may be left out one by one; its frame is kept together with the first."""
    if not records:
        return
    if len(records) <= OPEN:
        yield ["", f"#### {tell(heading)}", ""]
        yield from records
        return
    inside = "\n".join(line for record in records for line in record)
    short = [line for record in records for line in record[:1]]
    frame = ["", f"<details><summary><b>{tell(heading)}</b> ({len(records)})</summary>", ""]
    yield [*frame, inside if len(inside) <= LONGEST // 3 else "\n".join(_fitting(short, tell)), "", "</details>"]


def _fitting(told: list[str], tell: Say) -> Iterator[str]:
    left = LONGEST // 4
    for number, line in enumerate(told):
        left -= len(line) + 1
        if left < 0:
            yield f"- {tell(t('and {number} more', number=len(told) - number))}"
            return
        yield line


def _record(one: RecordChange, tell: Say) -> Iterator[str]:
    name = f"**{one.before_id} → {one.id}**" if one.before_id else f"**{one.id}**"
    alike = f" ({tell(likeness(one))})" if one.before_id else ""
    yield f"- {name} {escaped(one.item.record.title)}{alike}"
    yield from _fields(one.fields, tell)


def _fields(changes: Iterable[FieldChange], tell: Say) -> Iterator[str]:
    for change in changes:
        origin = escaped(tell(inherited(change)))
        yield f"  - `{_code(change.path)}`: {_told(change, tell)}{' ' * bool(origin)}{origin}"


def _code(path: str) -> str:
    return "".join(character if character.isprintable() and character != "`" else "'" for character in path)


def _told(change: FieldChange, tell: Say) -> str:
    dressed = {"same": "{}", "gone": "<del>{}</del>", "come": "<ins>{}</ins>"}
    return "".join(dressed[piece.op].format(_kept_blanks(tell(piece.text))) for piece in pieces_of(change))


def _kept_blanks(text: str) -> str:
    """Returns a piece escaped, with a blank at each end where it has one, so that words do not run together."""
    inside = escaped(text)
    return f"{' ' if text[:1].isspace() else ''}{inside}{' ' if text[-1:].isspace() and inside else ''}"
