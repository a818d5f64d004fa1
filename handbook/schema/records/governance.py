"""Activity 0, who decides by which rules: roles, policies, risk criteria, the CSF profile, safeguards, supplier rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import Bounds, Chain, Count, DateDone, DateSet, FileName, Many, Part, Plain, Prose, SubcategoryId, YesNo, expected, expected_list
from handbook.schema.links import ComponentId, EntityId, ProtectedId, ProviderId, RoleId
from handbook.schema.record import Kind, Record
from handbook.schema.scales import LevelName, StandardMatrix, StandardScale


class Role(Record):
    """A role with its authority."""

    spec: ClassVar[Kind] = Kind(
        name="role", prefix="ROL", singular="Role", plural="Roles", file="activity-0/roles.yaml", activity=0,
        about="Who may decide what: the level of risk it may accept, and whether it may stop a release.",
        search=("responsible", "who decides"),
        columns=("may_accept", "may_stop_release", "reports_to"), needed="always",
    )  # fmt: skip

    duties: Prose | None = expected()
    """What it does for product security, with hours or share of time."""
    reports_to: RoleId | None = None
    """The role above it."""
    people: Annotated[Count, Bounds(1, 100_000)] | None = None
    """How many people hold it."""
    entity: EntityId | None = None
    """Organization the role belongs to, where it is not the maker."""
    may_accept: Literal["none", "VL", "L", "M", "H"] | None = expected()
    """Highest level of risk it may accept, by the risk criteria."""
    may_stop_release: YesNo | None = expected()
    """Whether it can stop a release on security grounds."""


class Policy(Record):
    """A rule the maker has set itself."""

    spec: ClassVar[Kind] = Kind(
        name="policy", prefix="POL", cites=True, singular="Policy", plural="Policies", file="activity-0/policies.yaml", activity=0,
        about="A rule the maker has set itself, approved by somebody with the power to.",
        search=("rules", "governance"),
        columns=("applies_to", "approved_by"), needed="always", stands_alone=True,
    )  # fmt: skip

    statement: Prose | None = expected()
    """The rule itself, in sentences that can be broken."""
    applies_to: Plain | None = expected()
    """Whom it binds."""
    approved_by: RoleId | None = expected()
    """Role that approved it."""
    approved_on: DateDone | None = expected()
    """Day of approval."""
    file: FileName | None = None
    """The full text."""


class ScaleLevel(Part):
    """One level of a scale and what it means here."""

    level: LevelName
    """The level."""
    meaning: Plain
    """What must be true for this level; specific enough that two people would agree."""


class Scale(Part):
    """A scale from very low to very high."""

    name: Plain
    """What it measures. Example: `Attempt`."""
    levels: Many[ScaleLevel] = expected_list()
    """What each level means."""


class MatrixRow(Part):
    """One row of the risk matrix: the level of risk for each level of impact."""

    likelihood: LevelName
    """Likelihood of this row."""
    impact_VL: LevelName  # noqa: N815 - the name of the level as the scale prints it
    """Level of risk at impact VL."""
    impact_L: LevelName  # noqa: N815
    """Level of risk at impact L."""
    impact_M: LevelName  # noqa: N815
    """Level of risk at impact M."""
    impact_H: LevelName  # noqa: N815
    """Level of risk at impact H."""
    impact_VH: LevelName  # noqa: N815
    """Level of risk at impact VH."""


class ImpactDimension(Part):
    """A respect in which somebody or something can be harmed."""

    name: Plain
    """Name that the impacts of risks repeat. Example: `power grid`."""
    meaning: Plain
    """Who or what is harmed in this respect, and what counts as harm."""
    scale: Plain | None = None
    """The scale under `scales` by which it is rated, where that has another name."""


class AcceptanceRule(Part):
    """Who may accept a level, for how long."""

    level: LevelName
    """Level of residual risk that the rule is about."""
    accepted_by: RoleId | None = None
    """The role; empty means nobody."""
    months_at_most: Annotated[Count, Bounds(1, 120)] | None = None
    """Longest time before it is decided anew; empty means until the record's review."""
    customers_told: YesNo | None = None
    """Whether customers must be told."""


class RiskCriteria(Record):
    """How risk is measured and who may accept it."""

    spec: ClassVar[Kind] = Kind(
        name="risk-criteria", prefix="CRI", singular="Risk criteria", plural="Risk criteria", file="activity-0/risk-criteria.yaml", activity=0,
        about="Scales, matrix, appetite and acceptance authority, fixed before the first risk is rated.",
        columns=("above_appetite",), needed="always", stands_alone=True,
    )  # fmt: skip
    stands_for: ClassVar[Mapping[str, str]] = {"standard_scales": "scales", "standard_matrix": "matrix"}

    appetite: Prose | None = expected()
    """How much risk to customers may be left, in words somebody could act on."""
    above_appetite: LevelName | None = expected()
    """Lowest level that must be treated. Example: `M`."""
    scales: Many[Scale] = expected_list()
    """What each level means, by scale."""
    standard_scales: Many[StandardScale] = ()
    """Scales that are taken from the risk method as they stand there, by name, instead of being written under `scales`."""
    dimensions: Many[ImpactDimension] = ()
    """Dimensions of impact beside the six of the risk method, such as the power grid, animals or the environment; one of the six by its
    name, to say what it means here or by which scale it is rated."""
    matrix: Many[MatrixRow] = expected_list()
    """Level of risk by likelihood (row) and impact (column)."""
    standard_matrix: StandardMatrix | None = None
    """The matrix that is taken as published, instead of rows under `matrix`: `SP 800-30` is Table I-2 of NIST SP 800-30 Revision 1."""
    acceptance: Many[AcceptanceRule] = expected_list()
    """Who may accept which level, for how long."""


class ProfileEntry(Record):
    """One row of the CSF Organizational Profile."""

    spec: ClassVar[Kind] = Kind(
        name="profile-entry", prefix="PRO", singular="CSF profile entry", plural="CSF Organizational Profile", file="activity-0/profile.yaml", activity=0,
        about="A CSF 2.0 outcome in one scope: where the maker stands, where it wants to be, and what is done about the difference.",
        columns=("outcome", "scope", "current", "target", "due"), needed="always", stands_alone=True,
    )  # fmt: skip

    outcome: SubcategoryId | None = expected()
    """The CSF 2.0 Subcategory. Example: `PR.PS-06`."""
    scope: Literal["enterprise", "product", "operations"] | None = expected()
    """The maker's own estate, its process for the product line, or what it runs for customers."""
    scope_note: Plain | None = None
    """Which part of that. Example: `signing`."""
    current: Prose | None = expected()
    """What is true today; no numbers for maturity."""
    target: Prose | None = expected()
    """What shall be true."""
    gap: Prose | None = None
    """What is missing; 'none' where current equals target."""
    action: Prose | None = None
    """What is done about it."""
    due: DateSet | None = None
    """Day by which it is done."""

    @property
    def standing(self) -> Literal["not assessed", "gap open", "at target"]:
        """Returns where the outcome stands: a gap that says 'none', or no gap, is no difference."""
        if not self.current or not self.target:
            return "not assessed"
        return "gap open" if self.gap and not self.gap.strip().lower().startswith("none") else "at target"


class Safeguard(Record):
    """What protects the maker's own estate."""

    spec: ClassVar[Kind] = Kind(
        name="safeguard", prefix="SAF", cites=True, singular="Safeguard", plural="Safeguards", file="activity-0/safeguards.yaml", activity=0,
        about="What protects build, signing, factory, cloud and support, from where a maker could hurt every customer at once.",
        columns=("protects", "run_by"),
    )  # fmt: skip

    protects: Annotated[Many[ProtectedId], Chain(("trust-zone", "key"))] = expected_list()
    """Trust zones and keys it protects."""
    statement: Prose | None = expected()
    """What is in place, with settings, so that it can be checked."""
    run_by: ProviderId | None = expected()
    """Who keeps it working."""
    components: Many[ComponentId] = ()
    """Components concerned, where it is not the estate as a whole."""


class SupplierRule(Record):
    """What suppliers must promise."""

    spec: ClassVar[Kind] = Kind(
        name="supplier-rule", prefix="SUP", cites=True, singular="Supplier rule", plural="Supplier rules", file="activity-0/supplier-rules.yaml", activity=0,
        about="What an organization must promise before the product rests on it.",
        search=("supplier contract", "third party"),
        columns=("applies_to", "incident_clause"), stands_alone=True,
    )  # fmt: skip

    applies_to: Many[Plain] = expected_list()
    """Roles of entities that it binds. Example: `component supplier`."""
    rule: Prose | None = expected()
    """What must be promised, with figures."""
    incident_clause: YesNo | None = expected()
    """Whether it obliges to tell of incidents."""
    agreed_with: Many[EntityId] = ()
    """Who has agreed, in writing."""
    not_agreed: Prose | None = None
    """Who has not, by id, and what stands in its place. Example: `ENT-03: its notes are read each week.`"""
