"""What a page is published with beside its text: title, description, words and weight for the search, its place in the forge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handbook.languages.language import Language
from handbook.languages.said import told
from handbook.views.page_spec import PageSpec
from macros.render.escaping import heading
from macros.site.feedback import issue_url
from macros.site.languages import MENU
from macros.site.publication import Publication
from macros.site.repository import relative
from macros.site.surround import edition

SEARCH_WEIGHTS = (("activities/", 4.0), ("risk-method", 2.0), ("contributing/", 0.3), ("threat-model", 0.5), ("references/index", 0.3))
"""How much a page in `docs/` weighs among the results of a search, by where it stands: guidance first, the project's own pages last."""


def meta_of(publication: Publication, path: str, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what the site says of the page at a source path, besides what the page states itself in its front matter.

    What a page states of how it is searched stays. Titles and words are safe where the theme prints them as they stand.
    """
    made = publication.site_map.pages.get(path)
    return _of_made(made, publication.language) if made is not None else _of_docs(publication, path, stated)


def links_of(publication: Publication, path: str, page: str, title: str) -> dict[str, str]:
    """Returns the permanent address of a page, the id of its record, the address of a new issue about it, the day of its source's last change.

    Each is '' where there is none; `page` is the page's address.
    """
    made = publication.site_map.pages.get(path)
    issue = issue_url(publication.repository.url, page, title, edition(publication.handbook))
    return {"permanent": made.permanent if made else "", "record": made.record if made else "", "issue": issue, "changed": _changed(publication, path)}


def _changed(publication: Publication, path: str) -> str:
    made = publication.site_map.pages.get(path)
    if made is None:
        return publication.changes.get(f"docs/{path}", "")
    if made.source is None:
        return ""
    repository = publication.repository
    return publication.changes.get(relative(repository.product / made.source.file, repository.root), "")


def beside_of(publication: Publication, path: str, url_of: Callable[[str], str]) -> dict[str, Any]:
    """Returns what stands beside a page: the parts of the same document with their URLs by `url_of`; nothing for most pages."""
    made = publication.site_map.pages.get(path)
    listed = made.beside() if made else ()
    if made is None or not listed:
        return {}
    links = [
        {
            "id": heading(one.id),
            "title": heading(told(one.title, publication.language)),
            "url": url_of(one.address.page) + (f"#{one.address.anchor}" if one.address.anchor else ""),
            "depth": one.depth,
            "here": one.here,
        }
        for one in listed
    ]
    return {"beside": {"name": heading(told(made.beside_name, publication.language)), "links": links}}


def _of_made(page: PageSpec, language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {"title": heading(told(page.title, language)), "description": heading(told(page.description, language))}
    words = page.search_words()
    if words:
        found["tags"] = [heading(told(word, language)) for word in words]
    if page.hide:
        found["hide"] = list(page.hide)
    if not page.search_weight:
        found["search"] = {"exclude": True}
    elif page.search_weight != 1:
        found["search"] = {"boost": page.search_weight}
    return found


def _of_docs(publication: Publication, path: str, stated: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    page = publication.site_map.docs.get(path)
    if page and page.title:
        found["title"] = told(page.title, publication.language)
    if page and page.search_words:
        found["tags"] = [heading(told(word, publication.language)) for word in page.search_words]
    found |= {key: heading(said) for key in ("title", "description") if (said := publication.language.says(text := str(stated.get(key, "")), MENU)) != text}
    weight = next((weight for folder, weight in SEARCH_WEIGHTS if path.startswith(folder)), None)
    if weight is not None and "search" not in stated:
        found["search"] = {"boost": weight}
    return found
