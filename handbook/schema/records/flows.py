"""The product model, second half: interfaces, data assets, trust zones, data flows, keys and credentials, decisions."""

from __future__ import annotations

from typing import ClassVar, Literal

from handbook.schema.fields import DateDone, Many, Part, Plain, Prose, expected, expected_list
from handbook.schema.links import (
    ComponentId,
    DataAssetId,
    ExternalSystemId,
    FlowEndId,
    HolderId,
    InterfaceId,
    PartId,
    RoleId,
    ZoneMemberId,
)
from handbook.schema.record import PRODUCT_MODEL, Kind, Record


class Interface(Record):
    """A way into a component."""

    spec: ClassVar[Kind] = Kind(
        name="interface", prefix="IFC", singular="Interface", plural="Interfaces", file="product-model/interfaces.yaml", activity=PRODUCT_MODEL,
        about="A port, radio, button, test pad or service through which a component can be reached.",
        search=("attack surface", "port"),
        columns=("components", "exposure", "default", "authentication"), needed="always",
    )  # fmt: skip

    components: Many[ComponentId] = expected_list()
    """Components that can be reached through it."""
    revisions: Many[Plain] = ()
    """Hardware revisions that have it, where not all."""
    parts: Many[PartId] = ()
    """Parts that carry it: the radio chip, the module, the library that speaks its protocol."""
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
        search=("personal data", "privacy"),
        columns=("about_whom", "inference", "retention"), needed="always",
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
        search=("trust boundary",),
        columns=("contains",), needed="always",
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
        search=("communication", "protocol"),
        columns=("source", "destination", "protocol", "encryption"), needed="always",
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
        search=("certificate", "cryptographic key", "credential"),
        columns=("algorithm", "shared", "rotation"), needed="in full depth",
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
    parts: Many[PartId] = ()
    """Parts in which it rests, or that make it: a secure element, a chip with memory of its own."""
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
        columns=("question", "decided_by", "decided_on"), needed="always", stands_alone=True,
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
    decided_on: DateDone | None = expected()
    """Day of the decision."""
    look_again: Plain | None = expected()
    """Day or event at which the decision is opened again."""
    concerns: Many[ComponentId] = ()
    """Components it shapes."""
    external_systems: Many[ExternalSystemId] = ()
    """External systems it concerns."""
