"""The product model: what the product is, what is in it and what outside, where data goes, where the boundaries are."""

from __future__ import annotations

from typing import ClassVar, Literal

from handbook.schema.fields import Date, FileName, Many, Part, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import (
    ComponentId,
    DataAssetId,
    EntityId,
    ExternalSystemId,
    FlowEndId,
    HolderId,
    InterfaceId,
    NeedId,
    RoleId,
    ZoneMemberId,
)
from handbook.schema.record import PRODUCT_MODEL, Kind, Record


class LifeCycleState(Part):
    """A state in the life of one unit."""

    name: Plain
    """Short name that other fields repeat. Example: `handed over`."""
    meaning: Plain
    """When a unit is in this state."""


class Product(Record):
    """The product as a whole."""

    spec: ClassVar[Kind] = Kind(
        name="product", prefix="PRD", singular="Product", plural="Product", file="product.yaml", activity=PRODUCT_MODEL,
        about="What is made, for which markets and which purpose, and the day for which this handbook speaks.",
    )  # fmt: skip

    as_of: Date | None = expected()
    """The day for which everything here is stated; support and staleness are computed against it. Example: `2026-11-16`."""
    summary: Prose | None = expected()
    """What the product does, for somebody who has never seen it."""
    maker: EntityId | None = expected()
    """The organization that answers for the product."""
    markets: Many[Plain] = expected_list()
    """Countries or regions where it is sold."""
    intended_purpose: Prose | None = expected()
    """What it is meant for, in words a buyer would accept."""
    foreseeable_misuse: Prose | None = None
    """What people will do with it although it is not meant for that."""
    life_cycle_states: Many[LifeCycleState] = expected_list()
    """States from production to disposal, in order."""
    thread: NeedId | None = None
    """A need whose chain the handbook follows from end to end as a first way in. Example: `NEED-03`."""


class Agreement(Part):
    """Something agreed with an entity, in writing."""

    title: Plain
    """What it is called. Example: `Hosting contract`."""
    covers: Plain | None = None
    """What it says about security, with figures."""
    until: Date | None = None
    """Last day on which it holds."""
    incident_clause: YesNo | None = None
    """Whether the other side must tell us of incidents, and take part in ours."""


class Entity(Record):
    """An organization in the ecosystem of the product."""

    spec: ClassVar[Kind] = Kind(
        name="entity", prefix="ENT", singular="Entity", plural="Entities", file="product-model/entities.yaml", activity=PRODUCT_MODEL,
        about="An organization that makes, supplies, runs, installs or regulates something the product needs.",
    )  # fmt: skip

    roles: Many[
        Literal[
            "manufacturer", "cloud provider", "software developer", "component supplier", "contract manufacturer",
            "white-label brand", "OS developer", "integrator", "installer", "data recipient", "authority",
        ]
    ] = expected_list()  # fmt: skip
    """What it is to the product; several are possible."""
    description: Prose | None = expected()
    """What it does for or to the product."""
    critical: YesNo | None = None
    """Whether customers could be hurt through it without the maker noticing."""
    agreements: Many[Agreement] = ()
    """What is agreed with it in writing."""


class SafeState(Part):
    """The state that harms least, in one situation."""

    situation: Plain
    """Which use, which life-cycle state, what has failed."""
    state: Plain
    """What the component then does."""
    reason: Plain
    """Why this harms least here."""


class Revision(Part):
    """A hardware revision in the field."""

    name: Plain
    """Short name that other fields repeat. Example: `Rev A`."""
    first_made: Date | None = None
    """Day on which the first unit was made."""
    last_made: Date | None = None
    """Day on which the last unit was made; empty while it is made."""
    differs: Plain
    """What matters for cybersecurity."""
    in_field: Plain | None = None
    """How many units, counted when."""


class Component(Record):
    """A component of the product."""

    spec: ClassVar[Kind] = Kind(
        name="component", prefix="COM", singular="Component", plural="Components", file="product-model/components.yaml", activity=PRODUCT_MODEL,
        about="A device, gateway, companion application or backend that is part of the product.",
    )  # fmt: skip

    component_kind: Literal["device", "gateway", "companion application", "backend", "other"] | None = expected()
    """One of the four kinds of product component, or other."""
    description: Prose | None = expected()
    """What it does, on which hardware or platform."""
    provided_by: EntityId | None = expected()
    """Who makes it."""
    operated_by: EntityId | None = None
    """Who runs it, where that is not the customer."""
    management: Literal["locally managed", "remotely managed", "both"] | None = expected()
    """Under whose control it is: the customer's (local), the maker's or a third party's (remote)."""
    needed_for: Literal["basic use", "beyond basic use"] | None = expected()
    """Whether the product does its basic work without it."""
    application_layer_access: YesNo | None = expected()
    """Whether it can read or steer product data and operations, rather than just carry them."""
    remote_data_processing: YesNo | None = None
    """Whether it is remote data processing in the sense of the EU Cyber Resilience Act."""
    revisions: Many[Revision] = ()
    """Hardware revisions in the field."""
    safe_states: Many[SafeState] = ()
    """What harms least when something fails, by situation."""


class ExternalSystem(Record):
    """A system or service outside the product."""

    spec: ClassVar[Kind] = Kind(
        name="external-system", prefix="EXT", singular="External system", plural="External systems", file="product-model/external-systems.yaml",
        activity=PRODUCT_MODEL, about="Something the product works with that is not part of it, and why it is outside.",
    )  # fmt: skip

    description: Prose | None = expected()
    """What it is."""
    why_outside: Prose | None = expected()
    """By which rule it is not a component of the product."""
    controlled_by: EntityId | None = None
    """Who runs it, where that is an entity of the ecosystem."""
    relied_on_for: Plain | None = expected()
    """What the product needs it for, or 'nothing'."""


class HardwareOrSoftwarePart(Record):
    """A hardware or software element inside a component."""

    spec: ClassVar[Kind] = Kind(
        name="part", prefix="PRT", singular="Part", plural="Parts", file="product-model/parts.yaml", activity=PRODUCT_MODEL,
        about="A chip, library, operating system or contracted service inside a component, with the end of its own support.",
    )  # fmt: skip

    components: Many[ComponentId] = expected_list()
    """Components that contain it."""
    nature: Literal["hardware", "software", "service"] | None = expected()
    """What sort of thing it is."""
    revisions: Many[Plain] = ()
    """Hardware revisions that contain it, where not all do."""
    supplier: EntityId | None = None
    """Who supplies it."""
    version: Plain | None = expected()
    """Version or part number."""
    critical: YesNo | None = expected()
    """Whether its failure or compromise alone can hurt a customer."""
    support_end: Date | None = None
    """Last day of the supplier's own security support, as far as promised."""
    support_basis: Plain | None = None
    """Where that day comes from, or why there is none."""


class Release(Record):
    """A released version of a component."""

    spec: ClassVar[Kind] = Kind(
        name="release", prefix="REL", singular="Release", plural="Releases", file="product-model/releases.yaml", activity=PRODUCT_MODEL,
        about="A version of a component that has left the maker, or is about to.",
    )  # fmt: skip

    component: ComponentId | None = expected()
    """Component that it is a version of."""
    version: Plain | None = expected()
    """Version as customers see it. Example: `3.2.1`."""
    revisions: Many[Plain] = ()
    """Hardware revisions it runs on, where not all."""
    released_on: Date | None = expected()
    """Day of release, or the planned one."""
    state: Literal["planned", "current", "supported", "superseded", "withdrawn"] | None = expected()
    """`current`: what a new unit gets; `supported`: still gets fixes on its own line."""
    changes: Prose | None = None
    """What is new for cybersecurity."""
    sbom: FileName | None = None
    """Software bill of materials of this release."""


class Interface(Record):
    """A way into a component."""

    spec: ClassVar[Kind] = Kind(
        name="interface", prefix="IFC", singular="Interface", plural="Interfaces", file="product-model/interfaces.yaml", activity=PRODUCT_MODEL,
        about="A port, radio, button, test pad or service through which a component can be reached.",
    )  # fmt: skip

    components: Many[ComponentId] = expected_list()
    """Components that can be reached through it."""
    medium: Plain | None = expected()
    """Wire, radio band, connector, screen. Example: `868 MHz radio`."""
    protocol: Plain | None = expected()
    """What is spoken on it, with version."""
    exposure: Literal["internet", "LAN", "radio range", "outer case", "inside the case"] | None = expected()
    """From how far it can be reached."""
    open_in: Many[Plain] = expected_list()
    """Life-cycle states in which it is open."""
    default: Plain | None = expected()
    """How it leaves the box."""
    authentication: Plain | None = expected()
    """Who must prove what before anything can be done, or 'none' and why."""


class DataAsset(Record):
    """Data worth protecting."""

    spec: ClassVar[Kind] = Kind(
        name="data-asset", prefix="DAT", singular="Data asset", plural="Data assets", file="product-model/data-assets.yaml", activity=PRODUCT_MODEL,
        about="Data that the product holds or makes: about whom, what it gives away, where it is, for how long.",
    )  # fmt: skip

    about_whom: Plain | None = expected()
    """Whose data it is, or what it is about."""
    inference: Plain | None = expected()
    """What somebody who reads it learns beyond its face value."""
    purpose: Plain | None = expected()
    """What it is needed for."""
    held_in: Many[HolderId] = expected_list()
    """Where it rests."""
    protection: Plain | None = None
    """How it is protected at rest."""
    retention: Plain | None = expected()
    """For how long it is kept, by place."""
    recipients: Many[HolderId] = ()
    """Who else receives it."""
    deletion: Plain | None = expected()
    """How and when it is deleted."""


class TrustZone(Record):
    """A zone of equal trust."""

    spec: ClassVar[Kind] = Kind(
        name="trust-zone", prefix="ZON", singular="Trust zone", plural="Trust zones", file="product-model/trust-zones.yaml", activity=PRODUCT_MODEL,
        about="What trusts each other without further proof: in the product, and in the maker's own estate.",
    )  # fmt: skip

    contains: Many[ZoneMemberId] = expected_list()
    """What lies in it."""
    boundary: Prose | None = expected()
    """What one must prove to get in, and who controls that."""


class DataFlow(Record):
    """Data going from one place to another."""

    spec: ClassVar[Kind] = Kind(
        name="data-flow", prefix="FLW", singular="Data flow", plural="Data flows", file="product-model/data-flows.yaml", activity=PRODUCT_MODEL,
        about="Who speaks to whom, over what, protected how, and what stops when it is blocked.",
    )  # fmt: skip

    source: FlowEndId | None = expected()
    """Where the data comes from."""
    destination: FlowEndId | None = expected()
    """Where it goes."""
    initiator: Literal["source", "destination", "either"] | None = expected()
    """Which end opens the connection."""
    protocol: Plain | None = expected()
    """Protocol with version and port."""
    authentication: Plain | None = expected()
    """How each end knows the other."""
    encryption: Plain | None = expected()
    """How content is protected on the way."""
    carries: Many[DataAssetId] = ()
    """Data assets on this flow."""
    interfaces: Many[InterfaceId] = ()
    """Interfaces it passes through."""
    needed_for: Plain | None = expected()
    """What the product uses it for."""
    if_blocked: Plain | None = expected()
    """What stops, and what goes on."""


class KeyOrCredential(Record):
    """A key, certificate, password or token."""

    spec: ClassVar[Kind] = Kind(
        name="key", prefix="KEY", singular="Key or credential", plural="Keys and credentials", file="product-model/keys.yaml", activity=PRODUCT_MODEL,
        about="A secret or certificate the product rests on, from its making to its loss.",
    )  # fmt: skip

    purpose: Plain | None = expected()
    """What it proves or protects."""
    algorithm: Plain | None = expected()
    """Algorithm and size. Example: `ECDSA P-256`."""
    made: Plain | None = expected()
    """Where and by whom it is made."""
    kept: Plain | None = expected()
    """Where it rests and what guards it there."""
    shared: Literal["per unit", "per customer", "per person", "shared"] | None = expected()
    """What else falls when one copy is lost."""
    held_in: Many[HolderId] = ()
    """Components or entities that hold it."""
    used_by: Many[RoleId] = ()
    """Roles that may use it, where people do."""
    rotation: Plain | None = expected()
    """When and how it is replaced."""
    revocation: Plain | None = expected()
    """How it is made worthless."""
    loss_plan: Plain | None = expected()
    """What is done when it leaks, and when it is lost."""


class Option(Part):
    """Something that could have been chosen."""

    name: Plain
    """The option in a few words."""
    advantages: Plain | None = None
    """What speaks for it."""
    drawbacks: Plain | None = None
    """What speaks against it."""


class Decision(Record):
    """A decision that shaped the product."""

    spec: ClassVar[Kind] = Kind(
        name="decision", prefix="DEC", singular="Decision", plural="Decisions", file="product-model/decisions.yaml", activity=PRODUCT_MODEL,
        about="A question with several possible answers, the one chosen, who chose it, and when it is looked at again.",
    )  # fmt: skip

    question: Plain | None = expected()
    """What had to be decided."""
    options: Many[Option] = expected_list()
    """What was weighed, the chosen one included."""
    criteria: Prose | None = None
    """By what it was judged."""
    choice: Prose | None = expected()
    """What was chosen, with limits and differences between customers."""
    reasons: Prose | None = expected()
    """Why."""
    dissent: Prose | None = None
    """Who disagreed, and why."""
    decided_by: RoleId | None = expected()
    """Role that decided."""
    decided_on: Date | None = expected()
    """Day of the decision."""
    look_again: Plain | None = expected()
    """Day or event at which the decision is opened again."""
    concerns: Many[ComponentId] = ()
    """Components it shapes."""
    external_systems: Many[ExternalSystemId] = ()
    """External systems it concerns."""
