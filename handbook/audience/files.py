"""Which attachments and pages an audience gets: those that something it sees names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import quote, unquote

from handbook.audience.levels import AUDIENCES, sees
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.reading.folder import ATTACHMENTS
from handbook.reading.own_pages import visibility_of
from handbook.schema.fields import links_in
from handbook.schema.product_file import Site
from handbook.schema.record import Visibility


def named_by(item: Item) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the attachments that the fields of a record name, and those to which its prose leads."""
    return item.alone(_named_by)


def published(handbook: Handbook, items: Mapping[str, Item], pages: Mapping[str, str], site: Site) -> frozenset[str]:
    """Returns the attachments of a handbook that are published with `items` and `pages`, as an audience sees them.

    A link in prose does not publish a file that a record keeps back which the audience does not see.
    """
    in_fields: set[str] = set()
    linked: set[str] = set()
    kept_back: set[str] = set()
    for name, whole in handbook.items.items():
        item = items.get(name)
        fields, links = named_by(item) if item is not None else (frozenset(), frozenset())
        in_fields |= fields
        linked |= links
        if item is not whole:
            kept_back |= frozenset().union(*named_by(whole)) - fields - links
    on_pages = {file for file in handbook.attachments if any(_names(text, f"{ATTACHMENTS}/{file}") for text in pages.values())}
    return frozenset(handbook.attachments) & (in_fields | (linked - kept_back) | on_pages | {site.logo or ""})


def pages_seen(handbook: Handbook, audience: Visibility) -> dict[str, str]:
    """Returns the product's own pages that an audience sees, each with what it says."""
    found = {}
    for page, text in handbook.page_texts.items():
        stated: Visibility = next((one for one in AUDIENCES if one == (visibility_of(text) or "public")), "internal")
        if sees(audience, stated):
            found[page] = text
    return found


def shown_beside(pages: Mapping[str, str], files: Iterable[str]) -> tuple[str, ...]:
    """Returns those files of the folder `pages/` that one of the pages names, by their paths as seen from there."""
    return tuple(file for file in files if any(_names(text, posixpath.relpath(file, posixpath.dirname(page) or ".")) for page, text in pages.items()))


def unspoken(files: Iterable[str], published: Collection[str]) -> tuple[str, ...]:
    """Returns what no text may say of those `files` that are not `published`: their paths, and their last parts where no published file has that name."""
    left = [file for file in files if file not in published]
    known = {file.rpartition("/")[2] for file in published}
    return tuple(dict.fromkeys((*left, *(last for file in left if (last := file.rpartition("/")[2]) not in known))))


def _names(text: str, path: str) -> bool:
    """Returns whether a page leads to a path, as it is or as it stands in an address, from wherever it is read."""
    spelt = "|".join(dict.fromkeys((re.escape(path), re.escape(quote(path)))))
    return re.search(rf"(?<![\w./%-])(?:\./|\.\./)*(?:{spelt})(?![\w-])", text) is not None


def _named_by(item: Item) -> tuple[frozenset[str], frozenset[str]]:
    fields = frozenset(value for _, mark, value in item.marked if mark.meaning == "file")
    targets = [
        target.removeprefix(f"{ATTACHMENTS}/").partition("#")[0] for _, mark, text in item.marked if mark.meaning == "prose" for target in links_in(text)
    ]
    return fields, frozenset(name for target in targets for name in (target, unquote(target)))
