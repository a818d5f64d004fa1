"""Activity 4, what exactly is done and how that is known: capabilities, verifications, deviations from the baseline."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from handbook.schema.fields import BaselineId, Chained, DateDone, Many, Part, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import (
    CapabilityId,
    ComponentId,
    DataFlowId,
    InterfaceId,
    KeyId,
    MeansId,
    ObligationId,
    PartId,
    ProviderId,
    RiskId,
    RoleId,
    ThreatId,
)
from handbook.schema.record import Kind, Record


class Setting(Part):
    """Something that can be set."""

    name: Plain
    """What it is called in the product."""
    default: Plain
    """How it leaves the box."""
    range: Plain | None = None
    """What it can be set to."""
    least_safe: Plain | None = None
    """The least safe setting that is allowed."""
    changed_by: Plain | None = None
    """Who may change it."""


class Realisation(Part):
    """A baseline element that the capability answers, on which components; its id alone, where that is all of the capability's."""

    alone: ClassVar[str] = "element"

    element: BaselineId
    """Element of IR 8259A or action of IR 8259B."""
    components: Many[ComponentId] = ()
    """Components on which it is answered, where not all of the capability's."""

    @model_validator(mode="before")
    @classmethod
    def _id_alone(cls, value: Any) -> Any:
        return {cls.alone: value} if isinstance(value, str) and value.strip() else value


class Capability(Record):
    """What the product or its maker does for cybersecurity."""

    spec: ClassVar[Kind] = Kind(
        name="capability", prefix="CAP", cites=True, singular="Capability", plural="Capabilities", file="activity-4/capabilities.yaml", activity=4,
        about="What the product or its maker does, stated so that a stranger could test it.",
        columns=("nature", "components", "means", "verified_by"), needed="always",
    )  # fmt: skip

    nature: Literal["technical", "non-technical"] | None = expected()
    """Technical: the product does it; non-technical: people and processes do."""
    statement: Prose | None = expected()
    """What is done, with values, limits and conditions."""
    means: Chained[Many[MeansId]] = expected_list()
    """Means that it carries out."""
    components: Many[ComponentId] = ()
    """Needed where technical: components that have it."""
    revisions: Many[Plain] = ()
    """Hardware revisions that have it, where not all."""
    baseline: Many[Realisation] = expected_list()
    """Baseline elements that it answers, as a list of ids, or of entries that name components; a capability of a backend or an app names those
    of the devices that it serves."""
    settings: Many[Setting] = ()
    """What can be set, with defaults."""
    failure: Plain | None = None
    """Technical: what happens with no power, full memory, a wrong clock, an expired certificate."""
    interfaces: Many[InterfaceId] = ()
    """Interfaces that it guards."""
    flows: Many[DataFlowId] = ()
    """Data flows that it guards."""
    keys: Many[KeyId] = ()
    """Keys that it uses."""
    parts: Many[PartId] = ()
    """Parts without which it cannot be had: a chip, a library, an operating system."""
    life_cycle_states: Many[Plain] = ()
    """Technical: states of a unit in which it must hold and that need a proof of their own. Example: `retired`."""
    provider: ProviderId | None = None
    """Non-technical: who provides it."""
    hours: Plain | None = None
    """Non-technical: when somebody is there."""
    time_limit: Plain | None = None
    """Non-technical: within which time."""
    until: Plain | None = None
    """Non-technical: until when it is promised."""


class Verification(Record):
    """How a capability is shown."""

    spec: ClassVar[Kind] = Kind(
        name="verification", prefix="VER", singular="Verification", plural="Verifications", file="activity-4/verifications.yaml", activity=4,
        about="Something that must succeed, or something that must be refused, with the criterion for a pass.",
        search=("test", "test case", "acceptance criterion"),
        columns=("capabilities", "method", "polarity", "pass_criterion", "shown_by"), needed="always",
    )  # fmt: skip

    capabilities: Chained[Many[CapabilityId]] = expected_list()
    """Capabilities that it shows."""
    method: Literal["test", "analysis", "inspection", "demonstration", "examine", "interview"] | None = expected()
    """How it is shown; examine and interview are for what people do."""
    polarity: Literal["must succeed", "must be refused"] | None = expected()
    """Whether it shows that the right thing works, or that the wrong thing is refused."""
    procedure: Prose | None = expected()
    """What is done, so that somebody else could repeat it."""
    pass_criterion: Plain | None = expected()
    """What must be seen, with figures."""
    life_cycle_states: Many[Plain] = ()
    """States of the unit in which it was tried, where the capability names some. Example: `transferred`."""
    threats: Chained[Many[ThreatId]] = ()
    """Threats that it counters."""


class OneElement(Part):
    """A baseline element with a reason of its own."""

    element: BaselineId
    """Element of IR 8259A or action of IR 8259B. It need not stand under `elements` as well. Example: `8259A:LA-3`."""
    what: Plain
    """For `not applicable`: what does not exist there. For `met elsewhere`: what meets it. Otherwise: what is missing. Example: `Any log-in`."""


class Deviation(Record):
    """A baseline element or obligation that is not met as it stands."""

    spec: ClassVar[Kind] = Kind(
        name="deviation", prefix="DEV", singular="Deviation", plural="Deviations", file="activity-4/deviations.yaml", activity=4,
        about="What is not applicable, not met, met elsewhere or deferred; who decided that, on which risk, and what stands in its place.",
        search=("exception", "not met", "baseline requirement not met", "unmet"),
        columns=("elements", "components", "decision", "decided_by", "review_by", "state", "told_by"), needed="always",
    )  # fmt: skip

    elements: Many[BaselineId] = ()
    """Baseline elements concerned, where the reason holds for all of them alike: for a family of the baseline at most."""
    by_element: Many[OneElement] = ()
    """Baseline elements, each with a reason of its own. Needed for `not applicable`, which answers an element only by naming what does not exist."""
    obligations: Many[ObligationId] = ()
    """Obligations concerned."""
    components: Many[ComponentId] = expected_list()
    """Components on which it is so."""
    revisions: Many[Plain] = ()
    """Hardware revisions on which it is so, where not all."""
    decision: Literal["not applicable", "not met", "met elsewhere", "deferred"] | None = expected()
    """In which way it is not met."""
    reason: Prose | None = expected()
    """Why, in facts that could change."""
    risk: Chained[RiskId | None] = None
    """Risk on which it was decided. Needed for `not met` and `deferred`."""
    interfaces: Many[InterfaceId] = ()
    """Interfaces left as they are by it."""
    compensation: Chained[Many[CapabilityId]] = ()
    """Capabilities that stand in its place."""
    gap_left: Plain | None = expected()
    """What remains open all the same; 'none' with a reason."""
    decided_by: RoleId | None = expected()
    """Role that decided."""
    decided_on: DateDone | None = expected()
    """Day of the decision."""
    state: Literal["in force", "overturned"] = "in force"
    """Whether it still holds; `overturned` names in the notes what overturned it."""
    must_be_told: YesNo | None = expected()
    """Whether customers must be told."""
