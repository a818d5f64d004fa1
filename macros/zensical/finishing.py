"""What Zensical leaves out, put into the site that it built: files for others, pages that lead on, policy, the page that holds all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from macros.final.site import FinalSite, write_file
from macros.site.added_files import AddedFile, leading_on, outputs, robots
from macros.site.policy import DIRECTIVES, with_policy
from macros.site.style_sheets import SHEET
from macros.site.whole import write_whole
from macros.zensical.configuring import AS_IT_IS

START, END = "<!--handbook:content-->", "<!--handbook:after-->"
"""What our template puts around the content of a page; neither is published."""
SEARCH_STYLE = "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"
"""The style sheet that Zensical 0.0.73 puts into a page by script when its search opens; the hash is the browser's own, and a test in one holds it."""
ALLOWED = tuple((name, f"{value} {SEARCH_STYLE}" if name == "style-src" else value) for name, value in DIRECTIVES)
"""The policy of a page: that of the site under MkDocs, and this sheet."""
COUNTED = ' data-md-component="source"'
"""Where a page has it, a script of the theme asks the forge for the stars of the repository; nothing of ours asks another host for anything."""
_H1 = re.compile(r"<h1[\s>]")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class IncompleteSiteError(ValueError):
    """The engine left something out; the message says what, a line for each."""


def finish(site: FinalSite, built: Path, *, folders: bool) -> None:
    """Completes the folder of a built site. Raises IncompleteSiteError for pages that the engine left out or left empty: its exit code tells nothing."""
    missing = list(_missing(site, built, folders))
    if missing:
        raise IncompleteSiteError("\n".join(missing))
    publication = site.publication
    for file in site.files:
        if not file.is_page:  # once more, byte by byte, whatever the engine made of it
            write_file(file, built / file.path)
    index = built / "search.json"
    index.write_text(index.read_text(encoding="utf-8").replace(AS_IT_IS, ""), encoding="utf-8", newline="\n")
    for page in site.pages:
        publication.gather(page.path, page.url, page.title, content_of(_page_file(built, page.url, folders).read_text(encoding="utf-8")))
    for path in sorted(built.rglob("*.html")):
        _complete(path, published=folders)
    moved = (site.settings.get("extra") or {}).get("moved")
    for added in (*outputs(publication), *robots(site.site_url), *leading_on(publication, moved, site.site_url, published=folders)):
        if not (added.path.endswith(".html") and (built / added.path).exists()):
            _write(added, built / added.path)
    sheets = [path.relative_to(built).as_posix() for path in sorted((built / "assets" / "stylesheets" / "classic").glob("*.css"))]
    write_whole(built, publication.chapters(), site.name, site.foot, [*sheets, SHEET], offline=not folders)
    if site.site_url:
        (built / "sitemap.xml").write_text(_sitemap(site), encoding="utf-8", newline="\n")


def content_of(html: str) -> str:
    """Returns the content of a page that is built: what stands in its final Markdown, as HTML."""
    return html.partition(START)[2].partition(END)[0].strip().replace(AS_IT_IS, "")


def _missing(site: FinalSite, built: Path, folders: bool) -> Iterator[str]:
    """Yields a line for each page that is not there or does not say what it should."""
    for page in site.pages:
        path = _page_file(built, page.url, folders)
        if not path.is_file():
            yield f"{page.path}: there is no page at '{page.url}'"
            continue
        html = path.read_text(encoding="utf-8")
        content = content_of(html)
        if not _H1.search(content) or len(content) < len(page.markdown) // 4:
            yield f"{page.path}: the page at '{page.url}' lacks its content"
        elif not (_TITLE.search(html) or [""])[0]:
            yield f"{page.path}: the page at '{page.url}' has no title"
    if not (built / "404.html").is_file():
        yield "404.html: there is no page for addresses that lead nowhere"
    if not (built / "search.json").is_file():
        yield "search.json: there is no index for the search"


def _page_file(built: Path, url: str, folders: bool) -> Path:
    return built / url / "index.html" if folders else built / url


def _complete(path: Path, *, published: bool) -> None:
    html = path.read_text(encoding="utf-8").replace(START, "").replace(END, "").replace(AS_IT_IS, "").replace(COUNTED, "")
    path.write_text(with_policy(html, ALLOWED) if published else html, encoding="utf-8", newline="\n")


def _write(added: AddedFile, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.writelines(added.pieces())


def _sitemap(site: FinalSite) -> str:
    """Returns the list of all pages, each with the day for which the product speaks, as the site under MkDocs has it."""
    product = site.publication.handbook.product
    day = f"<lastmod>{product.as_of.isoformat()}</lastmod>" if product and product.as_of else ""
    urls = "\n".join(f"<url><loc>{escape(site.site_url + page.url)}</loc>{day}</url>" for page in site.pages)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}\n</urlset>\n'
