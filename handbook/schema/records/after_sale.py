"""Activity 6, after sale: reports, vulnerabilities, incidents, notifications, updates, reviews, life-cycle events."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import AnyId, Chain, Chained, DateDone, FileName, Many, MomentDone, MomentSet, Part, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import CaseId, ComponentId, EntityId, ObligationId, PartId, ReleaseId, ReportId, RoleId, VulnerabilityId
from handbook.schema.record import Kind, Record


class Happening(Part):
    """One moment in the course of a case."""

    at: MomentDone
    """When it happened, in UTC."""
    what: Plain
    """What happened or was done."""


class Report(Record):
    """Something received."""

    spec: ClassVar[Kind] = Kind(
        name="report", prefix="RPT", singular="Report", plural="Reports", file="activity-6/reports.yaml", activity=6,
        about="Anything received about the product's security, from a finder, a customer, a supplier or a machine.",
        search=("vulnerability report received", "disclosure"),
        columns=("received", "sender", "closed"), stands_alone=True,
    )  # fmt: skip

    received: MomentDone | None = expected()
    """When it came in; legal and promised times count from here."""
    sender: Plain | None = expected()
    """Who told the maker, and through what."""
    statement: Prose | None = expected()
    """What was said."""
    components: Many[ComponentId] = ()
    """Components that it is about."""
    parts: Many[PartId] = ()
    """Parts that it is about."""
    entities: Many[EntityId] = ()
    """Organizations that it came from or is about."""
    acknowledged: MomentDone | None = expected()
    """When the sender heard back."""
    closed: MomentDone | None = None
    """When it was closed; empty while open."""
    outcome: Prose | None = None
    """What came of it."""


class SsvcDecision(Part):
    """Decision points of the SSVC supplier table (CERT/CC supplier patch development priority 1.0.0)."""

    exploitation: Literal["none", "public PoC", "active"]
    """Whether it is exploited, or a working proof is public."""
    automatable: YesNo
    """Whether an attacker can automate it across targets."""
    value_density: Literal["diffuse", "concentrated"]
    """Whether one target gives an attacker little (diffuse) or much (concentrated)."""
    technical_impact: Literal["partial", "total"]
    """Whether it gives partial or total control."""
    public_safety_impact: Literal["minimal", "significant"]
    """Whether people could be hurt."""


class VexStatement(Part):
    """How a release stands to a vulnerability."""

    release: ReleaseId
    """The release that the statement is about."""
    status: Literal["not affected", "affected", "fixed", "under investigation"]
    """How it stands to the vulnerability."""
    justification: Literal[
        "component not present", "vulnerable code not present", "vulnerable code not in execute path",
        "vulnerable code cannot be controlled by adversary", "inline mitigations already exist",
    ] | None = None  # fmt: skip
    """For `not affected`: one of the five justifications of VEX."""
    statement: Plain | None = None
    """What the customer should do, or why nothing."""


class Vulnerability(Record):
    """A weakness in released product."""

    spec: ClassVar[Kind] = Kind(
        name="vulnerability", prefix="VUL", singular="Vulnerability", plural="Vulnerabilities", file="activity-6/vulnerabilities.yaml", activity=6,
        about="A weakness in released product, from first word to advisory.",
        search=("advisory", "CVE", "weakness"),
        columns=("order_of_work", "exploited", "aware_on", "next_due", "days_to_fix", "days_to_field", "days_to_telling", "owner"), own_register=True,
    )  # fmt: skip

    known_as: Many[Plain] = ()
    """Ids under which others know it, that of the maker's own advisory first. Example: `LM-2026-01`."""
    description: Prose | None = expected()
    """What is wrong and what can be done with it."""
    reports: Chained[Many[ReportId]] = ()
    """Reports it came from."""
    parts: Chained[Many[PartId]] = ()
    """Parts that contain it."""
    releases: Many[ReleaseId] = expected_list()
    """Releases affected."""
    weakness: Plain | None = expected()
    """CWE id and name."""
    severity: Plain | None = expected()
    """CVSS v4.0 vector with score; says how bad, not how urgent."""
    priority: SsvcDecision | None = expected()
    """Decision points; the priority follows from the table."""
    vex: Many[VexStatement] = expected_list()
    """Status by release."""
    aware_on: MomentDone | None = expected()
    """When the maker became aware; legal clocks start here once it is exploited."""
    exploited: YesNo | None = expected()
    """Whether exploitation was seen."""
    mitigated_on: MomentDone | None = None
    """When a measure short of a fix was first available to customers: a setting, a workaround. Clocks that wait for a measure start here."""
    no_fix_because: Plain | None = None
    """Why no fix will ever come, and what stands in its place. Then no fix is due, but another measure is: see `mitigated_on`."""
    fixed_on: MomentDone | None = None
    """When a fix was available to customers."""
    published_on: MomentDone | None = None
    """When the advisory was published."""
    advisory: FileName | None = None
    """Machine-readable advisory."""
    course: Many[Happening] = expected_list()
    """What happened, in order."""


class Incident(Record):
    """Something went wrong in operation."""

    spec: ClassVar[Kind] = Kind(
        name="incident", prefix="INC", singular="Incident", plural="Incidents", file="activity-6/incidents.yaml", activity=6,
        about="Something that went wrong in what the maker runs, or in the field.",
        search=("breach", "outage"),
        columns=("declared", "contained", "recovered"),
    )  # fmt: skip

    description: Prose | None = expected()
    """What went wrong."""
    components: Many[ComponentId] = expected_list()
    """Components that were hit."""
    vulnerabilities: Many[VulnerabilityId] = ()
    """Vulnerabilities that were used."""
    entities: Many[EntityId] = ()
    """Other organizations involved."""
    declared: MomentDone | None = expected()
    """When somebody with the power to said that it is an incident."""
    severe: YesNo | None = None
    """Whether it is, or is treated as, a severe incident in the sense of the EU Cyber Resilience Act, Article 14(5)."""
    contained: MomentDone | None = None
    """When it could no longer spread."""
    recovered: MomentDone | None = None
    """When customers had everything back."""
    course: Many[Happening] = expected_list()
    """What happened, in order."""
    effect: Prose | None = expected()
    """Who was hit, how many, what they lost."""
    lessons: Prose | None = expected()
    """What it taught, and which record that changed."""


class Notification(Record):
    """Somebody was told because of a duty."""

    spec: ClassVar[Kind] = Kind(
        name="notification", prefix="NTF", singular="Notification", plural="Notifications", file="activity-6/notifications.yaml", activity=6,
        about="A duty to tell an authority, a customer or a supplier: when it was due and when it was sent.",
        search=("incident reporting", "authority", "deadline"),
        columns=("recipient", "due", "sent"),
    )  # fmt: skip

    cases: Annotated[Many[CaseId], Chain(("vulnerability", "incident"))] = expected_list()
    """What it is about."""
    recipient: EntityId | None = None
    """Organization told."""
    recipients: Plain | None = None
    """Who was told, where that is not one entity."""
    obligation: ObligationId | None = expected()
    """Duty that asks for it: a law, a contract, or what the maker has promised."""
    stage: Literal["early warning", "notification", "final report"] | None = None
    """Which report of the EU Cyber Resilience Act, Article 14, it is; `due` and `sent` are then held against the clock of the law."""
    due: MomentSet | None = expected()
    """Last moment at which it may be sent."""
    sent: MomentDone | None = expected()
    """When it was sent."""
    statement: Prose | None = expected()
    """What was said, in short."""


class Ring(Part):
    """A share of the fleet that gets an update together."""

    name: Plain
    """What the ring is called."""
    share: Plain
    """How much of the fleet. Example: `1 % (about 180 hubs)`."""
    started: MomentDone | None = None
    """When it began to get the update."""
    result: Plain | None = None
    """What was seen."""


class Reach(Part):
    """How far an update had come."""

    on: DateDone
    """Day of the count."""
    share: Plain
    """Share and number of units that run it."""


class Update(Record):
    """The roll-out of a release to the fleet."""

    spec: ClassVar[Kind] = Kind(
        name="update", prefix="UPD", singular="Update", plural="Updates", file="activity-6/updates.yaml", activity=6,
        about="The roll-out of a release: in which rings, what stops it, how far it came, how it is undone.",
        search=("roll-out", "patch", "security update"),
        columns=("release", "stop_rule", "outcome"),
    )  # fmt: skip

    release: ReleaseId | None = expected()
    """Release that is rolled out."""
    vulnerabilities: Chained[Many[VulnerabilityId]] = ()
    """Vulnerabilities it removes."""
    rings: Many[Ring] = expected_list()
    """Shares of the fleet, in the order in which they get it."""
    stop_rule: Plain | None = expected()
    """What halts it, as a figure."""
    reach: Many[Reach] = ()
    """How far it had come, by day."""
    rollback: Prose | None = expected()
    """How it is undone, and what cannot be."""
    outcome: Literal["planned", "in progress", "completed", "halted", "rolled back"] | None = expected()
    """How it ended, or where it stands."""


class Change(Part):
    """A record that a review changed."""

    record: AnyId
    """The record that was changed or confirmed."""
    what: Plain
    """What it said before and says now."""


class Review(Record):
    """A look back that changed, or confirmed, earlier records."""

    spec: ClassVar[Kind] = Kind(
        name="review", prefix="REV", singular="Review", plural="Reviews", file="activity-6/reviews.yaml", activity=6,
        about="What an event or a date proved right or wrong, and which earlier records it changed.",
        columns=("trigger", "held_on"),
    )  # fmt: skip

    trigger: Plain | None = expected()
    """Event or date that called for it."""
    cases: Chained[Many[CaseId]] = ()
    """Cases it looked at."""
    held_on: DateDone | None = expected()
    """Day of the review."""
    led_by: RoleId | None = expected()
    """Role that led it."""
    found: Prose | None = expected()
    """What was found."""
    changes: Chained[Many[Change]] = expected_list()
    """Records changed or confirmed."""


class LifeCycleEvent(Record):
    """End of sale, of support, of service; transfer; wipe."""

    spec: ClassVar[Kind] = Kind(
        name="life-cycle-event", prefix="LCE", singular="Life-cycle event", plural="Life-cycle events", file="activity-6/life-cycle-events.yaml", activity=6,
        about="An end or a change of hands: of sale, support, service, ownership or data.",
        search=("end of life", "end of sale", "shutdown"),
        columns=("nature", "components", "takes_effect"), stands_alone=True,
    )  # fmt: skip

    nature: Literal[
        "end of sale", "end of support", "end of service", "end of a part's support", "replacement", "transfer", "wipe",
    ] | None = expected()  # fmt: skip
    """What ends, or changes hands."""
    components: Many[ComponentId] = expected_list()
    """Components concerned."""
    parts: Many[PartId] = ()
    """Parts concerned."""
    revisions: Many[Plain] = ()
    """Hardware revisions concerned, where not all."""
    announced: DateDone | None = None
    """Day on which customers were first told."""
    takes_effect: Plain | None = expected()
    """Day or event at which it happens."""
    procedure: Prose | None = expected()
    """What happens on the device, in the applications and in the backend."""
    left_afterwards: Plain | None = expected()
    """What still works, what data is left, and until when."""
