"""Relative URLs between two places of the site, so that it works in any folder of a host and from a disk."""

from __future__ import annotations


def relative_url(url: str, page: str) -> str:
    """Returns a URL as it is written on a page; both are relative to the root of the site, and `url` has no anchor.

    What ends with a slash is a folder, and stays one. A page whose last part has a dot is a file in its folder.
    """
    folder, _, name = page.rpartition("/")
    here, there = _parts(folder if "." in name else page), _parts(url)
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    found = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{found}/" if url.endswith("/") else found


def _parts(path: str) -> list[str]:
    """Returns the names of which a path consists, without those that lead nowhere or back."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return parts
