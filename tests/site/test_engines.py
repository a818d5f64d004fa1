"""Other engines build the same site. ProperDocs writes the same bytes but for one tag; what differs under Zensical is listed here and in the docs."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from handbook.outputs.release import pack
from handbook.reading.releases import BESIDE, LIST, SUMS, Frozen, list_text
from macros.zensical.configuring import AS_IT_IS
from tests.conftest import MINIMAL
from tests.site.conftest import PUBLISHED_AT, REPOSITORY
from tests.support.browsing import Serve, watched
from tests.support.building import ROOT, Built, build, built_once
from tests.support.content import content
from tests.support.crawl import broken_links, crawl, target_of
from tests.support.tools import missing

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
"""What differs, by engine: MkDocs writes `mkdocs-1.6.1`, ProperDocs `mkdocs-ProperDocs 1.6.7`."""
MODULES = {"properdocs": "properdocs", "zensical": "macros.zensical"}
WAYS: dict[str, tuple[str, dict[str, str]]] = {
    "root": ("", {"HANDBOOK_SITE_URL": "https://us.example/"}),
    "sub-path": ("sub/path/", {"HANDBOOK_SITE_URL": PUBLISHED_AT, "HANDBOOK_REPO_URL": REPOSITORY}),
    "folder": ("", {"HANDBOOK_OFFLINE": "true"}),
}
"""How a site is published: the path under which its host has it, and what the build is told."""
FILES = {
    "mkdocs": ("assets/javascripts/*", "assets/stylesheets/*", "search/search_index.json", "search/texts/*", "sitemap.xml.gz"),
    "zensical": ("assets/javascripts/*", "assets/stylesheets/*", "search.json"),
}
"""Files that one of the two engines alone has: scripts and style sheets of its theme, its search index, the packed list of pages."""
DIFFERENCES = (
    "The search is Zensical's own",
    "No suggestions, no facets by sort of page, no synonyms of ours",
    "`?q=` in an address does not open the search",
    "A page outside the menu has no menu beside it",
    "No list of the other parts of a document beside a page",
    "Not every description for other sites",
    "No `sitemap.xml.gz`",
    "The menu has no mends of ours",
    "Plugins, hooks, own templates and extra style sheets or scripts of a fork are not read",
    "Code in pages is coloured",
    "Serving builds once",
)
"""What the page on engines says of Zensical, besides the files above: each stands there."""


def files(built: Built) -> dict[str, bytes]:
    """Returns the files of a site without the tag that names the engine."""
    return {path.relative_to(built.site).as_posix(): GENERATOR.sub(b"", path.read_bytes()) for path in sorted(built.site.rglob("*")) if path.is_file()}


def small_store(folder: Path) -> Path:
    """Makes a store of one release with one page, as it was frozen, and returns its folder."""
    site, store = folder / "site", folder / "releases"
    site.mkdir(parents=True)
    store.mkdir()
    records: dict[str, list[object]] = {"records": []}
    for name, text in {"index.html": '<p id="frozen"><a href="../">All releases</a></p>', **{one: json.dumps(records) for one in BESIDE}}.items():
        (site / name).write_text(text, encoding="utf-8")
    release = Frozen("1.0", "2026-05-11", "public", pack(site, store / "1.0"))
    (store / LIST).write_text(list_text((release,)), encoding="utf-8")
    return store


def built_with(shared: Path, engine: str, way: str) -> Built:
    """Returns the minimal product's site, built once by an engine for a way of publishing it."""
    if importlib.util.find_spec(engine) is None:
        missing(engine)

    def make(folder: Path) -> Built:
        releases = {"HANDBOOK_RELEASES": str(small_store(shared / f"store-{engine}"))} if way == "root" else {}
        return build(folder, MINIMAL, "--strict", engine=MODULES[engine], **WAYS[way][1], **releases)

    made = built_once(shared, f"{engine}-{way}", make)
    assert made.code == 0, made.output[-3000:]
    assert not made.changed
    return made


@pytest.mark.slow
@pytest.mark.parametrize(("way", "fixture"), [("sub-path", "published"), ("folder", "offline")])
def test_properdocs_builds_what_mkdocs_builds(shared: Path, request: pytest.FixtureRequest, way: str, fixture: str) -> None:
    ours, theirs = request.getfixturevalue(fixture), built_with(shared, "properdocs", way)
    assert b"ProperDocs" in GENERATOR.findall((theirs.site / "index.html").read_bytes())[0]
    one, other = files(ours), files(theirs)
    assert len(one) > 1000
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("engine", MODULES)
def test_no_link_and_no_anchor_is_broken_and_nothing_comes_from_elsewhere(shared: Path, engine: str, way: str) -> None:
    built = built_with(shared, engine, way)
    pages = crawl(built.site)
    assert len(pages) > 1000
    assert broken_links(built.site, WAYS[way][0], pages) == []
    assert [(page, url) for page, found in pages.items() for url in found.loads if target_of(page, url) is None and not url.startswith("data:")] == []
    assert [page for page, found in pages.items() if found.handlers or len(set(found.ids)) != len(found.ids)] == []


@pytest.mark.slow
@pytest.mark.parametrize("engine", MODULES)
def test_releases_are_published_as_they_were_frozen(shared: Path, engine: str) -> None:
    built = built_with(shared, engine, "root")
    frozen, folder = shared / f"store-{engine}" / "site", built.site / "releases"
    assert {path.name: path.read_bytes() for path in (folder / "1.0").iterdir() if path.name != SUMS} == {
        path.name: path.read_bytes() for path in frozen.iterdir()
    }
    assert [one["name"] for one in json.loads((folder / "versions.json").read_text(encoding="utf-8"))["releases"]] == ["1.0"]
    assert 'href="1.0/SHA256SUMS"' in built.page("releases")
    page = built.page("records/need-01")
    place = re.search(r'<span class="hb-releases" ([^>]*)><a href="([^"]*)">Releases</a>', page)
    assert place is not None
    assert dict(re.findall(r'([a-z-]+)="([^"]*)"', place[1])) == {"data-hb-releases": "../../releases/", "data-hb-root": "../../", "data-hb-record": "NEED-01"}
    assert place[2] == "../../releases/"
    assert re.search(r'<script [^>]*src="?[./]*assets/releases\.js', page)


@pytest.mark.slow
def test_zensical_builds_the_same_pages_text_links_anchors_and_files(published: Built, shared: Path) -> None:
    one, other = files(published), files(built_with(shared, "zensical", "sub-path"))
    alone = {
        name: [path for path in theirs if not any(fnmatch(path, known) for known in FILES[name])] for name, theirs in {"mkdocs": one, "zensical": other}.items()
    }
    assert sorted(alone["mkdocs"]) == sorted(alone["zensical"])
    written = [path for path in alone["mkdocs"] if not path.endswith(".html") and path != "sitemap.xml"]
    assert "handbook.json" in written
    assert [path for path in written if one[path] != other[path]] == []
    pages = [path for path in alone["mkdocs"] if path.endswith(".html")]
    assert len(pages) > 1000
    differing = []
    for path in pages:
        mine, theirs = content(one[path].decode("utf-8")), content(other[path].decode("utf-8"))
        if path == "404.html":  # the first page of the site is written `/sub/path/.` there
            mine.links = [link.removesuffix(".") for link in mine.links]
        if (mine.text, mine.links, mine.ids) != (theirs.text, theirs.links, theirs.ids):
            differing.append(path)
    assert differing == []
    assert facts_of(one, pages) == facts_of(other, pages)
    assert places(one["sitemap.xml"]) == places(other["sitemap.xml"])
    assert plain_whole(one) == plain_whole(other)


def facts_of(site: dict[str, bytes], pages: list[str]) -> list[tuple[str, ...]]:
    """Returns of each page its title, its description and its whole address."""
    patterns = (r"<title>(.*?)</title>", r'<meta name="description" content="(.*?)">', r'<link rel="canonical" href="(.*?)">')
    found = []
    for path in pages:
        html = site[path].decode("utf-8")
        found.append((path, *(unescape(" ".join(one[1].split())) if (one := re.search(pattern, html, re.DOTALL)) else "" for pattern in patterns)))
    return found


def places(sitemap: bytes) -> list[tuple[str, str]]:
    """Returns the addresses of a list of pages with their days, in order."""
    return sorted(re.findall(r"<loc>(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", sitemap.decode("utf-8")))


def plain_whole(site: dict[str, bytes]) -> tuple[str, list[str], list[str]]:
    """Returns what the page that holds all says, its links and its anchors."""
    found = content(f"<article>{site['whole/index.html'].decode('utf-8').partition('<body')[2]}")
    return found.text, found.links, found.ids


@pytest.mark.slow
def test_every_published_page_has_the_policy_under_zensical(shared: Path) -> None:
    built = built_with(shared, "zensical", "sub-path")
    assert [path for path in built.site.rglob("*.html") if b"Content-Security-Policy" not in path.read_bytes()] == []
    assert AS_IT_IS.encode() not in b"".join(path.read_bytes() for path in built.site.rglob("*") if path.suffix in (".html", ".json"))


@pytest.mark.slow
@pytest.mark.browser
def test_the_search_of_zensical_finds_records_under_the_policy(shared: Path, page: Any, serve: Serve) -> None:
    base = serve(built_with(shared, "zensical", "sub-path").site)
    wrong = watched(page, base)
    page.goto(base)
    page.keyboard.press("Control+k")
    page.get_by_role("textbox", name="Search").or_(page.get_by_placeholder("Search")).first.wait_for()
    page.keyboard.type("NEED-01", delay=20)
    page.locator("a[href*='records/need-01/']").first.wait_for()
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize(("code", "direction"), [("de", "ltr"), ("dv", "rtl")])
def test_zensical_speaks_the_language_of_the_product(tmp_path: Path, code: str, direction: str) -> None:
    """German comes with us; the other is a language of the product, which the engine's theme lacks."""
    if importlib.util.find_spec("zensical") is None:
        missing("zensical")
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    if code == "dv":
        (product / "languages" / code).mkdir(parents=True)
        shutil.copy(ROOT / "handbook" / "languages" / "de" / "interface.po", product / "languages" / code)
    words = [sys.executable, "-m", "macros.zensical", "build", "-q", "-d", str(tmp_path / "site")]
    environment = {**os.environ, "WORKED_EXAMPLE": str(product), "HANDBOOK_LANGUAGE": code, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "records" / "need-01" / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{code}"' in page
    assert f'<body dir="{direction}"' in page
    scripts = re.findall(r'<script src="[^"]*/(\w+\.js)" defer>', page)
    assert scripts[0] == "words.js"
    assert {"cards.js", "lookup.js", "tables.js"} <= set(scripts)
    said = (tmp_path / "site" / "assets" / "words.js").read_text(encoding="utf-8")
    assert f'"code":"{code}"' in said
    assert '"Show all":"Alle zeigen"' in said
    assert '<nav class="hb-after" aria-label="Diese Seite">' in page
    assert re.search(r"Gemeinsame Datens|So liest man dieses Handbuch|Startseite", page)
    assert "<h1>Diese Seite gibt es nicht</h1>" in (tmp_path / "site" / "404.html").read_text(encoding="utf-8")


def test_a_page_that_zensical_leaves_out_ends_the_build(tmp_path: Path) -> None:
    """Its exit code is 0 all the same."""
    engine = tmp_path / "zensical"
    engine.mkdir()
    (engine / "__main__.py").write_text(
        "import pathlib\nsite = pathlib.Path('site')\nsite.mkdir()\n(site / '404.html').touch()\n(site / 'search.json').write_text('{}')\nprint('Build finished')\n",
        encoding="utf-8",
    )
    (engine / "__init__.py").touch()
    words = [sys.executable, "-m", "macros.zensical", "build", "-d", str(tmp_path / "site")]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "WORKED_EXAMPLE": str(MINIMAL)}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "records/need-01.md: there is no page at 'records/need-01/'" in done.stderr
    assert not (tmp_path / "site").exists()


BLOCKED = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("mkdocs", "material", "mkdocs_macros", "properdocs"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
"""


@pytest.mark.slow
def test_final_pages_are_written_where_there_is_no_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "WORKED_EXAMPLE": str(MINIMAL)}
    words = [sys.executable, "-m", "macros.final", "--folder", str(tmp_path / "final")]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    docs = tmp_path / "final" / "docs"
    record = (docs / "records" / "need-01.md").read_text(encoding="utf-8")
    assert record.startswith("---\n")
    assert "## Trace {: #trace data-search-exclude }" in record
    assert (docs / "handbook.json").is_file()
    called = re.compile(r"^\{\{ \w+\(.*\) \}\}$", re.MULTILINE)
    showing = {"contributing/index.md", "guides/portfolio.md"}  # pages that show what a call looks like
    assert {path.relative_to(docs).as_posix() for path in docs.rglob("*.md") if called.search(path.read_text(encoding="utf-8"))} <= showing


def test_the_docs_list_what_differs_under_zensical_with_its_version() -> None:
    told = (ROOT / "docs" / "guides" / "engines.md").read_text(encoding="utf-8")
    lock = re.search(r"^zensical==(\S+)", (ROOT / "requirements-zensical.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert lock is not None
    assert f"Zensical {lock[1]}" in told
    assert [one for one in DIFFERENCES if one not in told] == []
