"""Reads a product's folder as a whole: lists it, reads each of its files by the modules beside this one, and puts that together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import say
from handbook.languages.language import faults
from handbook.model.item import Item
from handbook.model.statements import Assessed
from handbook.reading.assessments import read_assessments
from handbook.reading.file_names import misnamed
from handbook.reading.file_tops import Top, applied
from handbook.reading.folder import ATTACHMENTS, PAGES, Listing, is_folder, listing
from handbook.reading.kind_files import read_kinds
from handbook.reading.own_pages import Pages, pages_in
from handbook.reading.product_file import ProductRead, read_product_file
from handbook.reading.rulings import Rulings, read_rulings
from handbook.reading.saved import is_saved
from handbook.reading.shared import Shared, read_shared
from handbook.reading.shelf import Shelf
from handbook.schema.kinds import FILES, kind_in
from handbook.schema.product_file import PRODUCT_FILE, Depth, Site
from handbook.schema.record import Kind
from handbook.schema.shared_file import SHARED_FILE
from handbook.source.yaml_text import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a product's folder says."""

    folder: Path
    listing: Listing = field(default_factory=lambda: Listing(frozenset()))
    items: tuple[Item, ...] = ()
    """The records, with what stands above them in their files."""
    site: Site = field(default_factory=Site)
    depth: Depth = "full"
    tops: Mapping[str, Top] = field(default_factory=dict)
    """What stands above the records, by file."""
    mentions: Mapping[str, Place] = field(default_factory=dict)
    """Where a comment of a file names a question of an activity."""
    pages: Pages = field(default_factory=lambda: Pages((), (), ()))
    assessments: tuple[Assessed, ...] = ()
    shared: Shared = field(default_factory=Shared)
    """What it inherits, and how it departs from that."""
    rulings: Rulings = field(default_factory=Rulings)
    inherits: bool = False
    """Whether `product.yaml` says anything of shared records."""
    lost_kinds: frozenset[str] = frozenset()
    """Kinds with a file, or with a record, that could not be read."""
    site_is_whole: bool = True
    diagnostics: tuple[Diagnostic, ...] = ()
    is_refused: bool = False
    """Whether nothing could be read but what is wrong: no folder, no `product.yaml` that may be read, or another format."""

    @property
    def shared_files(self) -> Mapping[str, Kind]:
        """Returns the kind of each file of shared records, by its path from the product's folder."""
        return {file: kind for file in self.shared.tops if (kind := kind_in(file)) is not None}


def read_product(folder: Path, shelf: Shelf | None = None, top: Path | None = None) -> Written:
    """Returns what the product in `folder` says, and what is wrong with the form of it. Nothing is raised for whatever the folder holds.

    Files that are on the `shelf` with the same text are not parsed again. Nothing that it inherits may lie outside `top`, the top of the repository
    where it is None.
    """
    shelf = shelf or Shelf()
    if not is_folder(folder):
        message = say("missing-folder.no-folder" if folder.is_file() else "missing-folder", folder=folder.name)
        finding = make("missing-folder", Place(""), message, say("missing-folder.right", file=PRODUCT_FILE))
        return Written(folder=folder, diagnostics=(finding,), is_refused=True)
    listed = listing(folder)
    if PRODUCT_FILE not in listed.names and SHARED_FILE in listed.names:
        finding = make("missing-file", Place(PRODUCT_FILE), say("missing-file.shared"), say("missing-file.shared.right"))
        return Written(folder=folder, listing=listed, diagnostics=(*listed.diagnostics, finding), is_refused=True)
    diagnostics = [*listed.diagnostics, *misnamed(listed), *faults(folder)]
    meant = {finding.suggestions[0] for finding in diagnostics if finding.suggestions}
    product, mentions, found = _product(folder, listed, meant, shelf)
    diagnostics += found
    if product.is_refused:
        return Written(folder=folder, listing=listed, diagnostics=tuple(diagnostics), is_refused=True)
    own = read_kinds(folder, listed, meant, shelf, mentions=mentions)
    diagnostics += own.diagnostics
    tops = {**({PRODUCT_FILE: product.top} if product.top else {}), **own.tops}
    lost = own.lost | (set() if product.items else {FILES[PRODUCT_FILE].name})
    shared = read_shared(folder, product.inheriting, shelf, top) if product.inheriting else Shared()
    diagnostics += shared.diagnostics
    tops |= shared.tops
    lost |= shared.lost
    assessments, found = read_assessments(folder, shelf)
    diagnostics += found
    pages = pages_in(folder, listed.below(PAGES))
    items, found = applied([*product.items, *own.items, *shared.offered], tops, shared.departing(own.items))
    if product.inheriting:
        shared = shared.with_items([item for item in items if item.shared])
        items = shared.taken([item for item in items if not item.shared])
    return Written(
        folder=folder,
        listing=listed,
        items=tuple(items),
        site=product.site,
        depth=product.depth,
        tops=tops,
        mentions=own.mentions,
        shared=shared,
        inherits=product.inheriting is not None,
        pages=pages,
        assessments=assessments,
        rulings=read_rulings(folder),
        lost_kinds=frozenset(lost),
        site_is_whole=product.site_is_whole,
        diagnostics=(*diagnostics, *pages.diagnostics, *found),
    )


def _product(folder: Path, listed: Listing, meant: set[str], shelf: Shelf) -> tuple[ProductRead, dict[str, Place], list[Diagnostic]]:
    """Returns what `product.yaml` says, where its comments name questions, and all that is wrong with it.

    `meant` are the names that misspelt files were meant to have: what is there under another name is not missing as well.
    """
    if listed.has_lost(PRODUCT_FILE):
        return ProductRead(is_refused=True), {}, []
    text, found = shelf.text(folder, PRODUCT_FILE)
    document, found = (None, found) if text is None else parse(text, PRODUCT_FILE)
    found = [finding for finding in found if finding.code != "missing-file" or PRODUCT_FILE not in meant]
    if document is None:
        return ProductRead(), {}, found
    attachments = listed.below(ATTACHMENTS)
    product = read_product_file(document, attachments)
    previous = product.site.previous
    if previous in attachments and not is_saved(folder / ATTACHMENTS / previous):
        message, right = say("unreadable-file.saved", file=f"{ATTACHMENTS}/{previous}"), say("unreadable-file.saved.right")
        found.append(make("unreadable-file", document.place(("site", "previous")), message, right, found=previous))
    return product, dict(document.questions), [*found, *product.diagnostics]
