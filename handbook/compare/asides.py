"""What differs beside the records: depth, what is inherited, kinds of which there is none, exempted rules, and which files there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.compare.sides import Side
from handbook.schema.exemption import RULES_FILE
from handbook.schema.kinds import KINDS
from handbook.schema.words import in_a_sentence


@dataclass(frozen=True, slots=True)
class Aside:
    """Something beside the records that differs."""

    about: str
    """What it is: `depth`, `shared records`, `exemption`, `none of a kind` or `attachment`."""
    name: str
    """Which one: a rule and its record, a kind, a file."""
    before: str
    """What was said; '' where nothing was."""
    after: str
    """What is said now; '' where nothing is."""


def asides(before: Side, after: Side) -> Iterator[Aside]:
    """Yields what differs beside the records, as far as both states hold it."""
    if before.is_saved or after.is_saved:
        return
    if before.handbook.depth != after.handbook.depth:
        yield Aside("depth", "depth", before.handbook.depth, after.handbook.depth)
    tables = [
        ("shared records", _departures(before), _departures(after)),
        ("exemption", _exemptions(before), _exemptions(after)),
        ("none of a kind", _none(before), _none(after)),
    ]
    for about, old, new in tables:
        for name in sorted({*old, *new}):
            if old.get(name, "") != new.get(name, ""):
                yield Aside(about, name, old.get(name, ""), new.get(name, ""))
    had, has = set(before.handbook.attachments), set(after.handbook.attachments)
    yield from (Aside("attachment", file, "there" if file in had else "", "there" if file in has else "") for file in sorted(had ^ has))


def _exemptions(side: Side) -> dict[str, str]:
    found: dict[str, str] = {}
    for ruling in side.rulings:
        said = ruling.said
        what = f"counts as {said.severity}" if said.severity else "exempt"
        text = f"{what} until {said.review_by}, decided by {said.decided_by}: {said.reason.strip()}"
        name = f"{RULES_FILE}: {said.rule}{f' for {said.record}' if said.record else ''}"
        found[name] = f"{found[name]}; {text}" if name in found else text
    return found


def _departures(side: Side) -> dict[str, str]:
    """Returns which folders of shared records a state inherits, and how it departs from them."""
    handbook = side.handbook
    found = {f"inherits {one.folder}": one.title for one in handbook.shared}
    for how, each in (("overrides", handbook.overridden), ("leaves out", handbook.not_taken)):
        found |= {f"{how} {name}": f"decided by {one.said.by} on {one.said.on}: {one.said.because.strip()}" for name, one in each.items()}
    return found


def _none(side: Side) -> dict[str, str]:
    return {in_a_sentence(KINDS[kind].plural): f"none, said by {one.said.by} on {one.said.on}" for kind, one in side.handbook.none_said.items()}
