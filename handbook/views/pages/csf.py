"""Page kind: Functions, Categories and Subcategories of the CSF 2.0, each with everything in the handbook that is tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Found
from handbook.catalogs.documents import ReferenceDocument, Withdrawn
from handbook.catalogs.readings import Reading
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.views import addresses
from handbook.views.page_spec import PageSpec, Shown, in_a_row
from handbook.views.pages.beside import beside_csf
from handbook.views.shared.citations import ActivityTie, CitationView, activity_ties, citation_view
from handbook.views.shared.links import LinkView, entry_link


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Ties of one sort: the manufacturer's own outcome in one scope, or the customer's."""

    title: str
    ties: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """An entry below, with how much is tied to it."""

    link: LinkView
    ties: int
    activities: int
    below: tuple[Below, ...]


@dataclass(frozen=True, slots=True)
class CsfView:
    """The page of one entry of the CSF."""

    id: str
    title: str
    level: str
    whose_title: str
    document: ReferenceDocument
    path: tuple[LinkView, ...]
    siblings: tuple[LinkView, ...]
    below: tuple[Below, ...]
    reading: Reading | None
    official: str
    """NIST's own wording, where the user has imported it."""
    activities: tuple[ActivityTie, ...]
    groups: tuple[TieGroup, ...]
    ties: int
    came_from: tuple[Withdrawn, ...]
    """Withdrawn entries of the earlier edition that went here."""
    reworded: bool


GROUPS = (
    ("M, enterprise", t("The manufacturer’s own estate (M, enterprise)")),
    ("M, product", t("The manufacturer’s process for the product line (M, product)")),
    ("M, operations", t("What the manufacturer runs for customers (M, operations)")),
    ("M", t("The manufacturer’s own outcome (M)")),
    ("C", t("The product helps the customer reach it (C)")),
    ("", t("The CSF Organizational Profile and other fields")),
)
"""Groups of ties in the order of the page: whose outcome, and its heading."""


SEARCH_WEIGHT = 1.2
"""How much an outcome weighs in a search: more than a record that only cites it."""


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the page of each entry of the CSF, in the order of the document."""
    catalogues = shown.handbook.catalogues
    entries = _all(shown.handbook)
    paths = [addresses.of_entry(catalogues, found).page for found in entries]
    for found, (path, previous, following) in zip(entries, in_a_row(paths), strict=True):
        reading = catalogues.readings.get(found.cited)
        name = f"{found.document.short} {found.entry.level} {found.cited}, {found.entry.title}"
        yield PageSpec(
            path=path,
            title=f"{found.cited} {found.entry.title}",
            description=t("{name}: what it means for makers of IoT products, and what is tied to it.", name=name),
            parent=addresses.REFERENCES.page,
            previous=previous,
            next=following,
            search_words=partial(tuple, (found.cited, *(reading.synonyms if reading else ()))),
            search_weight=SEARCH_WEIGHT,
            beside=partial(beside_csf, catalogues, found),
            beside_name=found.document.short,
            permanent=addresses.permanent_of_entry(found.cited),
            template="csf.html",
            make=partial(csf_view, shown.handbook, found),
        )


def csf_view(handbook: Handbook, found: Found) -> CsfView:
    """Returns the page of a Function, Category or Subcategory."""
    catalogues = handbook.catalogues
    path = catalogues.above(found)
    around = catalogues.below(path[-1]) if path else tuple(one for one in _all(handbook) if one.entry.parent is None)
    ties = tuple(citation_view(handbook, citation) for citation in handbook.citations_of(found.cited))
    return CsfView(
        id=found.cited,
        title=found.entry.title,
        level=found.entry.level,
        whose_title=t("ours") if found.entry.level == "Subcategory" else t("as published"),
        document=found.document,
        path=tuple(entry_link(handbook, one) for one in path),
        siblings=tuple(entry_link(handbook, one) for one in around if one.cited != found.cited),
        below=tuple(_below(handbook, one) for one in catalogues.below(found)),
        reading=catalogues.readings.get(found.cited),
        official=catalogues.official.get(found.cited, ""),
        activities=activity_ties(handbook, found),
        groups=_grouped(ties),
        ties=len(ties),
        came_from=tuple(gone for gone in found.document.withdrawn if found.entry.id in gone.targets),
        reworded=found.entry.reworded,
    )


def _all(handbook: Handbook) -> tuple[Found, ...]:
    return tuple(found for found in handbook.catalogues.entries.values() if found.document.document == LOCAL_DOCUMENT)


def _below(handbook: Handbook, found: Found) -> Below:
    below = tuple(_below(handbook, one) for one in handbook.catalogues.below(found))
    own = len(handbook.citations_of(found.cited))
    activities = len(activity_ties(handbook, found))
    return Below(
        entry_link(handbook, found),
        own + sum(one.ties for one in below),
        activities + sum(one.activities for one in below),
        below,
    )


def _grouped(ties: tuple[CitationView, ...]) -> tuple[TieGroup, ...]:
    groups = []
    for who, title in GROUPS:
        found = [tie for tie in ties if tie.who == who]
        found.sort(key=lambda tie: (tie.strength != "primary", tie.record.id if tie.record else ""))
        if found:
            groups.append(TieGroup(title, tuple(found)))
    return tuple(groups)
