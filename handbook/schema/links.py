"""The types of fields that name other records, each with the kinds that it may name; a later record names an earlier one."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from handbook.schema.fields import Mark, some_text
from handbook.schema.record import RoleId as RoleId

_T = BeforeValidator(some_text)

EntityId = Annotated[str, _T, Mark("record", ("entity",))]
ComponentId = Annotated[str, _T, Mark("record", ("component",))]
ExternalSystemId = Annotated[str, _T, Mark("record", ("external-system",))]
PartId = Annotated[str, _T, Mark("record", ("part",))]
ReleaseId = Annotated[str, _T, Mark("record", ("release",))]
InterfaceId = Annotated[str, _T, Mark("record", ("interface",))]
DataAssetId = Annotated[str, _T, Mark("record", ("data-asset",))]
DataFlowId = Annotated[str, _T, Mark("record", ("data-flow",))]
KeyId = Annotated[str, _T, Mark("record", ("key",))]
DecisionId = Annotated[str, _T, Mark("record", ("decision",))]
CustomerId = Annotated[str, _T, Mark("record", ("customer",))]
UserId = Annotated[str, _T, Mark("record", ("user",))]
UseCaseId = Annotated[str, _T, Mark("record", ("use-case",))]
AssumptionId = Annotated[str, _T, Mark("record", ("assumption",))]
ObligationId = Annotated[str, _T, Mark("record", ("obligation",))]
ThreatId = Annotated[str, _T, Mark("record", ("threat",))]
RiskId = Annotated[str, _T, Mark("record", ("risk",))]
NeedId = Annotated[str, _T, Mark("record", ("need",))]
MeansId = Annotated[str, _T, Mark("record", ("means",))]
TreatmentId = Annotated[str, _T, Mark("record", ("treatment",))]
AcceptanceId = Annotated[str, _T, Mark("record", ("acceptance",))]
CapabilityId = Annotated[str, _T, Mark("record", ("capability",))]
ReportId = Annotated[str, _T, Mark("record", ("report",))]
VulnerabilityId = Annotated[str, _T, Mark("record", ("vulnerability",))]
AudienceId = Annotated[str, _T, Mark("record", ("audience",))]
ChannelId = Annotated[str, _T, Mark("record", ("channel",))]
EvidenceId = Annotated[str, _T, Mark("record", ("evidence",))]

FlowEndId = Annotated[str, _T, Mark("record", ("component", "external-system", "user"))]
"""An end of a data flow: a component, an external system or a user."""
HolderId = Annotated[str, _T, Mark("record", ("component", "external-system", "entity", "user"))]
"""Who or what holds or receives data."""
ZoneMemberId = Annotated[str, _T, Mark("record", ("component", "external-system", "entity", "user", "data-asset"))]
"""What a trust zone contains."""
TargetId = Annotated[str, _T, Mark("record", ("component", "external-system", "interface", "data-flow", "data-asset", "key", "trust-zone", "part", "user"))]
"""What a threat is aimed at."""
ProviderId = Annotated[str, _T, Mark("record", ("role", "entity"))]
"""Who provides something by people and processes."""
PartyId = Annotated[str, _T, Mark("record", ("customer", "user", "external-system", "entity", "role", "component"))]
"""About whom or what something is taken for granted."""
CaseId = Annotated[str, _T, Mark("record", ("report", "vulnerability", "incident", "update", "life-cycle-event", "notification"))]
"""Something that happened after sale."""
ProofSubjectId = Annotated[
    str,
    _T,
    Mark("record", ("verification", "validation", "safeguard", "plan", "policy", "profile-entry", "supplier-rule", "update", "life-cycle-event", "component")),
]
"""What a piece of evidence is the result of; a component as a whole where another organization answers for it."""
ValidationSubjectId = Annotated[str, _T, Mark("record", ("need", "use-case", "assumption", "means", "audience", "information-item"))]
"""What is validated with real people."""
CauseId = Annotated[str, _T, Mark("record", ("means", "capability", "safeguard"))]
"""What changed a factor of a risk. Capabilities are later than treatments; the treatment is where the claim is made, so it names them."""
ProtectedId = Annotated[str, _T, Mark("record", ("trust-zone", "key", "component"))]
"""What a safeguard protects."""
