"""What ties records and the guidance of activities to entries of reference documents, and whose outcome each tie is about."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Found
from handbook.languages.said import retold, t, word
from handbook.model.handbook import Handbook
from handbook.model.item import Citation
from handbook.schema.record import Reference
from handbook.views import addresses
from handbook.views.shared.links import LinkView, entry_link, record_link
from handbook.views.shared.words import label


@dataclass(frozen=True, slots=True)
class CitationView:
    """A reference of a record, or of an activity's guidance, to an entry of a reference document."""

    entry: LinkView
    record: LinkView | None
    """The record; None where guidance refers to the entry."""
    who: str
    """`M` or `C` with scope in words, or empty."""
    strength: str
    relationship: str
    fit: str
    rationale: str
    document: str


@dataclass(frozen=True, slots=True)
class ActivityTie:
    """The guidance of an activity refers to an entry."""

    activity: LinkView
    who: str
    strength: str
    rationale: str


BY_FIELD = {
    "baseline": t("realises it"),
    "elements": t("deviates from it"),
    "entries": t("decides its scope"),
    "outcome": t("profile row for it"),
    "threat_class": t("threat of this class"),
}
"""How a record bears on an entry that a field of it names, by that field."""


def whose(reference: Reference) -> str:
    """Returns whose outcome a reference is about: `M` (the maker), with the scope where one is said, `C` (the customer), or '' where nothing is said."""
    if reference.who == "maker":
        return t("M, {scope}", scope=word(reference.scope)) if reference.scope else "M"
    return "C" if reference.who == "customer" else ""


def citation_view(handbook: Handbook, citation: Citation) -> CitationView:
    """Returns what a page shows of a citation."""
    record = record_link(handbook.items[citation.source]) if citation.source in handbook.items else None
    if citation.reference is not None:
        return reference_view(handbook, citation.entry, citation.reference, record)
    return CitationView(
        entry=entry_link(handbook, citation.entry),
        record=record,
        who="",
        strength="",
        relationship=BY_FIELD.get(citation.field) or retold(label(citation.field), citation.field.replace("_", " ")),
        fit="direct",
        rationale="",
        document=citation.entry.document.short,
    )


def reference_view(handbook: Handbook, entry: Found, reference: Reference, record: LinkView | None = None) -> CitationView:
    """Returns what a page shows of a reference that somebody wrote, in a record or in the guidance of an activity."""
    return CitationView(
        entry=entry_link(handbook, entry),
        record=record,
        who=whose(reference),
        strength=word(reference.strength or ""),
        relationship=word(reference.relationship),
        fit=word(reference.fit),
        rationale=reference.rationale or "",
        document=entry.document.short,
    )


def activity_ties(handbook: Handbook, found: Found) -> tuple[ActivityTie, ...]:
    """Returns the activities whose guidance refers to an entry."""
    return tuple(_tie(handbook, activity, reference) for activity, reference in handbook.catalogues.guidance.get(found.cited, ()))


def _tie(handbook: Handbook, activity: int, reference: Reference) -> ActivityTie:
    link = LinkView(t("Activity {activity}", activity=activity), handbook.catalogues.by_number[activity].title, addresses.of_activity(activity))
    return ActivityTie(link, whose(reference), word(reference.strength or ""), reference.rationale or "")
