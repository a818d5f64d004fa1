"""The navigation of MkDocs: sections for companions and for the product's own pages, and neighbours of pages outside it."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from handbook.languages.said import told
from handbook.views.addresses import of_companion, of_own_page
from macros.mkdocs.files import page_at
from macros.render.escaping import heading
from macros.site.languages import MENU
from macros.site.publication import Publication


def complete_navigation(nav: Navigation, publication: Publication, files: Files, config: MkDocsConfig) -> None:
    """Adds the product's own pages and the overviews of companions; gives each page outside the navigation a parent and its neighbours,
    and every page the day for which the product speaks.

    Raises PluginError for a page that a fork's configuration left out.
    """

    def page(path: str) -> Page:
        """Returns the page at a source path."""
        return page_at(files, path, config)

    def says(title: str) -> str:
        """Returns the title of a section in the language of the site."""
        return publication.language.says(title, MENU)

    companions = [page(of_companion(companion.slug).page) for companion in publication.companions]
    if len(companions) == 1:
        _add_section(nav, says("Second example"), companions)
    elif companions:
        _add_sections(nav, says("More examples"), zip((heading(one.name) for one in publication.companions), companions, strict=True))
    for path, known in publication.site_map.docs.items():
        if known.menu:
            page(path).title = told(known.menu, publication.language)
    parents = {one.file.src_uri: one for one in (*nav.pages, *companions)}
    for spec in publication.site_map.pages.values():
        made, parent = page(spec.path), parents.get(spec.parent)
        if parent is not made:
            made.parent = parent.parent if parent else None
        made.previous_page = page(spec.previous) if spec.previous else None if parent is made else parent
        made.next_page = page(spec.next) if spec.next else None
    date_pages(publication, files)
    named = publication.handbook.site.name if publication.handbook.presented_as == "worked example" else None
    _add_section(nav, heading(named or says("Our own pages")), [page(of_own_page(name).page) for name in publication.handbook.pages])


def date_pages(publication: Publication, files: Files) -> None:
    """Gives every page the day for which the product speaks, if it names one."""
    product = publication.handbook.product
    if product is not None and product.as_of is not None:
        for one in (file.page for file in files if file.page is not None):
            one.update_date = product.as_of.isoformat()


def _add_section(nav: Navigation, title: str, pages: Iterable[Page]) -> None:
    """Adds a section with pages of their own to the navigation; none where there are no pages."""
    section = Section(title, list(pages))
    for page in pages:
        page.parent = section
    if section.children:
        nav.items.append(section)


def _add_sections(nav: Navigation, title: str, pages: Iterable[tuple[str, Page]]) -> None:
    """Adds a section with a section for each page: two overviews in one would both be its index, and the theme would show the last alone."""
    outer = Section(title, [])
    for name, page in pages:
        inner = Section(name, [page])
        inner.parent, page.parent = outer, inner
        outer.children.append(inner)
    nav.items.append(outer)
