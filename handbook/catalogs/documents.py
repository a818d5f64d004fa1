"""What a reference document says of itself, and its entries with their published ids and titles, withdrawn ones included."""

from __future__ import annotations

from typing import Literal

from handbook.catalogs.wording import Wording
from handbook.schema.fields import Many, Part, Plain, YesNo


class Entry(Part):
    """An entry of a reference document."""

    id: Plain
    """As the document prints it, without the namespace."""
    level: Plain
    title: Wording
    parent: Plain | None = None
    reworded: YesNo = False
    """Whether the id exists in an earlier edition with other words."""


class Withdrawn(Part):
    """An entry of an earlier edition that is gone."""

    id: Plain
    level: Plain
    title: Wording | None = None
    relation: Literal["incorporated into", "moved to"]
    targets: Many[Plain] = ()


class ReferenceDocument(Part):
    """A reference document: what it is, where it comes from, what is in it."""

    document: Plain
    """Namespace of its ids: `CSF`, `8259A`."""
    title: Plain
    short: Plain
    publisher: Plain
    edition: Plain
    date: Plain
    source: Plain
    licence: Wording
    prefix: str = ""
    """What stands before an id when it is cited: `8259A:`; empty for the CSF."""
    levels: Many[Plain]
    cite: Many[Plain]
    """Levels that a record may cite."""
    titles: Wording | None = None
    """Whose the titles are."""
    ids: Wording | None = None
    """Whose the ids are."""
    checked_on: Plain | None = None
    """Of a law: day on which what is stated here was last compared with a publication, as year-month-day."""
    checked_against: Wording | None = None
    """Of a law: with what it was compared, and what was not read."""
    acts: Many[Wording] = ()
    """Of a law: acts made under it that its entries or the guidance speak of, each with what it settles."""
    entries: Many[Entry]
    withdrawn: Many[Withdrawn] = ()
