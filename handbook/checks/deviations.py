"""Deviations: what is not applicable is named, what is open has a risk, and no one reason sets aside everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, first_of, say
from handbook.methods.coverage import elements_of, hosts, of_the_maker, on_devices, unnamed
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.every_activity import ScopeDecision

ALIKE = 6
"""For how many elements, each on one component, a single reason may hold: as many as the largest family of the device baseline has."""
NEARLY = 88
"""How many of 100 letters two reasons share that are one reason in other words; a noun in place of another leaves fewer."""
_TELLING = re.compile(r"(?<![\w:-])[^\W\d_]{4,}(?![\w-]|:\w)")
"""Words that may say something: no ids, no figures, no small words."""
_SAYS_NOTHING = frozenset({
    "also", "been", "could", "does", "from", "have", "here", "into", "just", "kind", "like", "none", "nothing", "only", "same", "some",
    "such", "than", "that", "their", "them", "then", "there", "they", "this", "were", "will", "with", "would",
})  # fmt: skip


def absences_named(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is not applicable says, element by element, what does not exist."""
    for item in handbook.of(Deviation):
        elements = unnamed(item.record)
        if elements and item.record.state == "in force":
            message = say("absence-not-named.many", id=item.id, count=len(elements))
            if len(elements) == 1:
                message = say("absence-not-named.one", id=item.id, element=elements[0])
            expected = say("absence-not-named.right")
            yield gap("absence-not-named", item, message, "elements", expected=expected)


def open_ones_have_a_risk(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is not met, or deferred, was decided on a risk."""
    for item in handbook.of(Deviation):
        if item.record.decision in ("not met", "deferred") and item.record.state == "in force" and item.record.risk is None:
            message = say("deviation-without-risk", id=item.id, decision=item.record.decision)
            yield gap("deviation-without-risk", item, message, "decision", expected=say("deviation-without-risk.right"))


def none_for_everything(handbook: Handbook) -> Iterator[Diagnostic]:
    """A single reason holds for a family of elements at most; beyond that each has its own, in words of its own."""
    told: set[str] = set()
    for item in handbook.of(Deviation):
        record = item.record
        if record.state != "in force":
            continue
        same = max(_groups(_reasons(item)), key=len, default=[])
        components = len(record.components) or len(hosts(handbook)) or 1
        if len(same) * components > ALIKE:
            told.add(item.id)
            reason = say("part.one-reason-apart" if len({reason.text for reason in same}) > 1 else "part.one-reason", id=item.id)
            message = say("bulk-deviation", reason=reason, elements=_counted_on(len(same), record.components), most=ALIKE)
            expected = say("bulk-deviation.right")
            place = item.place("elements") if record.elements else item.place("by_element")
            yield make("bulk-deviation", place, message, expected=expected, record=item.id)
    yield from _in_several(handbook, told)


def _in_several(handbook: Handbook, told: set[str]) -> Iterator[Diagnostic]:
    """Yields a finding where several deviations give one reason for more elements of one component than it may hold for, each for a few."""
    found: set[tuple[str, ...]] = set()
    for host in hosts(handbook):
        reasons: list[_Reason] = []
        for item in handbook.of(Deviation):
            record = item.record
            if record.state == "in force" and item.id not in told and (not record.components or host.id in record.components):
                reasons += _reasons(item)
        for same in _groups(reasons):
            items = tuple(dict.fromkeys(reason.item.id for reason in same))
            elements = {reason.element for reason in same}
            if len(items) > 1 and len(elements) > ALIKE and items not in found:
                found.add(items)
                message = say("bulk-deviation.several", deviations=_several(items), count=len(elements), component=host.id, most=ALIKE)
                expected = say("bulk-deviation.several.right")
                yield make("bulk-deviation", same[0].item.place("reason"), message, expected=expected, record=items[0], records=items)


def no_scope_for_everything(handbook: Handbook) -> Iterator[Diagnostic]:
    """One scope decision sets aside a family of baseline elements at most, as far as nothing else answers them; whatever document it names."""
    left: dict[str, list[str]] = {}
    where: dict[str, list[str]] = {}
    on_components = [(element, component, standing) for (element, component), standing in on_devices(handbook).items()]
    for element, component, standing in (*on_components, *((element, "", standing) for element, standing in of_the_maker(handbook).items())):
        decisions = {answer.item.id for answer in standing.answers}
        if len(decisions) == 1 and all(answer.how == "set aside" for answer in standing.answers):
            (decision,) = decisions
            left.setdefault(decision, []).append(element)
            where.setdefault(decision, []).append(component)
    for item in handbook.of(ScopeDecision):
        if len(left.get(item.id, ())) > ALIKE:
            elements = _counted_on(len(set(left[item.id])), tuple(dict.fromkeys(name for name in where[item.id] if name)))
            message = say("bulk-deviation.scope", reason=say("part.one-reason", id=item.id), elements=elements, most=ALIKE)
            expected = say("bulk-deviation.scope.right")
            place = item.place("document") if item.record.document else item.place("entries")
            yield make("bulk-deviation", place, message, expected=expected, record=item.id)


class _Reason(NamedTuple):
    """Why an element is not met as it stands, in the words of a deviation."""

    item: Item
    element: str
    text: str
    key: str
    """The words of it that say something, in alphabetical order, without numbers and ids."""


def _reasons(item: Item[Deviation]) -> list[_Reason]:
    """Returns the reason for each element of a deviation: what is said of that element alone, or of all."""
    record = item.record
    own = {one.element: one.what for one in record.by_element}
    found = []
    for element in elements_of(record):
        text = _folded(own.get(element, record.reason or ""))
        words = sorted(word for word in _TELLING.findall(text) if word not in _SAYS_NOTHING)
        found.append(_Reason(item, element, text, " ".join(words) or text))
    return found


def _groups(reasons: list[_Reason]) -> list[list[_Reason]]:
    """Returns the reasons in groups, each in the same words or nearly so."""
    groups: list[list[_Reason]] = []
    for reason in reasons:
        for group in groups:
            if reason.key == group[0].key or ratio(reason.key, group[0].key) >= NEARLY:
                group.append(reason)
                break
        else:
            groups.append([reason])
    return groups


def _counted_on(count: int, components: tuple[str, ...]) -> Words:
    if components:
        return say("part.count-of-elements-on", count=count, components=both(*components))
    return say("part.count-of-elements", count=count)


def _several(items: tuple[str, ...]) -> Words:
    return both(*items) if len(items) <= ALIKE else say("part.many-deviations", count=len(items), first=first_of(3, items))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


CHECKS = (
    Check(absences_named),
    Check(open_ones_have_a_risk),
    Check(none_for_everything),
    Check(no_scope_for_everything),
)
