"""Where the chain from customer to evidence stops: what a customer, need, means, capability or verification lacks of its next step.

It is decided here alone; the rules, the matrices and the traces ask.
"""

from __future__ import annotations

from typing import Literal, get_args

from handbook.methods.proof import LIVE
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.channels import Audience
from handbook.schema.records.customers import Assumption, Customer, UseCase, User
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Need
from handbook.schema.records.product import Release

SOURCES = ("risks", "obligations", "use_cases")
"""Fields of a need that say where it comes from, beside what a customer said."""

End = Literal["capability", "provider", "host", "external system", "assumption", "what the customer does", "fallback"]
"""What the chain behind a means may end in."""

Polarity = Literal["must succeed", "must be refused"]
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
"""What a technical capability is tried for."""


def lacks_need(handbook: Handbook, customer: Item[Customer]) -> bool:
    """Returns whether a customer in scope has no need or goal."""
    return customer.record.scope == "in scope" and not handbook.sources(customer.id, Need)


def is_dead_end(handbook: Handbook, item: Item) -> bool:
    """Returns whether a record that says something for others to rest on is named by none.

    What excluded customers alone do, and who belongs to them alone, is answered by their exclusion.
    """
    if not isinstance(item.record, (User, UseCase, Assumption, Audience)) or handbook.links_to(item.id):
        return False
    customers = handbook.targets(item.id, "customers", Customer) if isinstance(item.record, (User, UseCase)) else ()
    return not customers or any(one.record.scope != "excluded" for one in customers)


def sources_of(handbook: Handbook, need: Item[Need]) -> tuple[Item, ...]:
    """Returns the risks, obligations and use cases that a need comes from."""
    return tuple(found for field in SOURCES for found in handbook.targets(need.id, field))


def lacks_source(handbook: Handbook, need: Item[Need]) -> bool:
    """Returns whether a need comes from nothing that is written down, nor from what somebody said."""
    return need.record.said_by is None and not sources_of(handbook, need)


def lacks_means(handbook: Handbook, need: Item[Need]) -> bool:
    """Returns whether nobody and nothing delivers a need."""
    return not handbook.sources(need.id, Means)


def ends_missing(handbook: Handbook, means: Item[Means]) -> tuple[End, ...]:
    """Returns what the kind of a means asks for at the end of its chain and is not there."""
    record = means.record
    asked: tuple[tuple[str, object, End], ...] = (
        ("abd", handbook.sources(means.id, Capability), "capability"),
        ("d", record.provider, "provider"),
        ("ab", record.components, "host"),
        ("c", record.external_systems, "external system"),
        ("c", record.assumptions, "assumption"),
        ("e", record.customer_does, "what the customer does"),
        ("e", record.fallback, "fallback"),
    )
    return tuple(end for kinds, found, end in asked if record.means_kind and record.means_kind in kinds and not found)


def polarities_missing(handbook: Handbook, capability: Item[Capability]) -> tuple[Polarity, ...]:
    """Returns what of a technical capability no verification tries: that the right thing works, that the wrong thing is refused."""
    if capability.record.nature != "technical":
        return ()
    tried = {source.record.polarity for source in handbook.sources(capability.id, Verification)}
    return tuple(polarity for polarity in POLARITIES if polarity not in tried)


def is_unexamined(handbook: Handbook, capability: Item[Capability]) -> bool:
    """Returns whether a non-technical capability has no verification."""
    return capability.record.nature == "non-technical" and not handbook.sources(capability.id, Verification)


def shows_technical(handbook: Handbook, verification: Item[Verification]) -> bool:
    """Returns whether a verification is of a technical capability, so that it must be seen on a release."""
    return any(shown.record.nature == "technical" for shown in handbook.targets(verification.id, "capabilities", Capability))


def evidence_of(handbook: Handbook, verification: Item[Verification]) -> tuple[Item[Evidence], ...]:
    """Returns the evidence of a verification, whatever its result; of a technical capability, that on a release which is still looked after."""
    proofs = handbook.sources(verification.id, Evidence)
    if not shows_technical(handbook, verification):
        return proofs
    live = {item.id for item in handbook.of(Release) if item.record.state in LIVE}
    return tuple(proof for proof in proofs if live & {target.id for target in handbook.targets(proof.id, "releases")})
