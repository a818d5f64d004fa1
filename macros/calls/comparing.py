"""Pages of companions: another product's records, whose links stay among that product's own pages."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handbook.compare.companions import Companion
from handbook.model.handbook import Loaded
from handbook.schema.kinds import KINDS
from handbook.views.addresses import Address, of_item, register_name
from handbook.views.pages.comparison import anchor_of, compared_activity, index_of, overview, page_of
from handbook.views.site_map import SiteMap
from macros.render.rendering import Renderer
from macros.site.publication import Publication


class CompanionPublication(Publication):
    """The pages of a companion among those of the site: its records are anchors, its registers sections."""

    def url(self, address: Address) -> str:
        """Returns the URL of an address relative to the root of the site; what a record links to has its anchor already."""
        url = self.urls.get(address.page, "")
        return url if "#" in url else super().url(address)


def companion_urls(companion: Companion, urls: dict[str, str]) -> dict[str, str]:
    """Returns where the site shows what a companion's pages link to: its own records, and the handbook's guidance and catalogues."""
    shared = {page: url for page, url in urls.items() if page.startswith(("activities/", "references/"))}
    own = {of_item(item).page: f"{urls[page_of(companion.slug, item.kind.activity).page]}#{anchor_of(item)}" for item in companion.handbook.items.values()}
    registers = {}
    for kind in KINDS.values():
        page = page_of(companion.slug, kind.activity).page
        if page in urls:
            registers[f"registers/{kind.name}.md"] = f"{urls[page]}#{kind.name}"
            registers[f"registers/{register_name(kind.activity)}.md"] = f"{urls[page]}#records"
    files = {f"files/{name}": urls[f"compare/{companion.slug}/files/{name}"] for name in companion.handbook.attachments}
    return shared | own | registers | files | {"product.md": urls[index_of(companion.slug).page]}


class Comparing:
    """Renders the pages of companions for the page at hand."""

    def __init__(self, publication: Publication, page_url: Callable[[], str], main: Renderer) -> None:
        self._publication = publication
        self._page_url = page_url
        self._main = main
        self._renderers: dict[str, Renderer] = {}

    def page(self, companion: Companion, group: int | None) -> str:
        """Returns a companion's page for an activity, or its overview."""
        theirs = self._renderer(companion)
        if group is None:
            return self._main.render("compare_index.html", view=overview(self._publication.handbook, companion), theirs=theirs)
        view = compared_activity(self._publication.handbook, companion, group)
        return self._main.render(
            "compare_activity.html",
            view=view,
            theirs=lambda side: Markup(theirs.render("compare_side.html", side=side)),
            records=Markup(theirs.render("compare_records.html", kinds=view.kinds)),
        )

    def _renderer(self, companion: Companion) -> Renderer:
        if companion.slug not in self._renderers:
            loaded = Loaded(companion.handbook, ())
            published = CompanionPublication(loaded, SiteMap({}, {}, {}, {}), companion.folder, urls=companion_urls(companion, self._publication.urls))
            self._renderers[companion.slug] = Renderer(published, self._page_url)
        return self._renderers[companion.slug]


def companion_links(companions: tuple[Companion, ...], group: int) -> tuple[tuple[str, Address], ...]:
    """Returns, for the page of an activity, the way to each companion's page beside it."""
    return tuple((one.name, page_of(one.slug, group)) for one in companions)
