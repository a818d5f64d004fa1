"""Three releases of the minimal product, each made with another engine, and the site that is published with them."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from markupsafe import Markup

from macros.final.placing import placed
from macros.site.page_html import ready_page
from macros.site.publication import Publication
from macros.site.publishing import Asked, publish
from macros.site.releases import write_releases
from tests.support.building import ROOT, Built, build

MINIMAL = ROOT / "tests" / "products" / "minimal"
PUBLISHED_AT = "https://us.example/sub/path/"
NAMES = ("1.0", "1.1", "2.0-rc_1")
ENGINES = {name: engine if importlib.util.find_spec(engine) else "mkdocs" for name, engine in zip(NAMES, ("mkdocs", "properdocs", "zensical"), strict=True)}
"""What builds each release: all three engines, where they are there, so that whatever is said of a release is said of each."""
REVISED = "activity-1/assumptions.yaml"
CURRENT = ""
"""Stands for the current handbook among the names of releases."""

ENTRIES = "list => [...list.querySelectorAll('li')].map(one => [one.textContent, [...one.querySelectorAll('a')].map(a => a.href)])"
"""What a list of releases says, each with where it leads."""
CHOSEN = """
async addresses => {
  const kept = {}, get = async url => (kept[url] ??= await fetch(url).then(answer => answer.text()));
  const found = {};
  for (const url of addresses) {
    const page = new DOMParser().parseFromString(await fetch(url).then(answer => answer.text()), "text/html");
    const place = page.querySelector("[data-hb-releases]");
    const script = new URL(page.querySelector("script[src*='releases']").getAttribute("src"), url).href;
    const seen = { querySelector: () => place, createElement: name => document.createElement(name) };
    const asked = file => get(file.href).then(text => ({ ok: true, json: () => JSON.parse(text) }));
    new Function("document", "location", "fetch", await get(script))(seen, new URL(url), asked);
    for (let turn = 0; turn < 50 && !place.querySelector(".hb-releases__list"); turn++) await new Promise(done => setTimeout(done));
    found[url] = (%s)(place.querySelector(".hb-releases__list"));
  }
  return found;
}
"""
"""Runs on each page the script that this page itself names, with the place on this page that it fills and with the page's address. The page is fetched and
parsed, and not shown: that costs a tenth."""


def handbook(product: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the command, without access to the network."""
    blocked = str(ROOT / "tests" / "support" / "no_network")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((blocked, str(ROOT))),
        "AUDIENCE": "",
        "HANDBOOK_RELEASES": "",
        "HANDBOOK_SITE_URL": PUBLISHED_AT,
    }
    return subprocess.run(
        [sys.executable, "-m", "handbook", "release", "--product", str(product), *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def renamed(product: Path, number: int) -> None:
    """Gives the product one assumption more, under another id than before."""
    first = (MINIMAL / REVISED).read_text(encoding="utf-8")
    entry = first[first.index("- id: ASM-01") :]
    more = entry.replace("ASM-01", f"ASM-{number:02}").replace("title: ", f"title: Number {number}, ", 1)
    (product / REVISED).write_text(f"{first.rstrip()}\n{more}", encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """Returns the hash of every file below a folder."""
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.rglob("*")) if file.is_file()}


def published(folder: Path, product: Path) -> Built:
    """Builds the site of the current handbook, with its releases."""
    return build(folder, product, "--strict", HANDBOOK_SITE_URL=PUBLISHED_AT, HANDBOOK_REPO_URL="https://github.com/us/handbook", HANDBOOK_RELEASES="")


def publication(product: Path) -> Publication:
    """Returns what a build of the current handbook publishes, without the pages."""
    found = publish(ROOT / "mkdocs.yml", {"WORKED_EXAMPLE": str(product), "HANDBOOK_SITE_URL": PUBLISHED_AT}, Asked(), lambda _: None, serving=False)
    placed(found, ROOT / "docs")
    return found


def releases_alone(folder: Path, product: Path) -> Publication:
    """Writes into a folder the releases as a build of the current handbook does, and none of its own pages."""
    found = publication(product)
    write_releases(found, folder)
    return found


def make(folder: Path) -> Built:
    """Makes three releases, publishes after the second, withdraws it, and publishes again."""
    product = folder / "product"
    shutil.copytree(MINIMAL, product)
    told = handbook(product, NAMES[0], "--pdf", "--engine", ENGINES[NAMES[0]])
    assert told.returncode == 0, told.stderr
    renamed(product, 2)
    told = handbook(product, NAMES[1], "--today", "2026-05-12", "--draft", "--engine", ENGINES[NAMES[1]])
    assert told.returncode == 0, told.stderr
    releases_alone(folder / "before", product)
    renamed(product, 3)
    told = handbook(product, NAMES[2], "--today", "2026-05-13", "--draft", "--engine", ENGINES[NAMES[2]])
    assert told.returncode == 0, told.stderr
    told = handbook(product, "--withdraw", NAMES[1], "--today", "2026-05-14", "--reason", "It promised <b>too much</b>.")
    assert told.returncode == 0, told.stderr
    renamed(product, 2)
    return published(folder / "site", product)


def root_of(name: str) -> str:
    """Returns where a release stands below the root of the site."""
    return f"releases/{name}/" if name else ""


def made(publication: Publication, name: str) -> str:
    """Returns the content of a page of the current handbook that a template makes."""
    path = next(path for path, url in publication.urls.items() if url == f"{name}/")
    html = ready_page(publication, path, f"{name}/", lambda _level, text, *_, **__: Markup(text))
    assert publication.page_errors == [], publication.page_errors
    return html
