"""The configuration with which Zensical makes a site of final pages: our theme settings, our extensions, and no code of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from handbook.languages import markup
from handbook.languages.language import SOURCE, Language
from handbook.views.addresses import WHOLE
from macros.final.menu import Entry, entries
from macros.final.pages import FinalPage
from macros.final.site import FinalSite, extensions, typed
from macros.render.urls import relative_url
from macros.site.languages import WORDS, theme_language
from macros.site.theme_fixes import UNKNOWN

AS_IT_IS = "https://as-it-is.invalid/"
"""What stands before an address in our HTML until the site is built: Zensical takes any other for that of a file beside the source of the page."""
_ADDRESS = re.compile(r"""(\s(?:href|src|action)=")(?![a-z][a-z0-9+.-]*:|[#/"])""", re.IGNORECASE)
FEATURES_LEFT_OUT = frozenset({"content.action.edit", "search.suggest"})
"""Where a page is edited is said by our own template, as Zensical takes the place of the final page for it; it has no suggestions."""
SCRIPTS = ("assets/cards.js", "assets/lookup.js", "assets/tables.js")
"""Our scripts that need nothing of the theme's; the others stand between the theme of MkDocs and its search."""
RELEASES_SCRIPT = "assets/releases.js"
"""The script that leads from release to release, where there is one to lead to."""
LOST_PAGES = ("index.md", "registers.md", "references/index.md", "product.md", "thread.md", "glossary.md", "reading.md")
"""Where the page for addresses that lead nowhere sends its readers, besides the nine activities."""


def configuration(site: FinalSite, *, folders: bool = True, published: bool = False) -> dict[str, Any]:
    """Returns what stands in the configuration beside the pages, whose theme is in the folder `theme`; `published` is whether the site goes to a host."""
    shown, language = site.publication.shown, site.publication.handbook.language
    listed = published and shown.lists_releases
    words = () if language.code == SOURCE else (WORDS,)
    scripts = words + SCRIPTS + ((RELEASES_SCRIPT,) if listed or shown.frozen else ())
    theme = typed(site.settings.get("theme") or {})
    theme["name"], theme["custom_dir"], theme["variant"] = "material", "theme", "classic"
    if language.code != SOURCE:
        theme["language"] = theme_language(language, _templates())
    theme["features"] = [one for one in theme.get("features") or [] if one not in FEATURES_LEFT_OUT]
    logo = site.publication.handbook.site.logo
    if logo in site.publication.handbook.attachments:
        theme["logo"] = f"files/{logo}"
    said: dict[str, Any] = {
        "site_name": site.name,
        "site_description": str(site.settings.get("site_description") or ""),
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": folders,
        "copyright": site.foot,
        "theme": theme,
        "extra": {"generator": False, "whole": WHOLE if folders else f"{WHOLE}index.html", "lost": _lost(site), "releases_listed": listed},
        "extra_css": ["assets/site.css"],
        "extra_javascript": [{"path": one, "defer": True} for one in scripts],
        "plugins": {"search": {"separator": typed(site.settings.get("plugins") or {}).get("search", {}).get("separator", r"[\s\-]+")}},
        "markdown_extensions": extensions(site),
        "nav": site.menu,
    }
    if shown.frozen:
        said["extra"]["release"] = {"name": shown.frozen.name, "day": shown.frozen.day}
    if site.site_url:
        said["site_url"] = site.site_url
    if site.publication.repository.url:
        said["repo_url"] = site.publication.repository.url
    return said


def surrounded(site: FinalSite) -> Iterator[FinalPage]:
    """Yields the pages with what stands around one outside the menu: the sections above it, the page before and the page after it."""
    titles = {page.path: page.title for page in site.pages}
    urls = {page.path: page.url for page in site.pages}
    listed = list(entries(site.menu))
    menu = {one.path: one for one in listed}
    for page in site.pages:
        made = site.publication.site_map.pages.get(page.path)
        if made is not None and page.path not in menu:
            previous = made.previous or made.parent
            around = {"before": previous, "after": made.next}
            meta = {name: {"title": titles[path], "url": relative_url(urls[path], page.url)} for name, path in around.items() if path in titles}
            trail = [{"title": title, "url": relative_url(urls[path], page.url)} for title, path in _trail(menu.get(made.parent), listed)]
            page = replace(page, meta={**page.meta, **meta, "trail": trail})
        yield replace(page, markdown=_ADDRESS.sub(rf"\1{AS_IT_IS}", page.markdown))


def _trail(parent: Entry | None, listed: list[Entry]) -> list[tuple[str, str]]:
    """Returns the sections above a page of the menu, each with the first page in it."""
    above = [parent.sections[: depth + 1] for depth in range(len(parent.sections))] if parent else []
    return [(one[-1], next(entry.path for entry in listed if entry.sections[: len(one)] == one)) for one in above]


def _lost(site: FinalSite) -> dict[str, Any]:
    """Returns the links of the page for addresses that lead nowhere, which start at the root of the site: it is shown at any depth."""
    root = "/" + site.site_url.split("://", 1)[-1].partition("/")[2]
    pages = {page.path: {"title": page.title, "url": root + page.url} for page in site.pages}
    listed = (one.path for one in entries(site.menu))
    activities = [pages[path] for path in listed if path.startswith("activities/") and path.endswith("/index.md")]
    return {"root": root, "home": pages["index.md"]["url"], "activities": activities, "pages": [pages[path] for path in LOST_PAGES if path in pages]}


def copy_theme(theirs: Path, icons: Path, target: Path, language: Language) -> None:
    """Writes the folder of templates that Zensical reads before its own, in a language."""
    for folder, below in ((theirs, target), (icons, target / ".icons")):
        for source in (path for path in folder.rglob("*") if path.is_file()):
            place = below / source.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            if language.code != SOURCE and source.suffix == ".html":
                place.write_text(markup.translated(source.read_text(encoding="utf-8"), language.interface.get, calls=False), encoding="utf-8", newline="\n")
            else:
                place.write_bytes(source.read_bytes())
    words = Path("partials", "languages", f"{theme_language(language, _templates())}.html")
    if language.code != SOURCE and not any((folder / words).is_file() for folder in _templates()):
        (target / words).parent.mkdir(parents=True, exist_ok=True)
        (target / words).write_text(UNKNOWN.format(code=language.code, direction=language.direction), encoding="utf-8")


def _templates() -> list[Path]:
    """Returns the folder of Zensical's own templates; nothing of it is run."""
    engine = find_spec("zensical")
    return [Path(place) / "templates" for place in (engine.submodule_search_locations or ())] if engine else []
