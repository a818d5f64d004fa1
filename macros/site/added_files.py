"""Which files a build adds to those in `docs/`: pages without a file, the product's own files, exports, pages that lead on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.outputs.handbook_json import SCHEMA_FILE, as_json, schema_text
from handbook.views.addresses import of_companion_file, of_file, of_own_page
from macros.site.forwarding import forwarding_page, moved, permanent
from macros.site.publication import Publication

GENERATED = "{{ generated_page() }}\n"
"""The source of every page without a file: one call, so that no text of the product is evaluated."""


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that is published although `docs/` does not have it."""

    path: str
    """Source path that it pretends to have."""
    text: str = ""
    source: Path | None = None
    """The file that is published as it is, instead of `text`."""
    is_page: bool = False
    """Whether it is a page, whose calls are evaluated. Whatever else is published as it stands, even where its ending is that of a page."""


def pages_and_attachments(publication: Publication) -> Iterator[AddedFile]:
    """Yields the pages that the product or a catalogue makes, attachments, the product's own pages, and the schema of the export."""
    root, product, handbook = publication.repository.root, publication.repository.product, publication.handbook
    for path in publication.site_map.pages:
        yield AddedFile(path, GENERATED, is_page=True)
    for name in handbook.attachments:
        yield AddedFile(of_file(name).page, source=product / of_file(name).page)
    for companion in publication.companions:
        for name in companion.handbook.attachments:
            yield AddedFile(of_companion_file(companion.slug, name).page, source=root / companion.folder / of_file(name).page)
    for name in handbook.page_files:
        yield AddedFile(of_own_page(name).page, source=product / of_own_page(name).page)
    for name in handbook.pages:
        yield AddedFile(of_own_page(name).page, source=product / of_own_page(name).page, is_page=True)
    yield AddedFile(SCHEMA_FILE, schema_text())


def robots(site_url: str) -> Iterator[AddedFile]:
    """Yields the file that tells crawlers where the list of all pages is; nothing for a site without an address."""
    if site_url:
        yield AddedFile("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site_url.rstrip('/')}/sitemap.xml\n")


def export(publication: Publication) -> AddedFile:
    """Returns the handbook as JSON, with the URL of each record; the URLs of all pages must be known."""
    exported = json.dumps(as_json(publication.handbook, publication.url), indent=1, ensure_ascii=False, sort_keys=False)
    return AddedFile("handbook.json", f"{exported}\n")


def leading_on(publication: Publication, stated: Any, site_url: str, *, published: bool) -> Iterator[AddedFile]:
    """Yields the pages that lead on: permanent addresses, and those that `stated` (`extra.moved`) says have moved. The URLs of all pages must be known."""
    for address, url, title in (*permanent(publication), *moved(publication, stated)):
        path = address if address.endswith(".html") else f"{address}index.html"
        yield AddedFile(path, forwarding_page(path, url, title, site_url, published=published))
