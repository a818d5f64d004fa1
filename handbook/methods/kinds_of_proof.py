"""Which kinds of proof a technical capability has and lacks: by polarity, component, state of the unit, and threat on what it guards.

Rules ask for the first two as well. No rule tells of the others: what a record names beyond that is its author's to decide, and what is then
not tried is shown and not counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.findings.messages import both
from handbook.languages.said import t, word
from handbook.methods.chain import POLARITIES, polarities_missing
from handbook.methods.proof import not_shown_on, shown_on, to_be_shown
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.needs import Threat

GUARDED = ("interfaces", "flows", "keys")
"""Fields of a capability that name what it guards or uses."""


@dataclass(frozen=True, slots=True)
class KindOfProof:
    """One kind of proof of a capability."""

    name: str
    by: tuple[Item, ...]
    """Records that give it."""
    missing: str
    """What is missing, in words; '' where nothing is."""
    is_hole: bool = True
    """Whether what is missing must be there. A capability may guard something against part of what threatens it."""


POLARITY = {"must succeed": t("Must succeed"), "must be refused": t("Must be refused")}


def kinds_of_proof(handbook: Handbook, item: Item[Capability]) -> tuple[KindOfProof, ...]:
    """Returns the kinds of proof that can be asked of a technical capability; none for what people do, which is examined."""
    if item.record.nature != "technical":
        return ()
    tries = handbook.sources(item.id, Verification, "capabilities")
    missing = polarities_missing(handbook, item)
    found = [
        KindOfProof(
            POLARITY[polarity],
            tuple(one for one in tries if one.record.polarity == polarity),
            t("no verification of what {polarity}", polarity=word(polarity)) if polarity in missing else "",
        )
        for polarity in POLARITIES
    ]
    return (*found, *_on_components(handbook, item), *_in_states(item, tries), *_against_threats(handbook, item, tries))


def _on_components(handbook: Handbook, item: Item[Capability]) -> list[KindOfProof]:
    """Returns the components on which it was seen, in one line, and each on which it was not."""
    claimed = to_be_shown(handbook, item.record)
    shown, left = shown_on(handbook, item), not_shown_on(handbook, item)
    lacking = {component: left.get(component, () if component in shown else units) for component, units in claimed.items()}
    seen = tuple(handbook.items[component] for component, units in lacking.items() if not units)
    found = [KindOfProof(t("Seen on"), seen, "")] if seen else []
    for component, units in lacking.items():
        if units:
            where = t("not seen on {units}", units=both(*units)) if any(units) else t("not seen on a release that is looked after")
            found.append(KindOfProof(t("Seen on {component}", component=component), (), where))
    return found


def _in_states(item: Item[Capability], tries: tuple[Item[Verification], ...]) -> list[KindOfProof]:
    """Returns, for each state of a unit that the capability names, the verifications that were held in it."""
    found = []
    for state in item.record.life_cycle_states:
        by = tuple(one for one in tries if state in one.record.life_cycle_states)
        found.append(KindOfProof(t("In the state “{state}”", state=word(state)), by, "" if by else t("none of its verifications was held in this state")))
    return found


def _against_threats(handbook: Handbook, item: Item[Capability], tries: tuple[Item[Verification], ...]) -> list[KindOfProof]:
    """Returns, for each thing that is guarded and threatened, the verifications that counter a threat on it."""
    found = []
    for guarded in dict.fromkeys(one.id for field in GUARDED for one in handbook.targets(item.id, field)):
        threats = {one.id for one in handbook.sources(guarded, Threat, "targets")}
        if threats:
            by = tuple(one for one in tries if threats & {target.id for target in handbook.targets(one.id, "threats")})
            missing = "" if by else t("none of its verifications counters {threats}", threats=both(*sorted(threats)))
            found.append(KindOfProof(t("Threats on {guarded}", guarded=guarded), by, missing, is_hole=False))
    return found
