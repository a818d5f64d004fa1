"""View of a call in the home page: where to start, what the product is, and every CSF entry to look one up."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Catalogues
from handbook.model.handbook import Handbook
from handbook.schema.product_file import Site
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.pages.activity import Phase, sequence
from handbook.views.pages.product import ProductView, product_view
from handbook.views.shared.links import LinkView, entry_link


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows beside its words."""

    site: Site
    product: ProductView
    records: int
    phases: tuple[Phase, ...]
    entries: tuple[LinkView, ...]
    """Every entry of the CSF, to look one up."""
    own: bool
    """Whether the publisher makes the product: then it stands first, and the activities lead to what was done for it."""
    guides: bool
    """Whether the site has the pages on how a handbook is made."""
    places: dict[str, Address]
    """Where the links of the page lead, by a word for each."""


def home_view(handbook: Handbook) -> HomeView:
    """Returns where to start reading, what the product is, and all entries of the CSF 2.0 for the field by which one is looked up."""
    catalogues = handbook.catalogues
    entries = tuple(entry_link(handbook, found) for found in catalogues.entries.values() if found.document.document == LOCAL_DOCUMENT)
    places = {
        "product": addresses.PRODUCT,
        "progress": addresses.PROGRESS,
        "coverage": addresses.COVERAGE,
        "begin": addresses.of_activity(0),
        "how": Address("reading.md"),
        "csf": Address(addresses.REFERENCES.page, LOCAL_DOCUMENT.lower()),
        "references": addresses.REFERENCES,
        "registers": addresses.REGISTERS,
        "write": Address("guides/afternoon.md"),
        "built": Address("contributing/index.md"),
    }
    own = handbook.presented_as == "our product"
    return HomeView(handbook.site, product_view(handbook), len(handbook.items), _phases(catalogues, own), entries, own, handbook.shows_project_pages, places)


def _phases(catalogues: Catalogues, own: bool) -> tuple[Phase, ...]:
    found = sequence(catalogues, (addresses.of_example if own else addresses.of_activity)(0).page)
    return found.phases if found else ()
