"""Deviations: what is not applicable is named, what is open has a risk, and no one reason sets aside everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from handbook.checks.contradictions.own_words import shortened
from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, first_of, say
from handbook.methods.coverage import DEVICE_BASELINE, elements_of, hosts, of_the_maker, on_devices, unnamed
from handbook.methods.revisions import among, units_in_field
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.every_activity import ScopeDecision

ALIKE = 6
"""For how many elements, each on one component, a single reason may hold: as many as the largest family of the device baseline has."""
UPDATES = f"{DEVICE_BASELINE}:SU-"
"""How the elements of the device baseline begin that ask for updates of its software."""
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


def deferred_can_come(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a device lacks is deferred only where an update can bring it: not where every element on updates is not met or does not apply."""
    standings = on_devices(handbook)
    updates = [element for element in handbook.catalogues.choices((DEVICE_BASELINE,)) if element.startswith(UPDATES)]
    for item in handbook.of(Deviation):
        deferred = [element for element in elements_of(item.record) if element.startswith(f"{DEVICE_BASELINE}:")]
        if item.record.decision != "deferred" or item.record.state != "in force" or not deferred:
            continue
        for host in hosts(handbook):
            if item.record.components and host.id not in item.record.components:
                continue
            units = among(units_in_field(handbook, host.record), item.record.revisions)
            answers = [[one for one in standings[element, host.id].answers if one.units & units or not units] for element in updates]
            if all(of_one and all(_never(one.item) for one in of_one) for of_one in answers):
                records = both(*dict.fromkeys(one.item.id for of_one in answers for one in of_one))
                elements = shortened(deferred)
                message = say("deferred-for-ever", id=item.id, elements=elements, component=host.id, title=host.record.title, deviations=records)
                yield gap("deferred-for-ever", item, message, "decision", expected=say("deferred-for-ever.right"))


def _never(item: Item) -> bool:
    return isinstance(item.record, Deviation) and item.record.decision in ("not met", "not applicable")


def none_for_everything(handbook: Handbook) -> Iterator[Diagnostic]:
    """A single reason holds for a family of elements at most; beyond that each has its own, in words of its own."""
    for item in handbook.of(Deviation):
        record, same = item.record, _too_many(handbook, item)
        if same:
            reason = say("part.one-reason-apart" if len({reason.text for reason in same}) > 1 else "part.one-reason", id=item.id)
            message = say("bulk-deviation", reason=reason, elements=_counted_on(len(same), record.components), most=ALIKE)
            expected = say("bulk-deviation.right")
            place = item.place("elements") if record.elements else item.place("by_element")
            yield make("bulk-deviation", place, message, expected=expected, record=item.id)


def no_scope_for_everything(handbook: Handbook) -> Iterator[Diagnostic]:
    """One scope decision sets aside a family of baseline elements at most, as far as nothing else answers them; whatever document it names."""
    for item in handbook.of(ScopeDecision):
        alone = handbook.once(_set_aside_alone).get(item.id, [])
        if len(alone) > ALIKE:
            components = tuple(dict.fromkeys(component for _, component in alone if component))
            elements = _counted_on(len({element for element, _ in alone}), components)
            message = say("bulk-deviation.scope", reason=say("part.one-reason", id=item.id), elements=elements, most=ALIKE)
            expected = say("bulk-deviation.scope.right")
            place = item.place("document") if item.record.document else item.place("entries")
            yield make("bulk-deviation", place, message, expected=expected, record=item.id)


def none_for_everything_in_parts(handbook: Handbook) -> Iterator[Diagnostic]:
    """Several deviations and scope decisions give one reason for no more elements of one component than it may hold for, each for a few."""
    found: set[tuple[str, ...]] = set()
    weighed: set[tuple[tuple[str, str], ...]] = set()  # most components have the same reasons as others
    deviations = [item for item in handbook.of(Deviation) if item.record.state == "in force" and not _too_many(handbook, item)]
    alone, decided = handbook.once(_set_aside_alone), handbook.once(_set_aside)
    decisions = {item.id: item for item in handbook.of(ScopeDecision) if len(alone.get(item.id, ())) <= ALIKE}
    for component in [host.id for host in hosts(handbook)] or [""]:
        set_aside = decided.get("", {}) | decided.get(component, {})
        reasons = [reason for item in deviations if not item.record.components or component in item.record.components for reason in _reasons(item)]
        for element, by in set_aside.items():
            reasons += [_reason(decisions[one], element, decisions[one].record.reason or "") for one in sorted(by) if one in decisions]
        what = tuple((reason.item.id, reason.element) for reason in reasons)
        for same in _groups(reasons) if what not in weighed else ():
            items = tuple(dict.fromkeys(reason.item.id for reason in same))
            elements = {reason.element for reason in same if set_aside.get(reason.element, frozenset()) <= {*items}}
            if len(items) > 1 and len(elements) > ALIKE and items not in found:
                found.add(items)
                on_device = not elements.isdisjoint(handbook.catalogues.choices((DEVICE_BASELINE,)))
                counted = _counted_on(len(elements), (component,) if on_device else ())
                message = say("bulk-deviation.several", records=_several(items), elements=counted, most=ALIKE)
                expected = say("bulk-deviation.several.right")
                yield make("bulk-deviation", same[0].item.place("reason"), message, expected=expected, record=items[0], records=items)
        weighed.add(what)


def _set_aside(handbook: Handbook) -> dict[str, dict[str, frozenset[str]]]:
    """Returns, by component ('' for the maker) and element, the scope decisions that set it aside, where nothing else answers it."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    on_components = [(component, element, standing) for (element, component), standing in on_devices(handbook).items()]
    for component, element, standing in (*on_components, *(("", element, standing) for element, standing in of_the_maker(handbook).items())):
        if standing.answers and all(answer.how == "set aside" for answer in standing.answers):
            found.setdefault(component, {})[element] = frozenset(answer.item.id for answer in standing.answers)
    return found


def _set_aside_alone(handbook: Handbook) -> dict[str, list[tuple[str, str]]]:
    """Returns, by scope decision, the elements that it alone sets aside and nothing else answers, each with its component ('' for the maker)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for component, elements in handbook.once(_set_aside).items():
        for element, decisions in elements.items():
            if len(decisions) == 1:
                found.setdefault(next(iter(decisions)), []).append((element, component))
    return found


def _too_many(handbook: Handbook, item: Item[Deviation]) -> list[_Reason]:
    """Returns the reasons of a deviation that are one reason and stand for more than one may; empty where there are none."""
    if item.record.state != "in force":
        return []
    same = max(_groups(_reasons(item)), key=len, default=[])
    components = len(item.record.components) or len(hosts(handbook)) or 1
    return same if len(same) * components > ALIKE else []


class _Reason(NamedTuple):
    """Why an element is not met as it stands, in the words of a deviation or of a scope decision."""

    item: Item
    element: str
    text: str
    key: str
    """The words of it that say something, in alphabetical order, without numbers and ids."""


def _reasons(item: Item[Deviation]) -> list[_Reason]:
    """Returns the reason for each element of a deviation: what is said of that element alone, or of all."""
    record = item.record
    own = {one.element: one.what for one in record.by_element}
    return [_reason(item, element, own.get(element, record.reason or "")) for element in elements_of(record)]


def _reason(item: Item, element: str, said: str) -> _Reason:
    text = _folded(said)
    words = sorted(word for word in _TELLING.findall(text) if word not in _SAYS_NOTHING)
    return _Reason(item, element, text, " ".join(words) or text)


def _groups(reasons: list[_Reason]) -> list[list[_Reason]]:
    """Returns the reasons in groups, each in the same words or nearly so; of what has no reason yet, that is told elsewhere."""
    groups: list[list[_Reason]] = []
    by_key: dict[str, list[_Reason]] = {}
    for reason in (one for one in reasons if one.text):
        group = by_key.get(reason.key) or next((one for one in groups if ratio(reason.key, one[0].key) >= NEARLY), None)
        if group is None:
            groups.append(group := [])
        group.append(reason)
        by_key[reason.key] = group
    return groups


def _counted_on(count: int, components: tuple[str, ...]) -> Words:
    if components:
        return say("part.count-of-elements-on", count=count, components=both(*components))
    return say("part.count-of-elements", count=count)


def _several(items: tuple[str, ...]) -> Words:
    return both(*items) if len(items) <= ALIKE else say("part.many-records", count=len(items), first=first_of(3, items))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


CHECKS = (
    Check(absences_named),
    Check(open_ones_have_a_risk),
    Check(deferred_can_come),
    Check(none_for_everything),
    Check(no_scope_for_everything),
    Check(none_for_everything_in_parts),
)
