"""Activity 2, what can go wrong and what must be achieved: threats, coverage notes, risks, needs and goals."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import Chain, Chained, DimensionName, Many, Mark, Part, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import AssumptionId, CustomerId, ObligationId, RiskId, RoleId, TargetId, ThreatId, UseCaseId
from handbook.schema.record import Kind, Record
from handbook.schema.scales import LevelName, Reach, ThreatClass, Tier


class Threat(Record):
    """Something that can go wrong."""

    spec: ClassVar[Kind] = Kind(
        name="threat", prefix="THR", singular="Threat", plural="Threats", file="activity-2/threats.yaml", activity=2,
        about="Something that can go wrong, by whom or what, from where, and what it is aimed at.",
        search=("attack", "attacker"),
        columns=("threat_class", "tier", "reach", "targets"), needed="always",
    )  # fmt: skip

    threat_class: Annotated[ThreatClass, Mark("class", levels=("STRIDE",))] | None = expected()
    """A STRIDE class, or one of the classes that STRIDE does not prompt for."""
    agent: Literal["adversarial", "accidental", "structural", "environmental"] | None = expected()
    """Who or what brings it about, after NIST SP 800-30r1, Appendix D."""
    actor: Plain | None = expected()
    """Who exactly, with which motive."""
    tier: Tier | None = None
    """Needed for an adversary: the lowest tier that can do it."""
    reach: Reach | None = None
    """Needed for an adversary: from where."""
    targets: Annotated[Many[TargetId], Chain(("component", "interface", "data-asset", "trust-zone", "data-flow", "key"))] = expected_list()
    """Components, interfaces, flows, data, keys or zones it is aimed at."""
    misuse: Chained[Many[UseCaseId]] = ()
    """Misuse that it is part of."""
    story: Prose | None = expected()
    """How it happens with the design as it stands."""


class CoverageNote(Record):
    """Considered, and not credible here."""

    spec: ClassVar[Kind] = Kind(
        name="coverage-note", prefix="COV", singular="Coverage note", plural="Coverage notes", file="activity-2/coverage.yaml", activity=2,
        about="Classes of threat that were considered for a target and set aside, with the reason.",
        columns=("targets", "classes"),
    )  # fmt: skip

    targets: Many[TargetId] = expected_list()
    """What was looked at."""
    classes: Many[ThreatClass] = expected_list()
    """Classes that were set aside."""
    reason: Prose | None = expected()
    """Why they are not credible, or belong to another target."""
    decided_by: RoleId | None = expected()
    """Role that set the classes aside."""


class Rating(Part):
    """A level with its reason."""

    level: LevelName
    """The level, by the scale of the risk criteria."""
    reason: Plain
    """Why this level and not the next."""
    source: Plain | None = None
    """Where the reason comes from: tickets, a report, a test, a table."""


class Success(Rating):
    """Success with its reason; for an adversary, the level of the table of reach and tier."""

    departs: Plain | None = None
    """Where an adversary's success is not that of the table: what shows another level, such as a laboratory's report."""


class Impact(Part):
    """How bad it would be in one dimension."""

    dimension: DimensionName
    """In which respect somebody is harmed: `safety`, `privacy`, `property and service`, `money`, `other networks`, `maker`, or a dimension that
    the risk criteria add."""
    level: LevelName
    """How badly, by the scale of the risk criteria."""
    reason: Plain
    """What happens to whom."""


class Risk(Record):
    """A risk to customers or others, rated with the design as it stands."""

    spec: ClassVar[Kind] = Kind(
        name="risk", prefix="RSK", singular="Risk", plural="Risks", file="activity-2/risks.yaml", activity=2,
        about="What a threat would do to people: how likely, how bad, by the scales of Activity 0.",
        search=("risk register", "likelihood", "impact", "risk level"),
        columns=(
            "level_before_treatment", "treated_by", "choice", "level_after_treatment", "accepted_in", "accepted_until", "accepted_by", "owner", "threats",
        ),
        needed="always",
    )  # fmt: skip

    statement: Prose | None = expected()
    """Who does or what happens, and what it means to whom."""
    threats: Chained[Many[ThreatId]] = expected_list()
    """Threats that lead to it."""
    use_cases: Chained[Many[UseCaseId]] = ()
    """Uses in which it matters."""
    revisions: Many[Plain] = ()
    """Hardware revisions that it concerns, where not all; a risk that is rated otherwise on an older revision is a risk of its own."""
    assumptions: Chained[Many[AssumptionId]] = ()
    """Assumptions the rating rests on."""
    attempt: Rating | None = expected()
    """Will somebody try, or will it happen, in a fleet-year?"""
    success: Success | None = expected()
    """Does it work, with the design as it stands? Leave out the means that a treatment will name, even where they are built already."""
    impacts: Many[Impact] = expected_list()
    """By dimension; the worst one counts."""
    many_at_once: YesNo | None = expected()
    """Whether one act reaches many customers at once; that raises impact by one level, at most to VH."""


class Need(Record):
    """What a customer needs cybersecurity to achieve."""

    spec: ClassVar[Kind] = Kind(
        name="need", prefix="NEED", singular="Need or goal", plural="Needs and goals", file="activity-2/needs.yaml", activity=2,
        about="What cybersecurity must achieve for a customer, from which source, and how the customer would notice.",
        columns=("nature", "key", "customers", "noticed_by"), needed="always",
    )  # fmt: skip

    nature: Literal["need", "goal"] | None = expected()
    """Need: what the customer cannot do without; goal: what it wants to reach."""
    key: Literal["key", "wish"] | None = expected()
    """Key: without it the customer cannot buy, or a rule is broken."""
    statement: Prose | None = expected()
    """In the customer's own words as far as possible; no solution in it."""
    customers: Chained[Many[CustomerId]] = expected_list()
    """Whose need it is."""
    risks: Chained[Many[RiskId]] = ()
    """Risks it comes from."""
    obligations: Chained[Many[ObligationId]] = ()
    """Obligations it comes from."""
    use_cases: Chained[Many[UseCaseId]] = ()
    """Uses it comes from."""
    said_by: Plain | None = None
    """Statement it comes from: who said it, when."""
    noticed_by: Plain | None = expected()
    """How the customer would notice that it is met."""
