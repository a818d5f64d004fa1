"""Publishing: under a sub-path with its own address, from a folder without a server, on paper, and by the workflow's very commands."""

from __future__ import annotations

import json
import re
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import run
from tests.site.conftest import REPOSITORY
from tests.support import axe
from tests.support.browsing import at_rest, served, watched
from tests.support.building import ROOT, Built
from tests.support.crawl import crawl
from tests.support.search_index import entries_of

WORKFLOW = ROOT / ".github" / "workflows" / "handbook.yml"


@pytest.fixture(scope="module")
def address(published: Built) -> Iterator[str]:
    with served(published.site) as base:
        yield base


@pytest.mark.browser
def test_under_a_sub_path_nothing_breaks_and_nothing_foreign_is_asked(browser: Any, address: str) -> None:
    """With a repository named, too: no star count is fetched, and the policy lets all of the site's own scripts run."""
    context = browser.new_context()
    wrong = watched(context, address)
    assert len(list(at_rest(context, [address + path for path in ("", "activities/2/", "records/need-01/", "registers/", "whole/")]))) == 5
    page = context.new_page()
    page.goto(address + "records/need-01/")
    page.locator("label[for='__palette_1']").first.click()
    page.get_by_role("link", name="Permanent address").click()
    page.wait_for_url(f"{address}records/need-01/")
    context.close()
    assert wrong == []


@pytest.mark.browser
def test_the_whole_handbook_has_no_finding_of_axe_and_its_headings_are_in_order(browser: Any, address: str) -> None:
    page = axe.open_page(browser)
    found = axe.violations(page, f"{address}whole/", axe.source(), axe.LIKE)
    found += page.evaluate(axe.OUTLINE, ["main"])
    page.context.close()
    assert found == []


def test_every_page_carries_its_address_and_its_policy(published: Built) -> None:
    for path in ("", "records/need-01", "activities/0"):
        html = published.page(path)
        where = f"https://us.example/sub/path/{path}/".replace("path//", "path/")
        assert f'<link rel="canonical" href="{where}">' in html
        assert "Content-Security-Policy" in html
        assert html.index("Content-Security-Policy") < html.index("<script")
    assert "Content-Security-Policy" in (published.site / "404.html").read_text(encoding="utf-8")
    assert "Sitemap: https://us.example/sub/path/sitemap.xml" in (published.site / "robots.txt").read_text(encoding="utf-8")


def test_pages_that_repeat_others_are_left_out_of_site_map_and_search(published: Built) -> None:
    addresses = re.findall(r"<loc>([^<]+)</loc>", (published.site / "sitemap.xml").read_text(encoding="utf-8"))
    assert "https://us.example/sub/path/records/need-01/" in addresses
    assert not [one for one in addresses if one.startswith(("https://us.example/sub/path/id/", "https://us.example/sub/path/whole/"))]
    assert not [one["location"] for one in entries_of(published.site) if one["location"].startswith(("id/", "whole/"))]


def test_a_change_and_a_problem_lead_to_the_repository(published: Built) -> None:
    record = published.page("records/need-01")
    assert re.search(rf'href="{REPOSITORY}/edit/main/[^"]*activity-2/needs\.yaml#L[0-9]+"', record)
    assert f'href="{REPOSITORY}/issues/new?title=NEED-01' in record
    assert "Page%3A%20https%3A%2F%2Fus.example%2Fsub%2Fpath%2Frecords%2Fneed-01%2F" in record
    assert f'href="{REPOSITORY}/edit/main/docs/activities/2/index.md"' in published.page("activities/2")


def test_every_record_and_entry_has_a_permanent_address_that_leads_to_it(published: Built) -> None:
    for name, target in (("need-01", "records/need-01/"), ("pr-ps-02", "references/csf/pr-ps-02/"), ("8259a-su-2", "references/8259a/#su-2")):
        html = (published.site / "id" / name / "index.html").read_text(encoding="utf-8")
        assert f'content="0; url=../../{target}"' in html
        path, _, anchor = target.partition("#")
        assert not anchor or f'id="{anchor}"' in published.page(path.rstrip("/"))


@pytest.mark.browser
def test_permanent_addresses_need_no_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}id/need-01/")
    page.wait_for_url(f"{address}records/need-01/")
    context.close()


@pytest.mark.browser
def test_from_a_folder_pages_open_and_the_search_finds(browser: Any, offline: Built) -> None:
    base = offline.site.as_uri()
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    wrong = watched(page, base)
    page.goto(f"{base}/index.html")
    page.goto(f"{base}/activities/2/index.html")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("NEED-01")
    found = page.locator(".md-search-result__link").first
    found.wait_for(timeout=30_000)
    href = found.get_attribute("href") or ""
    assert "records/need-01.html" in href
    page.goto(href.split("?")[0])
    assert "NEED-01" in page.locator("h1").inner_text()
    page.get_by_role("link", name="Permanent address").click()
    page.wait_for_url(f"{base}/records/need-01.html")
    page.close()
    assert wrong == []


def test_from_a_folder_every_link_leads_to_a_file(offline: Built) -> None:
    pages = crawl(offline.site)
    missing = []
    for path, facts in pages.items():
        if path == "404.html":  # a server shows it at any depth; from a folder nobody sees it
            continue
        for link in facts.links:
            if re.match(r"[a-z]+:|#|//", link):
                continue
            target = (offline.site / path).parent / link.split("#")[0]
            if not target.resolve().is_file():
                missing.append(f"{path}: {link}")
    assert missing == []
    exported = json.loads((offline.site / "handbook.json").read_text(encoding="utf-8"))
    assert all((offline.site / record["url"]).is_file() for record in exported["records"])


@pytest.mark.browser
def test_the_whole_handbook_prints_with_every_record(browser: Any, address: str, published: Built, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{address}whole/")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    links = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))")
    text = page.locator("main").inner_text()
    page.pdf(path=str(tmp_path / "whole.pdf"))
    page.close()
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    exported = json.loads((published.site / "handbook.json").read_text(encoding="utf-8"))
    assert not [record["title"] for record in exported["records"] if record["title"] not in text]
    assert (tmp_path / "whole.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "whole.pdf").stat().st_size > 200_000


def steps() -> list[dict[str, Any]]:
    """Returns the steps of the workflow."""
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_the_workflow_runs_commands_that_exist_and_publishes_what_they_make() -> None:
    commands = [shlex.split(step["run"]) for step in steps() if "run" in step]
    ours = [words[2:] for words in commands if words[:2] == ["python3", "run.py"]]
    assert {words[0] for words in ours} == {"check", "release", "build", "provenance", "offline"}
    assert {words[0] for words in ours} <= set(run.WORDS)
    uploaded = next(step["with"]["path"] for step in steps() if "upload-pages-artifact" in step.get("uses", ""))
    assert uploaded == "site"  # where MkDocs writes unless told otherwise
    assert run.WORDS["offline"][-1] == "offline"
    named = {name for step in steps() for name in step.get("env", {}) if name.startswith("HANDBOOK_")}
    read = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") + (ROOT / "mkdocs.base.yml").read_text(encoding="utf-8")
    assert not [name for name in named if name not in read]


def test_the_packed_copy_is_whole(offline: Built, tmp_path: Path) -> None:
    """The step that packs uses Python's own zipfile; what it packs opens with the same files."""
    words = next(shlex.split(step["run"]) for step in steps() if "zipfile" in step.get("run", ""))
    assert words == ["python3", "-m", "zipfile", "-c", "handbook-offline.zip", "offline/"]
    target = tmp_path / "handbook-offline.zip"
    zipfile.main(["-c", str(target), str(offline.site)])
    with zipfile.ZipFile(target) as packed:
        names = {name.partition("/")[2] for name in packed.namelist() if not name.endswith("/")}
    assert names == {path.relative_to(offline.site).as_posix() for path in offline.site.rglob("*") if path.is_file()}
