"""The site map: every page that a site has beyond the files in `docs/`, kind by kind.

Pages whose existence depends on the product or on a catalogue have no file. Their number grows with the product; the navigation
does not, since they are reached through registers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from handbook.views.page_spec import DocsPage, PageSpec, Shown
from handbook.views.pages import activity, assessments, changes, comparison, crosswalk, csf, entries, matrices, record, register, releases

KINDS_OF_PAGES = (
    record.pages, register.pages, entries.pages, crosswalk.pages, csf.pages, matrices.pages, assessments.pages, comparison.pages, changes.pages,
    releases.pages,
)  # fmt: skip
"""The kinds of pages in their order; a further kind is a module in `pages/` and its name here."""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The pages of a site that have no file, and what is added to those that have one, each by its source path."""

    pages: dict[str, PageSpec] = field(default_factory=dict)
    docs: dict[str, DocsPage] = field(default_factory=dict)


def site_map(shown: Shown) -> SiteMap:
    """Returns the site map of a product, with the pages of products shown beside it. No view is made before its page is."""
    return SiteMap({page.path: page for pages in KINDS_OF_PAGES for page in pages(shown)}, activity.docs_pages(shown.handbook))
