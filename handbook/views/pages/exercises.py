"""The exercises of a student's path: what is to be found, and how the answer is read from the records of the product."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.languages.said import UNTOLD, n, t
from handbook.methods.beneath import caps
from handbook.methods.case_times import took
from handbook.methods.risk import LEVELS, acceptances_in_force, after_treatment, initial, matrix_of, rank
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.record import Record
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.capabilities import Capability, Deviation, Verification
from handbook.schema.records.channels import Approach, Audience
from handbook.schema.records.customers import Assumption, Customer
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Need, Risk, Threat
from handbook.schema.records.support import SupportTerm
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.words import level_words

LINKS = 6
"""At most so many records stand in an answer; one who found them needs no more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the records say."""

    words: str
    links: tuple[LinkView, ...]
    more: int = 0
    """How many further records belong to it."""


Finder = Callable[[Handbook], Answer | None]


def _said(words: str, *items: Item) -> Answer:
    unique = {item.id: item for item in items}
    return Answer(words, tuple(record_link(item) for item in list(unique.values())[:LINKS]), max(0, len(unique) - LINKS))


def _who_accepts_most(handbook: Handbook) -> Answer | None:
    for item in handbook.of(RiskCriteria):
        rules = sorted((rule for rule in item.record.acceptance if rule.accepted_by), key=lambda rule: rank(rule.level))
        if rules:
            top = rules[-1]
            months = t(", for at most {months_at_most} months", months_at_most=top.months_at_most) if top.months_at_most else ""
            return _said(t("Up to {level_words}{months}.", level_words=level_words(top.level), months=months), *_items(handbook, top.accepted_by), item)
    return None


def _excluded(handbook: Handbook) -> Answer | None:
    found = [one for one in handbook.of(Customer) if one.record.scope == "excluded"]
    return (
        _said(t("{counted} excluded; each record says how that is enforced.", counted=n("{number} customer", "{number} customers", len(found))), *found)
        if found
        else None
    )


def _assumed(handbook: Handbook) -> Answer | None:
    found = [one for one in handbook.of(Assumption) if any(isinstance(target.record, Customer) for target in handbook.targets(one.id, "about"))]
    return _said(t("{counted} about customers.", counted=n("{number} assumption", "{number} assumptions", len(found))), *found) if found else None


def _worst_before(handbook: Handbook) -> Answer | None:
    matrix = matrix_of(handbook)
    rated = [(level, one) for one in handbook.of(Risk) if (level := initial(one.record, matrix).level)]
    if not rated:
        return None
    worst = max((level for level, _ in rated), key=rank)
    items = [one for level, one in rated if level == worst]
    threats = [target for one in items for target in handbook.targets(one.id, "threats")]
    return _said(t("{level}: {risks}.", UNTOLD, level=level_words(worst), risks=n("{number} risk", "{number} risks", len(items))), *items, *threats)


def _from_a_risk(handbook: Handbook) -> Answer | None:
    found = [one for one in handbook.of(Need) if handbook.targets(one.id, "risks", Risk)]
    return (
        _said(
            t(
                "{counted} of {number} have a risk among their sources.",
                counted=n("{number} need", "{number} needs", len(found)),
                number=len(handbook.of(Need)),
            ),
            *found,
        )
        if found
        else None
    )


def _outside(handbook: Handbook) -> Answer | None:
    found = [one for one in handbook.of(Means) if one.record.means_kind in ("c", "e")]
    return (
        _said(t("{counted} outside the product or left to the customer.", counted=n("{number} means", "{number} means", len(found))), *found) if found else None
    )


def _left_most(handbook: Handbook) -> Answer | None:
    matrix = matrix_of(handbook)
    left = [(after_treatment(handbook, one.record, matrix), one) for one in handbook.of(Risk)]
    rated = [(level, treatment, one) for (treatment, after), one in left if treatment and (level := after.level)]
    if not rated:
        return None
    worst = max((level for level, _, _ in rated), key=LEVELS.index)
    found = [(treatment, one) for level, treatment, one in rated if level == worst]
    live = [acceptance for treatment, _ in found for acceptance in acceptances_in_force(handbook, treatment)]
    return _said(
        t(
            "{level_words} is left of {counted}; the acceptances say by whom and until when.",
            level_words=level_words(worst),
            counted=n("{number} risk", "{number} risks", len(found)),
        ),
        *live,
        *(one for _, one in found),
    )


def _refused(handbook: Handbook) -> Answer | None:
    for one in handbook.of(Verification):
        if one.record.polarity == "must be refused" and (seen := handbook.sources(one.id, Evidence, "result_of")):
            return _said(t("For example this one, with what was seen."), one, *handbook.targets(one.id, "capabilities", Capability), *seen)
    return None


def _not_met(handbook: Handbook) -> Answer | None:
    found = [one for one in handbook.of(Deviation) if one.record.state == "in force" and one.record.decision == "not met"]
    stands = [target for one in found for target in handbook.targets(one.id, "compensation")]
    return (
        _said(
            t("{counted}; what stands in its place is named where there is anything.", counted=n("{number} deviation", "{number} deviations", len(found))),
            *found,
            *stands,
        )
        if found
        else None
    )


def _capped(handbook: Handbook) -> Answer | None:
    terms = [one for one in handbook.of(SupportTerm) if one.record.promised_by is None and one.record.ends and caps(handbook, one)]
    if not terms:
        return None
    last = max(one.record.ends for one in terms if one.record.ends)
    longest = min((one for one in terms if one.record.ends == last), key=lambda one: (caps(handbook, one)[0].day, one.id))
    first = caps(handbook, longest)[0]
    bridge = handbook.targets(longest.id, "bridged_by")
    return _said(
        t("Promised until {ends}; beneath it {what} ends first, on {day}.", ends=longest.record.ends, what=first.what, day=first.day),
        longest,
        first.item,
        *bridge,
    )


def _slowest(handbook: Handbook) -> Answer | None:
    timed = [
        (days, one) for one in handbook.of(Vulnerability) for span in took(handbook, one) if span.name == "days_to_fix" and (days := span.days) is not None
    ]
    if not timed:
        return None
    days, slowest = max(timed, key=lambda pair: (pair[0], pair[1].id))
    return _said(t("{days} days; the record says what ended them.", days=days), slowest)


def _ways(handbook: Handbook) -> Answer | None:
    ways = [
        (len({target.id for source in handbook.sources(one.id, Approach, "audience") for target in handbook.targets(source.id, "channels")}), one)
        for one in handbook.of(Audience)
    ]
    if not ways or not max(number for number, _ in ways):
        return None
    number, most = max(ways, key=lambda pair: (pair[0], pair[1].id))
    return _said(n("{number} channel.", "{number} channels.", number), most, *handbook.sources(most.id, Approach, "audience"))


def _told_of_risk(handbook: Handbook) -> Answer | None:
    told = {item.id: [one for one in handbook.targets(item.id, "discloses") if one.kind.name == "acceptance"] for item in handbook.of(InformationItem)}
    most = max(told, key=lambda name: len(told[name]), default="")
    return _said(t("Above all this text, and what it tells of."), handbook.items[most], *told[most]) if most and told[most] else None


def _reached_in_most_ways(handbook: Handbook) -> Answer | None:
    found = {one.id: handbook.targets(one.id, "threats", Threat) for one in handbook.of(Risk)}
    most = max(found, key=lambda name: len(found[name]), default="")
    if not most or len(found[most]) < 2:
        return None
    return _said(t("{counted} lead to it.", counted=n("{number} threat", "{number} threats", len(found[most]))), handbook.items[most], *found[most])


def _items(handbook: Handbook, *ids: str | None) -> Iterator[Item]:
    yield from (handbook.items[one] for one in ids if one and one in handbook.items)


EXERCISES: dict[int, tuple[tuple[str, str, type[Record], Finder], ...]] = {
    0: (
        (
            t("Who may accept the highest risk that may be accepted at all, and for how long?"),
            t("Authority is fixed before the first risk is rated."),
            RiskCriteria,
            _who_accepts_most,
        ),
    ),
    1: (
        (
            t("Which customers are excluded, and what happens if one of them buys the product all the same?"),
            t("An exclusion that nobody enforces is a wish."),
            Customer,
            _excluded,
        ),
        (
            t("What is taken for granted about customers, and how would it be noticed that it is false?"),
            t("An assumption is a debt with a sign on it."),
            Assumption,
            _assumed,
        ),
    ),
    2: (
        (
            t("Which risks were rated highest with the design as it stood, and which threats do they come from?"),
            t("Levels follow from factors and are not chosen."),
            Risk,
            _worst_before,
        ),
        (t("Which risk do the most threats lead to?"), t("One harm can be reached in several ways."), Risk, _reached_in_most_ways),
        (t("Which needs have a risk among their sources, beside what a customer said?"), t("What is heard and what is found should meet."), Need, _from_a_risk),
    ),
    3: (
        (t("Which means lie outside the product or with the customer?"), t("They need no capability, but somebody must be told."), Means, _outside),
        (
            t("What is the highest level of risk that is left, and who accepted it until when?"),
            t("A risk does not go away because it was treated."),
            Risk,
            _left_most,
        ),
    ),
    4: (
        (
            t("Find a verification of something that must be refused, and what was seen."),
            t("That the right thing works says nothing of the wrong one."),
            Verification,
            _refused,
        ),
        (
            t("Which baseline elements are not met, and what stands in their place?"),
            t("A deviation with its reason is worth more than a claim."),
            Deviation,
            _not_met,
        ),
    ),
    5: (
        (
            t("What lies beneath the longest promise of support and ends first?"),
            t("A promise is as long as its shortest part, or it needs a bridge."),
            SupportTerm,
            _capped,
        ),
    ),
    6: (
        (
            t("Which weakness took longest to a fix or to what stands in its place?"),
            t("Days are counted from the first report and not from the first meeting."),
            Vulnerability,
            _slowest,
        ),
    ),
    7: (
        (
            t("Which audience is reached through the most channels?"),
            t("A warning that comes by one way alone does not come when that way is down."),
            Approach,
            _ways,
        ),
    ),
    8: ((t("Which text tells customers of a risk that somebody accepted for them?"), t("Who bears it must know it."), InformationItem, _told_of_risk),),
}
"""Exercises by activity: what is to be found, what one learns by it, the kind among whose records it is found, and how the answer is read."""
