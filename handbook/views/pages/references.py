"""Reference documents from the other side: each entry with everything in the handbook that is tied to it."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Found
from handbook.catalogs.documents import Entry, ReferenceDocument, Withdrawn
from handbook.model.handbook import Handbook
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.common import CitationView, LinkView, citation_view, entry_link

SHOWN = 40
"""At most this many ties are listed at an entry."""


@dataclass(frozen=True, slots=True)
class ActivityTie:
    """The guidance of an activity refers to an entry."""

    activity: LinkView
    who: str
    strength: str
    rationale: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with what is tied to it."""

    cited: str
    anchor: str
    level: str
    heading: int
    """Level of its heading on the page."""
    title: str
    activities: tuple[ActivityTie, ...]
    ties: tuple[CitationView, ...]
    more: int
    citable: bool


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A page of entries."""

    document: ReferenceDocument
    title: str
    page: str
    entries: tuple[EntryView, ...]
    tied: int
    """How many citable entries have something tied to them."""
    citable: int
    siblings: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document in the list of documents."""

    document: ReferenceDocument
    crosswalk: Address
    counts: tuple[tuple[str, int], ...]
    """Number of entries by level."""
    tied: int
    citable: int
    families: tuple[LinkView, ...]
    withdrawn: tuple[Withdrawn, ...]


def document_views(handbook: Handbook) -> tuple[DocumentView, ...]:
    """Returns every reference document."""
    return tuple(_document(handbook, document) for document in handbook.catalogues.documents.values())


def family_pages(handbook: Handbook) -> dict[str, FamilyView]:
    """Returns every page of entries of documents other than the CSF, by its source path."""
    pages: dict[str, FamilyView] = {}
    for document in handbook.catalogues.documents.values():
        if document.document == LOCAL_DOCUMENT:
            continue
        grouped: dict[str, list[Found]] = {}
        for entry in document.entries:
            found = handbook.catalogues.entries[document.prefix + entry.id]
            grouped.setdefault(addresses.of_entry(handbook.catalogues, found).page, []).append(found)
        siblings = tuple(_sibling(handbook, founds[0]) for founds in grouped.values()) if len(grouped) > 1 else ()
        for page, founds in grouped.items():
            top = founds[0].entry
            title = f"{top.id} {top.title}" if len(grouped) > 1 else document.title
            pages[page] = _family(handbook, document, title, page, founds, siblings)
    return pages


def _family(handbook: Handbook, document: ReferenceDocument, title: str, page: str, founds: list[Found], siblings: tuple[LinkView, ...]) -> FamilyView:
    whole = not siblings
    entries = tuple(_entry(handbook, found, whole) for found in founds if whole or found.entry.parent is not None)
    citable = [entry for entry in entries if entry.citable]
    tied = sum(bool(entry.ties or entry.activities) for entry in citable)
    return FamilyView(document, title, page, entries, tied, len(citable), siblings)


def _entry(handbook: Handbook, found: Found, whole: bool) -> EntryView:
    citations = handbook.citations_of(found.cited)
    ties = sorted((citation_view(handbook, citation) for citation in citations), key=_order)
    return EntryView(
        cited=found.cited,
        anchor=addresses.entry_anchor(found.entry.id),
        level=found.entry.level,
        heading=2 if found.document.levels.index(found.entry.level) == (0 if whole else 1) else 3,
        title=found.entry.title,
        activities=activity_ties(handbook, found),
        ties=tuple(ties[:SHOWN]),
        more=max(0, len(ties) - SHOWN),
        citable=found.entry.level in found.document.cite,
    )


def _order(view: CitationView) -> tuple[bool, str, str]:
    return (view.strength != "primary", view.who, view.record.id if view.record else "")


def activity_ties(handbook: Handbook, found: Found) -> tuple[ActivityTie, ...]:
    """Returns the activities whose guidance refers to an entry."""
    ties = []
    for listed in handbook.catalogues.question_lists:
        for reference in listed.references:
            if reference.entry == found.cited:
                activity = next(one for one in handbook.catalogues.activities.activities if one.number == listed.activity)
                link = LinkView(f"Activity {activity.number}", activity.title, addresses.of_activity(activity.number))
                who = "C" if reference.who == "customer" else f"M, {reference.scope}" if reference.scope else ""
                ties.append(ActivityTie(link, who, reference.strength or "", reference.rationale or ""))
    return tuple(ties)


def _document(handbook: Handbook, document: ReferenceDocument) -> DocumentView:
    levels: dict[str, int] = dict.fromkeys(document.levels, 0)
    for entry in document.entries:
        levels[entry.level] += 1
    citable = [entry for entry in document.entries if entry.level in document.cite]
    tops = [entry for entry in document.entries if entry.parent is None]
    return DocumentView(
        document=document,
        crosswalk=addresses.of_crosswalk(document),
        counts=tuple(levels.items()),
        tied=sum(_is_tied(handbook, document, entry) for entry in citable),
        citable=len(citable),
        families=tuple(entry_link(handbook, handbook.catalogues.entries[document.prefix + entry.id]) for entry in tops),
        withdrawn=document.withdrawn,
    )


def _is_tied(handbook: Handbook, document: ReferenceDocument, entry: Entry) -> bool:
    found = handbook.catalogues.entries[document.prefix + entry.id]
    return bool(handbook.citations_of(found.cited) or activity_ties(handbook, found))


def _sibling(handbook: Handbook, found: Found) -> LinkView:
    return entry_link(handbook, found)
