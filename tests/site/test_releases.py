"""Three frozen releases, one of each engine, beside the current handbook: none ever changes, and every page leads right or says that it cannot."""

from __future__ import annotations

import json
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.support.browsing import Serve, watched
from tests.support.building import Built, built_once
from tests.support.crawl import PageFacts, crawl, target_of
from tests.support.releasing import CHOSEN, CURRENT, ENGINES, ENTRIES, NAMES, PUBLISHED_AT, handbook, made, make, published, releases_alone, root_of, tree
from tests.support.search_index import entries_of
from tests.support.serving import serving, wait_for


@pytest.fixture(scope="module")
def three(shared: Path) -> Built:
    """The current handbook with three releases, one of them withdrawn."""
    built = built_once(shared, "three-releases", make)
    assert built.code == 0, built.output[-3000:]
    return built


@pytest.fixture(scope="module")
def pages(three: Built) -> dict[str, PageFacts]:
    return crawl(three.site)


@pytest.fixture(scope="module")
def records(three: Built) -> dict[str, dict[str, str]]:
    """The URL of each record's page in each release and in the current handbook, by what each says itself."""
    found = {}
    for name in (*NAMES, CURRENT):
        data = json.loads((three.site / root_of(name) / "handbook.json").read_text(encoding="utf-8"))
        found[name] = {one["id"]: root_of(name) + one["url"] for one in data["records"]}
    assert len(found[CURRENT]) == len(found[NAMES[0]]) + 1 > 70
    assert [("ASM-02" in found[name], "ASM-03" in found[name]) for name in found] == [(False, False), (True, False), (False, True), (True, False)]
    return found


def test_no_byte_of_a_release_changes_when_another_is_made_and_published(three: Built) -> None:
    before, after = three.site.parent / "before" / "releases", three.site / "releases"
    for name in NAMES[:2]:
        files = tree(after / name)
        assert files == tree(before / name)
        assert len(files) > 500
        listed = dict(reversed(line.split("  ", 1)) for line in (after / name / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
        assert listed == {path: digest for path, digest in files.items() if path != "SHA256SUMS"}
    assert not (before / NAMES[2]).exists()
    assert (before / "versions.json").read_bytes() != (after / "versions.json").read_bytes()  # the one file that may


def test_a_release_holds_data_editions_findings_and_exports_of_its_day(three: Built) -> None:
    for name, day in zip(NAMES, ("2026-05-11", "2026-05-12", "2026-05-13"), strict=True):
        folder = three.site / "releases" / name
        said = json.loads((folder / "release.json").read_text(encoding="utf-8"))
        assert (said["name"], said["day"], said["audience"]) == (name, day, "public")
        ready = f"Ready for release on {day}: 73 records" if name == "1.0" else f"Draft. Not ready for release on {day}: 2 findings to mend"
        assert said["verdict"].startswith(ready)
        assert said["editions"]["documents"]
        assert json.loads((folder / "findings.json").read_text(encoding="utf-8"))["counts"] == said["findings"]
        assert (folder / "downloads" / "handbook.xlsx").is_file()
        assert (folder / "downloads" / "handbook.pdf").is_file() == (name == "1.0" and find_spec("typst") is not None)
        generator = re.search(r'<meta name="generator" content="([^"]*)">', (folder / "index.html").read_text(encoding="utf-8"))
        assert generator is not None
        assert generator[1].startswith({"mkdocs": "mkdocs-1", "properdocs": "mkdocs-ProperDocs", "zensical": "zensical-"}[ENGINES[name]])
        assert not [one for one in ("404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", ".well-known") if (folder / one).exists()]
        stored = three.site.parent / "product" / "releases" / name
        assert all((stored / one).read_bytes() == (folder / one).read_bytes() for one in ("handbook.json", "findings.json", "release.json"))


def test_every_link_and_anchor_leads_somewhere_from_every_page_of_every_release(pages: dict[str, PageFacts], three: Built) -> None:
    broken = []
    for page, found in pages.items():
        for href in found.links + found.loads if page != "404.html" else ():
            target = target_of(page, href)
            if target is None:
                continue
            path, anchor = target
            if path in pages:
                broken += [(page, href)] if anchor and anchor not in pages[path].ids and anchor != "__skip" else []
            elif not (three.site / path).is_file():
                broken.append((page, href))
    assert broken == []
    assert sum(page.startswith("releases/") for page in pages) > 1000


def test_a_release_is_its_own_site_with_its_own_search(three: Built, pages: dict[str, PageFacts]) -> None:
    for name in NAMES:
        root = root_of(name)
        leaving = [
            (page, href)
            for page, found in pages.items()
            if page.startswith(root)
            for href in found.links + found.loads
            if (target := target_of(page, href)) and not target[0].startswith(root) and target[0] not in ("index.html", "releases/index.html")
        ]
        assert leaving == []
        engine = ENGINES[name]
        folder = three.site / root
        entries = json.loads((folder / "search.json").read_text(encoding="utf-8"))["items"] if engine == "zensical" else entries_of(folder)
        assert "is not changed any more" not in json.dumps(entries)
        found = {one["location"].partition("#")[0] for one in entries}
        assert ("records/asm-03/" in found, "records/asm-02/" in found) == (name == NAMES[2], name == NAMES[1])


def test_addresses_of_a_release_are_its_own_and_search_engines_are_led_to_the_current_handbook(three: Built, pages: dict[str, PageFacts]) -> None:
    for name in NAMES:
        page = three.page(f"releases/{name}/records/need-01/")
        assert f'<link rel="canonical" href="{PUBLISHED_AT}releases/{name}/records/need-01/">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert "Suggest a change" not in page  # of what is frozen
    current = three.page("records/need-01/")
    assert f'<link rel="canonical" href="{PUBLISHED_AT}records/need-01/">' in current
    assert "noindex" not in current
    listed = re.findall(r"<loc>(.*?)</loc>", (three.site / "sitemap.xml").read_text(encoding="utf-8"))
    assert [one for one in listed if one.startswith(f"{PUBLISHED_AT}releases/")] == [f"{PUBLISHED_AT}releases/"]
    assert [one for one in listed if target_of("", one.replace(PUBLISHED_AT, "https://site.example/")) not in {(page, "") for page in pages}] == []


def test_each_release_tells_what_changed_since_the_one_before(three: Built) -> None:
    assert not (three.site / "releases" / "1.0" / "changes").exists()
    assert "ASM-02" in three.page("releases/1.1/changes/")
    for address, since, told in (
        ("releases/1.1/changes/", "1.0", "1 new, 0 removed"),
        ("releases/2.0-rc_1/changes/", "1.1", "1 renamed"),
        ("changes/", "2.0-rc_1", "1 renamed"),
    ):
        page = re.sub(r"<[^>]+>", "", three.page(address))
        assert f"Since release {since} of this handbook" in page
        assert told in page


def test_without_a_script_a_page_tells_its_release_and_leads_to_the_list(three: Built, pages: dict[str, PageFacts], records: dict[str, dict[str, str]]) -> None:
    for name in NAMES:
        for url in records[name].values():
            page = three.page(url)
            assert f"<strong>release {name}</strong>" in page
            leads = {target_of(f"{url}index.html", href) for href in pages[f"{url}index.html"].links}
            assert {("releases/index.html", ""), ("index.html", "")} <= leads
            assert f"Release {name} of this handbook, of 2026-05-1" in page  # at its foot, which is printed too
    listed = re.sub(r"<[^>]+>", "", three.page("releases/"))
    assert "withdrawn on 2026-05-14: It promised &lt;b&gt;too much&lt;/b&gt;." in listed
    current = pages[f"{records[CURRENT]['NEED-01']}index.html"]
    assert ("releases/index.html", "") in {target_of(f"{records[CURRENT]['NEED-01']}index.html", href) for href in current.links}


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "sub/path/"])
def test_from_each_record_of_each_release_the_chooser_leads_to_the_same_record_or_says_that_it_cannot(
    browser: Any, serve: Serve, three: Built, records: dict[str, dict[str, str]], prefix: str
) -> None:
    """All pages of records, at the root of a host and below a sub-path; those of a record that is not everywhere are shown too."""
    base = serve(three.site).removesuffix("sub/path/") + prefix
    context = browser.new_context(bypass_csp=True)  # for the test's own script
    page = context.new_page()
    page.goto(f"{base}404.html")
    told = page.evaluate(CHOSEN % ENTRIES, [base + url for own in records.values() for url in own.values()])
    shown = browser.new_context().new_page()
    shown.route(re.compile(r"\.(css|png|svg)$|/assets/javascripts/|/search"), lambda route: route.abort())
    visited, seen = 0, 0
    for name, own in records.items():
        for record, url in own.items():
            entries = told[base + url]
            if any(record not in others for others in records.values()) or record == "NEED-01":
                shown.goto(base + url, wait_until="domcontentloaded")
                assert shown.wait_for_selector(".hb-releases__list", state="attached").evaluate(ENTRIES) == entries
                seen += 1
            for other, (words, links) in zip(reversed([*NAMES, CURRENT]), entries, strict=True):
                assert words.startswith(f"Release {other} of 2026-05-1" if other else "The current handbook"), (url, words)
                if other == name:
                    assert "(this one)" in words
                    assert links == []
                elif record in records[other]:
                    assert links == [base + records[other][record]], (url, other)
                    assert words.endswith(f": {record}")
                else:
                    assert f"{record} did not exist" in words if other else f"{record} does not exist any more" in words
                    assert links == [base + root_of(other)]
            visited += 1
    assert visited == sum(map(len, records.values()))
    assert seen == len(records) + 3


@pytest.mark.browser
def test_a_frozen_page_tells_what_became_of_its_release_and_which_is_the_current_one(browser: Any, serve: Serve, three: Built) -> None:
    base = serve(three.site)
    page = browser.new_context().new_page()
    wrong = watched(page, base)
    page.goto(f"{base}releases/1.1/records/need-01/")
    page.wait_for_selector(".hb-releases__list")
    told = page.inner_text(".md-banner")
    assert "This is the handbook of release 1.1 of 2026-05-12" in told
    assert "This release was withdrawn on 2026-05-14. It promised <b>too much</b>." in told
    assert "The current handbook, as of 2026-05-11; the last release is 2.0-rc_1 of 2026-05-13." in told
    page.goto(f"{base}releases/1.1/changes/")
    page.wait_for_selector(".hb-releases__list")
    page.click(".hb-releases__list summary")
    entries = page.locator(".hb-releases__list li").all_inner_texts()
    assert entries[3] == "Release 1.0 of 2026-05-11: this page is not in it, first page"
    page.click(".hb-releases__list li:nth-child(2) a")
    assert page.url == f"{base}releases/2.0-rc_1/changes/"
    page.goto(f"{base}releases/1.0/?q=NEED-01")  # search within a release leads within it
    page.wait_for_selector(".md-search-result__link[href*='need-01']", state="attached")
    found = page.eval_on_selector(".md-search-result__link[href*='need-01']", "link => link.href")
    assert found.startswith(f"{base}releases/1.0/records/need-01/")
    assert wrong == []


@pytest.mark.browser
def test_without_the_index_a_frozen_page_stays_as_it_is(browser: Any, serve: Serve, three: Built) -> None:
    page = browser.new_context().new_page()
    page.route("**/versions.json", lambda route: route.fulfill(status=200, body='{"versions": 2}', content_type="application/json"))
    page.goto(f"{serve(three.site)}releases/1.0/records/need-01/")
    page.wait_for_load_state("networkidle")
    assert page.locator(".hb-releases__list").count() == 0
    assert page.locator(".md-banner a").count() == 2


def test_a_release_that_was_touched_ends_the_build_and_verification_names_it(three: Built, tmp_path: Path) -> None:
    product = tmp_path / "product"
    shutil.copytree(three.site.parent / "product", product)
    assert handbook(product, "--verify").returncode == 0
    archive = product / "releases" / "1.0" / "site.tar.xz"
    archive.write_bytes((product / "releases" / "1.1" / "site.tar.xz").read_bytes())
    told = handbook(product, "--verify")
    assert told.returncode == 1
    assert re.search(r"releases/1\.0/site\.tar\.xz' is not what was released: '[^']+' differs from its hash in SHA256SUMS", told.stdout)
    built = published(tmp_path / "site", product)
    assert built.code == 1
    assert "is not what was released" in built.output
    assert "Traceback" not in built.output
    assert not (tmp_path / "site" / "releases" / "1.0").exists()
    told = handbook(product, "3.0")
    assert told.returncode == 2
    assert "an earlier release must be whole before another one is made" in told.stderr


def test_what_was_redacted_is_gone_and_each_of_its_addresses_says_so(three: Built, tmp_path: Path) -> None:
    product = tmp_path / "product"
    shutil.copytree(three.site.parent / "product", product)
    told = handbook(product, "--redact", "2.0-rc_1", "--today", "2026-05-20", "--reason", "A name was in it.")
    assert told.returncode == 0, told.stderr
    assert "Git still has what was committed" in told.stdout
    assert sorted(one.name for one in (product / "releases" / "2.0-rc_1").iterdir()) == ["SHA256SUMS"]
    assert handbook(product, "--verify").returncode == 0
    site = tmp_path / "site"
    publication = releases_alone(site, product)
    gone = site / "releases" / "2.0-rc_1"
    before = three.site / "releases" / "2.0-rc_1"
    assert {one.relative_to(gone) for one in gone.rglob("*") if one.is_file()} == {one.relative_to(before) for one in before.rglob("*.html")}
    for file in gone.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "taken off this site on 2026-05-20. Reason given: A name was in it." in text
    assert "Number 3" not in "".join(file.read_text(encoding="utf-8") for file in gone.rglob("*.html"))
    assert "redacted" in made(publication, "releases")
    for page, found in crawl(gone).items():
        there = f"releases/2.0-rc_1/{page}"
        assert {target_of(there, href) for href in found.links} == {("releases/index.html", ""), ("index.html", "")}
    assert tree(site / "releases" / "1.0") == tree(three.site / "releases" / "1.0")
    assert "Since release 1.1 of this handbook" in re.sub(r"<[^>]+>", "", made(publication, "changes"))


def test_while_serving_releases_are_listed_and_their_pages_are_not_there(three: Built, tmp_path: Path) -> None:
    product, waiting = tmp_path / "product", tmp_path / NAMES[2]
    shutil.copytree(three.site.parent / "product", product)
    store, listed = product / "releases", product / "releases" / "releases.json"
    whole = listed.read_text(encoding="utf-8")
    said = json.loads(whole)
    (store / NAMES[2]).rename(waiting)
    listed.write_text(json.dumps({**said, "entries": said["entries"][:2]}), encoding="utf-8")
    for folder, get in serving(product, tmp_path):
        page = wait_for(get, "releases/", lambda text: "Releases of this handbook" in text)
        assert page.count("its pages are not on this site") == 2
        with pytest.raises(HTTPError, match="404"):
            get("releases/1.0/records/need-01/")
        assert "Since release 1.1 of this handbook" in re.sub(r"<[^>]+>", "", get("changes/"))
        needs = folder / "activity-2" / "needs.yaml"
        needs.write_text(needs.read_text(encoding="utf-8").replace("title: ", "title: Renamed ", 1), encoding="utf-8")
        assert "Renamed" in get("records/need-01/")
        waiting.rename(store / NAMES[2])  # as `handbook release` does at its end
        listed.write_text(whole, encoding="utf-8")
        page = wait_for(get, "releases/", lambda text: NAMES[2] in text)
        assert page.count("its pages are not on this site") == 3
        assert "Since release 2.0-rc_1 of this handbook" in re.sub(r"<[^>]+>", "", get("changes/"))
        assert "Renamed" in get("records/need-01/")
