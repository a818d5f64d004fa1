"""The look in a real browser: place among the activities, ways to start, lost addresses, no question to a forge."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.support.browsing import Serve, at_rest
from tests.support.building import ROOT, Built
from tests.support.crawl import facts

pytestmark = pytest.mark.browser
ACTIVITY_PAGES = [f"activities/{number}/{part}" for number in range(9) for part in ("", "product/")]
SHIFTS = "window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach(e => { window.shift += e.hadRecentInput ? 0 : e.value; })).observe({type: 'layout-shift', buffered: true});"  # fmt: skip
FIRST_LOAD = 250_000
LARGEST_SHIFT = 0.02


@pytest.mark.parametrize("width", [390, 1400])
def test_each_page_of_an_activity_says_where_it_stands(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    for path in ACTIVITY_PAGES:
        page.goto(address + path)
        steps = page.query_selector_all("nav.hb-stepper .hb-phase a")
        assert [(step.text_content() or "").split(":")[0] for step in steps] == [f"Activity {number}" for number in range(9)], path
        current = page.query_selector_all("nav.hb-stepper [aria-current=step]")
        assert len(current) == 1
        assert current[0].get_attribute("data-id") == f"Activity {path.split('/')[1]}"
        assert all(box and box["height"] >= 24 and box["width"] >= 24 for box in (step.bounding_box() for step in steps)), path
        assert page.inner_text("nav.hb-stepper [aria-current=page]") == ("Worked example" if path.endswith("product/") else "Guidance")
        phases = page.query_selector_all(".hb-phase > p")
        assert [" ".join(phase.inner_text().split()) for phase in phases] == [
            "Activities that impact the pre-market phase",
            "Activities that impact the post-market phase",
        ]
        top = page.query_selector("nav.hb-stepper").bounding_box()
        heading = page.query_selector("h1").bounding_box()
        assert top["y"] < heading["y"]
        assert top["height"] < (120 if width == 390 else 90)
    page.close()


def test_steps_lead_from_guidance_to_guidance_and_from_example_to_example(page: Any, address: str) -> None:
    for here, there in (("activities/3/", "activities/6/"), ("activities/3/product/", "activities/6/product/")):
        page.goto(address + here)
        page.click('nav.hb-stepper a[data-id="Activity 6"]')
        assert page.url == address + there
    page.click(".hb-switch a >> text=Guidance")
    assert page.url == address + "activities/6/"


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_home_shows_three_ways_to_start_in_one_screen(browser: Any, address: str, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    for way in ("Read", "Look up", "Make it yours"):
        section = page.locator(".hb-start", has=page.get_by_role("heading", name=way, exact=True))
        box = section.bounding_box()
        assert box["y"] + box["height"] <= height, way
    for words, path in (
        ("Start with Activity 0", "activities/0/"),
        ("How to read it", "reading/"),
        ("All CSF outcomes", "references/#csf"),
        ("Start your own", "guides/afternoon/"),
    ):
        page.goto(address)
        page.click(f".hb-starts a >> text={words}")
        assert page.url == address + path
    assert page.goto(address).status == 200
    assert page.locator(".hb-tiles a").count() == 9
    page.close()


def test_an_id_is_looked_up_however_it_is_typed_and_other_words_are_searched(page: Any, address: str) -> None:
    for typed, path in (("PR.AA-03", "references/csf/pr-aa-03/"), ("pr aa 3", "references/csf/pr-aa-03/"), ("gv", "references/csf/gv/")):
        page.goto(address)
        page.fill("#hb-lookup", typed)
        page.press("#hb-lookup", "Enter")
        page.wait_for_url(address + path)
    page.goto(address)
    page.fill("#hb-lookup", "signing")
    page.click(".hb-lookup button")
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    assert page.url == address  # the search opens where the reader is


def test_without_script_the_lookup_leads_to_the_list_of_entries(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill("#hb-lookup", "PR.AA-03")
    page.press("#hb-lookup", "Enter")
    assert page.url.startswith(address + "references/")
    assert page.locator("h1").inner_text().startswith("Reference documents")
    context.close()


def test_with_a_repository_named_nothing_foreign_is_asked_for(browser: Any, serve: Serve, published: Built) -> None:
    base = serve(published.site)
    hosts: set[str] = set()
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or "data"))
    for page in at_rest(context, [base + path for path in ("", "activities/3/", "records/need-01/", "404.html")]):
        assert page.locator("a.md-source").count() > 0
    context.close()
    assert "127.0.0.1" in hosts
    assert hosts <= {"127.0.0.1", "data"}


def test_a_published_site_names_itself_to_others(published: Built) -> None:
    assert (published.site / "robots.txt").read_text(encoding="utf-8").splitlines()[-1] == "Sitemap: https://us.example/sub/path/sitemap.xml"
    text = published.page("records/need-01")
    assert '<link rel="canonical" href="https://us.example/sub/path/records/need-01/">' in text
    assert '<meta property="og:url" content="https://us.example/sub/path/records/need-01/">' in text
    assert '<meta property="og:image" content="https://us.example/sub/path/assets/social.png">' in text
    assert '<meta property="og:title" content="NEED-01' in text
    assert (published.site / "assets" / "social.png").read_bytes()[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    assert '<html lang="en"' in text
    assert 'href="https://github.com/us/handbook"' in published.page("")


def test_a_site_without_an_address_claims_none(whole_site: Built) -> None:
    assert not (whole_site.site / "robots.txt").exists()
    assert "og:image" not in whole_site.page("")
    assert 'property="og:description"' in whole_site.page("")


def test_every_link_of_the_page_for_lost_addresses_resolves_at_any_depth(published: Built, whole_site: Built) -> None:
    for built, root in ((published, "/sub/path/"), (whole_site, "/")):
        found = facts(built.page("404.html"))
        inner = [url for url in found.links + found.loads if not urlsplit(url).netloc and not url.startswith(("#", "mailto:"))]
        assert len(inner) > 30
        for url in inner:
            path = unquote(urlsplit(urljoin(f"https://us.example{root}records/need-99/deeper/", url)).path)
            assert url.startswith(root), url
            file = built.site / path.removeprefix(root)
            assert (file / "index.html" if path.endswith("/") else file).is_file(), url
        text = built.page("404.html")
        for number in range(9):
            assert f'href="{root}activities/{number}/"' in text
        assert f'href="{root}registers/"' in text


def test_a_lost_address_proposes_its_last_word_and_search_works_there(page: Any, serve: Serve, whole_site: Built) -> None:
    base = serve(whole_site.site)
    page.route("**/records/need-99/", lambda route: route.fulfill(status=404, content_type="text/html", body=whole_site.page("404.html")))
    page.goto(base.replace("/sub/path/", "/records/need-99/"))
    assert page.input_value("#hb-lookup") == "need-99"
    page.fill("#hb-lookup", "need 01")
    page.press("#hb-lookup", "Enter")
    page.wait_for_selector(".md-search-result__link", timeout=20_000)


@pytest.mark.parametrize("width", [390, 1400])
def test_a_first_page_is_light_and_nothing_moves(browser: Any, address: str, whole_site: Built, width: int) -> None:
    for path in ("", "activities/3/", "activities/3/product/"):
        context = browser.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name).concat(location.href)")
        files = [whole_site.site / unquote(urlsplit(url).path).split("/sub/path/")[1] for url in asked]
        size = sum(len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes())) for file in files)
        assert size < FIRST_LOAD, (path, size)
        assert page.evaluate("window.shift") < LARGEST_SHIFT, path
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_sees_the_colours_of_the_system_before_the_theme_has_started(browser: Any, address: str, at: Callable[[str], str], scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(address + at("records/{need}/"))
    assert page.get_attribute("body", "data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme]
    context.close()


def test_the_colours_are_not_set_anew_at_the_start_and_transitions_rest_at_a_later_change(browser: Any, address: str, at: Callable[[str], str]) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    seen = "new MutationObserver(l => l.forEach(e => (window.seen = window.seen || []).push(e.attributeName))).observe(document, {attributes: true, subtree: true, attributeFilter: ['data-md-color-switching']});"  # fmt: skip
    page.add_init_script(seen)
    page.goto(address + at("records/{need}/"))
    button = page.locator("label[for='__palette_1']").first
    button.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.seen || []") == []
    button.click()
    page.wait_for_function("(window.seen || []).length == 2")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    context.close()


def test_nothing_but_sheets_holds_up_the_first_painting(whole_site: Built, at: Callable[[str], str]) -> None:
    for path in ("", "activities/2", at("records/{need}/").rstrip("/")):
        html = whole_site.page(path)
        assert [script for script in re.findall(r"<script[^>]+src=[^>]+>", html) if " defer" not in script] == []
        sheets = [sheet for sheet in re.findall(r"<link[^>]+stylesheet[^>]+>", html) if "media=" not in sheet]
        assert [re.sub(r"\.\w+\.min", "", sheet).split('"')[-2].rsplit("/", 1)[-1] for sheet in sheets] == ["main.css", "palette.css", "site.css"]


def test_every_name_of_a_colour_or_size_that_a_sheet_uses_is_set(whole_site: Built) -> None:
    """A name that nothing sets is no error to a browser: the frame of a box is then simply not drawn."""
    sheets = "".join(path.read_text(encoding="utf-8") for path in whole_site.site.rglob("*.css"))
    set_somewhere = set(re.findall(r"(--[a-z][\w-]*)\s*:", sheets))
    ours = (ROOT / "docs" / "assets").glob("*.css")
    used = {name for path in ours for name in re.findall(r"var\((--[a-z][\w-]*)", path.read_text(encoding="utf-8"))}
    assert len(used) > 20
    assert used <= set_somewhere, used - set_somewhere


def test_every_page_of_a_section_stands_in_its_menu(whole_site: Built) -> None:
    """A page called index.md inside a section would be taken for the section's own, and vanish from the list."""
    shown = re.findall(r'class="md-nav__link[^>]*><span class="md-ellipsis">([^<]+)', whole_site.page("product"))
    for name in ("Threat model", "Registers", "CSF Organizational Profile", "Progress"):
        assert name in shown, name


def test_the_voices_are_told_apart_by_words(page: Any, address: str, at: Callable[[str], str]) -> None:
    page.goto(address + "activities/3/")
    label = "element => getComputedStyle(element, '::before').content"
    assert "NIST" in page.eval_on_selector(".nist > .admonition-title", label)
    assert "this handbook" in page.eval_on_selector(".ours > .admonition-title", label)
    page.goto(address + "activities/3/product/")
    for block in page.query_selector_all(".hb-example"):
        assert block.query_selector(".hb-whose-product") is not None or "Still missing" in page.inner_text("article")
    page.goto(address + at("records/{need}/"))
    assert page.inner_text(".hb-chips .hb-voice") == "the product’s facts"
