"""Which files a site has and at which URLs they stand, by the rules of MkDocs: those of `docs/`, and those that the build adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from macros.site.added_files import pages_and_attachments, words
from macros.site.menus import left_out
from macros.site.publication import Publication
from macros.site.style_sheets import PARTS, SHEET, site_sheet

INDEXES = ("index.md", "README.md")
"""Names of pages that stand at the address of their folder."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of the site."""

    path: str
    """Path that it has, or pretends to have, in `docs/`."""
    url: str
    """Relative to the root of the site; '' is the first page."""
    is_page: bool
    source: Path | None = None
    """Where its text stands; None for a page that a template makes, and for what the build wrote."""
    content: bytes = b""
    """What the build wrote, where there is no source."""

    @property
    def target(self) -> str:
        """Returns the path of the file in the built site, for a file that is no page."""
        return self.path


def placed(publication: Publication, docs: Path, *, folders: bool = True) -> tuple[Placed, ...]:
    """Returns the files of a site but for what other programs read, and tells the publication their URLs.

    With `folders`, the address of a page is that of a folder with a slash at its end; without, that of a file.
    """
    found = tuple(_files(publication, docs, folders))
    publication.urls.update({one.path: one.url for one in found})
    return found


def page_url(path: str, *, folders: bool = True) -> str:
    """Returns the URL of the page at a source path, relative to the root of the site: `a/b.md` stands at `a/b/`, `a/index.md` at `a/`."""
    folder, slash, name = path.rpartition("/")
    above = folder + slash
    if not folders:
        return quote(above + ("index.html" if name in INDEXES else name.removesuffix(".md") + ".html"))
    return quote(above if name in INDEXES else f"{above}{name.removesuffix('.md')}/")


def _files(publication: Publication, docs: Path, folders: bool) -> Iterator[Placed]:
    parts = []
    for source in sorted(path for path in docs.rglob("*") if path.is_file()):
        path = source.relative_to(docs).as_posix()
        if path in PARTS:
            parts.append(path)
        elif not left_out(publication.handbook, path) and not any(part.startswith(".") for part in path.split("/")):
            is_page = source.suffix == ".md"
            yield Placed(path, page_url(path, folders=folders) if is_page else quote(path), is_page, source)
    sheet = "".join((docs / part).read_text(encoding="utf-8") for part in PARTS)
    yield Placed(SHEET, SHEET, False, content=site_sheet(sheet, publication.handbook, publication.revision).encode("utf-8"))
    for script in words(publication.handbook.language):
        yield Placed(script.path, script.path, False, content=b"".join(script.pieces()))
    for added in pages_and_attachments(publication):
        url = page_url(added.path, folders=folders) if added.is_page else quote(added.path)
        yield Placed(added.path, url, added.is_page, added.source)
