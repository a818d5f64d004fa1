"""Kinds that every activity uses: the activity log, evidence, validations with real people, scope decisions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import Bounds, Chain, DateDone, DateSet, EntryId, FileName, Many, Number, Part, Plain, Prose, expected, expected_list
from handbook.schema.links import ComponentId, EvidenceId, ProofSubjectId, ProviderId, ReleaseId, RoleId, ValidationSubjectId
from handbook.schema.record import EVERY_ACTIVITY, Kind, Record


class Argument(Part):
    """Something that was argued about."""

    about: Plain
    """The question."""
    sides: Prose
    """Who held what, and why."""
    settled: Prose
    """How it ended."""


class ActivityLog(Record):
    """What was done in an activity, by whom."""

    spec: ClassVar[Kind] = Kind(
        name="activity-log", prefix="LOG", singular="Activity log entry", plural="Activity log", file="every-activity/activity-log.yaml",
        activity=EVERY_ACTIVITY, about="Who met, when, with what in hand, what was argued and decided, at what effort.",
        columns=("activity", "started", "ended", "hours"), needed="always", stands_alone=True,
    )  # fmt: skip

    activity: Literal["0", "1", "2", "3", "4", "5", "6", "7", "8"] | None = expected()
    """The activity it belongs to."""
    started: DateDone | None = expected()
    """First day of work."""
    ended: DateDone | None = expected()
    """Last day of work."""
    people: Many[RoleId] = expected_list()
    """Roles that took part."""
    hours: Annotated[Number, Bounds(0.1, 1_000_000)] | None = expected()
    """Effort of all together, in hours."""
    inputs: Prose | None = expected()
    """What lay on the table."""
    story: Prose | None = expected()
    """What was done, in order."""
    arguments: Many[Argument] = ()
    """What was argued about, and how it was settled."""
    outputs: Prose | None = expected()
    """What was there at the end."""
    differently: Prose | None = expected()
    """What the maker would do differently."""


class Evidence(Record):
    """Something a stranger could look at."""

    spec: ClassVar[Kind] = Kind(
        name="evidence", prefix="EVD", singular="Evidence", plural="Evidence", file="every-activity/evidence.yaml", activity=EVERY_ACTIVITY,
        about="The result of a verification, a validation or a check, on a release, with date and place.",
        search=("test result", "proof"),
        columns=("result_of", "releases", "seen_on", "result"), needed="always",
    )  # fmt: skip

    result_of: Annotated[Many[ProofSubjectId], Chain(("safeguard", "verification", "plan", "validation"))] = expected_list()
    """What it is the result of."""
    releases: Many[ReleaseId] = ()
    """Releases it was seen on."""
    seen_on: DateDone | None = expected()
    """Day on which it was seen."""
    result: Literal["pass", "fail", "partial", "not run"] | None = expected()
    """What came out; `not run` is recorded too."""
    observed: Prose | None = expected()
    """What was seen, with figures."""
    left_open: Plain | None = None
    """For `partial`: what was not seen or not reached, and what follows from it. Example: `Not run below 0 °C; the cold chamber is free again in May`."""
    where: Plain | None = expected()
    """Where the full record is kept."""
    by: ProviderId | None = expected()
    """Who did it."""
    valid_until: DateSet | None = None
    """Day after which it no longer counts."""
    repeats: EvidenceId | None = None
    """Earlier evidence that it replaces."""
    file: FileName | None = None
    """Excerpt served with the handbook."""


class Validation(Record):
    """Tried with real people."""

    spec: ClassVar[Kind] = Kind(
        name="validation", prefix="VAL", singular="Validation", plural="Validations", file="every-activity/validations.yaml", activity=EVERY_ACTIVITY,
        about="Whether the right thing was built: tried with the people it is for.",
        search=("user test", "usability"),
        columns=("subjects", "held_on", "result"),
    )  # fmt: skip

    subjects: Annotated[Many[ValidationSubjectId], Chain(("need", "means", "information-item"))] = expected_list()
    """What was tried: needs, use cases, texts."""
    with_whom: Plain | None = expected()
    """How many, of whom, found how."""
    held_on: DateDone | None = expected()
    """Day on which it was tried."""
    observed: Prose | None = expected()
    """What they did and said."""
    result: Literal["confirmed", "confirmed in part", "not confirmed"] | None = expected()
    """What it showed."""
    changed: Prose | None = None
    """What was changed because of it."""


class ScopeDecision(Record):
    """Part of a reference document that is out of scope."""

    spec: ClassVar[Kind] = Kind(
        name="scope-decision", prefix="SCO", singular="Scope decision", plural="Scope decisions", file="every-activity/scope-decisions.yaml",
        activity=EVERY_ACTIVITY, about="Entries of a reference document that are not asked of some or all components, and why.",
        search=("out of scope", "not applicable"),
        columns=("entries", "components", "decided_on"), stands_alone=True,
    )  # fmt: skip

    entries: Many[EntryId] = ()
    """Entries concerned."""
    document: Plain | None = None
    """A document as a whole, by its short name. Example: `8259A`."""
    components: Many[ComponentId] = ()
    """Components concerned; empty for all."""
    reason: Prose | None = expected()
    """Why."""
    decided_by: RoleId | None = expected()
    """Role that decided."""
    decided_on: DateDone | None = expected()
    """Day of the decision."""
