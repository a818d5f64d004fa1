"""Page kind: the list of all frozen releases of the handbook, what became of each, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handbook.audience.levels import NAMES
from handbook.languages.said import day, t
from handbook.reading.releases import DATA, SUMS, Frozen
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release in the list."""

    release: Frozen
    readers: str
    site: str
    """URL of its pages, relative to the list; '' where this site does not have them."""
    sums: str
    """URL of the hashes of its files."""
    data: str
    """URL of its `handbook.json`."""


@dataclass(frozen=True, slots=True)
class ReleasesView:
    """All releases, the last one first."""

    as_of: str
    """The day for which the current handbook speaks, or ''."""
    home: Address
    releases: tuple[ReleaseView, ...]


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the page, on the site of the current handbook, where there is a release that its readers may see."""
    if shown.lists_releases:
        yield PageSpec(
            path=addresses.RELEASES.page,
            title=t("Releases of this handbook"),
            description=t("The handbook as it was at each release: frozen pages with their day, and what was withdrawn or redacted since."),
            parent=addresses.PRODUCT.page,
            search_words=partial(tuple, ("earlier versions", "versions of the handbook", "as it was", "frozen", "withdrawn")),
            template="releases.html",
            make=partial(releases_view, shown),
        )


def releases_view(shown: Shown) -> ReleasesView:
    """Returns what the page shows."""
    product = shown.handbook.product
    return ReleasesView(
        as_of=day(product.as_of) if product and product.as_of else "",
        home=addresses.HOME,
        releases=tuple(_release(one, has_pages=shown.has_pages_of(one)) for one in reversed(shown.releases)),
    )


def _release(release: Frozen, *, has_pages: bool) -> ReleaseView:
    site = f"{release.name}/" if has_pages else ""
    whole = has_pages and not release.is_redacted
    return ReleaseView(release, NAMES[release.audience], site, f"{site}{SUMS}" if whole else "", f"{site}{DATA}" if whole else "")
