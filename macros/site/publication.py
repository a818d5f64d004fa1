"""What one build publishes: the handbook, its pages, and what is wrong. Made anew by the hook for every build."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.structure.files import File

from handbook.compare.companions import Companion
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.layout.graphviz import Layout
from handbook.model.handbook import Handbook, Loaded
from handbook.views.addresses import Address
from handbook.views.site_map import SiteMap
from macros.site.whole import Chapter

EXTRA_KEY = "handbook_publication"
"""Key in MkDocs' `extra` under which the hook leaves the publication for the macros."""


class UnknownAddressError(LookupError):
    """An address names a page that the site does not have."""


@dataclass(repr=False)  # mkdocs-macros prints every variable once a build, and a handbook is large
class Publication:
    """One build."""

    loaded: Loaded
    site_map: SiteMap
    product_folder: str
    """Product folder relative to the configuration file, with forward slashes, or its name where it lies elsewhere; shown to readers."""
    folder: Path = Path()
    """Where the product folder lies on this machine; shown to nobody."""
    urls: dict[str, str] = field(default_factory=dict)
    """URL of each file of the site, relative to its root, by source path; filled once the files are known."""
    page_errors: list[str] = field(default_factory=list)
    """What pages ask for and cannot have: `path:line: sentence`."""
    layout: Layout = field(default_factory=Layout)
    """The graphs of the build with their places, or why there are none."""
    revision: str = ""
    """Revision of the source, in words, or empty."""
    repository: str = ""
    """Address of the repository, or empty."""
    repository_folder: str = ""
    """URL of the forge's editor for files of the repository, or empty."""

    contents: dict[str, Chapter] = field(default_factory=dict)
    """What each page says, by its source path; gathered while pages are made, for the page that holds all."""
    reading_order: list[str] = field(default_factory=list)
    """Source paths of the pages in the navigation, in order."""
    companions: tuple[Companion, ...] = ()
    """Other products that the site shows beside this one."""

    @property
    def handbook(self) -> Handbook:
        """Returns the handbook."""
        return self.loaded.handbook

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Returns all findings."""
        return self.loaded.diagnostics

    def url(self, address: Address) -> str:
        """Returns the URL of an address relative to the root of the site. Raises UnknownAddressError."""
        try:
            url = self.urls[address.page]
        except KeyError:
            raise UnknownAddressError(address.page) from None
        return url + (f"#{address.anchor}" if address.anchor else "")

    def fail(self, file: File, sentence: str, line: int = 1, markdown: str | None = None) -> str:
        """Notes what a page asks for and cannot have, and returns where it does: at a line of its Markdown, or of its file where `markdown` is None."""
        made = self.site_map.pages.get(file.src_uri)
        if made is not None:
            place = f"{self.product_folder}/{made.source_file}:{made.source_line}" if made.source_file else f"{made.path}:1"
        else:
            own = file.src_uri.removeprefix("pages/") in self.handbook.pages
            above = file.content_string.count("\n") - markdown.count("\n") if markdown is not None else 0  # what stands above it says title and tags
            place = f"{self.product_folder if own else 'docs'}/{file.src_uri}:{max(above, 0) + line}"
        self.page_errors.append(f"{place}: {sentence}")
        return place

    def gaps_by_record(self) -> dict[str, int]:
        """Returns how many gaps each record has."""
        return Counter(finding.record for finding in self.diagnostics if finding.record and finding.severity is Severity.GAP)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Returns the diagnostics that are errors."""
        return tuple(finding for finding in self.diagnostics if finding.severity is Severity.ERROR)
