"""Pages that lead on to other pages, without a script: permanent addresses of records and entries, and addresses that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.languages.language import Language
from handbook.languages.said import ENGLISH
from handbook.views.addresses import of_entry, of_item, permanent_of_entry, permanent_of_record
from macros.render.environment import render
from macros.render.urls import relative_url
from macros.site.policy import LEADING_ON, with_policy
from macros.site.publication import Publication


def permanent(publication: Publication) -> Iterator[tuple[str, str, str]]:
    """Yields, for each record and each entry of a reference document, its permanent address, its URL and its title.

    `id/need-03/` leads to the record NEED-03 and `id/pr-ps-02/` to the outcome PR.PS-02, wherever their pages stand.
    """
    handbook = publication.handbook
    for item in handbook.items.values():
        yield permanent_of_record(item.id), publication.url(of_item(item)), f"{item.id} {item.record.title}"
    for cited, found in handbook.catalogues.entries.items():
        yield permanent_of_entry(cited), publication.url(of_entry(handbook.catalogues, found)), f"{cited} {handbook.says(found.entry.title)}"


def moved(publication: Publication, stated: Any) -> Iterator[tuple[str, str, str]]:
    """Yields the addresses that `extra.moved` in the configuration names, with the URLs of the pages they lead to now.

    It holds old addresses, such as `threats/`, and the source paths of the pages that took their place, such as `threat-model.md`.
    What it names and the site does not have is reported with the page errors.
    """
    if not isinstance(stated, Mapping):
        return
    for old, new in stated.items():
        page, _, anchor = str(new).partition("#")
        if page not in publication.urls:
            publication.page_errors.append(f"mkdocs.base.yml: 'extra.moved' leads from '{old}' to '{new}', which the site does not have")
            continue
        address = str(old).strip("/")
        yield address if address.endswith(".html") else f"{address}/", publication.urls[page] + (f"#{anchor}" if anchor else ""), address


def forwarding_page(address: str, url: str, title: str, site_url: str, *, language: Language = ENGLISH, published: bool = True) -> str:
    """Returns the HTML of a page at `address` that leads to `url`, both relative to the root of the site; one that is `published` has a policy."""
    path, hash_sign, anchor = url.partition("#")
    target = relative_url(path, address) + hash_sign + anchor
    canonical = f"{site_url.rstrip('/')}/{url}" if site_url else ""
    page = render("forward.html", language, target=target, title=title, canonical=canonical, icon=relative_url("assets/favicon.svg", address))
    return with_policy(page, LEADING_ON) if published else page
