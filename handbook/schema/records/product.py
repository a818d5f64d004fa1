"""The product model, first half: the product itself, entities, components, external systems, parts, releases."""

from __future__ import annotations

from typing import ClassVar, Literal

from handbook.schema.fields import DateDone, DateSet, FileName, Many, Part, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import (
    ComponentId,
    EntityId,
    NeedId,
)
from handbook.schema.record import PRODUCT_MODEL, Kind, Record
from handbook.schema.web import Contact, WebAddress


class LifeCycleState(Part):
    """A state in the life of one unit."""

    name: Plain
    """Short name that other fields repeat. Example: `handed over`."""
    meaning: Plain
    """When a unit is in this state."""


class Disclosure(Part):
    """Where whoever finds a weakness turns to, and under which name advisories appear."""

    contacts: Many[Contact] = ()
    """Where reports are taken, the preferred one first: `https:`, `mailto:` or `tel:`. Example: `mailto:security@maker.example`."""
    policy: WebAddress | None = None
    """The rules by which reports are handled. Example: `https://maker.example/security/policy`."""
    encryption: WebAddress | None = None
    """A key with which reports can be encrypted."""
    acknowledgments: WebAddress | None = None
    """A page that thanks those who reported."""
    languages: Many[Plain] = ()
    """Languages in which reports are read, as tags. Example: `en`."""
    valid_until: DateSet | None = None
    """Last day on which all this holds; at most a year ahead (RFC 9116, Section 2.5.5)."""
    namespace: WebAddress | None = None
    """An address that stands for the maker in its advisories, wherever they are read, and is never changed. Example: `https://maker.example`."""
    host: WebAddress | None = None
    """The host on which this site is published, only where it is the maker's own. Then the site has `.well-known/` with `security.txt` and the list of
    advisories; otherwise both are plain downloads. Example: `https://security.maker.example`."""


class Product(Record):
    """The product as a whole."""

    spec: ClassVar[Kind] = Kind(
        name="product", prefix="PRD", singular="Product", plural="Product", file="product.yaml", activity=PRODUCT_MODEL,
        about="What is made, for which markets and which purpose, and the day for which this handbook speaks.",
        needed="always", stands_alone=True,
    )  # fmt: skip

    as_of: DateSet | None = expected()
    """The day for which everything here is stated; support and staleness are computed against it. Example: `2026-11-16`."""
    summary: Prose | None = expected()
    """What the product does, for somebody who has never seen it."""
    sector: Plain | None = None
    """Trade in which it is used. Example: `water utilities`."""
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
    self_assessed: YesNo | None = None
    """Whether one person makes the product and assesses all of it, because there is nobody else. Said once; every summary repeats it."""
    disclosure: Disclosure | None = None
    """Where whoever finds a weakness turns to; security.txt and advisories are made of it."""
    thread: NeedId | None = None
    """A need whose chain the handbook follows from end to end as a first way in. Example: `NEED-03`."""


class Agreement(Part):
    """Something agreed with an entity, in writing."""

    title: Plain
    """What it is called. Example: `Hosting contract`."""
    covers: Plain | None = None
    """What it says about security, with figures."""
    until: DateSet | None = None
    """Last day on which it holds."""
    incident_clause: YesNo | None = None
    """Whether the other side must tell us of incidents, and take part in ours."""


class Entity(Record):
    """An organization in the ecosystem of the product."""

    spec: ClassVar[Kind] = Kind(
        name="entity", prefix="ENT", singular="Entity", plural="Entities", file="product-model/entities.yaml", activity=PRODUCT_MODEL,
        about="An organization that makes, supplies, runs, installs or regulates something the product needs.",
        search=("organization", "supplier", "partner"),
        columns=("roles", "critical", "agreed_until"), needed="always",
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
    first_made: DateDone | None = None
    """Day on which the first unit was made."""
    last_made: DateDone | None = None
    """Day on which the last unit was made; empty while it is made."""
    differs: Plain
    """What matters for cybersecurity."""
    in_field: Plain | None = None
    """How many units, counted when. `0` or `none` at its start says that no unit is left; from then on nothing is asked of the revision."""


class Component(Record):
    """A component of the product."""

    spec: ClassVar[Kind] = Kind(
        name="component", prefix="COM", singular="Component", plural="Components", file="product-model/components.yaml", activity=PRODUCT_MODEL,
        about="A device, gateway, companion application or backend that is part of the product.",
        columns=("component_kind", "management", "needed_for"), needed="always",
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
    baseline_by: EntityId | None = None
    """Organization that answers for the baseline of a device or gateway that it made and that is taken in as it stands, such as a radio module. The
    elements are then not asked of it here; evidence that names the component under `result_of` says what of theirs is relied on."""
    remote_data_processing: YesNo | None = None
    """Whether it is remote data processing in the sense of the EU Cyber Resilience Act."""
    revisions: Many[Revision] = ()
    """Hardware revisions in the field."""
    safe_states: Many[SafeState] = ()
    """What harms least when something fails, by situation."""

    @property
    def asked_for_elements(self) -> bool:
        """Returns whether every element of the device baseline is asked of it: of devices and gateways for which nobody else answers."""
        return self.component_kind in ("device", "gateway") and self.baseline_by is None


class ExternalSystem(Record):
    """A system or service outside the product."""

    spec: ClassVar[Kind] = Kind(
        name="external-system", prefix="EXT", singular="External system", plural="External systems", file="product-model/external-systems.yaml",
        activity=PRODUCT_MODEL, about="Something the product works with that is not part of it, and why it is outside.",
        columns=("controlled_by", "relied_on_for"), stands_alone=True,
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
        search=("third-party component", "dependency", "supply chain"),
        columns=("components", "version", "supplier", "support_end", "resting_on_it"), needed="always",
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
    listed_as: Many[Plain] = ()
    """Names under which parts lists (SBOM) have it, or have what is inside of it, where they are other than here. Example: `mirrane-linux`."""
    critical: YesNo | None = expected()
    """Whether its failure or compromise alone can hurt a customer."""
    support_end: DateSet | None = None
    """Last day of the supplier's own security support, as far as promised."""
    support_basis: Plain | None = None
    """Where that day comes from, or why there is none."""


class Release(Record):
    """A released version of a component."""

    spec: ClassVar[Kind] = Kind(
        name="release", prefix="REL", singular="Release", plural="Releases", file="product-model/releases.yaml", activity=PRODUCT_MODEL,
        about="A version of a component that has left the maker, or is about to.",
        search=("firmware version", "software version"),
        columns=("component", "version", "released_on", "state"), needed="always",
    )  # fmt: skip

    component: ComponentId | None = expected()
    """Component that it is a version of."""
    version: Plain | None = expected()
    """Version as customers see it. Example: `3.2.1`."""
    revisions: Many[Plain] = ()
    """Hardware revisions it runs on, where not all."""
    released_on: DateDone | None = expected()
    """Day of release, or the planned one."""
    state: Literal["planned", "current", "supported", "superseded", "withdrawn"] | None = expected()
    """`current`: what a new unit gets; `supported`: still gets fixes on its own line."""
    changes: Prose | None = None
    """What is new for cybersecurity."""
    sbom: FileName | None = None
    """Software bill of materials of this release. Example: `sbom/hub-3.2.1.json`."""
