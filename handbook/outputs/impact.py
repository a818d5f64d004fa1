"""Impact of a change as text for people and as JSON for programs: what needs another look, nearest first, with the reasons."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from handbook.methods.end_of_support import EndOfSupport
from handbook.methods.impact import Impact
from handbook.model.handbook import Handbook
from handbook.outputs.printing import one_line
from handbook.schema.kinds import KINDS
from handbook.schema.words import in_a_sentence

TITLE = 48
"""Characters of a title that a line shows, at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, and what came of it."""

    change: str
    """What changes, as the beginning of a sentence: `PRT-03 Radio module changes`."""
    impact: Impact
    kinds: Collection[str] = ()
    """Kinds to which the answer is limited; empty for all."""
    within: int | None = None
    """Distance to which it is limited."""
    ending: EndOfSupport | None = None
    errors: int = 0
    """How many errors the product has, which may hide links."""

    def shown(self, handbook: Handbook) -> Impact:
        """Returns of the impact what was asked for."""
        kept = (
            one for one in self.impact.reached
            if (not self.kinds or handbook.items[one.id].kind.name in self.kinds) and (self.within is None or one.distance <= self.within)
        )  # fmt: skip
        return replace(self.impact, reached=tuple(kept))


def as_text(handbook: Handbook, asked: Asked) -> Iterator[str]:
    """Yields the lines of the answer."""
    shown, others = asked.shown(handbook), len(handbook.items) - len(asked.impact.starts)
    yield f"{asked.change}: {len(asked.impact.reached)} of {others} other records need another look."
    if asked.ending is not None:
        yield from _promises(handbook, asked.ending)
    if len(shown.reached) != len(asked.impact.reached):
        yield f"Shown here: {len(shown.reached)}."
    if shown.reached:
        yield ", ".join(_counted(kind, number) for kind, number in shown.counts(handbook).items()) + "."
    distance = 0
    width = max((len(one.id) for one in shown.reached), default=0)
    for one in shown.reached:
        if one.distance != distance:
            distance = one.distance
            yield ""
            yield f"{distance} link{'' if distance == 1 else 's'} away"
        yield f"  {one.id:<{width}}  {_cut(handbook.items[one.id].record.title)}: {one.reason}"
    if asked.errors:
        yield ""
        yield f"The product has {asked.errors} error{'' if asked.errors == 1 else 's'}, which may hide links: see 'handbook check'."


def as_json(handbook: Handbook, asked: Asked) -> str:
    """Returns the answer as JSON, in a fixed order."""
    shown = asked.shown(handbook)
    answer: dict[str, Any] = {
        "impact": 1,
        "change": asked.change,
        "changes": list(asked.impact.starts),
        "records": len(handbook.items),
        "reached": len(asked.impact.reached),
        "errors": asked.errors,
        "counts": shown.counts(handbook),
        "review_again": [
            {
                "id": one.id,
                "kind": handbook.items[one.id].kind.name,
                "title": handbook.items[one.id].record.title,
                "distance": one.distance,
                "reason": one.reason,
                "because": [{"words": link.words, "id": link.id} for link in one.because],
                "file": handbook.items[one.id].place("id").file,
                "line": handbook.items[one.id].place("id").line,
            }
            for one in shown.reached
        ],
    }
    if asked.ending is not None:
        answer["end_of_support"] = {
            "day": asked.ending.day.isoformat() if asked.ending.day else None,
            "promises": [
                {"term": one.term, "ends": one.ends.isoformat() if one.ends else None, "days_after": one.days_after, "bridged_by": one.bridged_by or None}
                for one in asked.ending.promises
            ],
        }
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _promises(handbook: Handbook, ending: EndOfSupport) -> Iterator[str]:
    if ending.day is None:
        yield "The record names no day; '--on' gives one, against which promises are held."
    for promise in ending.promises:
        until = f"promises until {promise.ends}" if promise.ends else "promises for an unknown time"
        after = f", {promise.days_after} days after that" if promise.days_after and promise.days_after > 0 else ""
        bridged = "" if not after else f"; bridged by {promise.bridged_by}" if promise.bridged_by else "; no decision bridges that"
        yield f"  {promise.term}  {_cut(handbook.items[promise.term].record.title)}: {until}{after}{bridged}"


def _counted(kind: str, number: int) -> str:
    return f"{number} {in_a_sentence(KINDS[kind].singular if number == 1 else KINDS[kind].plural)}"


def _cut(title: str) -> str:
    title = one_line(title)
    return title if len(title) <= TITLE else f"{title[: TITLE - 3].rstrip()}..."
