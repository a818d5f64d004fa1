"""Which evidence counts: all that none repeats, for the components of its releases, until a pass or a text settles a bad result."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from handbook.methods.revisions import UNLISTED, Units, among, units_in_field
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.records.after_sale import Review
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.information import InformationItem
from handbook.schema.records.product import Component, Release

BAD = ("fail", "not run")
"""Results that show nothing, or the contrary."""
LIVE = ("current", "supported")
"""States of a release that is still looked after."""
SAYS_WHAT_FOLLOWS = {
    "acceptance": "accepted_on",
    "activity-log": "ended",
    "decision": "decided_on",
    "deviation": "decided_on",
    "incident": "",
    "information-item": "stated_on",
    "review": "held_on",
    "vulnerability": "",
}
"""Kinds whose texts, where they name what was to be shown, say what follows from its result; each with the day on which it was said, where it has one."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_SAYS_NOTHING = frozenset({"test", "tests", "tested", "verification", "evidence", "result", "results", "release", "with", "from", "that", "this", "firmware"})


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as the result of one subject."""

    item: Item[Evidence]
    components: frozenset[str]
    """Components of the releases on which it was seen."""

    @property
    def record(self) -> Evidence:
        return self.item.record


def proofs_of(handbook: Handbook, subject: str) -> tuple[Proof, ...]:
    """Returns the evidence that counts for a subject: all that no later evidence for the same subject repeats."""
    found = handbook.sources(subject, Evidence, "result_of")
    repeated = {one.record.repeats for one in found}
    return tuple(_proof(handbook, one) for one in found if one.id not in repeated)


def unsettled(handbook: Handbook, subject: str, results: Collection[str] = BAD) -> tuple[Proof, ...]:
    """Returns the evidence that counts, has one of these results, and after which no pass was seen on the same component."""
    proofs = proofs_of(handbook, subject)
    return tuple(one for one in proofs if one.record.result in results and not any(_settles(other, one) for other in proofs))


def releases_of(handbook: Handbook, evidence: Item) -> tuple[Item[Release], ...]:
    """Returns the releases on which evidence was seen."""
    return handbook.targets(evidence.id, "releases", Release)


def shown_on(handbook: Handbook, capability: Item) -> dict[str, frozenset[str]]:
    """Returns the components, each with its revisions, on whose releases that are still looked after a capability was seen, whatever came out."""
    found: dict[str, set[str]] = {}
    for verification in handbook.sources(capability.id, Verification, "capabilities"):
        for proof in proofs_of(handbook, verification.id):
            for release in releases_of(handbook, proof.item):
                for component, units in _runs_on(handbook, release).items():
                    found.setdefault(component, set()).update(units)
    return {component: frozenset(units) for component, units in found.items()}


def to_be_shown(handbook: Handbook, capability: Capability) -> dict[str, Units]:
    """Returns where a capability is claimed and a release that is still looked after could show it: components, each with its revisions."""
    found: dict[str, Units] = {}
    running_on = handbook.once(_running)
    for component in capability.components:
        record = handbook.record(component, Component)
        if record is not None:
            running = running_on.get(component, frozenset())
            claimed = among(units_in_field(handbook, record), capability.revisions)
            if here := tuple(unit for unit in units_in_field(handbook, record) if unit in running and (unit in claimed or unit == UNLISTED)):
                found[component] = here
    return found


def not_shown_on(handbook: Handbook, capability: Item[Capability]) -> dict[str, Units]:
    """Returns the components, each with its revisions, that a technical capability is claimed for and that no evidence was seen on.

    Empty where it was seen on none of its components: then its verifications lack evidence, or have it of something else.
    """
    shown = shown_on(handbook, capability) if capability.record.nature == "technical" else {}
    if not shown.keys() & set(capability.record.components):
        return {}
    claimed = to_be_shown(handbook, capability.record)
    found = {component: tuple(unit for unit in units if unit not in shown.get(component, frozenset())) for component, units in claimed.items()}
    return {component: left for component, left in found.items() if left}


def tried(handbook: Handbook) -> tuple[Item, ...]:
    """Returns everything that evidence is a result of: verifications, and plans, safeguards and the like that were tried."""
    subjects = dict.fromkeys(link.target for item in handbook.of(Evidence) for link in handbook.links_from(item.id, "result_of"))
    return tuple(handbook.items[one] for one in subjects)


def untold(handbook: Handbook, subject: Item) -> tuple[Proof, ...]:
    """Returns the evidence that counts, is a fail or not run, and of which nothing says what follows."""
    return tuple(proof for proof in unsettled(handbook, subject.id) if not told(handbook, proof, subject))


def told(handbook: Handbook, proof: Proof, subject: Item) -> bool:
    """Returns whether something says what follows from a result.

    That is a later evidence that repeats it for one of its subjects, a review that changed a record for it, a text in a record of those
    kinds that names the evidence by its id, or the subject and is not older than the result, or a text for customers that discloses one
    of them and speaks of it.
    """
    both = (proof.item, subject)
    for one in both:
        for link in handbook.links_to(one.id):
            source = handbook.items[link.source]
            if link.field == "repeats" and isinstance(source.record, Evidence) and set(source.record.result_of) & set(proof.record.result_of):
                return True
            if isinstance(source.record, Review) and not _earlier(source.record.held_on, proof):
                return True
            if link.field == "discloses" and isinstance(source.record, InformationItem) and _speaks_of(handbook, source.record, proof, subject):
                return True
    for kind, day in SAYS_WHAT_FOLLOWS.items():
        for item in handbook.of_kind(kind):
            named = item.alone(_ids_in_texts) if item.id != subject.id else frozenset()
            if proof.item.id in named or (subject.id in named and not (day and _earlier(getattr(item.record, day), proof))):
                return True
    return False


def _proof(handbook: Handbook, item: Item[Evidence]) -> Proof:
    return Proof(item, frozenset(one.record.component for one in releases_of(handbook, item) if one.record.component))


def _settles(later: Proof, bad: Proof) -> bool:
    if later.record.result != "pass" or _earlier(later.record.seen_on, bad):
        return False
    return not bad.components or not later.components or bad.components <= later.components


def _earlier(day: date | None, proof: Proof) -> bool:
    return bool(day and proof.record.seen_on and day < proof.record.seen_on)


def _runs_on(handbook: Handbook, release: Item[Release]) -> dict[str, frozenset[str]]:
    """Returns the component of a release that is still looked after, with the revisions that it runs on."""
    component = handbook.record(release.record.component, Component) if release.record.state in LIVE else None
    return {component.id: among(units_in_field(handbook, component), release.record.revisions)} if component else {}


def _running(handbook: Handbook) -> dict[str, frozenset[str]]:
    """Returns the components that have a release which is still looked after, each with the revisions that one runs on."""
    found: dict[str, frozenset[str]] = {}
    for release in handbook.of(Release):
        for component, units in _runs_on(handbook, release).items():
            found[component] = found.get(component, frozenset()) | units
    return found


def _ids_in_texts(item: Item) -> frozenset[str]:
    texts = (text for _, mark, text in item.marked if mark.meaning in ("plain", "prose"))
    return frozenset(found[0] for text in texts for found in RECORD_ID_IN_TEXT.finditer(text))


def _speaks_of(handbook: Handbook, item: InformationItem, proof: Proof, subject: Item) -> bool:
    """Returns whether a text for customers names the evidence or its subject, or has at least half the words of one of their titles.

    Words of the product's own name and of its components do not count, since every text has them; two must be left.
    """
    said = _words(f"{item.title} {item.text or ''} {item.notes or ''}")
    common = _words(" ".join([handbook.name, *(one.record.title for one in handbook.of(Component))]))
    for one in (proof.item, subject, *handbook.targets(subject.id, "capabilities")):
        words = _words(one.record.title) - common
        shared = words & said
        if len(shared) >= 2 and 2 * len(shared) >= len(words):
            return True
    return bool({proof.item.id, subject.id} & {found[0] for found in RECORD_ID_IN_TEXT.finditer(f"{item.text or ''} {item.notes or ''}")})


def _words(text: str) -> frozenset[str]:
    """Returns the words of a text that say something, in lower case, without the endings of plural."""
    return frozenset(word.removesuffix("s") for found in _WORD.finditer(text) if (word := found[0].casefold()) not in _SAYS_NOTHING)
