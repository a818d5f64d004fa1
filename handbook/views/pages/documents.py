"""View of a call in a guidance page: reference documents, how many of their entries something is tied to, which were withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.documents import Entry, ReferenceDocument, Withdrawn
from handbook.model.handbook import Handbook
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView, entry_link


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
    """Returns every reference document with how many entries it has and how many of them something is tied to."""
    return tuple(_document(handbook, document) for document in handbook.catalogues.documents.values())


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
    cited = document.prefix + entry.id
    return bool(handbook.citations_of(cited) or handbook.catalogues.guidance.get(cited))
