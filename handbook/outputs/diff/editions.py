"""A comparison of two editions of a reference document as text, JSON or Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handbook.compare.editions import EditionDifference
from handbook.model.handbook import Handbook
from handbook.outputs.diff.as_markdown import MARKER, escaped
from handbook.outputs.printing import one_line

HEADINGS = {"added": "Added", "withdrawn": "Withdrawn", "moved": "Moved", "reworded": "Reworded", "placed elsewhere": "Placed elsewhere"}


def as_text(found: EditionDifference, handbook: Handbook) -> Iterator[str]:
    """Yields the lines for people."""
    yield f"{one_line(_name(found.before.short, found.before.edition))} → {one_line(_name(found.after.short, found.after.edition))}"
    yield _summary(found)
    for what, heading in HEADINGS.items():
        changes = [one for one in found.entries if one.what == what]
        if changes:
            yield from ("", heading)
            yield from (one_line(f"  {one.cited} {one.sentence}") for one in changes)
    if found.citing:
        yield from ("", "Look again")
        yield from (
            one_line(f"  {one.record} {handbook.items[one.record].record.title}: {one.path} names {one.change.cited}, which {one.change.sentence}")
            for one in found.citing
        )


def as_json(found: EditionDifference, handbook: Handbook) -> Iterator[str]:
    """Yields the JSON for programs, as one text."""
    told = {
        "editions": 1,
        "document": found.after.document,
        "before": {"edition": found.before.edition, "date": found.before.date},
        "after": {"edition": found.after.edition, "date": found.after.date},
        "entries": [
            {"id": one.cited, "what": one.what, "before": one.before or None, "after": one.after or None, "targets": list(one.targets)}
            for one in found.entries
        ],
        "review_again": [
            {"id": one.record, "kind": handbook.items[one.record].kind.name, "path": one.path, "entry": one.change.cited, "what": one.change.what}
            for one in found.citing
        ],
    }  # fmt: skip
    yield json.dumps(told, indent=2, ensure_ascii=False)


def as_markdown(found: EditionDifference, handbook: Handbook) -> Iterator[str]:
    """Yields the lines of a comment on a pull request."""
    before, after = _name(found.before.short, found.before.edition), _name(found.after.short, found.after.edition)
    yield from (MARKER, f"### {escaped(before)} → {escaped(after)}", "", _summary(found))
    for what, heading in HEADINGS.items():
        changes = [one for one in found.entries if one.what == what]
        yield from ("", f"#### {heading}", "") if changes else ()
        yield from (f"- {escaped(f'{one.cited} {one.sentence}')}" for one in changes)
    yield from ("", "#### Look again", "") if found.citing else ()
    for one in found.citing:
        title = handbook.items[one.record].record.title
        yield f"- **{one.record}** {escaped(f'{title}: {one.path} names {one.change.cited}, which {one.change.sentence}')}"


def _name(short: str, edition: str) -> str:
    return f"{short} ({edition})"


def _summary(found: EditionDifference) -> str:
    numbers = ", ".join(f"{sum(one.what == what for one in found.entries)} {what}" for what in HEADINGS)
    records = len({one.record for one in found.citing})
    return f"{numbers}; {records} record{'' if records == 1 else 's'} to look at again."
