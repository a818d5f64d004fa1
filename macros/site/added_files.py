"""Which files a build adds to those in `docs/`: pages without a file, files of products, exports, pages that lead on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.exports.downloads import site_files
from handbook.languages.language import SOURCE, Language
from handbook.outputs.registry import OUTPUTS
from handbook.views.addresses import of_companion_file, of_file, of_own_page
from macros.site.blank_folders import blank_folders
from macros.site.forwarding import forwarding_page, moved, permanent
from macros.site.languages import WORDS, words_of_scripts
from macros.site.publication import Publication


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that is published although `docs/` does not have it."""

    path: str
    """Source path that it pretends to have."""
    content: str | bytes | Iterator[bytes] = ""
    source: Path | None = None
    """The file that is published as it is, instead of `content`."""
    is_page: bool = False
    """Whether it is a page. Whatever else is published as it stands, even where its ending is that of a page."""

    def pieces(self) -> Iterator[bytes]:
        """Yields `content` as bytes, in UTF-8 where it is text. A large one can be had once."""
        if isinstance(self.content, (str, bytes)):
            yield self.content.encode("utf-8") if isinstance(self.content, str) else self.content
        else:
            yield from self.content


def pages_and_attachments(publication: Publication) -> Iterator[AddedFile]:
    """Yields the pages that the product or a catalogue makes, attachments, the product's own pages."""
    root, product, handbook = publication.repository.root, publication.repository.product, publication.handbook
    for path in publication.site_map.pages:
        yield AddedFile(path, is_page=True)
    for name in handbook.attachments:
        yield AddedFile(of_file(name).page, source=product / of_file(name).page)
    for companion in publication.companions:
        for name in companion.handbook.attachments:
            yield AddedFile(of_companion_file(companion.slug, name).page, source=root / companion.folder / of_file(name).page)
    for name in handbook.page_files:
        yield AddedFile(of_own_page(name).page, source=product / of_own_page(name).page)
    for name in handbook.pages:
        yield AddedFile(of_own_page(name).page, source=product / of_own_page(name).page, is_page=True)


def words(language: Language) -> Iterator[AddedFile]:
    """Yields the script with the words of all others in a language; nothing in English, which they hold themselves."""
    if language.code != SOURCE:
        yield AddedFile(WORDS, words_of_scripts(language))


def robots(site_url: str) -> Iterator[AddedFile]:
    """Yields the file that tells crawlers where the list of all pages is; nothing for a site without an address."""
    if site_url:
        yield AddedFile("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site_url.rstrip('/')}/sitemap.xml\n")


def outputs(publication: Publication, path: str | None = None) -> Iterator[AddedFile]:
    """Yields what other programs read, exports included, or that at one path alone; the URLs of all pages must be known."""
    for output in OUTPUTS:
        if path in (None, output.file):
            content = output.content(publication.handbook, publication.url)
            yield AddedFile(output.file, content.encode("utf-8") if isinstance(content, str) else content)
    for name, made in site_files(publication.handbook, path, publication.wanted):
        yield AddedFile(name, made)
    for blank in blank_folders(publication.handbook):
        if path in (None, blank.path):
            yield AddedFile(blank.path, blank.content)


def leading_on(publication: Publication, stated: Any, site_url: str, *, published: bool) -> Iterator[AddedFile]:
    """Yields the pages that lead on: permanent addresses, and those that `stated` (`extra.moved`) says have moved. The URLs of all pages must be known."""
    for address, url, title in (*permanent(publication), *moved(publication, stated)):
        path = address if address.endswith(".html") else f"{address}index.html"
        yield AddedFile(path, forwarding_page(path, url, title, site_url, language=publication.language, published=published))
