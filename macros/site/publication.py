"""What one build publishes: the product with its pages, where they stand, and what pages ask for in vain. Made anew for every build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from os.path import normpath
from pathlib import Path

from handbook.compare.companions import Companion
from handbook.exports.downloads import Wanted
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.languages.language import Language
from handbook.layout.graphviz import Layout
from handbook.model.handbook import Handbook
from handbook.reading.shelf import Shelf
from handbook.views.addresses import Address
from handbook.views.page_spec import Shown
from handbook.views.site_map import SiteMap, site_map
from macros.site.menus import CONTRIBUTING
from macros.site.repository import Repository
from macros.site.waiting import WaitingRoom
from macros.site.whole import Chapter, without_repetition

EXTRA_KEY = "handbook_publication"
"""Key in MkDocs' `extra` under which the hook leaves the publication for the macros."""


def shared_folders(product: Path, handbook: Handbook) -> tuple[Path, ...]:
    """Returns the folders of the shared records that a product inherits, as paths; `product` is its folder."""
    return tuple(Path(normpath(product / one.folder)) for one in handbook.shared)


class UnknownAddressError(LookupError):
    """An address names a page that the site does not have."""


@dataclass(frozen=True, repr=False)  # mkdocs-macros prints every variable once a build, and a handbook is large
class Publication:
    """One build. What it publishes is fixed when it is made; the last six fields gather what comes to light while pages are made."""

    shown: Shown
    """The product, and those that stand beside it."""
    layout: Layout = field(default_factory=Layout)
    """The graphs of the build with their places, or why there are none."""
    revision: str = ""
    """Revision of the source, in words, or empty."""
    repository: Repository = field(default_factory=Repository)
    served: bool = False
    """Whether it is served to an author, who waits for nothing that he does not look at."""
    shelf: Shelf = field(default_factory=Shelf)
    """The files of the product as they were read, for whoever reads it again."""
    pdf: bool = False
    """Whether the site has the files that are made on request alone."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Day on which each file was last changed, by its path relative to the repository; empty where that is not known."""

    urls: dict[str, str] = field(default_factory=dict)
    """URL of each file of the site, relative to its root, by source path."""
    page_errors: list[str] = field(default_factory=list)
    """What pages ask for and cannot have: `path:line: sentence`."""
    room: WaitingRoom = field(default_factory=WaitingRoom)
    """Where texts wait that a build needs once more."""
    contents: dict[str, Chapter] = field(default_factory=dict)
    """What each page says, by its source path, for the page that holds all."""
    reading_order: list[str] = field(default_factory=list)
    """Source paths of the pages in the navigation, in order."""
    kept_links: dict[tuple[object, ...], str] = field(default_factory=dict)
    """HTML of links that are the same on the pages of a folder; no more than are made again quickly."""

    @property
    def handbook(self) -> Handbook:
        return self.shown.handbook

    @property
    def language(self) -> Language:
        """Returns the language in which the site speaks."""
        return self.handbook.language

    @property
    def wanted(self) -> Wanted:
        """Returns what the site has of exports that are made on request."""
        return Wanted(self.pdf, self.revision)

    @property
    def companions(self) -> tuple[Companion, ...]:
        """Returns the other products that the site shows beside this one."""
        return self.shown.companions

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.shown.loaded.diagnostics

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(finding for finding in self.diagnostics if finding.severity is Severity.ERROR)

    @cached_property
    def site_map(self) -> SiteMap:
        """Returns the pages that have no file in `docs/`."""
        return site_map(self.shown)

    def folders(self) -> tuple[Path, ...]:
        """Returns the folders of all products that are shown, each with those of the shared records that it inherits."""
        shown = [(self.repository.product, self.handbook), *((self.repository.root / one.folder, one.handbook) for one in self.companions)]
        return tuple(dict.fromkeys(folder for product, handbook in shown for folder in (product, *shared_folders(product, handbook))))

    def url(self, address: Address) -> str:
        """Returns the URL of an address relative to the root of the site. Raises UnknownAddressError."""
        try:
            url = self.urls[address.page]
        except KeyError:
            raise UnknownAddressError(address.page) from None
        return url + (f"#{address.anchor}" if address.anchor else "")

    def fail(self, path: str, sentence: str, line: int = 1) -> str:
        """Notes what the page at a source path asks for and cannot have, and returns where it does: the line of its file, or where the product says it."""
        made = self.site_map.pages.get(path)
        if made is not None:
            place = f"{made.source.within(self.shown.folder)}:{made.source.line}" if made.source else f"{made.path}:1"
        else:
            own = path.removeprefix("pages/") in self.handbook.pages
            place = f"{self.shown.folder if own else 'docs'}/{path}:{line}"
        self.page_errors.append(f"{place}: {sentence}")
        return place

    def gather(self, path: str, url: str, title: str, html: str) -> None:
        """Keeps what a page says for the page that holds all, if that has it: guidance, records and outcomes, and neither lists of them nor the first page."""
        made = self.site_map.pages.get(path)
        if (made and not made.permanent) or path == "index.md" or path.startswith(CONTRIBUTING):
            return
        self.contents[path] = Chapter(url, title, self.room.wait(without_repetition(html) if made else html), short=made is not None)

    def chapters(self) -> list[Chapter]:
        """Returns the pages that were gathered: guidance in the order of the navigation, then the records, then the outcomes of the CSF."""
        order = {path: number for number, path in enumerate(self.reading_order)}
        shown = sorted(self.contents, key=lambda path: (order.get(path, len(order)), path in self.site_map.pages))
        return [self.contents[path] for path in shown]
