"""Relative URLs between two places of the site, so that it works in any folder of a host and from a disk."""

from __future__ import annotations

from posixpath import relpath


def relative_url(url: str, page: str) -> str:
    """Returns a URL as it is written on a page; both are relative to the root of the site, and `url` has no anchor.

    What ends with a slash is a folder, and stays one. A page whose last part has a dot is a file in its folder.
    """
    folder, _, name = page.rpartition("/")
    found = relpath("/" + url.lstrip("/"), "/" + (folder if "." in name else page).lstrip("/"))
    return f"{found}/" if url.endswith("/") else found
