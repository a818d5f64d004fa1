"""What is said of every page without a file in `docs/`: its place, title, search words, template, and how its view is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.compare.companions import Companion
from handbook.compare.difference import Difference
from handbook.compare.previous import since
from handbook.findings.diagnostics import Diagnostic, Place, Severity
from handbook.methods.belonging import by_record
from handbook.methods.matrices import matrices
from handbook.methods.matrices.cells import Matrix
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.reading.folder import ATTACHMENTS
from handbook.reading.releases import DATA, Frozen
from handbook.views.addresses import Address


@dataclass(frozen=True)
class Shown:
    """What pages are made of: one product with its findings, and the products that the site shows beside it."""

    loaded: Loaded
    folder: str
    """Folder of the product, as readers are told of it."""
    companions: tuple[Companion, ...] = ()
    product: Path | None = None
    """The folder itself, for what is read of it no sooner than a page asks for it."""
    releases: tuple[Frozen, ...] = ()
    """The frozen releases that these readers may see, in the order in which they were made."""
    store: Path | None = None
    """The folder that holds them."""
    published: frozenset[str] | None = None
    """Names of those whose pages the site has; None for all."""
    frozen: Frozen | None = None
    """The release that is being made of this, with name and day alone; None for the current handbook."""

    @property
    def handbook(self) -> Handbook:
        return self.loaded.handbook

    @cached_property
    def since_previous(self) -> Difference | None:
        """Returns what differs from the previous release that the product names, or None where none can be read."""
        previous, release = self.handbook.site.previous, self.previous_release
        if previous:
            return since(self.loaded, self.product / ATTACHMENTS / previous, previous) if self.product else None
        return since(self.loaded, self.store / release.name / DATA, release.name) if release and self.store else None

    @property
    def previous_release(self) -> Frozen | None:
        """Returns the release before this one, where the product names no file as its previous release; of one that was redacted nothing is left."""
        return None if self.handbook.site.previous else next((one for one in reversed(self.releases) if not one.is_redacted), None)

    @property
    def lists_releases(self) -> bool:
        """Returns whether the site lists the releases: that of the current handbook does, where there is one."""
        return bool(self.releases) and self.frozen is None

    def has_pages_of(self, release: Frozen) -> bool:
        """Returns whether the site has the pages of a release."""
        return self.published is None or release.name in self.published

    @property
    def tells_changes(self) -> bool:
        """Returns whether there is a release before this one, and so a page of what changed since."""
        return bool(self.product and (self.handbook.site.previous or self.previous_release))

    @cached_property
    def findings(self) -> dict[str, tuple[Diagnostic, ...]]:
        """Returns the findings about each record, by its id."""
        return by_record(self.loaded.diagnostics)

    @cached_property
    def matrices(self) -> tuple[Matrix, ...]:
        """Returns the coverage matrices of the product."""
        return matrices(self.loaded)

    @cached_property
    def gaps(self) -> Counter[str]:
        """Returns how many gaps each record has, by its id."""
        return Counter(finding.record for finding in self.loaded.diagnostics if finding.record and finding.severity is Severity.GAP)


@dataclass(frozen=True, slots=True)
class Beside:
    """A link in the list beside a page."""

    id: str
    """Id of what it leads to, '' where that has none."""
    title: str
    address: Address
    depth: int
    """How far it lies below the topmost, from 0."""
    here: bool = False
    """Whether it is the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page that has no file in `docs/`, because the product or a catalogue decides whether there is one."""

    path: str
    """Source path that it would have in `docs/`."""
    title: str
    description: str
    parent: str
    """Source path of the page in the navigation under which it stands; its own where it is in the navigation itself."""
    template: str
    make: Callable[[], object]
    """Makes the view that the template shows, when the page is made and not before."""
    previous: str = ""
    next: str = ""
    """Source paths of the pages before and after it, or empty."""
    source: Place | None = None
    """Where the product says what the page shows; None where no single file does."""
    hide: tuple[str, ...] = ()
    """What of the frame it leaves out to have more width: `navigation`, `toc`."""
    search_words: Callable[[], tuple[str, ...]] = tuple
    """Makes the words by which somebody may search for it, beside what it says."""
    search_weight: float = 1.0
    """How much it weighs among the results of a search; 0 where it is not searched, since it repeats what other pages say."""
    beside: Callable[[], tuple[Beside, ...]] = tuple
    """Makes the list of what belongs to the same whole, such as the parts of a document."""
    beside_name: str = ""
    """What that whole is called."""
    record: str = ""
    """Id of the record that it is about, where it is the page of one."""
    permanent: str = ""
    """URL that leads to it wherever it stands, relative to the root of the site; such a page stands in the page that holds all, too."""


@dataclass(frozen=True, slots=True)
class DocsPage:
    """What the site adds to a page that has a file in `docs/`."""

    menu: str = ""
    """Its title in menus, where that follows from the product."""
    title: str = ""
    """Its title elsewhere, where that follows from the product."""
    search_words: tuple[str, ...] = ()


def in_a_row(paths: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yields each path with the one before it and the one after it, '' at the ends."""
    yield from zip(paths, ("", *paths), (*paths[1:], ""), strict=False)
