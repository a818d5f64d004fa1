"""Activity 3, who or what delivers each need and what remains: means, treatments of risks, acceptances."""

from __future__ import annotations

from typing import ClassVar, Literal

from handbook.schema.fields import Chained, DateDone, DateSet, Many, Part, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import (
    AcceptanceId,
    AssumptionId,
    CauseId,
    ComponentId,
    CustomerId,
    DecisionId,
    ExternalSystemId,
    MeansId,
    NeedId,
    ProviderId,
    RiskId,
    RoleId,
    TreatmentId,
)
from handbook.schema.record import Kind, Record
from handbook.schema.records.needs import Impact
from handbook.schema.scales import LevelName, Tier


class Alternative(Part):
    """Another means that was weighed."""

    option: Plain
    """What it would have been."""
    rejected_because: Plain
    """Why not, and what would bring it back."""


class Means(Record):
    """Who or what delivers a need."""

    spec: ClassVar[Kind] = Kind(
        name="means", prefix="MNS", singular="Means", plural="Means", file="activity-3/means.yaml", activity=3,
        about="Who or what delivers a need: the device, another component, something outside, people, or the customer.",
        columns=("means_kind", "needs", "if_host_absent"), needed="always",
    )  # fmt: skip

    means_kind: Literal["a", "b", "c", "d", "e"] | None = expected()
    """a: the device itself; b: another component; c: a system or service outside; d: people and processes; e: the customer."""
    statement: Prose | None = expected()
    """What it does for the need."""
    needs: Chained[Many[NeedId]] = expected_list()
    """Needs it delivers."""
    customers: Many[CustomerId] = ()
    """Customers it is for, where not all whose need it is."""
    decision: DecisionId | None = None
    """Decision that chose it, where there was a real choice."""
    components: Many[ComponentId] = ()
    """Kinds a and b: components that host it. Kind e: components the customer acts on."""
    external_systems: Chained[Many[ExternalSystemId]] = ()
    """Needed for kind c: the system or service."""
    provider: ProviderId | None = None
    """Needed for kind d: who provides it."""
    assumptions: Chained[Many[AssumptionId]] = ()
    """What it takes for granted. Needed for kind c."""
    withstands: Tier | None = None
    """Strongest adversary it must hold against."""
    why_that_strength: Plain | None = None
    """How that strength was chosen."""
    if_host_absent: Plain | None = expected()
    """What is left when whoever or whatever delivers it is away: a host offline or out of support, a provider gone, a customer who does not act."""
    alternatives: Many[Alternative] = ()
    """What else was weighed."""
    customer_does: Prose | None = None
    """Needed for kind e: exactly what the customer does, and when."""
    least_equipped: Plain | None = None
    """Kind e: can the least equipped customer do it?"""
    fallback: Plain | None = None
    """Needed for kind e: what happens if the customer does not."""


class ChangedRating(Part):
    """A factor as it is with the means in place."""

    level: LevelName
    """The level with the means in place."""
    reason: Plain
    """Why this level now."""
    changed_by: Many[CauseId] = ()
    """Means, capabilities or safeguards that changed it; empty where it is unchanged."""


class Treatment(Record):
    """What is done about a risk."""

    spec: ClassVar[Kind] = Kind(
        name="treatment", prefix="TRT", singular="Treatment", plural="Treatments", file="activity-3/treatments.yaml", activity=3,
        about="What is done about a risk, and what remains with the means in place.",
        search=("risk treatment", "residual risk"),
        columns=("risk", "choice", "level_before", "level_after", "replaced_by"), needed="always",
    )  # fmt: skip

    risk: Chained[RiskId | None] = expected()
    """The risk that is treated."""
    choice: Literal["avoid", "reduce", "share", "accept"] | None = expected()
    """What is done about it: avoid, reduce, share or accept."""
    statement: Prose | None = expected()
    """What is done, and what is left."""
    means: Chained[Many[MeansId]] = ()
    """Means that do it."""
    attempt: ChangedRating | None = None
    """Residual attempt, where changed."""
    success: ChangedRating | None = None
    """Residual success, where changed."""
    impacts: Many[Impact] = ()
    """Residual impacts, where changed; then all dimensions are given."""
    impact_changed_by: Many[CauseId] = ()
    """Means, capabilities or safeguards that changed the impact."""
    replaces: TreatmentId | None = None
    """Earlier treatment of the same risk that this one ended."""
    many_at_once: YesNo | None = None
    """Whether one act still reaches many customers at once, where changed."""


class Acceptance(Record):
    """Somebody with the authority accepted what remains."""

    spec: ClassVar[Kind] = Kind(
        name="acceptance", prefix="ACC", singular="Acceptance", plural="Acceptances", file="activity-3/acceptances.yaml", activity=3,
        about="A residual risk, accepted by a role with that authority, until a day, on a condition.",
        search=("residual risk accepted", "risk acceptance"),
        columns=("treatments", "accepted_by", "until", "state", "borne_by_customers", "told_by"), own_register=True,
    )  # fmt: skip

    treatments: Chained[Many[TreatmentId]] = expected_list()
    """Treatments whose residual risk is accepted."""
    accepted_by: RoleId | None = expected()
    """Role that accepts; its authority is checked against the residual level."""
    accepted_on: DateDone | None = expected()
    """Day of acceptance."""
    until: DateSet | None = expected()
    """Last day on which it holds."""
    state: Literal["in force", "renewed", "refused", "ended"] | None = expected()
    """`renewed` and `refused` say what came of it when it expired."""
    reason: Prose | None = expected()
    """Why it may be left."""
    condition: Plain | None = None
    """What ends it at once."""
    borne_by_customers: YesNo | None = expected()
    """Whether customers bear what is left, and therefore must be told."""
    renews: AcceptanceId | None = None
    """Acceptance that it follows."""
