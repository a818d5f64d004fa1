"""A comparison as JSON for programs: all of it, in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from handbook.compare.difference import Difference, RecordChange
from handbook.compare.fields import FieldChange
from handbook.compare.telling import SECTIONS, Asked
from handbook.compare.wording import words
from handbook.findings.diagnostics import Place

VERSION = 1
"""Version of the shape."""


def lines(found: Difference, asked: Asked) -> Iterator[str]:
    """Yields the comparison as one text; what needs another look is all there, however far away."""
    items = found.after.handbook.items
    yield json.dumps(
        {
            "diff": VERSION,
            "before": found.before.name,
            "after": found.after.name,
            "records": {what: [_record(one) for one in asked.records(found, what)] for what, _ in SECTIONS},
            "levels": [{"risk": one.risk, "when": one.when, "before": one.before, "after": one.after, "because": list(one.because)} for one in found.levels],
            "asides": [{"about": one.about, "name": one.name, "before": one.before or None, "after": one.after or None} for one in found.asides],
            "review_again": [
                {"id": one.id, "kind": items[one.id].kind.name, "title": items[one.id].record.title, "distance": one.distance, "reason": one.reason}
                for one in asked.review(found)
            ],
            "not_compared": list(found.not_compared),
        },
        indent=2,
        ensure_ascii=False,
    )


def _record(one: RecordChange) -> dict[str, Any]:
    place = one.item.place("id")
    return {
        "id": one.id,
        **({"before": one.before_id, "likeness": round(one.likeness, 3)} if one.before_id else {}),
        "kind": one.item.kind.name,
        "title": one.item.record.title,
        "file": place.file,
        "line": place.line,
        "of_substance": one.is_of_substance,
        "fields": [_field(change) for change in one.fields],
    }


def _field(change: FieldChange) -> dict[str, Any]:
    told: dict[str, Any] = {"path": change.path, "shape": change.shape, "before": list(change.before), "after": list(change.after)}
    if change.shape == "words":
        told["words"] = [[piece.op, piece.text] for piece in words(change.before[0], change.after[0])]
    for name, place in (("inherited_before", change.above_before), ("inherited_after", change.above_after)):
        told |= {name: _place(place)} if place is not None else {}
    return told


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}
