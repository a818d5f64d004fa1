"""What every record has, whatever its kind: id, title, status, owner, reviews, references; and what is declared of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from handbook.languages.said import t
from handbook.schema.fields import DateDone, DateSet, EntryId, FieldName, Many, Mark, Part, Plain, Prose, QuestionId, expected, some_text
from handbook.schema.marks import names_of_fields

Status = Literal["not assessed", "draft", "assessed"]
Visibility = Literal["public", "assessor", "internal"]

PRODUCT_MODEL = -1
"""Stands for the product model where a kind says its activity."""
EVERY_ACTIVITY = 9
"""Stands for kinds that any activity may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record: its name, where its records stand, and what they are for."""

    name: str
    """Name in code and exports, `data-flow`."""
    prefix: str
    """Start of the ids, `FLW`."""
    singular: str
    plural: str
    file: str
    """File that holds the records, relative to the product folder."""
    activity: int
    """0 to 8, `PRODUCT_MODEL` or `EVERY_ACTIVITY`."""
    about: str
    """One sentence for authors and readers."""
    cites: bool = False
    """Whether a record says in full depth to which entries of reference documents it answers: what the maker does and promises."""
    columns: tuple[str, ...] = ()
    """Fields, derived ones too, that its register shows besides id, title and status."""
    needed: Literal["always", "in full depth", "no"] = "no"
    """Whether every product must have such a record, since no chain can be told without: what only time brings, such as a report, is not needed."""
    stands_alone: bool = False
    """Whether a record says something although no other one names it; of any other kind, one that hangs loose is a gap."""
    own_register: bool = False
    """Whether its register is a page of its own as soon as there is one such record, since readers come for it."""
    search: tuple[str, ...] = ()
    """What readers look for such records by, where the records' own words rarely say it."""

    def __post_init__(self) -> None:
        """Lets names and purpose know their English."""
        for name in ("singular", "plural", "about"):
            object.__setattr__(self, name, t(getattr(self, name)))


RoleId = Annotated[str, BeforeValidator(some_text), Mark("record", ("role",))]


ANSWERING = frozenset({"owner", "assessed_by"})
"""Fields by which a record says who answers for it; they tie it to nothing else."""


class Reference(Part):
    """A link from a record to an entry of a reference document, with its reason."""

    entry: EntryId
    """The entry: `PR.PS-02` for the CSF, `8259A:SU-2` for another document."""
    who: Literal["maker", "customer"] | None = None
    """For the CSF: whose outcome it is. `maker` (M): the manufacturer's own; `customer` (C): the product helps the customer reach it."""
    scope: Literal["enterprise", "product", "operations"] | None = None
    """For `maker`: the maker's own estate, its process for the product line, or what it runs for customers."""
    strength: Literal["primary", "supporting"] | None = None
    """Whether the entry is what this record is mainly about."""
    relationship: Literal["supports", "is supported by", "identical", "equivalent", "contrary"] = "supports"
    """Kind of relationship, after the supportive relationships of NIST IR 8477."""
    fit: Literal["direct", "by analogy"] = "direct"
    """Whether the entry speaks of this case, or of one that is like it."""
    rationale: Plain | None = expected()
    """Why the link holds, in one sentence."""


class Record(Part):
    """One record of the product. Every kind adds fields to these."""

    spec: ClassVar[Kind]
    stands_for: ClassVar[Mapping[str, str]] = {}
    """Fields that, once filled in, say what another field would: that one need not be filled in then."""

    id: Plain
    """Stable identifier: the prefix of the kind and a number. Never reused, never renumbered. Example: `NEED-03`."""
    title: Plain
    """Short name, best at most 70 characters. Example: `Former tenant can do nothing`."""
    status: Status = "not assessed"
    """How far the record is: `not assessed` until somebody has looked, `draft`, `assessed`."""
    owner: RoleId | None = None
    """Role that keeps the record true. Example: `ROL-02`."""
    assessed_by: RoleId | None = None
    """Role that looked at the record and found it true; somebody else than its owner where there is anybody else. Example: `ROL-04`."""
    reviewed_on: DateDone | None = None
    """Day on which the record was last looked at. Example: `2026-10-02`."""
    review_by: DateSet | None = None
    """Day by which it is looked at again. Example: `2027-04-02`."""
    visibility: Visibility = "public"
    """Who may read it: anybody, an assessor, or only the maker's own people. A site or an export for others leaves it out."""
    assessor_only: Many[FieldName] = ()
    """Fields of this record that assessors may read and others may not. Example: `notes`."""
    internal_only: Many[FieldName] = ()
    """Fields of this record that only the maker's own people may read. Example: `notes`."""
    answers: Many[QuestionId] = ()
    """Questions of the activities that this record answers. Example: `Q2-03`."""
    references: Many[Reference] = ()
    """Entries of reference documents (CSF 2.0, IR 8259A and 8259B) that this record bears on."""
    notes: Prose | None = None
    """Anything a reader should know that no other field holds."""


KEPT_FROM: Mapping[str, Visibility] = {"internal_only": "internal", "assessor_only": "assessor"}
"""Fields of a record that name others of its fields, each with the widest audience that may read those."""


def may_be_withheld(model: type[Record]) -> tuple[str, ...]:
    """Returns the fields of a kind that a record may keep from some readers: those that may be empty. Without others it would say something else."""
    return tuple(name for name in names_of_fields(model, empty=True) if name not in KEPT_FROM)


COMMON = frozenset(Record.model_fields)
"""Names of the fields that every record has; pages show them in places of their own."""
