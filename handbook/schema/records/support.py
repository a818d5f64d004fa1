"""Activity 5, what is promised for how long, and how it would be kept: support terms, plans."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import Bounds, Chained, Count, DateDone, DateSet, FileName, Many, Part, Plain, Prose, expected, expected_list
from handbook.schema.links import ComponentId, DecisionId, EntityId, PartId, RoleId
from handbook.schema.record import Kind, Record


class SupportTerm(Record):
    """How long something is supported."""

    spec: ClassVar[Kind] = Kind(
        name="support-term", prefix="TRM", singular="Support term", plural="Support terms", file="activity-5/support-terms.yaml", activity=5,
        about="What is promised for a component until when, what the promise rests on, and what comes after.",
        search=("support period", "how long security updates", "security updates until", "end of support"),
        columns=("component", "covers", "ends", "capped_by", "sold_until"), needed="always",
    )  # fmt: skip

    component: Chained[ComponentId | None] = expected()
    """Component that is supported."""
    promised_by: EntityId | None = None
    """Who promises it, where that is not the maker: a supplier's own term, kept beside the maker's. No text promises it to customers."""
    parts: Many[PartId] = ()
    """Parts the promise rests on."""
    revisions: Many[Plain] = ()
    """Hardware revisions it is for, where not all."""
    covers: Many[Literal["security fixes", "functions", "backend", "spares"]] = expected_list()
    """What is promised."""
    starts: Plain | None = expected()
    """Rule for the beginning. Example: `2025-03-03, when shops opened with the lift monitor`."""
    sold_until: DateSet | None = None
    """Last day on which a unit is sold, planned or past: whoever buys then has the shortest support. An end of sale among the life-cycle events says it too."""
    expected_years_of_use: Annotated[Count, Bounds(1, 100)] | None = None
    """Years for which a unit is expected to be in use, from its sale."""
    ends: DateSet | None = expected()
    """Earliest day on which it may end; it can only be moved later."""
    why_not_later: Plain | None = None
    """What caps the day: a part, a contract, the money set aside. Needed where it comes before the last unit's expected use is over."""
    basis: Prose | None = expected()
    """What the day rests on."""
    afterwards: Prose | None = expected()
    """What works and what stops on the day after."""
    cost: Plain | None = None
    """What it costs a year, and where that is set aside."""
    bridged_by: DecisionId | None = None
    """Decision that bridges the gap, where a part's own support ends earlier."""


class PlanStage(Part):
    """One stage of a plan."""

    what: Plain
    """What is done."""
    when: Plain | None = None
    """When, or how often."""
    by: RoleId | None = None
    """Who does it."""


class Plan(Record):
    """How something will be done."""

    spec: ClassVar[Kind] = Kind(
        name="plan", prefix="PLN", cites=True, singular="Plan", plural="Plans", file="activity-5/plans.yaml", activity=5,
        about="How the maker will do what its capabilities promise, until the last unit is retired.",
        search=("process", "procedure"),
        columns=("subject", "rehearsed_on", "used_on"), needed="always", stands_alone=True,
    )  # fmt: skip

    subject: Literal[
        "secure development", "test", "vulnerability handling", "incident response", "key management", "SBOM",
        "update roll-out", "end of life", "continuity", "supplier management",
    ] | None = expected()  # fmt: skip
    """What the plan is for."""
    statement: Prose | None = expected()
    """The plan in short, with figures."""
    stages: Many[PlanStage] = expected_list()
    """What is done when, by whom."""
    entities: Many[EntityId] = ()
    """Others who take part."""
    reserve: Plain | None = None
    """Money and people set aside for it."""
    rehearsed_on: DateDone | None = None
    """When it was last tried without need, as a drill."""
    used_on: DateDone | None = None
    """When it was last used in earnest; a real case is no rehearsal."""
    file: FileName | None = None
    """The full text."""
