"""What may stand at the top of a file of records, above them: defaults, sign-offs, and the word that there are none.

A file is a list of records. Where something is to be said above them, it is a mapping with these keys, and the list stands under `records`.
`product.yaml` takes defaults and sign-offs too; they hold for all files, and those of a file come first.
"""

from __future__ import annotations

from typing import Literal

from handbook.schema.fields import AnyId, DateDone, DateSet, Many, Part, Plain, expected_list
from handbook.schema.record import RoleId, Visibility

RECORDS = "records"
"""Key under which the records stand where a file has a top."""


class Defaults(Part):
    """What holds for each record of the file that leaves the field out. Nothing can be assessed, answered or referred to by default."""

    owner: RoleId | None = None
    """Role that keeps the records true. Example: `ROL-02`."""
    status: Literal["draft"] | None = None
    """`draft`, for a file in the making. That something is assessed is said by a record itself or by a sign-off."""
    visibility: Visibility | None = None
    """Who may read the records: anybody, an assessor, or only the maker's own people."""
    review_by: DateSet | None = None
    """Day by which they are looked at again. Example: `2027-04-02`."""


class SignOff(Part):
    """Somebody looked at the records named here, one by one, and found them true."""

    by: RoleId
    """Role that assessed them; somebody else than their owner where there is anybody else. Example: `ROL-04`."""
    on: DateDone
    """Day on which it did. Example: `2026-10-02`."""
    covers: Many[AnyId] = expected_list()
    """The records, each by its id: of this file, or in `product.yaml` of any file. Example: `NEED-01`."""


class NoneSaid(Part):
    """Somebody looked and found no record of this kind to be written."""

    by: RoleId
    """Role that says so. Example: `ROL-02`."""
    on: DateDone
    """Day for which it is said. Example: `2026-10-02`."""
    why: Plain | None = None
    """How it knows, in one sentence."""


class FileTop(Part):
    """What stands above the records of a file."""

    defaults: Defaults | None = None
    """What holds for each record that leaves the field out."""
    sign_off: Many[SignOff] = ()
    """Who assessed which records, and when."""
    none: NoneSaid | None = None
    """In a file without records: who says that there is none, and for which day."""
