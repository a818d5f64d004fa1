"""Frozen releases beside the site of the current handbook: their files as they were released, and the file that joins them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.languages.language import Language
from handbook.outputs import versions_json
from handbook.reading.releases import FOLDER, SUMS, Frozen, ReleaseError, files_of, read_list, sums_of
from handbook.views.addresses import WHOLE, of_item
from macros.render.environment import render
from macros.site.policy import LEADING_ON, with_policy
from macros.site.publication import Publication


def asked_for(stated: Any, store: Path) -> frozenset[str] | None:
    """Returns the names of the releases whose pages are to be on the site, as `extra.releases` says, None for all. Raises ReleaseError."""
    if stated is None:
        return None
    known = {one.name for one in read_list(store)}
    names = stated if isinstance(stated, list) else [stated]
    for name in names:
        if not isinstance(name, str) or name not in known:
            hint = " (a number such as 2.10 is no text: put it in quotes)" if isinstance(name, (int, float)) else ""
            among = f"expected some of {', '.join(sorted(known))}" if known else "none has been made yet"
            raise ReleaseError(f"'extra.releases' names '{name}', which is no release{hint}; {among}")
    return frozenset(names)


def write_releases(publication: Publication, site: Path) -> None:
    """Writes the releases below the folder of a site that is built. Raises ReleaseError where one is not what was released, and leaves none of it there."""
    shown = publication.shown
    if not shown.lists_releases or shown.store is None:
        return
    folder = site / FOLDER
    try:
        for release in shown.releases:
            if shown.has_pages_of(release):
                for path, data in _redacted(shown.store, release, publication.language) if release.is_redacted else files_of(shown.store, release):
                    _write(folder / release.name / path, data)
                if not release.is_redacted:
                    _write(folder / release.name / SUMS, (shown.store / release.name / SUMS).read_bytes())
        with_pages = [one.name for one in shown.releases if shown.has_pages_of(one)]
        text = versions_json.text(shown.releases, shown.store, with_pages, shown.handbook, urls_now(publication), pages_now(publication))
    except ReleaseError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _write(folder / versions_json.FILE, text.encode("utf-8"))


def untrue(error: ReleaseError) -> str:
    """Returns what a build says that ends since a release is not what was released."""
    return f"{error}; 'handbook release --verify' tells all that is wrong"


def urls_now(publication: Publication) -> Mapping[str, str]:
    """Returns the URL of the page of each record of the current handbook."""
    return {item.id: publication.url(of_item(item)) for item in publication.handbook.items.values()}


def pages_now(publication: Publication) -> list[str]:
    """Returns the URLs of the pages of the current handbook, but for those of records."""
    urls = ("" if url == "./" else url for url in (*publication.urls.values(), WHOLE))  # MkDocs calls the first page so
    return [url for url in urls if versions_json.is_page(url)]


def _redacted(store: Path, release: Frozen, language: Language) -> Iterator[tuple[str, bytes]]:
    """Yields a page that says what became of a release, for each address at which it had a page."""
    for path in sums_of(store, release):
        if path.endswith(".html"):
            depth = path.count("/")
            page = render("release_redacted.html", language, release=release, listed="../" * (depth + 1), home="../" * (depth + 2))
            yield path, with_policy(page, LEADING_ON).encode("utf-8")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
