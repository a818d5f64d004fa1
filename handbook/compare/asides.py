"""What differs beside the records: depth, what is inherited, kinds of which there is none, exempted rules, and which files there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handbook.compare.sides import Side
from handbook.languages.said import UNTOLD, joined, t
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
        yield Aside("depth", t("depth"), before.handbook.depth, after.handbook.depth)
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
    yield from (Aside("attachment", file, t("there") if file in had else "", t("there") if file in has else "") for file in sorted(had ^ has))


def _exemptions(side: Side) -> dict[str, str]:
    found: dict[str, str] = {}
    for ruling in side.rulings:
        said = ruling.said
        what = t("counts as {severity}", severity=said.severity) if said.severity else t("exempt")
        reason = said.reason.strip()
        text = t("{what} until {day}, decided by {who}: {reason}", what=what, day=said.review_by, who=said.decided_by, reason=reason)
        rule = t("{rule} for {record}", rule=said.rule, record=said.record) if said.record else said.rule
        name = t("{file}: {rule}", UNTOLD, file=RULES_FILE, rule=rule)
        found[name] = joined("; ", (found[name], text)) if name in found else text
    return found


def _departures(side: Side) -> dict[str, str]:
    """Returns which folders of shared records a state inherits, and how it departs from them."""
    handbook = side.handbook
    found: dict[str, str] = {t("inherits {folder}", folder=one.folder): one.title for one in handbook.shared}
    found |= {t("overrides {record}", record=name): _decided(one.said.by, one.said.on, one.said.because) for name, one in handbook.overridden.items()}
    found |= {t("leaves out {record}", record=name): _decided(one.said.by, one.said.on, one.said.because) for name, one in handbook.not_taken.items()}
    return found


def _decided(who: str, on: date, because: str) -> str:
    return t("decided by {who} on {day}: {because}", who=who, day=on, because=because.strip())


def _none(side: Side) -> dict[str, str]:
    none = side.handbook.none_said.items()
    return {in_a_sentence(KINDS[kind].plural): t("none, said by {who} on {day}", who=one.said.by, day=one.said.on) for kind, one in none}
