"""The output `versions.json`: the one file beside frozen releases that changes, by which their pages lead to each other.

Pages that were frozen years ago read it. So keys are added to it and never taken away, and what a key means never changes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.compare.versions import PATTERN, not_everywhere, presence
from handbook.model.handbook import Handbook
from handbook.reading.releases import Frozen, data_of, sums_of

VERSION = 1
FILE = "versions.json"
"""Name under which it is published, in the folder of the releases."""


def text(releases: Sequence[Frozen], store: Path, with_pages: Sequence[str], handbook: Handbook, urls: Mapping[str, str], pages: Collection[str]) -> str:
    """Returns the text of the file, in a fixed order.

    `with_pages` names the releases whose pages the site has. Of the current handbook, `urls` has the URL of each record, and `pages` those of all pages.
    Raises ReleaseError where a release is not what was released.
    """
    shown = [one.name in with_pages and not one.is_redacted for one in releases]
    found = presence([*(_urls(data_of(store, one)) if here else {} for one, here in zip(releases, shown, strict=True)), urls])
    listed = not_everywhere([*(_pages(sums_of(store, one)) if here else None for one, here in zip(releases, shown, strict=True)), pages])
    product = handbook.product
    data = {
        "versions": VERSION,
        "record": PATTERN,
        "current": {"as_of": product.as_of.isoformat() if product and product.as_of else "", "path": "../"},
        "releases": [_entry(one, has_pages=one.name in with_pages) for one in releases],
        "records": {record: [list(run) for run in runs] for record, runs in found.runs.items()},
        "pages": {page: [list(run) for run in runs] for page, runs in listed.items()},
        "elsewhere": {record: {str(position): url for position, url in where.items()} for record, where in found.elsewhere.items()},
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entry(release: Frozen, *, has_pages: bool) -> dict[str, Any]:
    return {
        "name": release.name,
        "day": release.day,
        "path": f"{release.name}/" if has_pages else "",
        "status": release.status,
        "on": release.on,
        "reason": release.reason,
        "sha256": release.sha256,
    }


def _pages(sums: Mapping[str, str]) -> list[str]:
    """Returns the URLs of the pages of a release: neither those of its records, nor those that lead on to others."""
    found = (path.removesuffix("index.html") for path in sums if path.endswith("index.html"))
    return [page for page in found if is_page(page)]


def is_page(url: str) -> bool:
    """Returns whether a URL is that of a page which is told of by itself."""
    return (not url or url.endswith("/")) and not url.startswith(("records/", "id/", "files/", "downloads/"))


def _urls(data: Mapping[str, Any]) -> dict[str, str]:
    """Returns the URL of each record of a saved handbook, of whatever version it is."""
    records = data.get("records")
    return {str(one["id"]): str(one["url"]) for one in records if isinstance(one, dict) and "id" in one and "url" in one} if isinstance(records, list) else {}
