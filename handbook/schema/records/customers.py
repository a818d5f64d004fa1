"""Activity 1, for whom the product is and how it is used: customers, users, use cases, assumptions, obligations."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import Chain, Chained, DateDone, DateOfLaw, Many, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import ComponentId, CustomerId, ExternalSystemId, PartyId, RoleId, UseCaseId, UserId
from handbook.schema.record import Kind, Record


class Customer(Record):
    """A group of customers, served or excluded."""

    spec: ClassVar[Kind] = Kind(
        name="customer", prefix="CUS", singular="Customer", plural="Customers", file="activity-1/customers.yaml", activity=1,
        about="A group that buys or operates the product, or one that is excluded, with what keeps it out.",
        columns=("scope", "reached_by"), needed="always",
    )  # fmt: skip

    scope: Literal["in scope", "excluded"] | None = expected()
    """Whether the product is made for this group."""
    description: Prose | None = expected()
    """Who they are, how many, what they know, what they can do themselves."""
    reached_by: Plain | None = None
    """How they buy, and who installs."""
    exclusion_reason: Prose | None = None
    """For an excluded group: why."""
    enforcement: Prose | None = None
    """For an excluded group: what keeps the product from being used there."""
    if_ignored: Prose | None = None
    """For an excluded group: what happens to the person if it is used there all the same."""


class User(Record):
    """Somebody who uses the product or is affected by it."""

    spec: ClassVar[Kind] = Kind(
        name="user", prefix="USR", singular="User", plural="Users", file="activity-1/users.yaml", activity=1,
        about="Somebody who uses the product or lives with it, without necessarily having bought it.",
        columns=("customers", "relation"), needed="always",
    )  # fmt: skip

    customers: Chained[Many[CustomerId]] = ()
    """Customers they belong to or live with; empty for somebody who belongs to none."""
    relation: Literal["buys", "operates", "installs", "uses", "is affected"] | None = expected()
    """What they are to the product."""
    description: Prose | None = expected()
    """What they want, what they can do, what they must not be able to do."""


class UseCase(Record):
    """A use, intended or foreseeable."""

    spec: ClassVar[Kind] = Kind(
        name="use-case", prefix="USE", singular="Use case", plural="Use cases", file="activity-1/use-cases.yaml", activity=1,
        about="A use in its place, by its people, on its network and in its state of life; misuse that can be foreseen included.",
        columns=("nature", "customers", "place"), needed="always",
    )  # fmt: skip

    nature: Literal["intended", "foreseeable misuse"] | None = expected()
    """Whether the maker means it, or only foresees it."""
    customers: Chained[Many[CustomerId]] = expected_list()
    """Customers whose use it is."""
    users: Chained[Many[UserId]] = expected_list()
    """People who act in it or are affected."""
    components: Many[ComponentId] = ()
    """Components it touches."""
    external_systems: Many[ExternalSystemId] = ()
    """What outside the product must exist for it."""
    story: Prose | None = expected()
    """What happens, from beginning to end."""
    place: Plain | None = expected()
    """Physical setting."""
    network: Plain | None = expected()
    """On whose network, under whose control."""
    life_cycle_states: Many[Plain] = ()
    """States of life in which it happens."""
    duration: Plain | None = None
    """How long it truly goes on, and where that figure comes from."""
    jurisdiction: Plain | None = expected()
    """Where in the world, under which law."""


class Assumption(Record):
    """Something taken for granted."""

    spec: ClassVar[Kind] = Kind(
        name="assumption", prefix="ASM", singular="Assumption", plural="Assumptions", file="activity-1/assumptions.yaml", activity=1,
        about="Something taken for granted, who would have to make it true, and how anybody would notice that it is false.",
        columns=("about", "made_true_by", "noticed_by"), needed="always",
    )  # fmt: skip

    statement: Prose | None = expected()
    """What is assumed, in a sentence that can turn out false."""
    about: Annotated[Many[PartyId], Chain(("customer",))] = expected_list()
    """Customers, users, external systems or entities it is about."""
    made_true_by: Plain | None = expected()
    """Who would have to make it true."""
    if_false: Prose | None = expected()
    """What happens if it does not hold."""
    noticed_by: Plain | None = expected()
    """How the maker or the customer would learn that it is false."""
    use_cases: Chained[Many[UseCaseId]] = ()
    """Use cases that rest on it."""


class Obligation(Record):
    """Something that binds the maker."""

    spec: ClassVar[Kind] = Kind(
        name="obligation", prefix="OBL", singular="Obligation", plural="Obligations", file="activity-1/obligations.yaml", activity=1,
        about="A law, standard, contract or customer requirement: whether it applies, since when, decided by whom.",
        search=("law", "regulation", "compliance"),
        columns=("nature", "source", "applies", "in_force"), needed="always", stands_alone=True,
    )  # fmt: skip

    nature: Literal["law", "standard", "contract", "customer requirement"] | None = expected()
    """What sort of duty it is."""
    source: Plain | None = expected()
    """Where it stands, with article or clause and the version read."""
    requires: Prose | None = expected()
    """What it asks, in the maker's own words."""
    jurisdiction: Plain | None = expected()
    """Where it binds."""
    in_force: DateOfLaw | None = None
    """First day on which it binds."""
    checked_on: DateDone | None = None
    """Day on which what stands here was last compared with the text, or with a source that tells of it. Needed for a law that binds."""
    checked_against: Plain | None = None
    """With which publication it was compared, and what was not read. Needed for a law that binds. Example: `OJ L of 2024-11-20; the annexes were not read`."""
    applies: Literal["applies", "does not apply", "undecided"] | None = expected()
    """Whether it binds this product; `undecided` is an honest answer while drafting."""
    decided_by: RoleId | None = expected()
    """Role that decided whether it applies."""
    decided_on: DateDone | None = expected()
    """Day on which that was decided."""
    reason: Prose | None = None
    """Why it applies, or does not. Needed where it does not apply although the product is sold there."""
    key: YesNo | None = None
    """Whether a customer cannot buy, or a rule is broken, without it."""
    customers: Chained[Many[CustomerId]] = ()
    """Customers for whom it matters."""
    components: Many[ComponentId] = ()
    """Components it is about."""
