"""Page kind: entries of the reference documents other than the CSF, each with everything in the handbook that is tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Found
from handbook.catalogs.documents import ReferenceDocument
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.views import addresses
from handbook.views.page_spec import PageSpec, Shown
from handbook.views.pages.beside import beside_document
from handbook.views.shared.citations import ActivityTie, CitationView, activity_ties, citation_view
from handbook.views.shared.links import LinkView, entry_link

SHOWN = 40
"""At most this many ties are listed at an entry."""


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


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the pages of each document: one for each family of a large document, one for a small document."""
    handbook = shown.handbook
    for document in handbook.catalogues.documents.values():
        if document.document == LOCAL_DOCUMENT:
            continue
        families = _families(handbook, document)
        for path, founds in families.items():
            top = founds[0].entry
            title = f"{top.id} {top.title}" if len(families) > 1 else document.title
            yield PageSpec(
                path=path,
                title=title,
                description=t("{short}: {title}, with everything in this handbook that is tied to each entry.", short=document.short, title=title),
                parent=addresses.REFERENCES.page,
                beside=partial(beside_document, handbook.catalogues, document, path),
                beside_name=document.short,
                template="family.html",
                make=partial(_family, handbook, document, title, path, families),
            )


def _families(handbook: Handbook, document: ReferenceDocument) -> dict[str, list[Found]]:
    """Returns the entries of a document by the source path of the page on which they stand."""
    grouped: dict[str, list[Found]] = {}
    for entry in document.entries:
        found = handbook.catalogues.entries[document.prefix + entry.id]
        grouped.setdefault(addresses.of_entry(handbook.catalogues, found).page, []).append(found)
    return grouped


def _family(handbook: Handbook, document: ReferenceDocument, title: str, page: str, families: dict[str, list[Found]]) -> FamilyView:
    whole = len(families) == 1
    siblings = () if whole else tuple(entry_link(handbook, founds[0]) for founds in families.values())
    entries = tuple(_entry(handbook, found, whole) for found in families[page] if whole or found.entry.parent is not None)
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
