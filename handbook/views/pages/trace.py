"""Part of any record's page: the shortest answer to why it is there, how it is shown and who is told; the rest folded away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.findings.diagnostics import Diagnostic
from handbook.languages.said import day, joined, t, told_of, word
from handbook.methods.matrices import RULES
from handbook.methods.trace import Step, above, answer, below
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KIND_ORDER, KINDS
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Acceptance
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.diagrams.trace import TracePicture, trace_picture
from handbook.views.shared.links import LinkView, record_link

SHOWN = 12
"""So many records of a kind stand in the open; the rest are folded away."""

LISTED = 100
"""At most this many records of a kind are listed, folded ones included; the register has the rest."""

READERS = 3
"""At most so many audiences of a text stand in the answer."""

NOTHING_TELLS = frozenset({"means-not-told", "assumption-not-told", "acceptance-not-told", "deviation-not-told", "customer-not-told", "item-not-received"})
NOTHING_SHOWS = (frozenset(RULES) - NOTHING_TELLS - {"need-without-source", "unanswered-question"}) | {
    "dead-end",
    "component-without-support",
    "interface-unguarded",
}
NOTHING_IS_ABOVE = frozenset({"missing-field", "need-without-source", "unused-record", "item-not-received"})
"""Rules that tell where the chain stops, by the question that is left without an answer."""

NOTHING_ABOVE = t("Nothing above: the chain begins here, or does not lead here.")
WHY_NOT = {"customer": t("It is for them that everything else is here.")}
"""What is said, by kind, where nothing stands above."""
IS_ITSELF = {
    "evidence": t("It is itself what was seen."),
    "information-item": t("It is itself what is said."),
    "acceptance": t("It is accepted, and nothing is to be shown."),
}
"""What is said, by kind, where no evidence follows."""


@dataclass(frozen=True, slots=True)
class TraceGroup:
    """Records of one kind that are reached."""

    kind: str
    plural: str
    links: tuple[LinkView, ...]
    """Those in the open."""
    folded: tuple[LinkView, ...]
    """Those that follow when somebody asks for them."""
    more: int
    """How many further ones there are."""
    hops: tuple[int, ...]
    """How many steps away each of those listed is; empty where that is not told."""
    register: Address


@dataclass(frozen=True, slots=True)
class Way:
    """All that is reached in one direction."""

    groups: tuple[TraceGroup, ...]
    records: int
    steps: int
    """To the farthest."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A record on the way to an answer."""

    link: LinkView
    words: str
    """What it adds: a result with its day, when a text is seen, who accepts."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A finding on where the chain stops."""

    rule: LinkView
    sentence: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One part of the answer."""

    question: str
    steps: tuple[StepView, ...]
    """From the record on; empty where there is none."""
    readers: tuple[LinkView, ...]
    """Audiences of the text at the end."""
    more: int
    """How many there are besides."""
    without: str
    """What is said where there are no steps."""
    stops: tuple[Stop, ...]
    """Where the chain stops, if it does; told where there are no steps."""


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer, and both directions in full."""

    answers: tuple[AnswerView, ...]
    up: Way
    down: Way
    picture: TracePicture | None

    @property
    def shown(self) -> int:
        """Returns how many records stand in the open."""
        return sum(len(one.steps) + len(one.readers) for one in self.answers)


Findings = Mapping[str, tuple[Diagnostic, ...]]
"""Findings by record."""


def trace(handbook: Handbook, record_id: str, findings: Findings) -> Trace:
    """Returns what a record is there for, what shows it and who is told, with all that is reached folded away; `findings` are by record."""
    kind = handbook.items[record_id].kind.name
    found, up, down = answer(handbook, record_id), above(handbook, record_id), below(handbook, record_id)
    readers = tuple(record_link(handbook.items[one]) for one in found.readers)
    answers = (
        AnswerView(
            t("Why is it here?"), _steps(handbook, found.why), (), 0, WHY_NOT.get(kind, NOTHING_ABOVE), _stops(findings, NOTHING_IS_ABOVE, (record_id,))
        ),
        AnswerView(
            t("How is it shown?"), _steps(handbook, found.shown), (), 0, _not_shown(kind, bool(down)), _stops(findings, NOTHING_SHOWS, (record_id, *down))
        ),
        AnswerView(
            t("Who is told?"),
            _steps(handbook, found.told),
            readers[:READERS],
            len(readers[READERS:]),
            "" if readers else t("No text tells of it."),
            _stops(findings, NOTHING_TELLS, (record_id,)),
        ),
    )
    return Trace(answers, _way(handbook, up), _way(handbook, down), trace_picture(handbook, record_id, found))


def _steps(handbook: Handbook, way: Iterable[str]) -> tuple[StepView, ...]:
    return tuple(StepView(record_link(handbook.items[one]), _words(handbook, handbook.items[one])) for one in way)


def _stops(findings: Findings, rules: frozenset[str], records: Iterable[str]) -> tuple[Stop, ...]:
    """Returns what these rules tell of the first of the records of which they tell anything."""
    for one in records:
        told = [finding for finding in findings.get(one, ()) if finding.code in rules]
        if told:
            return tuple(Stop(LinkView(finding.code, "", addresses.of_rule(finding.code)), told_of(finding)) for finding in told)
    return ()


def _not_shown(kind: str, leads_on: bool) -> str:
    return IS_ITSELF.get(kind, t("No evidence is reached from here.") if leads_on else t("Nothing below."))


def _words(handbook: Handbook, item: Item) -> str:
    """Returns what a record adds to an answer, in a few words."""
    record = item.record
    if isinstance(record, Evidence):
        return joined(
            ", ", [part for part in (word(record.result) if record.result else t("no result"), day(record.seen_on) if record.seen_on else "") if part]
        )
    if isinstance(record, InformationItem):
        return joined(", ", [word(one) for one in record.moments])
    if isinstance(record, Acceptance):
        role = handbook.items.get(record.accepted_by or "")
        who = t("by {title}", title=role.record.title) if role else ""
        return joined(
            " ",
            [part for part in (word(record.state) if record.state else "", who, t("until {until}", until=day(record.until)) if record.until else "") if part],
        )
    return ""


def _way(handbook: Handbook, reached: Mapping[str, Step]) -> Way:
    by_kind: dict[str, list[str]] = {}
    for record_id in reached:
        by_kind.setdefault(handbook.items[record_id].kind.name, []).append(record_id)
    names = sorted(by_kind, key=KIND_ORDER.__getitem__)
    groups = tuple(group_of(handbook, name, by_kind[name], {one: reached[one].hops for one in by_kind[name]}) for name in names)
    return Way(groups, len(reached), max((one.hops for one in reached.values()), default=0))


def group_of(handbook: Handbook, kind: str, found: list[str], hops: Mapping[str, int] | None = None) -> TraceGroup:
    """Returns the records of a kind, by id, as a group whose first ones stand in the open; `hops` says how many steps away each is."""
    links = tuple(record_link(handbook.items[record_id]) for record_id in found[:LISTED])
    more = len(found) - len(links)
    steps = tuple(hops[record_id] for record_id in found[:LISTED]) if hops else ()
    return TraceGroup(kind, KINDS[kind].plural, links[:SHOWN], links[SHOWN:], more, steps, addresses.of_kind(handbook, KINDS[kind]))
