"""What stands beside the page of a reference document: its parts, opened down to the page, and its crosswalk."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Catalogues, Found
from handbook.catalogs.documents import ReferenceDocument
from handbook.languages.said import t
from handbook.views import addresses
from handbook.views.page_spec import Beside


def beside_csf(catalogues: Catalogues, found: Found | None) -> tuple[Beside, ...]:
    """Returns the Functions, the Categories of the Function in which an entry lies, and the Subcategories of its Category."""
    opened = {one.cited for one in (*catalogues.above(found), found)} if found else set()
    return (*_opened(catalogues, _tops(catalogues, catalogues.documents[LOCAL_DOCUMENT]), opened, found.cited if found else "", 0), *_crosswalk(catalogues))


def beside_document(catalogues: Catalogues, document: ReferenceDocument, page: str) -> tuple[Beside, ...]:
    """Returns the topmost entries of a document, that of the page marked where the document has several pages, and its crosswalk."""
    tops = _tops(catalogues, document)
    pages = [addresses.of_entry(catalogues, one) for one in tops]
    many = len({one.page for one in pages}) > 1
    listed = tuple(Beside(top.entry.id, top.entry.title, address, 0, here=many and address.page == page) for top, address in zip(tops, pages, strict=True))
    crosswalk = addresses.of_crosswalk(document)
    return (*listed, Beside("", t("Crosswalk"), crosswalk, 0, here=page == crosswalk.page))


def _opened(catalogues: Catalogues, entries: tuple[Found, ...], opened: set[str], here: str, depth: int) -> Iterator[Beside]:
    for one in entries:
        yield Beside(one.cited, one.entry.title, addresses.of_entry(catalogues, one), depth, here=one.cited == here)
        if one.cited in opened:
            yield from _opened(catalogues, catalogues.below(one), opened, here, depth + 1)


def _crosswalk(catalogues: Catalogues) -> tuple[Beside, ...]:
    return (Beside("", t("Crosswalk"), addresses.of_crosswalk(catalogues.documents[LOCAL_DOCUMENT]), 0),)


def _tops(catalogues: Catalogues, document: ReferenceDocument) -> tuple[Found, ...]:
    return tuple(catalogues.entries[document.prefix + entry.id] for entry in document.entries if entry.parent is None)
